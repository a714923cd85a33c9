import type { DemoArea } from './areas.ts';

/** Shown with everything that comes from the demo. */
export const DEMO_NOTICE = 'SYNTHETISCHE DEMODATA';

/** A table as it is recorded, whatever the service. */
export interface DemoTable {
  service: 'opendata' | 'dataderden';
  id: string;
  title: string;
  modified: string;
  geo: { name: string; type: 'GeoDetail' | 'GeoDimension'; width: number; items: AreaItem[] };
  /** Dimensions other than the areas, in the order of the rows. */
  dimensions: { name: string; type: string; items: KeyItem[] }[];
  texts: { stem: string; title: string; group?: string; value(area: DemoArea): string }[];
  topics: DemoTopic[];
  cell(topic: DemoTopic, area: DemoArea, keys: Record<string, string>): number | null;
}

export interface AreaItem {
  area: DemoArea;
  key: string;
}

export interface KeyItem {
  Key: string;
  Title: string;
  Status?: string;
}

/** A topic of a demo table: `stem` gets its position as suffix, as at the services. */
export interface DemoTopic {
  stem: string;
  title: string;
  group: string;
  unit: string;
  decimals: number;
}

/** A column whatever its kind: texts come first, then the topics. */
export interface DemoColumn extends Omit<DemoTopic, 'group'> {
  group: string | undefined;
  type: 'String' | 'Double' | 'Long';
  value(area: DemoArea, keys: Record<string, string>): string | number | null;
}

export const columnsOf = ({ texts, topics, cell }: DemoTable): DemoColumn[] => [
  ...texts.map(({ group, ...text }): DemoColumn => {
    return { ...text, group, type: 'String', unit: 'code', decimals: 0 };
  }),
  ...topics.map((topic): DemoColumn => {
    return { ...topic, type: topic.decimals ? 'Double' : 'Long', value: (...of) => cell(topic, ...of) };
  }),
];

/** What a declaration asks of a table: topics by stem, keys by dimension; what is not named is asked whole. */
export interface Asked {
  topics?: string[];
  keys?: Record<string, string[]>;
}

/** The keys of each row of one area, without that of the area. */
export const combinationsOf = ({ dimensions }: Pick<DemoTable, 'dimensions'>): Record<string, string>[] =>
  dimensions.reduce<Record<string, string>[]>(
    (all, { name, items }) => all.flatMap(keys => items.map(item => ({ ...keys, [name]: item.Key }))),
    [{}],
  );

/** `(A eq 'x' or A eq 'y') and (…)`: the asked keys of dimensions of which not every key is asked. */
export function keysFilter({ dimensions }: DemoTable, { keys = {} }: Asked): string {
  const clauses = dimensions.map(({ name, items }) => {
    const chosen = items.filter(item => keys[name]?.includes(item.Key) ?? true);
    const equal = chosen.map(({ Key }) => `${name} eq '${Key}'`);
    return chosen.length === items.length ? '' : `(${equal.join(' or ')})`;
  });
  return clauses.filter(Boolean).sort().join(' and ');
}

/** Whether a row is among those asked for. */
export const isAsked = (row: Record<string, unknown>, { keys = {} }: Asked): boolean =>
  Object.entries(keys).every(([name, list]) => list.includes(String(row[name])));
