import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

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

type ColumnFault = `column-${'rename' | 'add' | 'remove' | 'type'}`;
type PageFault = `${'empty' | 'repeat'}-page` | `${'drop' | 'duplicate'}-row`;
type TableFault = 'wrong-count' | 'modified-bump' | 'suffix-shift' | ColumnFault;
type StatusFault = `status-${404 | 406 | 429 | 500 | 502 | 503}` | 'html-200';
type BodyFault = 'reset' | 'reset-mid' | 'truncate' | 'slow-drip' | 'stall' | 'bom';
export type FaultKind = StatusFault | BodyFault | PageFault | TableFault;

export interface ServiceFault {
  kind: FaultKind;
  /** Substring of the decoded URL; each fault counts its own requests from 1. */
  match: string;
  nth?: number | number[] | { from: number };
  retryAfter?: number;
  asDate?: boolean;
  /** Suffixes from here on move with suffix-shift. */
  from?: number;
  column?: string;
  /** How much of the body comes before a stall, and how long the pauses of a slow drip are. */
  afterBytes?: number;
  ms?: number;
}

type Row = Record<string, unknown>;
type Column = ServiceTable['topics'][number] & { key: string; asText?: boolean };

export interface Answer {
  status: number;
  body: Buffer;
  headers: http.OutgoingHttpHeaders;
}

const BUSY = '<!DOCTYPE html><html><head><title>Storing</title></head><body>Even geduld</body></html>';
const GONE = '<html><body><h2>404 - File or directory not found.</h2></body></html>';

/** An OData v3 service on the loopback with tables in memory, plain files, and faults on demand. */
export class ODataService {
  readonly tables = new Map<string, ServiceTable>();
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
    const [, first, api = '', , id = '', set = '', count] = decodeURIComponent(url.pathname).split('/');
    const file = first === 'files' ? this.files.get(api) : undefined;
    if (file) return { status: 200, body: file, headers: { 'content-type': 'text/csv' } };
    const table = this.tables.get(id);
    const rows = table && /^OData(Api|Feed)$/.test(api) && rowsOf(table, set, faults);
    if (!rows) return { status: 404, body: Buffer.from(GONE), headers: { 'content-type': 'text/html' } };
    const filter = url.searchParams.get('$filter');
    const selected = filter ? rows.filter(row => matches(filter, row)) : rows;
    const value = count ? String(selected.length + delta(faults)) : this.#page(url, set, selected, faults);
    return { status: 200, body: Buffer.from(value), headers: { 'content-type': 'application/json' } };
  }

  #page(url: URL, set: string, rows: Row[], faults: ServiceFault[]): string {
    const skip = Number(url.searchParams.get('$skip') ?? 0);
    const top = Number(url.searchParams.get('$top') ?? Number.POSITIVE_INFINITY);
    const size = url.pathname.includes('/ODataFeed/') ? this.#pageSize : Number.POSITIVE_INFINITY;
    const end = skip + Math.min(size, top);
    const next = new URL(url);
    next.searchParams.set('$skip', String(end));
    const before = rows.slice(Math.max(0, skip - size), skip);
    return JSON.stringify({
      'odata.metadata': `${this.#base}/$metadata#${set}`,
      value: withRowFaults(rows.slice(skip, end), before, faults),
      ...(end < rows.length && top > size ? { 'odata.nextLink': next.href } : {}),
    });
  }
}

const fires = (nth: ServiceFault['nth'], n: number): boolean =>
  nth === undefined ||
  (Array.isArray(nth) ? nth.includes(n) : typeof nth === 'number' ? n === nth : n >= nth.from);

const delta = (faults: ServiceFault[]): number => -faults.filter(one => one.kind === 'wrong-count').length;

function statusFault(faults: ServiceFault[]): Answer | undefined {
  const fault = faults.find(({ kind }) => kind.startsWith('status-') || kind === 'html-200');
  if (!fault) return undefined;
  const { retryAfter, asDate } = fault;
  const date = () => new Date(Date.now() + (retryAfter ?? 0) * 1000).toUTCString();
  const after = retryAfter === undefined ? {} : { 'retry-after': asDate ? date() : String(retryAfter) };
  const body = Buffer.from(fault.kind === 'status-404' ? GONE : BUSY);
  return { status: Number(/\d+/.exec(fault.kind)), body, headers: { 'content-type': 'text/html', ...after } };
}

function send(
  { headers, socket }: http.IncomingMessage,
  response: http.ServerResponse,
  answer: Answer,
  faults: ServiceFault[],
): void {
  const fault = (kind: FaultKind) => faults.find(one => one.kind === kind);
  const plain = fault('bom') ? Buffer.concat([Buffer.from('\uFEFF'), answer.body]) : answer.body;
  const zip = /gzip/.test(headers['accept-encoding'] ?? '') && plain.length > 1024;
  const body = zip ? gzipSync(plain) : plain;
  const part = body.subarray(0, fault('stall')?.afterBytes ?? Math.floor(body.length / 2));
  response.writeHead(answer.status, { ...answer.headers, ...(zip ? { 'content-encoding': 'gzip' } : {}) });
  if (fault('truncate')) response.end(part);
  else if (fault('reset-mid')) response.write(part, () => setTimeout(() => socket.destroy(), 10));
  else if (fault('stall')) response.write(part);
  else if (fault('slow-drip')) drip(response, body, fault('slow-drip')?.ms);
  else response.end(body);
}

function drip(response: http.ServerResponse, body: Buffer, ms = 5): void {
  const size = Math.ceil(body.length / 10);
  const step = (at: number) => {
    if (at >= body.length) return response.end();
    response.write(body.subarray(at, at + size));
    return setTimeout(step, ms, at + size);
  };
  step(0);
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

function withRowFaults(rows: Row[], before: Row[], faults: ServiceFault[]): Row[] {
  const page = faults.some(({ kind }) => kind === 'repeat-page') ? [...before] : [...rows];
  for (const { kind } of faults) {
    if (kind === 'empty-page') page.length = 0;
    if (kind === 'drop-row') page.shift();
    if (kind === 'duplicate-row') page.unshift(...page.slice(0, 1));
  }
  return page;
}

/** `A eq 'x' and (B eq 'y' or B eq 'z')`, compared with the padded keys. */
function matches(filter: string, row: Row): boolean {
  const flat = (text: string) =>
    text.split(' or ').some(all => all.split(' and ').every(one => one.trim() === 'T')) ? 'T' : 'F';
  let text = filter.replace(/(\w+) eq '((?:[^']|'')*)'/g, (_, name: string, key: string) =>
    row[name] === key.replaceAll("''", "'") ? 'T' : 'F',
  );
  const innermost = /\(([^()]*)\)/;
  while (innermost.test(text)) text = text.replace(innermost, (_, inner: string) => flat(inner));
  return flat(text) === 'T';
}
