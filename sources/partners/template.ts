import { columnsOf, type DeclaredColumn, type PartnerContract } from './declaration.ts';
import { PERIOD_EXAMPLES } from './periods.ts';

/** What a partner gets to start from: an empty table, a filled one, and one page that says how. */
export interface DeliveryTemplate {
  /** By file name. */
  files: Record<string, string>;
}

const LEVEL_EXAMPLES = { buurt: 'BU09280003', wijk: 'WK092800', gemeente: 'GM0928' } as const;

export function deliveryTemplate(contract: PartnerContract): DeliveryTemplate {
  const columns = columnsOf(contract);
  const heading = columns.map(({ column }) => column);
  const example = columns.map(one => exampleOf(one, contract));
  return {
    files: {
      [`${contract.id}-leeg.csv`]: csv([heading]),
      [`${contract.id}-voorbeeld.csv`]: csv([heading, example]),
      'instructie.md': instruction(contract, columns),
    },
  };
}

/** As a Dutch Excel writes it: UTF-8 with mark, semicolons. */
const csv = (rows: string[][]): string =>
  `\ufeff${rows.map(row => row.map(quoted).join(';')).join('\r\n')}\r\n`;
const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function exampleOf({ role, concept = '' }: DeclaredColumn, contract: PartnerContract): string {
  const first = (keys: Record<string, string> = {}) => Object.keys(keys)[0] ?? '';
  const { area, period, age_group, sex, counts = {} } = contract;
  const examples: Record<DeclaredColumn['role'], string> = {
    area: LEVEL_EXAMPLES[area.levels[0] ?? 'buurt'],
    period: PERIOD_EXAMPLES[period.form],
    age_group: first(age_group?.keys),
    sex: first(sex?.keys),
    question: 'Hoe tevreden bent u met uw buurt?',
    answer: 'tevreden',
    n: '120',
    share: '61,5',
    count: String(Math.floor(120 / 3 ** depthOf(concept, counts))),
  };
  return examples[role];
}

function depthOf(concept: string, counts: NonNullable<PartnerContract['counts']>): number {
  const above = counts[concept]?.of;
  return above === undefined ? 0 : 1 + depthOf(above, counts);
}

function instruction(contract: PartnerContract, columns: DeclaredColumn[]): string {
  const { title, rhythm, area, min_cell, file, partner } = contract;
  return [
    `# Levering: ${title}`,
    '',
    `Ritme: ${rhythm}. Bestandsnaam: \`${file}\`. Map in de inbox: \`${partner}\`.`,
    '',
    '## Wat erin staat',
    '',
    '| kolom | inhoud |',
    '|---|---|',
    ...columns.map(one => `| \`${one.column}\` | ${meaningOf(one, contract)} |`),
    '',
    `Eén rij per combinatie van gebied, periode en groep, op de gebiedsindeling van ${area.vintage}. Geen totaalregels,`,
    'geen lege rijen, geen andere kolommen. Schrijf nul als 0.',
    '',
    '## Nooit persoonsgegevens',
    '',
    'Lever alleen aantallen per gebied. Een bestand met een rij per persoon, of met een BSN, naam, geboortedatum, adres,',
    'postcode met letters, telefoonnummer, e-mailadres, rekeningnummer of vrije tekst wordt geweigerd en niet bewaard.',
    `Lever ook aantallen onder de ${min_cell}: wij maken ze onherleidbaar voordat iets wordt getoond.`,
    '',
    '## Hoe te leveren',
    '',
    '1. Vul het lege bestand; maak in Excel van periode- en groepskolommen eerst tekstkolommen.',
    '2. Sla op als "CSV UTF-8 (door lijstscheidingsteken gescheiden)".',
    '3. Zet het bestand in de inbox. Het wordt in zijn geheel ingenomen of in zijn geheel geweigerd; bij een weigering krijgt',
    '   u een lijst met rij, kolom en wat er te herstellen is.',
    '4. Een verbeterde levering vervangt de vorige voor de perioden die erin staan.',
    '',
  ].join('\n');
}

function meaningOf({ role, concept = '' }: DeclaredColumn, contract: PartnerContract): string {
  const listed = (keys: Record<string, string> = {}) => `een van: ${Object.keys(keys).join(', ')}`;
  const { area, period, age_group, sex, counts = {} } = contract;
  const count = counts[concept];
  const meanings: Record<DeclaredColumn['role'], string> = {
    area: `CBS-code van de ${area.levels.join(' of ')}, zoals ${area.levels.map(level => LEVEL_EXAMPLES[level]).join(' of ')}`,
    period: `periode, zoals ${PERIOD_EXAMPLES[period.form]}`,
    age_group: listed(age_group?.keys),
    sex: listed(sex?.keys),
    question: 'de vraag, overal gelijk geschreven',
    answer: 'het antwoord, overal gelijk geschreven',
    n: 'aantal mensen dat de vraag beantwoordde, als heel getal',
    share: 'percentage van hen dat dit antwoord gaf, zoals 61,5',
    count: `aantal${count?.unit ? ` ${count.unit}` : ''}, als heel getal${count?.of ? `; niet groter dan \`${counts[count.of]?.column ?? ''}\`` : ''}${count?.optional ? '; mag leeg zijn' : ''}`,
  };
  return meanings[role];
}
