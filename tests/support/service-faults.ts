import type http from 'node:http';
import { gzipSync } from 'node:zlib';

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

export type Row = Record<string, unknown>;

export interface Answer {
  status: number;
  body: Buffer;
  headers: http.OutgoingHttpHeaders;
}

const BUSY = '<!DOCTYPE html><html><head><title>Storing</title></head><body>Even geduld</body></html>';
export const GONE = '<html><body><h2>404 - File or directory not found.</h2></body></html>';

export const fires = (nth: ServiceFault['nth'], n: number): boolean =>
  nth === undefined ||
  (Array.isArray(nth) ? nth.includes(n) : typeof nth === 'number' ? n === nth : n >= nth.from);

export const delta = (faults: ServiceFault[]): number =>
  -faults.filter(one => one.kind === 'wrong-count').length;

export function statusFault(faults: ServiceFault[]): Answer | undefined {
  const fault = faults.find(({ kind }) => kind.startsWith('status-') || kind === 'html-200');
  if (!fault) return undefined;
  const { retryAfter, asDate } = fault;
  const date = () => new Date(Date.now() + (retryAfter ?? 0) * 1000).toUTCString();
  const after = retryAfter === undefined ? {} : { 'retry-after': asDate ? date() : String(retryAfter) };
  const body = Buffer.from(fault.kind === 'status-404' ? GONE : BUSY);
  return { status: Number(/\d+/.exec(fault.kind)), body, headers: { 'content-type': 'text/html', ...after } };
}

export function send(
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

/** One page of a list as JSON; `mark` stands before the members of the protocol (`@` in v4). */
export function pageOf(
  rows: Row[],
  { url, size, mark }: { url: URL; size: number; mark: '' | '@' },
  faults: ServiceFault[],
): string {
  const skip = Number(url.searchParams.get('$skip') ?? 0);
  const top = Number(url.searchParams.get('$top') ?? Number.POSITIVE_INFINITY);
  const end = skip + Math.min(size, top);
  const next = new URL(url);
  next.searchParams.set('$skip', String(end));
  const before = rows.slice(Math.max(0, skip - size), skip);
  return JSON.stringify({
    [mark ? '@odata.context' : 'odata.metadata']: `${url.origin}/$metadata`,
    value: withRowFaults(rows.slice(skip, end), before, faults),
    ...(end < rows.length && top > size ? { [`${mark}odata.nextLink`]: next.href } : {}),
  });
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

/** `A in ('x','y') and (B eq 'y' or B eq 'z')`, compared with the keys as they are, padding included. */
export function matches(filter: string, row: Row): boolean {
  const flat = (text: string) =>
    text.split(' or ').some(all => all.split(' and ').every(one => one.trim() === 'T')) ? 'T' : 'F';
  const told = filter.replace(/substringof\('((?:[^']|'')*)',(\w+)\)/g, (_, part: string, name: string) =>
    String(row[name]).includes(part.replaceAll("''", "'")) ? 'T' : 'F',
  );
  const plain = told.replace(/(\w+) in \(([^)]*)\)/g, (_, name: string, list: string) =>
    list.split(',').includes(`'${row[name]}'`) ? 'T' : 'F',
  );
  let text = plain.replace(/(\w+) eq '((?:[^']|'')*)'/g, (_, name: string, key: string) =>
    row[name] === key.replaceAll("''", "'") ? 'T' : 'F',
  );
  const innermost = /\(([^()]*)\)/;
  while (innermost.test(text)) text = text.replace(innermost, (_, inner: string) => flat(inner));
  return flat(text) === 'T';
}
