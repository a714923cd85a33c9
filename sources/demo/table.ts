import { BEFORE_2019, type DemoArea, sum, withParts } from './areas.ts';
import { fixedRandom } from './random.ts';
import type { AreaItem, DemoTable } from './recorder.ts';
import { type DemoTopic, kwbTopics, MONITOR_TOPICS, rivmTopics, YOUNG_ADULT_TOPICS } from './tables.ts';

const level = (area: DemoArea): string =>
  ({ NL: 'Land', GM: 'Gemeente', WK: 'Wijk', BU: 'Buurt' })[area.code.slice(0, 2)] ?? '';
const itemsOf = (country: DemoArea, land: string): AreaItem[] =>
  withParts(country).map(area => ({ area, key: area.code === 'NL' ? land : area.code }));

/** Counts of wijken and buurten are rounded as CBS does: to 5, benefits to 10. */
function rounded(value: number | null, topic: DemoTopic, area: DemoArea): number | null {
  if (value === null) return null;
  if (topic.unit !== 'aantal') return Number(value.toFixed(topic.decimals));
  const step = /uitkering/.test(topic.title) ? 10 : /^(WK|BU)/.test(area.code) ? 5 : 1;
  return Math.round(value / step) * step;
}

export function kwbTable(year: 2020 | 2024, country: DemoArea): DemoTable {
  const flag = year === 2020 ? 'IndelingswijzigingWijkenEnBuurten' : 'IndelingswijzigingGemeenteWijkBuurt';
  return {
    service: 'opendata',
    id: year === 2020 ? '84799NED' : '85984NED',
    title: `Kerncijfers wijken en buurten ${year}`,
    modified: year === 2020 ? '2021-03-26T02:00:00' : '2025-12-01T02:00:00',
    geo: { name: 'WijkenEnBuurten', type: 'GeoDetail', width: 10, items: itemsOf(country, 'NL00') },
    dimensions: [],
    texts: [
      { stem: 'Gemeentenaam', title: 'Gemeentenaam', value: area => area.name.padEnd(40) },
      { stem: 'SoortRegio', title: 'Soort regio', value: area => level(area).padEnd(10) },
      { stem: 'Codering', title: 'Codering', value: area => area.code.padEnd(10) },
      { stem: flag, title: 'Indelingswijziging', value: area => (/^(WK|BU)/.test(area.code) ? '1' : '.') },
    ],
    topics: kwbTopics(year),
    cell: (topic, area) => rounded(topic.value(area, String(year), '10000'), topic, area),
  };
}

const MARGINS = [
  { Key: 'MW00000', Title: 'Waarde' },
  { Key: 'MOG0095', Title: 'Ondergrens 95%-interval' },
  { Key: 'MBG0095', Title: 'Bovengrens 95%-interval' },
];

/** Half a 95 % interval of a model that borrows strength: narrower where more people live. */
const halfWidth = (value: number, area: DemoArea): number =>
  1.96 * Math.sqrt((value * (100 - value)) / (250 + area.inhabitants * 0.03));

function withMargin(value: number | null, area: DemoArea, margin: string): number | null {
  if (value === null) return null;
  const shift = { MW00000: 0, MOG0095: -1, MBG0095: 1 }[margin] ?? 0;
  return Number(Math.min(100, Math.max(0, value + shift * halfWidth(value, area))).toFixed(1));
}

export function rivmTable(edition: '2020' | '2022' | '2024', country: DemoArea): DemoTable {
  const years = {
    '2020': [2012, 2016, 2020],
    '2022': [2012, 2016, 2020, 2022],
    '2024': [2012, 2016, 2020, 2022, 2024],
  }[edition];
  return {
    service: 'dataderden',
    id: { '2020': '50090NED', '2022': '50120NED', '2024': '50150NED' }[edition],
    title: `Gezondheid per wijk en buurt; ${years.join('/')} (indeling ${edition})`,
    modified: { '2020': '2022-05-13T02:00:00', '2022': '2024-12-09T02:00:00', '2024': '2025-10-06T02:00:00' }[
      edition
    ],
    geo: { name: 'WijkenEnBuurten', type: 'GeoDetail', width: 10, items: itemsOf(country, 'NL01') },
    dimensions: [
      {
        name: 'Leeftijd',
        type: 'Dimension',
        items: [
          { Key: '20300', Title: '18 jaar of ouder' },
          { Key: '80200', Title: '65 jaar of ouder' },
        ],
      },
      { name: 'Marges', type: 'Dimension', items: MARGINS },
      {
        name: 'Perioden',
        type: 'TimeDimension',
        items: years.map(year => ({ Key: `${year}JJ00`, Title: `${year}`, Status: 'Definitief' })),
      },
    ],
    texts: [
      { stem: 'Gemeentenaam', title: 'Gemeentenaam', value: area => area.name.padEnd(40) },
      { stem: 'SoortRegio', title: 'Soort regio', value: area => level(area).padEnd(10) },
      { stem: 'Codering', title: 'Codering', value: area => area.code.padEnd(20) },
    ],
    topics: rivmTopics(edition),
    cell: (topic, area, keys) =>
      withMargin(
        topic.value(area, keys['Perioden'] ?? '', keys['Leeftijd'] ?? ''),
        area,
        keys['Marges'] ?? '',
      ),
  };
}

