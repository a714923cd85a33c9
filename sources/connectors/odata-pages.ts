import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { VieError, within } from '../../kernel/errors.ts';
import type { OnPage, Revision } from '../connector.ts';
import type { Downloads } from '../downloads.ts';
import type { HttpClient } from '../http.ts';
import { InconsistentDownload } from '../inconsistent.ts';
import { layoutPage, type PageLayout } from '../json-page.ts';
import { nextPage } from '../links.ts';
import type { Draft } from '../snapshot.ts';
import {
  checkRows,
  type ExpectedColumn,
  RowsHash,
  refuseEmpty,
  refuseRepeated,
  rowIds,
} from './odata-rows.ts';

/** Gets a body under a file name and a URL: into the downloads, or only to look at it. */
export type Get = <T>(file: string, url: string, interpret: (bytes: Buffer) => T) => Promise<T>;

/** Gets bodies into downloads, which keep them. */
export const into =
  (downloads: Downloads): Get =>
  (file, url, interpret) =>
    downloads.obtain(file, url, interpret);

/** Gets bodies without keeping them. */
export const lookingAt =
  (http: HttpClient): Get =>
  async (_file, url, interpret) =>
    (await http.get(url, ({ bytes }) => interpret(bytes))).result;

/** The items of an OData envelope; refuses another form than `schema`. */
export function parseValue<T>(bytes: Buffer, schema: z.ZodType<T>): T[] {
  const layout = layoutPage(bytes);
  const items: unknown[] = JSON.parse(bytes.toString('utf8', layout.start, layout.end));
  return items.map(item => parsed(schema, item));
}

/** A body that is one object; refuses another form than `schema`. */
export function parseObject<T>(bytes: Buffer, schema: z.ZodType<T>): T {
  let item: unknown;
  try {
    item = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new VieError('source', 'The answer is not complete JSON.', {
      retryable: true,
      hint: 'The service broke off or answered something else; run again later.',
      cause,
    });
  }
  return parsed(schema, item);
}

/** What the service tells, held to its form; `text`: what is wrong when it has another one. */
export function parsed<T>(
  schema: z.ZodType<T>,
  value: unknown,
  text = 'The metadata has another form than we know',
): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new VieError('contract', `${text}: ${issue?.message}`, {
    where: { field: issue?.path.join('.') ?? '' },
    hint: 'The service changed; the connector needs an update.',
  });
}

/** The rows of a page without the brackets around them. */
export const rowsOf = (bytes: Buffer, { start, end }: PageLayout): Buffer =>
  bytes.subarray(start + 1, end - 1);

/** A list that describes a table, all of its pages. */
export interface ListedSet<T> {
  name: string;
  items: T[];
  content: RowsHash;
  pages: Draft['pages'];
}

/** How the items of a list look, and what tells them apart. */
export interface ItemForm<T> {
  schema: z.ZodType<T>;
  keyOf(item: T): string;
}

/** Reads a list page by page; no item may come twice. */
export async function readSet<T>(
  get: Get,
  { name, url }: { name: string; url: string },
  form: ItemForm<T>,
): Promise<ListedSet<T>> {
  const set: ListedSet<T> = { name, items: [], content: new RowsHash(), pages: new Map() };
  const seen = new Set<string>();
  for (let n = 1, at: string | undefined = url; at; n++) {
    const file = pageName(name, n);
    const asked: string = at;
    const page: SetPage<T> = await within({ page: n }, () =>
      get(file, asked, bytes => readSetPage({ bytes, url: asked }, form, seen)),
    );
    for (const item of page.items) seen.add(form.keyOf(item));
    set.items.push(...page.items);
    set.content.add(page.content);
    set.pages.set(file, page.range);
    at = page.next;
  }
  return set;
}

interface SetPage<T> extends PageEnd {
  items: T[];
}

function readSetPage<T>(
  { bytes, url }: { bytes: Buffer; url: string },
  form: ItemForm<T>,
  seen: ReadonlySet<string>,
): SetPage<T> {
  const end = endOf(bytes, layoutPage(bytes), url);
  const items = parseValue(bytes, form.schema);
  refuseRepeated(items.map(form.keyOf), seen);
  return { ...end, items };
}

