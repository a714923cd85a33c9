import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LongServiceTable, longProperties, longRowsOf } from './odata-service-v4.ts';
import {
  type Answer,
  delta,
  type FaultKind,
  fires,
  GONE,
  matches,
  pageOf,
  type Row,
  type ServiceFault,
  send,
  statusFault,
} from './service-faults.ts';

type Cell = string | number | null;

export interface ServiceTable {
  id: string;
  title: string;
  modified: string;
  dimensions: {
    name: string;
    type: 'Dimension' | 'TimeDimension' | 'GeoDimension' | 'GeoDetail';
    /** Keys are padded to this many characters. */
    width: number;
    items: { Key: string; Title: string; Status?: string }[];
  }[];
  /** The key of a topic is `stem_position`. */
  topics: { stem: string; title: string; unit?: string; datatype?: string }[];
  /** By dimension name (unpadded key) and topic stem. */
  rows: Record<string, Cell>[];
}

type Column = ServiceTable['topics'][number] & { key: string; asText?: boolean };

/** OData v3 and v4 services on the loopback with tables in memory, plain files, and faults on demand. */
export class ODataService {
  readonly tables = new Map<string, ServiceTable>();
  readonly longTables = new Map<string, LongServiceTable>();
  readonly files = new Map<string, Buffer>();
  /** Answers of another protocol, which come before those of OData. */
  other: (url: URL, faults: ServiceFault[]) => Answer | undefined = () => undefined;
  readonly log: { url: string; faults: FaultKind[] }[] = [];
  readonly #pageSize: number;
  readonly #server = http.createServer((request, response) => this.#serve(request, response));
  #faults: (ServiceFault & { seen: number })[] = [];
  #base = '';

  constructor(pageSize = 10_000) {
    this.#pageSize = pageSize;
  }

  async listen(): Promise<string> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
    this.#base = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this.#base;
  }

  async close(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  setFaults(faults: ServiceFault[]): void {
    this.#faults = faults.map(fault => ({ ...fault, seen: 0 }));
  }

  #serve(request: http.IncomingMessage, response: http.ServerResponse): void {
    const url = new URL(request.url ?? '/', this.#base);
    const shown = decodeURIComponent((request.url ?? '').replaceAll('+', ' '));
    const faults = this.#faults.filter(
      fault => shown.includes(fault.match) && fires(fault.nth, ++fault.seen),
    );
    this.log.push({ url: shown, faults: faults.map(fault => fault.kind) });
    // The real service drops the connection when an option comes twice.
    const repeated = new Set(url.searchParams.keys()).size < url.searchParams.size;
    if (repeated || faults.some(one => one.kind === 'reset')) request.socket.destroy();
    else
      send(
        request,
        response,
        statusFault(faults) ?? this.other(url, faults) ?? this.#answer(url, faults),
        faults,
      );
  }

  #answer(url: URL, faults: ServiceFault[]): Answer {
    const [, first, api = ''] = decodeURIComponent(url.pathname).split('/');
    const file = first === 'files' ? this.files.get(api) : undefined;
    if (file) return { status: 200, body: file, headers: { 'content-type': 'text/csv' } };
    const text = first === 'datasets' ? this.#long(url, faults) : this.#wide(url, faults);
    return text === undefined
      ? { status: 404, body: Buffer.from(GONE), headers: { 'content-type': 'text/html' } }
      : { status: 200, body: Buffer.from(text), headers: { 'content-type': 'application/json' } };
  }

  /** Table ids are the same in upper and lower case; only the Feed gives pages. */
  #wide(url: URL, faults: ServiceFault[]): string | undefined {
    const [, , api = '', , id = '', set = '', count] = decodeURIComponent(url.pathname).split('/');
    const table = [...this.tables.values()].find(one => one.id.toLowerCase() === id.toLowerCase());
    const isCatalogue = api === 'ODataCatalog' && url.pathname.endsWith('/Tables');
    const rows = isCatalogue
      ? [...this.tables.values()].map(one => ({ ...tableInfo(one, []), Language: 'nl', Period: '' }))
      : table && /^OData(Api|Feed)$/.test(api) && rowsOf(table, set, faults);
    if (!rows) return undefined;
    const filter = url.searchParams.get('$filter');
    const selected = filter ? rows.filter(row => matches(filter, row)) : rows;
    if (count) return String(selected.length + delta(faults));
    const size = api === 'ODataFeed' ? this.#pageSize : Number.POSITIVE_INFINITY;
    return pageOf(selected, { url, size, mark: '' }, faults);
  }

  /** Table ids are matched exactly; what describes a table is one object, all else are lists in pages. */
  #long(url: URL, faults: ServiceFault[]): string | undefined {
    const [, , , version, catalogue, id = '', set = '', count] = decodeURIComponent(url.pathname).split('/');
    const table = version === 'v1' && catalogue === 'CBS' ? this.longTables.get(id) : undefined;
    if (table && set === 'Properties') return JSON.stringify(longProperties(table, faults));
    const rows = table && longRowsOf(table, set, faults);
    if (!rows) return undefined;
    const filter = url.searchParams.get('$filter');
    const selected = filter ? rows.filter(row => matches(filter, row)) : rows;
    if (count) return String(selected.length + delta(faults));
    return pageOf(selected, { url, size: this.#pageSize, mark: '@' }, faults);
  }
}

