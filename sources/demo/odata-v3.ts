import type { Answer } from './recorder.ts';
import {
  type Asked,
  columnsOf,
  combinationsOf,
  DEMO_NOTICE,
  type DemoColumn,
  type DemoTable,
  isAsked,
  keysFilter,
} from './table.ts';

/** Rows per page; small, so that the demo pages as the real tables do. */
const PAGE = 2000;

/** The answers about a table, whole and as each declaration asks it; `base` = the address of the service. */
export function* wideAnswers(table: DemoTable, base: string, asked: Asked[] = []): Generator<Answer> {
  const api = (set: string) => `${base}/ODataApi/odata/${table.id}/${set}?$format=json`;
  const feed = (set: string, query = '') => `${base}/ODataFeed/odata/${table.id}/${set}?$format=json${query}`;
  const envelope = (set: string, items: object[], next?: string) =>
    JSON.stringify({
      'odata.metadata': `${base}/ODataApi/OData/${table.id}/$metadata#Cbs.OData.WebAPI.${set}`,
      value: items,
      'odata.nextLink': next,
    });
  const rows = rowsOf(table);
  yield [api('TableInfos'), envelope('TableInfos', [tableInfo(table, rows.length)])];
  yield [api('DataProperties'), envelope('DataProperties', properties(table))];
  yield [feed(table.geo.name), envelope(table.geo.name, areaItems(table))];
  for (const { name, items } of table.dimensions) {
    const described = items.map(item => ({ Description: '', ...item }));
    yield [feed(name), envelope(name, described)];
  }
  for (const [filter, one] of new Map([{}, ...asked].map(one => [keysFilter(table, one), one]))) {
    const chosen = filter ? askedRows(rows, one) : rows;
    if (filter) {
      yield [`${base}/ODataFeed/odata/${table.id}/TypedDataSet/$count?$filter=${filter}`, `${chosen.length}`];
    }
    const query = filter && `&$filter=${filter}`;
    yield [feed('TypedDataSet', `&$top=5${query}`), envelope('TypedDataSet', chosen.slice(0, 5))];
    const page = (skip: number) => feed('TypedDataSet', skip === 0 ? query : `${query}&$skip=${skip}`);
    for (let skip = 0; skip < chosen.length; skip += PAGE) {
      const next = skip + PAGE < chosen.length ? page(skip + PAGE) : undefined;
      yield [page(skip), envelope('TypedDataSet', chosen.slice(skip, skip + PAGE), next)];
    }
  }
}

function tableInfo({ title, id, modified }: DemoTable, rows: number) {
  const shown = `${DEMO_NOTICE} – ${title}`;
  return {
    Identifier: id,
    Title: shown,
    ShortTitle: shown,
    Modified: modified,
    ReasonDelivery: 'Actualisering',
    OutputStatus: 'Regulier',
    Language: 'nl',
    RecordCount: rows,
  };
}

function properties(table: DemoTable): object[] {
  const dimensions = [...table.dimensions, table.geo].map(({ name, type }, at) => ({
    ID: at,
    Position: at,
    ParentID: null,
    Type: type,
    Key: name,
    Title: name,
    Description: '',
  }));
  const columns = columnsOf(table);
  const names = [...new Set(columns.map(column => column.group))].filter(name => name !== undefined);
  const groups = names.map((Title, at) => ({
    ID: dimensions.length + at,
    Position: null,
    ParentID: null,
    Type: 'TopicGroup',
    Key: '',
    Title,
    Description: '',
  }));
  const topics = columns.map((column, at) => ({
    ID: dimensions.length + groups.length + at,
    Position: at + 1,
    ParentID: groups.find(one => one.Title === column.group)?.ID ?? null,
    Type: 'Topic',
    Key: keyOf(column, at),
    Title: column.title,
    Description: null,
    Datatype: column.type,
    Unit: column.unit,
    Decimals: column.decimals,
    Default: 'Impossible',
  }));
  return [...dimensions, ...groups, ...topics];
}

/** The suffix of a key is the position of the column. */
const keyOf = ({ stem }: DemoColumn, at: number): string => `${stem}_${at + 1}`;

const areaItems = ({ geo }: DemoTable): object[] =>
  geo.items.map(({ area, key }) => ({
    Key: key.padEnd(geo.width),
    Title: area.name,
    Description: '',
    ...(geo.type === 'GeoDetail'
      ? { Municipality: area.gemeente, DetailRegionCode: area.gemeente ? area.code : '' }
      : {}),
  }));

/** The rows, numbered with gaps as at the services. */
function rowsOf(table: DemoTable): Record<string, unknown>[] {
  const columns = columnsOf(table).map((column, at) => ({ ...column, key: keyOf(column, at) }));
  const rows: Record<string, unknown>[] = [];
  for (const keys of combinationsOf(table)) {
    for (const { area, key } of table.geo.items) {
      const row: Record<string, unknown> = { ID: rows.length * 3, ...keys };
      row[table.geo.name] = key.padEnd(table.geo.width);
      for (const column of columns) row[column.key] = column.value(area, keys);
      rows.push(row);
    }
  }
  return rows;
}

/** Those that are asked for, numbered as if there were no others. */
const askedRows = (rows: Record<string, unknown>[], asked: Asked): Record<string, unknown>[] =>
  rows.filter(row => isAsked(row, asked)).map((row, at) => ({ ...row, ID: at * 3 }));