/** The data that is asked for: where it begins, how many rows there must be, and how a row looks. */
export interface DataRequest {
  set: string;
  url: string;
  expected: number;
  /** How the service came to that number, for the message. */
  said: string;
  /** The member that a row begins with: its number. */
  id: string;
  columns: ExpectedColumn[];
}

/** The data pages one after the other, the next one on its way while this one is taken in. */
export async function readPages(get: Get, request: DataRequest, onPage: OnPage) {
  const content = new RowsHash();
  const pages: Draft['pages'] = new Map();
  const seen = new Set<number>();
  let rows = 0;
  const obtain = (n: number, url: string) => obtainPage(get, { n, url, request }, seen);
  let next: Promise<DataPage> | undefined = obtain(1, request.url);
  for (let n = 1; next; n++) {
    const page: DataPage = await next;
    for (const id of page.ids) seen.add(id);
    next = page.next ? obtain(n + 1, page.next) : undefined;
    // A fault found below must not leave the page ahead without anyone to hear it fail.
    next?.catch(() => undefined);
    content.add(page.content);
    pages.set(pageName(request.set, n), page.range);
    rows += page.range.count;
    onPage(rows, request.expected);
  }
  if (rows === request.expected) return { rows, pages, digest: content.digest() };
  throw new InconsistentDownload(
    `The pages hold ${rows} rows, but the service ${request.said} ${request.expected}.`,
  );
}

interface Downloaded {
  title: string;
  url: string;
  /** Digests of what describes the table beside its lists. */
  described?: string[];
  sets: Pick<ListedSet<unknown>, 'content' | 'pages'>[];
  data: Awaited<ReturnType<typeof readPages>>;
}

/** A whole table for the store, with one hash over everything that makes up its content. */
export function draftOf({ title, url, described = [], sets, data }: Downloaded): Draft {
  const digests = [...described, ...sets.map(set => set.content.digest()), data.digest];
  return {
    title,
    url,
    rows: data.rows,
    digest: createHash('sha256').update(digests.join()).digest('hex'),
    pages: new Map([...sets.flatMap(set => [...set.pages]), ...data.pages]),
  };
}

interface DataPage extends PageEnd {
  ids: number[];
}

/** One verified data page; its rows must not have come before. */
async function obtainPage(
  get: Get,
  { n, url, request }: { n: number; url: string; request: DataRequest },
  seen: ReadonlySet<number>,
): Promise<DataPage> {
  const interpret = (bytes: Buffer): DataPage => {
    const layout = layoutPage(bytes);
    const end = endOf(bytes, layout, url);
    const ids = rowIds(bytes, layout, request.id);
    refuseRepeated(ids, seen);
    checkRows(bytes, layout, request.columns);
    return { ...end, ids };
  };
  return within({ page: n }, () => get(pageName(request.set, n), url, interpret));
}

interface PageEnd {
  next: string | undefined;
  content: Buffer;
  range: { start: number; end: number; count: number };
}

/** What follows on a page, and where its rows are; only the last page may be without rows. */
function endOf(bytes: Buffer, layout: PageLayout, url: string): PageEnd {
  const { start, end, rows, envelope } = layout;
  const link = envelope['odata.nextLink'] ?? envelope['@odata.nextLink'];
  const next = typeof link === 'string' && link ? nextPage(link, url) : undefined;
  refuseEmpty(layout, next);
  return { next, content: rowsOf(bytes, layout), range: { start, end, count: rows.length } };
}

/** Refuses what was read of a table that was released anew meanwhile. */
export function refuseNewRelease(before: Revision, after: Revision): void {
  if (after.modified === before.modified && after.version === before.version) return;
  const [from, to] = [before, after].map(({ modified, version }) => [modified, version].filter(Boolean));
  throw new InconsistentDownload(
    `The table was released anew during the download (Modified ${from?.join('/')} became ${to?.join('/')}).`,
  );
}

/** How many rows the service counts. */
export async function countRows(url: string, http: HttpClient): Promise<number> {
  const { result } = await http.get(url, ({ bytes }) => {
    const text = bytes.toString('utf8').trim();
    if (/^\d+$/.test(text)) return Number(text);
    throw new VieError('source', 'The service does not answer the row count with a number.', {
      retryable: true,
      hint: 'The service is busy or down, not you; run again later.',
    });
  });
  return result;
}

const pageName = (set: string, n: number): string => `${set}-${String(n).padStart(4, '0')}.json`;