export function youngAdultTable(country: DemoArea): DemoTable {
  const limburg = { ...country, code: 'GG6106', name: 'GG6106', burden: 0.4, parts: [] };
  const items = [
    { area: country, key: 'NL01' },
    { area: limburg, key: 'GG6106' },
    ...country.parts.map(area => ({ area, key: area.code })),
  ];
  return {
    service: 'dataderden',
    id: '50140NED',
    title: 'Gezondheidsmonitor Jongvolwassenen 2024',
    modified: '2025-09-22T02:00:00',
    geo: { name: 'RegioS', type: 'GeoDimension', width: 6, items },
    dimensions: [
      { name: 'Persoonskenmerken', type: 'Dimension', items: [{ Key: 'T009002', Title: 'Totaal personen' }] },
      { name: 'Marges', type: 'Dimension', items: MARGINS },
    ],
    texts: [],
    topics: YOUNG_ADULT_TOPICS,
    // As in reality, one small gemeente is withheld altogether.
    cell: (topic, area, keys) =>
      area.code === 'GM0965'
        ? null
        : withMargin(topic.value(area, '2024', '16-25'), area, keys['Marges'] ?? ''),
  };
}

export function populationTable(country: DemoArea, former: DemoArea[]): DemoTable {
  const all = [...country.parts, ...former];
  const items = [{ area: country, key: 'NL01' }, ...all.map(area => ({ area, key: area.code }))];
  return {
    service: 'opendata',
    id: '70072ned',
    title: 'Regionale kerncijfers Nederland',
    modified: '2018-06-06T02:00:00',
    geo: { name: 'RegioS', type: 'GeoDimension', width: 6, items },
    dimensions: [
      {
        name: 'Perioden',
        type: 'TimeDimension',
        items: [{ Key: '2015JJ00', Title: '2015', Status: 'Definitief' }],
      },
    ],
    texts: [],
    topics: [
      {
        stem: 'TotaleBevolking',
        title: 'Totale bevolking',
        group: 'Bevolking',
        unit: 'aantal',
        decimals: 0,
        value: area => area.inhabitants,
      },
    ],
    // Beekdaelen is in the list, but did not exist yet in 2015.
    cell: (topic, area) => (area.code === 'GM1954' ? null : topic.value(area, '2015', '')),
  };
}

/** The Gezondheidsmonitor as a client writes it: an index column, labels, no key suffixes, areas by name. */
export function monitorCsv(year: 2016 | 2020, country: DemoArea, gemeenten: DemoArea[]): string {
  const topics = MONITOR_TOPICS[year];
  const ages = [
    ['Totaal', '20300'],
    [year === 2016 ? '19 tot 65 jaar' : '18 tot 65 jaar', '53115'],
    ['65 jaar of ouder', '80200'],
  ] as const;
  const limburg = sum({
    code: 'GG6106',
    name: 'GGD Zuid-Limburg (GG)',
    gemeente: '',
    parts: gemeenten.filter(area => isZuidLimburg(area.code)),
  });
  const areas = [country, ...gemeenten.map(area => ({ ...area, name: labelOf(area) })), limburg];
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
          const noise = (fixedRandom(column, area.code, key, year) - 0.5) * slope * 0.5;
          return withMargin(base + slope * area.burden + noise, area, margin.Key)?.toFixed(1);
        });
        lines.push(
          [n, n, age, margin.Title, area.name, ...(year === 2016 ? [year] : []), ...values].join(','),
        );
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

const ZUID_LIMBURG = [
  'GM0882',
  'GM0888',
  'GM0899',
  'GM0917',
  'GM0928',
  'GM0935',
  'GM0938',
  'GM0965',
  'GM0971',
  'GM0981',
  'GM0986',
  'GM0994',
  'GM1729',
  'GM1883',
  'GM1903',
  'GM1954',
];
const isZuidLimburg = (code: string): boolean => ZUID_LIMBURG.includes(code) || BEFORE_2019.includes(code);

/** Labels of the files carry a suffix where another area has the same name. */
const labelOf = ({ name }: DemoArea): string =>
  ({
    Groningen: 'Groningen (gemeente)',
    Utrecht: 'Utrecht (gemeente)',
    Beek: 'Beek (L.)',
    Stein: 'Stein (L.)',
  })[name] ?? name;