function columnsOf(table: ServiceTable, faults: ServiceFault[]): Column[] {
  let columns = table.topics.map((topic, at): Column => ({ ...topic, key: `${topic.stem}_${at + 1}` }));
  const shift = (key: string, from: number) => key.replace(/\d+$/, n => `${+n + (+n < from ? 0 : 3)}`);
  for (const { kind, column = 'Nieuw_99', from = 1 } of faults) {
    if (kind === 'column-remove') columns = columns.filter(one => one.key !== column);
    if (kind === 'column-add') columns.push({ key: column, stem: '', title: 'Nieuw' });
    for (const one of columns) {
      if (kind === 'suffix-shift') one.key = shift(one.key, from);
      if (one.key !== column) continue;
      if (kind === 'column-rename') one.key = `Anders_${column}`;
      if (kind === 'column-type') one.asText = true;
    }
  }
  return columns;
}

function rowsOf(table: ServiceTable, set: string, faults: ServiceFault[]): Row[] | undefined {
  if (set === 'TableInfos') return [tableInfo(table, faults)];
  if (set === 'DataProperties') return properties(table, columnsOf(table, faults));
  const dimension = table.dimensions.find(one => one.name === set);
  if (dimension) return dimension.items.map(item => ({ ...item, Key: item.Key.padEnd(dimension.width) }));
  if (set !== 'TypedDataSet') return undefined;
  const columns = columnsOf(table, faults);
  return table.rows.map((row, at) => ({
    ID: at * 3,
    ...Object.fromEntries(table.dimensions.map(({ name, width }) => [name, String(row[name]).padEnd(width)])),
    ...Object.fromEntries(columns.map(column => [column.key, cellOf(row[column.stem] ?? null, column)])),
  }));
}

const cellOf = (value: Cell, { datatype, asText }: Column): Cell =>
  datatype === 'String' ? (value ?? '.') : asText && value !== null ? String(value) : value;

function tableInfo(table: ServiceTable, faults: ServiceFault[]): Row {
  const renewed = faults.some(({ kind }) => kind === 'modified-bump' || kind === 'suffix-shift');
  return {
    Identifier: table.id,
    Title: table.title,
    Modified: renewed ? '2099-01-01T02:00:00' : table.modified,
    ReasonDelivery: renewed ? 'Herontwerp' : 'Actualisering',
    RecordCount: table.rows.length + delta(faults),
  };
}

function properties(table: ServiceTable, columns: Column[]): Row[] {
  const base = { ParentID: null, Key: '', Description: null };
  return [
    ...table.dimensions.map(({ name, type }, ID) => ({ ...base, ID, Type: type, Key: name, Title: name })),
    ...columns.map(({ key, title, unit = '', datatype = 'Long' }, at) => {
      const told = { Datatype: datatype, Unit: unit, Decimals: 1, Default: 'Impossible' };
      return { ...base, ID: 100 + at, Type: 'Topic', Key: key, Title: title, ...told };
    }),
  ];
}
