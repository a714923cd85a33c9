import { BEFORE_2019, type DemoArea, type DemoCountry } from '../areas.ts';
import { quickRandom } from '../random.ts';
import type { DemoTable } from '../recorder.ts';
import { demoTable, dimension, gemeenteItems, MARGINS, margins, withMargin } from '../table.ts';
import { health } from '../topics.ts';

/** Columns of the Gezondheidsmonitor files of the demo. */
const MONITOR_TOPICS: Record<2016 | 2020, [column: string, base: number, slope: number][]> = {
  2016: [
    ['ErvarenGezondheidGoedZeerGoed', 75.6, -4],
    ['EenOfMeerLangdurigeAandoeningen', 34, 3],
    ['Overgewicht', 49, 3],
    ['ErnstigOvergewicht', 14, 2.5],
    ['VoldoetAanBeweegrichtlijn', 51, -4],
    ['Mantelzorger', 14, 0.4],
  ],
  2020: [
    ['ErvarenGezondheidGoedZeerGoed', 79, -4],
    ['EenOfMeerLangdurigeAandoeningen', 32, 3],
    ['Overgewicht', 49.5, 3],
    ['ErnstigOvergewichtObesitas', 15, 2.5],
    ['VoldoetAanBeweegrichtlijn', 50, -4],
    ['Mantelzorger', 13.5, 0.4],
    ['Rokers', 16.5, 3],
    ['OvermatigDrinker', 6.2, -0.3],
  ],
};

/** In the south fewer people feel healthy, and the country moves ahead: a gap for the goals to be judged on. */
const BEHIND = { 2016: -5, 2020: -7 };

/** How much of an area lies in the region: 1 for the region itself and each gemeente of it. */
function shareIn(region: DemoArea, area: DemoArea): number {
  if (area.code === region.code || BEFORE_2019.includes(area.code)) return 1;
  if (region.parts.some(part => part.code === area.code)) return 1;
  return area.code === 'NL' ? region.inhabitants / area.inhabitants : 0;
}

/** The Gezondheidsmonitor as a client writes it: an index column, labels, no key suffixes, areas by name. */
export function monitorCsv(year: 2016 | 2020, { country, former, regions }: DemoCountry): string {
  const gemeenten =
    year === 2020 ? country.parts : [...country.parts.filter(area => area.code !== 'GM1954'), ...former];
  const topics = MONITOR_TOPICS[year];
  const ages = [
    ['Totaal', '20300'],
    [year === 2016 ? '19 tot 65 jaar' : '18 tot 65 jaar', '53115'],
    ['65 jaar of ouder', '80200'],
  ] as const;
  const ggd = regions
    .filter(area => area.code === 'GG6106')
    .map(area => ({ ...area, name: 'GGD Zuid-Limburg (GG)' }));
  const behind = (area: DemoArea): number =>
    ggd.reduce((sum, region) => sum + BEHIND[year] * shareIn(region, area), 0);
  const areas = [country, ...gemeenten.map(area => ({ ...area, name: labelOf(area) })), ...ggd];
  const header = [
    '',
    'ID',
    'Leeftijd',
    'Marges',
    'RegioS',
    ...(year === 2016 ? ['Perioden'] : []),
    ...topics.map(([column]) => column),
  ];
  const lines = [header.join(',')];
  for (const [age, key] of ages) {
    for (const margin of MARGINS) {
      for (const area of areas) {
        const n = lines.length - 1;
        const values = topics.map(([column, base, slope]) => {
          const noise = (quickRandom(column, area.code, key, year) - 0.5) * slope * 0.5;
          const level = column === 'ErvarenGezondheidGoedZeerGoed' ? base + behind(area) : base;
          return withMargin(level + slope * area.burden + noise, area, margin.Key)?.toFixed(1);
        });
        lines.push(
          [n, n, age, margin.Title, area.name, ...(year === 2016 ? [year] : []), ...values].join(','),
        );
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Labels of the files carry a suffix where another area has the same name. */
const labelOf = ({ name }: DemoArea): string =>
  ({
    Groningen: 'Groningen (gemeente)',
    Utrecht: 'Utrecht (gemeente)',
    Beek: 'Beek (L.)',
    Stein: 'Stein (L.)',
  })[name] ?? name;

/** The Gezondheidsmonitor of 2024, which the service itself delivers: a table of one year, without periods. */
export const monitorTable = (country: DemoCountry): DemoTable =>
  demoTable({
    id: '86137NED',
    title: 'Gezondheidsmonitor; bevolking 18 jaar of ouder, regio, 2024',
    modified: '2025-06-30T02:00:00',
    area: 'RegioS',
    items: gemeenteItems(country),
    dimensions: [
      dimension('Leeftijd', {
        '20300   ': '18 jaar of ouder',
        '53115   ': '18 tot 65 jaar',
        '80200   ': '65 jaar of ouder',
      }),
      margins,
    ],
    topics: [
      health(['ErvarenGezondheidGoedZeerGoed', 'Ervaren gezondheid goed/zeer goed'], { base: 74, slope: -4 }),
      health(['EenOfMeerLangdurigeAandoeningen', 'Een of meer langdurige aandoeningen'], {
        base: 33,
        slope: 3,
      }),
      health(['Overgewicht', 'Overgewicht'], { base: 50, slope: 3 }),
      health(['ErnstigOvergewichtObesitas', 'Ernstig overgewicht (obesitas)'], { base: 15.5, slope: 2.5 }),
      health(['VoldoetAanBeweegrichtlijn', 'Voldoet aan beweegrichtlijn'], { base: 47, slope: -4 }),
      health(['Rokers', 'Rokers'], { base: 15, slope: 3 }),
      health(['OvermatigDrinker', 'Overmatig drinker'], { base: 6, slope: -0.3 }),
      health(['Mantelzorger', 'Mantelzorger'], { base: 14, slope: 0.4 }),
    ],
  });

/** Young adults; as in reality, one small gemeente is withheld altogether. */
export const youngAdultTable = (country: DemoCountry): DemoTable =>
  demoTable({
    service: 'dataderden',
    id: '50140NED',
    title: 'Gezondheidsmonitor Jongvolwassenen 2024',
    modified: '2025-09-22T02:00:00',
    area: 'RegioS',
    items: gemeenteItems(country)
      .filter(({ key }) => !/^(PV|CR)/.test(key))
      // The real table has no names for GGD regions.
      .map(({ area, key }) => ({ key, area: key === 'GG6106' ? { ...area, name: key } : area })),
    dimensions: [dimension('Persoonskenmerken', { T009002: 'Totaal personen' }), margins],
    topics: [
      health(['HeeftSchulden', 'Heeft schulden'], { base: 11, slope: 2.5 }),
      health(['TevredenMetEigenLeven', 'Tevreden met eigen leven'], { base: 76, slope: -3 }),
      health(['GoedErvarenMentaleGezondheid', 'Goed ervaren mentale gezondheid'], { base: 51, slope: -3 }),
      health(['VeelVertrouwenInEigenToekomst', 'Veel vertrouwen in eigen toekomst'], { base: 46, slope: -3 }),
      health(['RooktTabakEnOfVapet', 'Rookt tabak en/of vapet'], { base: 33, slope: 3 }),
    ],
    cell: (topic, area, keys) =>
      area.code === 'GM0965'
        ? null
        : withMargin(topic.value(area, '2024', '16-25'), area, keys['Marges'] ?? ''),
  });
