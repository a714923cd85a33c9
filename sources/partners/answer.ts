import type { Coverage } from './coverage.ts';
import type { Finding } from './findings.ts';
import type { DeliveryReport } from './report.ts';
import { PERSON_RULES, RULES, type RuleId } from './rules.ts';

/** What became of a file in the words that the partner reads, in Dutch; empty where there is nothing to tell. */
export function answerTo(report: DeliveryReport): string[] {
  switch (report.state) {
    case 'accepted':
      return accepted(report);
    case 'known':
      return ['Precies dit bestand is al eerder ingenomen; er verandert niets.'];
    case 'refused':
      return ['De levering is niet ingenomen: geen enkele rij is gebruikt.', ...whatIsWrong(report)];
    case 'personal':
      return aboutPersons(report);
    case 'unclaimed':
      return [
        'Een bestand met deze naam is niet met u afgesproken, of past op meer dan één afspraak.',
        ...report.agreed_files.map(
          name => `Afgesproken: ${name} (of .xlsx); op de plaats van * mag bijvoorbeeld het jaar staan.`,
        ),
        'Geef het bestand de afgesproken naam en lever het opnieuw.',
      ];
    default:
      return [];
  }
}

function accepted({ rows, periods, coverage, removes }: DeliveryReport): string[] {
  const isWhole = coverage.every(({ lacking, groups }) => lacking.length + groups.length === 0);
  const state = isWhole ? 'De levering is goed' : 'De levering is te gebruiken, maar niet volledig';
  const holds = `${numbered(rows ?? 0, ['rij', 'rijen'])}, ${periods.length === 1 ? 'periode' : 'perioden'} ${periods.join(', ')}`;
  return [
    `${state}: ${holds}.`,
    ...coverage.flatMap(covered),
    ...removes.map(
      ({ period, areas }) =>
        `${period}: uit de vorige levering vervalt ${listed(areas)}, zoals is afgesproken.`,
    ),
  ];
}

/** Levels of areas in Dutch: one, and more of them. */
export const LEVELS = {
  buurt: ['buurt', 'buurten'],
  wijk: ['wijk', 'wijken'],
  gemeente: ['gemeente', 'gemeenten'],
} as const;

const numbered = (count: number, [one, more]: readonly [string, string]): string =>
  `${count} ${count === 1 ? one : more}`;

/** What of a period is there, what is not, and what cannot be said without it. */
function covered({ period, level, of, asked, delivered, ...rest }: Coverage): string[] {
  const { lacking, without, outside, groups } = rest;
  const whole = `${numbered(asked, LEVELS[level])} van ${of}`;
  const other = asked - delivered;
  const whose = without.length > 0 ? ` voor ${without.join(', ')}` : '';
  return [
    other === 0
      ? `${period}: alle ${whole}.`
      : `${period}: ${delivered} van de ${whole}. Zonder de andere ${other} is er geen cijfer${whose}.`,
    ...(other > 0 ? [`  Niet of niet geheel geleverd: ${listed(lacking)}. Lever ook gebieden met 0.`] : []),
    ...(groups.length > 0 ? [`  Groepen die geheel ontbreken: ${groups.join(', ')}.`] : []),
    ...(outside.length > 0 ? [`  Buiten ${of}: ${listed(outside)}. Is dat de bedoeling?`] : []),
  ];
}

const FIRST = 5;

/** The first of a list, and how many more there are. */
export function listed(all: readonly string[]): string {
  const more = all.length - FIRST;
  return `${all.slice(0, FIRST).join(', ')}${more > 0 ? ` en nog ${more}` : ''}`;
}

const [GROUPS, ROWS] = [4, 5];

/** Each thing that is wrong, how to mend it, and the first places where it is. */
export function whatIsWrong({ findings, totals }: Pick<DeliveryReport, 'findings' | 'totals'>): string[] {
  const rules = Object.entries(totals).sort(([, a], [, b]) => b - a) as [RuleId, number][];
  return rules.flatMap(([rule, times]) => {
    const [what, remedy] = RULES[rule];
    const found = findings.filter(one => one.rule === rule);
    return [
      `- ${times > 1 ? `${times} × ` : ''}${what} [${rule}]`,
      `  ${remedy}`,
      ...placesOf(found, times).map(place => `  ${place}`),
    ];
  });
}

/** Places that differ in their row alone are told together. */
function placesOf(found: Finding[], times: number): string[] {
  const alike = new Map<string, number[]>();
  for (const { row, column, value, hint } of found) {
    const what = [column && `, kolom ${column}`, value && `, vorm ${value}`, hint && `: ${hint}`];
    const rows = alike.get(what.filter(Boolean).join('')) ?? [];
    alike.set(what.filter(Boolean).join(''), row === undefined ? rows : [...rows, row]);
  }
  const shown = [...alike].slice(0, GROUPS).map(([what, rows]) => ({ what, rows: rows.slice(0, ROWS) }));
  const told = shown.map(({ what, rows }) => {
    const place = rows.length > 0 ? `rij ${rows.join(', ')}${what}` : what.replace(/^[,:] /, '');
    return place;
  });
  const more = times - shown.reduce((sum, { rows }) => sum + Math.max(1, rows.length), 0);
  return [...told.filter(place => place !== ''), ...(more > 0 ? [`en nog ${more}`] : [])];
}

function aboutPersons({ person }: DeliveryReport): string[] {
  const { rule = 'header', row, column } = person ?? {};
  const place = [row && `rij ${row}`, column && `kolom ${column}`].filter(Boolean).join(', ');
  return [
    'De levering is niet ingenomen, en niets ervan is bewaard: het bestand lijkt persoonsgegevens te bevatten.',
    `Gezien: ${PERSON_RULES[rule]}${place ? ` (${place})` : ''} [${rule}].`,
    'Lever alleen aantallen per gebied, zonder kolommen over personen en zonder opmerkingen. Mail het bestand niet.',
    'Ging het niet om personen, geef de kolom dan een andere naam of schrijf de waarde anders.',
  ];
}
