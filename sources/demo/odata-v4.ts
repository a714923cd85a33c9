import type { Answer } from './recorder.ts';
import {
  type Asked,
  columnsOf,
  combinationsOf,
  DEMO_NOTICE,
  type DemoTable,
  isAsked,
  keysFilter,
} from './table.ts';

/** Observations per page; small, so that the demo pages as the real tables do. */
const PAGE = 5000;

/** The answers of the newer service about a table, one row per figure; `base` = the address of the table. */
export function* longAnswers(table: DemoTable, base: string, asked: Asked = {}): Generator<Answer> {
  const list = (set: string, items: object[], next?: string) =>
    JSON.stringify({ '@odata.context': `${base}/$metadata#${set}`, value: items, '@odata.nextLink': next });
  const address = (set: string, ...options: string[]) =>
    [`${base}/${set}`, options.filter(Boolean).join('&')].filter(Boolean).join('?');
  const observations = observationsOf(table);
  yield [address('Properties'), JSON.stringify(propertiesOf(table, observations.length))];
  for (const [set, items] of metadataOf(table)) yield [address(set), list(set, items)];
  const all = columnsOf(table).map(({ stem }, at) => ({ stem, code: codeOf(at) }));
  const Measure = all.filter(({ stem }) => asked.topics?.includes(stem) ?? true).map(({ code }) => code);
  const measures =
    Measure.length < all.length ? `Measure in (${Measure.map(code => `'${code}'`).join(',')})` : '';
  const clauses = [measures, keysFilter(table, asked)].filter(Boolean).join(' and ');
  const filter = clauses && `$filter=${clauses}`;
  const rows = observations.filter(row => isAsked(row, { keys: { ...asked.keys, Measure } }));
  if (filter) yield [address('Observations/$count', filter), String(rows.length)];
  yield [address('Observations', '$top=5', filter), list('Observations', rows.slice(0, 5))];
  for (let skip = 0; skip < rows.length; skip += PAGE) {
    const at = (from: number) => address('Observations', filter, from ? `$skip=${from}` : '');
    const next = skip + PAGE < rows.length ? at(skip + PAGE) : undefined;
    yield [at(skip), list('Observations', rows.slice(skip, skip + PAGE), next)];
  }
}

/** Codes of measures hold no name, as at the service. */
const codeOf = (position: number): string => `D${String(position + 1).padStart(6, '0')}`;

/** One row per figure, measure by measure; a figure that is not there has no row. */
function observationsOf(table: DemoTable): Record<string, unknown>[] {
  const { name, items } = table.geo;
  const rows = columnsOf(table).flatMap((column, at) =>
    combinationsOf(table).flatMap(keys =>
      items.map(({ area, key }) => ({
        Measure: codeOf(at),
        value: column.value(area, keys),
        keys: { ...keys, [name]: key },
      })),
    ),
  );
  return rows
    .filter(({ value }) => value !== null)
    .map(({ Measure, value, keys }, at) => ({
      Id: at * 3,
      Measure,
      ValueAttribute: 'None',
      Value: typeof value === 'number' ? value : null,
      StringValue: typeof value === 'string' ? value.trim() : null,
      ...keys,
    }));
}

const propertiesOf = ({ id, title, modified }: DemoTable, count: number) => ({
  Identifier: id,
  Title: `${DEMO_NOTICE} – ${title}`,
  Modified: `${modified}+01:00`,
  Version: modified.replace(/\D/g, '').slice(0, 12),
  Status: 'Regulier',
  Language: 'nl',
  ObservationCount: count,
});

function metadataOf(table: DemoTable): [set: string, items: object[]][] {
  const { geo, dimensions } = table;
  const columns = columnsOf(table);
  const groups = [...new Set(columns.map(column => column.group))].filter(group => group !== undefined);
  const idOf = (group: string) => `M${String(groups.indexOf(group) + 1).padStart(6, '0')}`;
  const kinds = [...dimensions, geo].map(({ name, type }) => ({ Identifier: name, Title: name, Kind: type }));
  const measures = columns.map(({ title, group, type, unit, decimals }, at) => ({
    Identifier: codeOf(at),
    Title: title,
    MeasureGroupId: group === undefined ? null : idOf(group),
    DataType: type,
    Unit: unit,
    Decimals: decimals,
  }));
  const areas = geo.items.map(({ area, key }) => ({
    Identifier: key,
    Title: area.name,
    DimensionGroupId: /^(WK|BU)/.test(key) ? area.gemeente : key.slice(0, 2),
  }));
  return [
    ['Dimensions', kinds],
    ['MeasureCodes', measures],
    ['MeasureGroups', groups.map(Title => ({ Id: idOf(Title), Title, ParentId: null }))],
    [`${geo.name}Codes`, areas],
    ...dimensions.map(({ name, items }): [string, object[]] => [
      `${name}Codes`,
      items.map(({ Key, ...rest }) => ({ Identifier: Key, ...rest })),
    ]),
  ];
}
