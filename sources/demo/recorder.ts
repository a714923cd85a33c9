import fs from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { sha256, toJson, writeDurable } from '../../kernel/files.ts';
import type { DemoArea } from './areas.ts';
import { type DemoCollection, featurePages } from './features.ts';
import { type Asked, type LongTable, longFormAnswers } from './long-form.ts';
import type { DemoTopic } from './topics.ts';

/** Shown with everything that comes from the demo. */
export const DEMO_NOTICE = 'SYNTHETISCHE DEMODATA';

/** Addresses under which the recorded answers are kept: those of the real services. */
export const DEMO_SERVICES = {
  opendata: 'https://opendata.cbs.nl',
  dataderden: 'https://dataderden.cbs.nl',
  datasets: 'https://datasets.cbs.nl',
  pdok: 'https://api.pdok.nl',
  download: 'https://download.cbs.nl',
  leefbaarometer: 'https://www.leefbaarometer.nl',
  files: 'https://example.invalid/files',
};

/** Which recorded answer belongs to which address. */
export type RecordingIndex = Record<string, string>;

/** Rows per page; small, so that the demo pages as the real tables do. */
const PAGE = 2000;
const FEATURES = 100;
/** A table of the demo as the recorder writes it. */
export interface DemoTable {
  service: 'opendata' | 'dataderden';
  id: string;
  title: string;
  modified: string;
  geo: { name: string; type: 'GeoDetail' | 'GeoDimension'; width: number; items: AreaItem[] };
  /** Dimensions other than the areas, in the order of the rows. */
  dimensions: { name: string; type: string; items: { Key: string; Title: string; Status?: string }[] }[];
  texts: { stem: string; title: string; group?: string; value(area: DemoArea): string }[];
  /** Selections under which the rows are recorded as well. */
  selections?: { dimension: string; key: string }[];
  topics: DemoTopic[];
  cell(topic: DemoTopic, area: DemoArea, keys: Record<string, string>): number | null;
}

export interface AreaItem {
  area: DemoArea;
  key: string;
}

/** Writes answers in the form of the services, one file per address. */
export class Recorder {
  readonly #folder: string;
  readonly #index: RecordingIndex = {};

  constructor(folder: string) {
    this.#folder = folder;
  }

  async file(name: string, text: string): Promise<void> {
    await this.#record(`${DEMO_SERVICES.files}/${name}`, text);
  }

  /** A body of bytes, such as a zip, under its path at a service. */
  async body(service: keyof typeof DEMO_SERVICES, path: string, bytes: Buffer): Promise<void> {
    await this.#record(`${DEMO_SERVICES[service]}/${path}`, bytes);
  }

  /** A collection of outlines, in pages that lead from one to the next. */
  async collection(collection: DemoCollection): Promise<void> {
    for (const { url, text } of featurePages(DEMO_SERVICES.pdok, collection, FEATURES)) {
      await this.#record(url, text);
    }
  }

  async table(table: DemoTable): Promise<void> {
    const { api, feed, count, envelope } = formsOf(table);
    const rows = dataRows(table);
    await this.#record(api('TableInfos'), envelope('TableInfos', [tableInfo(table, rows.length)]));
    await this.#record(api('DataProperties'), envelope('DataProperties', properties(table)));
    await this.#record(feed(table.geo.name), envelope(table.geo.name, areaItems(table)));
    for (const { name, items } of table.dimensions) {
      const texts = items.map(item => JSON.stringify({ Description: '', ...item }));
      await this.#record(feed(name), envelope(name, texts));
    }
    await this.#record(feed('TypedDataSet', '&$top=5'), envelope('TypedDataSet', rows.slice(0, 5)));
    await this.#pages(table, rows);
    for (const selection of table.selections ?? []) {
      const chosen = dataRows(table, selection);
      const filter = `$filter=(${selection.dimension} eq '${selection.key}')`;
      await this.#record(count(filter), `${chosen.length}`);
      await this.#pages(table, chosen, `&${filter}`);
    }
  }

