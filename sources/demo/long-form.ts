import { allOf, anyOf, measureFilter } from '../connectors/odata-selection.ts';
import type { DemoArea } from './areas.ts';
import { DEMO_NOTICE, type DemoTable } from './recorder.ts';

/** A table of the demo at the newer service, which is one service. */
export type LongTable = Omit<DemoTable, 'service'>;

/** What a declaration asks of a table: topics by stem, keys by dimension; what is not named is asked whole. */
export interface Asked {
  topics?: string[];
  keys?: Record<string, string[]>;
}

/** Observations per page; small, so that the demo pages as the real tables do. */
const PAGE = 5000;

/** The answers of the newer service about a table, by address; `base` = the address of the table. */
export function longFormAnswers(table: LongTable, base: string, asked: Asked = {}): Map<string, string> {
  const list = (set: string, items: object[], next?: string) =>
    JSON.stringify({
      '@odata.context': `${base}/$metadata#${set}`,
      value: items,
      ...(next ? { '@odata.nextLink': next } : {}),
    });
  const answers = new Map<string, string>();
  const observations = observationsOf(table);
  answers.set(`${base}/Properties`, JSON.stringify(propertiesOf(table, observations.length)));
  for (const [set, items] of metadataOf(table)) answers.set(`${base}/${set}`, list(set, items));
  const filter = filterOf(table, asked);
  const rows = askedOf(observations, table, asked);
  const address = (set: string, ...options: string[]) =>
    [`${base}/${set}`, options.filter(Boolean).join('&')].filter(Boolean).join('?');
  if (filter) answers.set(address('Observations/$count', filter), String(rows.length));
  answers.set(address('Observations', '$top=5', filter), list('Observations', rows.slice(0, 5)));
  for (let skip = 0; skip < rows.length; skip += PAGE) {
    const at = (from: number) => address('Observations', filter, from ? `$skip=${from}` : '');
    const next = skip + PAGE < rows.length ? at(skip + PAGE) : undefined;
    answers.set(at(skip), list('Observations', rows.slice(skip, skip + PAGE), next));
  }
  return answers;
}

/** Codes of measures hold no name and no position, as at the service. */
const codesOf = ({ texts, topics }: LongTable): Map<string, string> =>
  new Map([...texts, ...topics].map(({ stem }, at) => [stem, `D${String(at + 1).padStart(6, '0')}`]));

const wantedCodes = (codes: Map<string, string>, { topics }: Asked): string[] =>
  topics ? topics.map(stem => codes.get(stem) ?? stem) : [...codes.values()];

function filterOf(table: LongTable, asked: Asked): string {
  const codes = codesOf(table);
  const clauses = table.dimensions.map(({ name, items }) => {
    const chosen = items.map(item => item.Key).filter(key => asked.keys?.[name]?.includes(key) ?? true);
    return chosen.length === items.length ? '' : anyOf(name, chosen);
  });
  const measures = measureFilter(wantedCodes(codes, asked), [...codes.values()]);
  const filter = [measures, allOf(clauses)].filter(Boolean).join(' and ');
  return filter && `$filter=${filter}`;
}

type Observation = Record<string, string | number | null>;

function askedOf(rows: Observation[], table: LongTable, asked: Asked): Observation[] {
  const measures = new Set(wantedCodes(codesOf(table), asked));
  const keys = Object.entries(asked.keys ?? {});
  return rows.filter(
    row =>
      measures.has(String(row['Measure'])) && keys.every(([name, list]) => list.includes(String(row[name]))),
  );
}

/** One row per figure, measure by measure; a figure that is not there has no row. */
function observationsOf(table: LongTable): Observation[] {
  const codes = codesOf(table);
  const combinations = table.dimensions.reduce<Record<string, string>[]>(
    (all, { name, items }) => all.flatMap(keys => items.map(item => ({ ...keys, [name]: item.Key }))),
    [{}],
  );
  const rows: Observation[] = [];
  const add = (stem: string, figure: Observation, keys: Record<string, string>) =>
    rows.push({
      Id: rows.length * 3,
      Measure: codes.get(stem) ?? '',
      ValueAttribute: 'None',
      ...figure,
      ...keys,
    });
  const each = (visit: (area: DemoArea, keys: Record<string, string>, key: string) => void) => {
    for (const keys of combinations) for (const { area, key } of table.geo.items) visit(area, keys, key);
  };
  for (const { stem, value } of table.texts)
    each((area, keys, key) =>
      add(stem, { Value: null, StringValue: value(area).trim() }, { ...keys, [table.geo.name]: key }),
    );
  for (const topic of table.topics)
    each((area, keys, key) => {
      const value = table.cell(topic, area, keys);
      if (value !== null)
        add(topic.stem, { Value: value, StringValue: null }, { ...keys, [table.geo.name]: key });
    });
  return rows;
}

const propertiesOf = ({ id, title, modified }: LongTable, count: number) => ({
  Identifier: id,
  Title: `${DEMO_NOTICE} – ${title}`,
  Modified: `${modified}+01:00`,
  Version: modified.replace(/\D/g, '').slice(0, 12),
  Status: 'Regulier',
  Language: 'nl',
  ObservationCount: count,
});

function metadataOf(table: LongTable): [set: string, items: object[]][] {
  const { geo, topics, dimensions } = table;
  const groups = [...new Set(topics.map(topic => topic.group))];
  const idOf = (group: string) => `M${String(groups.indexOf(group) + 1).padStart(6, '0')}`;
  const kinds = [...dimensions, geo].map(({ name, type }) => ({ Identifier: name, Title: name, Kind: type }));
  return [
    ['Dimensions', kinds],
    ['MeasureCodes', measuresOf(table, idOf)],
    ['MeasureGroups', groups.map(Title => ({ Id: idOf(Title), Title, ParentId: null }))],
    [
      `${geo.name}Codes`,
      geo.items.map(({ area, key }) => ({
        Identifier: key,
        Title: area.name,
        DimensionGroupId: /^(WK|BU)/.test(key) ? area.gemeente : key.slice(0, 2),
      })),
    ],
    ...dimensions.map(({ name, items }): [string, object[]] => [
      `${name}Codes`,
      items.map(({ Key, ...rest }) => ({ Identifier: Key, ...rest })),
    ]),
  ];
}

function measuresOf(table: LongTable, idOf: (group: string) => string): object[] {
  const codes = codesOf(table);
  const texts = table.texts.map(({ stem, title }) => ({
    Identifier: codes.get(stem),
    Title: title,
    MeasureGroupId: null,
    DataType: 'String',
    Unit: 'code',
    Decimals: 0,
  }));
  const topics = table.topics.map(({ stem, title, group, unit, decimals }) => ({
    Identifier: codes.get(stem),
    Title: title,
    MeasureGroupId: idOf(group),
    DataType: decimals ? 'Double' : 'Long',
    Unit: unit,
    Decimals: decimals,
  }));
  return [...texts, ...topics];
}
