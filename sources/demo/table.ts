import { BEFORE_2019, type DemoArea, type DemoCountry, withParts } from './areas.ts';
import type { AreaItem, DemoTable } from './recorder.ts';
import type { DemoTopic } from './topics.ts';

export const levelOf = (area: DemoArea): string =>
  ({ NL: 'Land', GM: 'Gemeente', WK: 'Wijk', BU: 'Buurt' })[area.code.slice(0, 2)] ?? '';

/** All areas down to the buurt; `land` is the key under which this table has the country. */
export const buurtItems = ({ country }: DemoCountry, land = 'NL00'): AreaItem[] =>
  withParts(country).map(area => ({ area, key: area.code === 'NL' ? land : area.code }));

/** Country, gemeenten and wijken: tables about few people go no further. */
export const wijkItems = (country: DemoCountry): AreaItem[] =>
  buurtItems(country).filter(({ area }) => !area.code.startsWith('BU'));

/** Country, province and regions, and the gemeenten. */
export const gemeenteItems = ({ country, regions, former }: DemoCountry, historic = false): AreaItem[] => [
  { area: country, key: 'NL01' },
  ...[...regions, ...country.parts, ...(historic ? former : [])].map(area => ({ area, key: area.code })),
];

/** Counts of wijken and buurten are rounded as CBS does: to 5, benefits to 10. */
export function rounded(value: number | null, topic: DemoTopic, area: DemoArea): number | null {
  if (value === null) return null;
  if (topic.unit !== 'aantal') return Number(value.toFixed(topic.decimals));
  const step = /uitkering/.test(topic.title) ? 10 : /^(WK|BU)/.test(area.code) ? 5 : 1;
  return Math.round(value / step) * step;
}

export const MARGINS = [
  { Key: 'MW00000', Title: 'Waarde' },
  { Key: 'MOG0095', Title: 'Ondergrens 95%-interval' },
  { Key: 'MBG0095', Title: 'Bovengrens 95%-interval' },
];

/** The value of a percentage or its margin; the interval is that of a model that borrows strength. */
export function withMargin(value: number | null, area: DemoArea, margin: string): number | null {
  if (value === null) return null;
  const half = 1.96 * Math.sqrt((value * (100 - value)) / (250 + area.inhabitants * 0.03));
  return Number(Math.min(100, Math.max(0, value + shiftOf(margin) * half)).toFixed(1));
}

export const shiftOf = (margin: string): number => ({ MW00000: 0, MOG0095: -1, MBG0095: 1 })[margin] ?? 0;

type Dimension = DemoTable['dimensions'][number];

export const margins: Dimension = { name: 'Marges', type: 'Dimension', items: MARGINS };

/** A dimension that the demo has at a few keys only, `key: title`. */
export const dimension = (name: string, items: Record<string, string>): Dimension => ({
  name,
  type: 'Dimension',
  items: Object.entries(items).map(([Key, Title]) => ({ Key, Title })),
});

/** Periods by their keys; the figures of the last one are provisional. */
export const periods = (...keys: string[]): Dimension => ({
  name: 'Perioden',
  type: 'TimeDimension',
  items: keys.map((Key, at) => ({
    Key,
    Title: titleOf(Key),
    Status: at === keys.length - 1 ? 'Voorlopig' : 'Definitief',
  })),
});

/** Titles are free text, with a space behind months as in reality. */
function titleOf(key: string): string {
  const year = key.slice(0, 4);
  if (key.includes('G4')) return `${year}/${Number(year) + 3}`;
  const month = { MM03: 'maart', MM06: 'juni', MM09: 'september', MM12: 'december' }[key.slice(4)];
  return month ? `${year} ${month} ` : year;
}

export const years = (from: number, to: number, step = 1): string[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, at) => `${from + at * step}JJ00`);

type Given = Pick<DemoTable, 'id' | 'title' | 'modified' | 'topics'> &
  Partial<Omit<DemoTable, 'geo'>> & { items: AreaItem[]; area?: string };

/** A table with areas down to the buurt (or, with `area`, of gemeenten) and figures rounded as published. */
export function demoTable({ items, area = 'WijkenEnBuurten', ...given }: Given): DemoTable {
  const isDetail = area === 'WijkenEnBuurten';
  const hasMargins = given.dimensions?.includes(margins) ?? false;
  return {
    service: 'opendata',
    dimensions: [],
    texts: [],
    geo: { name: area, type: isDetail ? 'GeoDetail' : 'GeoDimension', width: isDetail ? 10 : 6, items },
    cell: (topic, one, keys) => {
      // Gemeenten of before 2019 are in the lists of long series, without recent figures.
      if (BEFORE_2019.includes(one.code)) return null;
      const value = topic.value(one, keys['Perioden'] ?? '2024JJ00', keys['Leeftijd'] ?? '');
      return hasMargins && topic.unit === '%'
        ? withMargin(value, one, keys['Marges'] ?? '')
        : rounded(value, topic, one);
    },
    ...given,
  };
}