  async #pages(table: DemoTable, rows: string[], filter = ''): Promise<void> {
    const { feed, envelope } = formsOf(table);
    const page = (skip: number) => feed('TypedDataSet', skip === 0 ? filter : `${filter}&$skip=${skip}`);
    for (let skip = 0; skip < rows.length; skip += PAGE) {
      const next = skip + PAGE < rows.length ? page(skip + PAGE) : undefined;
      await this.#record(page(skip), envelope('TypedDataSet', rows.slice(skip, skip + PAGE), next));
    }
  }

  /** The table as the newer service has it; `asked` = what a declaration selects of it. */
  async table4(table: LongTable, asked: Asked = {}): Promise<void> {
    const base = `${DEMO_SERVICES.datasets}/odata/v1/CBS/${table.id}`;
    for (const [url, text] of longFormAnswers(table, base, asked)) await this.#record(url, text);
  }

  async finish(): Promise<void> {
    await writeDurable(path.join(this.#folder, 'index.json'), toJson(this.#index));
  }

  async #record(url: string, text: string | Buffer): Promise<void> {
    const name = `${sha256(url).slice(0, 16)}.gz`;
    await fs.writeFile(path.join(this.#folder, name), gzipSync(text, { level: 1 }));
    this.#index[url] = name;
  }
}

/** Addresses of a table, and its answers around the rows. */
function formsOf({ service, id }: DemoTable) {
  const base = DEMO_SERVICES[service];
  return {
    api: (set: string) => `${base}/ODataApi/odata/${id}/${set}?$format=json`,
    feed: (set: string, query = '') => `${base}/ODataFeed/odata/${id}/${set}?$format=json${query}`,
    count: (filter: string) => `${base}/ODataFeed/odata/${id}/TypedDataSet/$count?${filter}`,
    envelope: (set: string, rows: string[], next?: string) =>
      `{"odata.metadata":"${base}/ODataApi/OData/${id}/$metadata#Cbs.OData.WebAPI.${set}","value":[${rows.join(',')}]${next ? `,"odata.nextLink":"${next}"` : ''}}`,
  };
}

function tableInfo(table: DemoTable, rows: number): string {
  const title = `${DEMO_NOTICE} – ${table.title}`;
  const { modified: Modified, id: Identifier } = table;
  return JSON.stringify({
    Identifier,
    Title: title,
    ShortTitle: title,
    Modified,
    ReasonDelivery: 'Actualisering',
    OutputStatus: 'Regulier',
    Language: 'nl',
    RecordCount: rows,
  });
}

function properties(table: DemoTable): string[] {
  const dimensions = [
    ...table.dimensions.map(({ name, type }) => ({ name, type })),
    { name: table.geo.name, type: table.geo.type },
  ];
  const list: Record<string, unknown>[] = dimensions.map(({ name, type }, at) => ({
    ID: at,
    Position: at,
    ParentID: null,
    Type: type,
    Key: name,
    Title: name,
    Description: '',
  }));
  const groups = new Map<string, number>();
  for (const group of new Set([...table.texts, ...table.topics].map(column => column.group))) {
    if (group === undefined) continue;
    groups.set(group, list.length);
    list.push({
      ID: list.length,
      Position: null,
      ParentID: null,
      Type: 'TopicGroup',
      Key: '',
      Title: group,
      Description: '',
    });
  }
  for (const [at, column] of columns(table).entries()) {
    const topic = column.topic;
    list.push({
      ID: list.length,
      Position: at + 1,
      ParentID: groups.get(column.group ?? '') ?? null,
      Type: 'Topic',
      Key: column.key,
      Title: column.title,
      Description: null,
      Datatype: topic ? (topic.decimals ? 'Double' : 'Long') : 'String',
      Unit: topic?.unit ?? 'code',
      Decimals: topic?.decimals ?? 0,
      Default: 'Impossible',
    });
  }
  return list.map(item => JSON.stringify(item));
}

/** Text columns first, then the topics; the suffix is the position. */
function columns(table: DemoTable): {
  key: string;
  title: string;
  group?: string | undefined;
  topic?: DemoTopic;
  text?: (area: DemoArea) => string;
}[] {
  return [...table.texts, ...table.topics].map((column, at) => ({
    key: `${column.stem}_${at + 1}`,
    title: column.title,
    group: column.group,
    ...('unit' in column ? { topic: column } : { text: column.value }),
  }));
}

const areaItems = ({ geo }: DemoTable): string[] =>
  geo.items.map(({ area, key }) =>
    JSON.stringify({
      Key: key.padEnd(geo.width),
      Title: area.name,
      Description: '',
      ...(geo.type === 'GeoDetail'
        ? { Municipality: area.gemeente, DetailRegionCode: area.gemeente ? area.code : '' }
        : {}),
    }),
  );

/** All rows, or those with one key of one dimension. */
function dataRows(table: DemoTable, only?: { dimension: string; key: string }): string[] {
  const combinations = table.dimensions.reduce<Record<string, string>[]>(
    (all, { name, items }) => all.flatMap(keys => items.map(item => ({ ...keys, [name]: item.Key }))),
    [{}],
  );
  const chosen = combinations.filter(keys => !only || keys[only.dimension] === only.key);
  const columnList = columns(table);
  const rows: string[] = [];
  for (const keys of chosen) {
    for (const { area, key } of table.geo.items) {
      const row: Record<string, unknown> = {
        ID: rows.length * 3,
        ...keys,
        [table.geo.name]: key.padEnd(table.geo.width),
      };
      for (const column of columnList) {
        row[column.key] = column.topic ? table.cell(column.topic, area, keys) : (column.text?.(area) ?? '.');
      }
      rows.push(JSON.stringify(row));
    }
  }
  return rows;
}
