import fs from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { sha256, toJson, writeDurable } from '../../kernel/files.ts';
import type { DemoArea } from './areas.ts';
import { type DemoCollection, featurePages } from './features.ts';
import { type Asked, type LongTable, longFormAnswers } from './long-form.ts';
import type { DemoTopic } from './tables.ts';

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
  texts: { stem: string; title: string; value(area: DemoArea): string }[];
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
    const base = `${DEMO_SERVICES[table.service]}`;
    const api = (set: string) => `${base}/ODataApi/odata/${table.id}/${set}?$format=json`;
    const feed = (set: string, query = '') =>
      `${base}/ODataFeed/odata/${table.id}/${set}?$format=json${query}`;
    const envelope = (set: string, rows: string[], next?: string) =>
      `{"odata.metadata":"${base}/ODataApi/OData/${table.id}/$metadata#Cbs.OData.WebAPI.${set}","value":[${rows.join(',')}]${next ? `,"odata.nextLink":"${next}"` : ''}}`;
    const rows = dataRows(table);
    await this.#record(api('TableInfos'), envelope('TableInfos', [tableInfo(table, rows.length)]));
    await this.#record(api('DataProperties'), envelope('DataProperties', properties(table)));
    await this.#record(feed(table.geo.name), envelope(table.geo.name, areaItems(table)));
    for (const { name, items } of table.dimensions) {
      await this.#record(
        feed(name),
        envelope(
          name,
          items.map(item => JSON.stringify({ Description: '', ...item })),
        ),
      );
    }
    await this.#record(feed('TypedDataSet', '&$top=5'), envelope('TypedDataSet', rows.slice(0, 5)));
    for (let skip = 0; skip < rows.length; skip += PAGE) {
      const more = skip + PAGE < rows.length ? feed('TypedDataSet', `&$skip=${skip + PAGE}`) : undefined;
      const query = skip === 0 ? '' : `&$skip=${skip}`;
      await this.#record(
        feed('TypedDataSet', query),
        envelope('TypedDataSet', rows.slice(skip, skip + PAGE), more),
      );
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
  for (const group of new Set(table.topics.map(topic => topic.group))) {
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
      ParentID: topic ? groups.get(topic.group) : null,
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
function columns(
  table: DemoTable,
): { key: string; title: string; topic?: DemoTopic; text?: (area: DemoArea) => string }[] {
  return [...table.texts, ...table.topics].map((column, at) => ({
    key: `${column.stem}_${at + 1}`,
    title: column.title,
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

function dataRows(table: DemoTable): string[] {
  const combinations = table.dimensions.reduce<Record<string, string>[]>(
    (all, { name, items }) => all.flatMap(keys => items.map(item => ({ ...keys, [name]: item.Key }))),
    [{}],
  );
  const rows: string[] = [];
  for (const keys of combinations) {
    for (const { area, key } of table.geo.items) {
      const row: Record<string, unknown> = {
        ID: rows.length * 3,
        ...keys,
        [table.geo.name]: key.padEnd(table.geo.width),
      };
      for (const column of columns(table)) {
        row[column.key] = column.topic ? table.cell(column.topic, area, keys) : (column.text?.(area) ?? '.');
      }
      rows.push(JSON.stringify(row));
    }
  }
  return rows;
}
