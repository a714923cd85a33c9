import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { VieError } from '../../kernel/errors.ts';
import type { Connector, OnPage, Preview, Revision } from '../connector.ts';
import type { Edition } from '../declaration.ts';
import type { Fetched, HttpClient } from '../http.ts';
import { InconsistentDownload } from '../inconsistent.ts';
import { layoutPage, parseRows } from '../json-page.ts';
import type { Draft, Inbox } from '../snapshot.ts';
import { resolveTopics } from '../topics.ts';
import {
  checkRows,
  type ExpectedColumn,
  RowsHash,
  refuseEmpty,
  refuseRepeated,
  rowIds,
} from './odata-rows.ts';
import {
  columnsOf,
  digestOf,
  dimensionsOf,
  expectedColumns,
  filterOf,
  item,
  nextOf,
  parseValue,
  property,
  rangeOf,
  rowsOf,
  tableInfo,
} from './odata-v3-metadata.ts';
import { describe } from './odata-v3-shape.ts';

/** CBS OData v3, as served by opendata.cbs.nl (CBS) and dataderden.cbs.nl (RIVM, GGD'en, Politie). */
export function cbsOdataV3(services: Record<string, string>): Connector {
  const address = (edition: Edition, api: 'Api' | 'Feed', set: string, query = '$format=json') =>
    `${services[edition.service]}/OData${api}/odata/${edition.table}/${set}?${query}`;

  const probe = async (edition: Edition, http: HttpClient): Promise<Revision> => {
    const url = address(edition, 'Api', 'TableInfos');
    const { result } = await http.get(url, readTableInfo).catch(error => {
      throw error instanceof VieError && error.status === 404 ? noSuchTable(edition, error) : error;
    });
    return { modified: result.Modified, title: result.Title.trim(), rows: result.RecordCount };
  };

  const readProperties = (edition: Edition, inbox: Inbox) =>
    inbox.obtain('DataProperties.json', address(edition, 'Api', 'DataProperties'), bytes => ({
      properties: parseValue(bytes, property),
      digest: digestOf(bytes),
    }));

  /** Dimension sets come through the Feed too: the Api stops at 10,000 items. */
  const readDimension = async (edition: Edition, inbox: Inbox, name: string): Promise<DimensionSet> => {
    const set: DimensionSet = { name, keys: [], content: new RowsHash(), pages: new Map() };
    const seen = new Set<string>();
    let url: string | undefined = address(edition, 'Feed', name);
    for (let n = 1; url; n++) {
      const file = `${name}-${String(n).padStart(4, '0')}.json`;
      const page: DimensionPage = await inbox.obtain(file, url, bytes => readDimensionPage(bytes, seen));
      for (const key of page.keys) seen.add(key);
      set.keys.push(...page.keys);
      set.content.add(page.content);
      set.pages.set(file, page.range);
      url = page.next;
    }
    return set;
  };

  /** The data pages one after the other, the next one on its way while this one is taken in. */
  const readPages = async (
    request: { url: string; expected: number },
    columns: ExpectedColumn[],
    inbox: Inbox,
    onPage: OnPage,
  ) => {
    const content = new RowsHash();
    const pages: Draft['pages'] = new Map();
    const seen = new Set<number>();
    let rows = 0;
    const obtain = (n: number, url: string) => obtainPage(inbox, { n, url }, columns, seen);
    let next: Promise<DataPage> | undefined = obtain(1, request.url);
    for (let n = 1; next; n++) {
      const page: DataPage = await next;
      for (const id of page.ids) seen.add(id);
      next = page.next ? obtain(n + 1, page.next) : undefined;
      // A fault found below must not leave the page ahead without anyone to hear it fail.
      next?.catch(() => undefined);
      content.add(page.content);
      pages.set(page.file, page.range);
      rows += page.range.count;
      onPage(rows, request.expected);
    }
    return { rows, pages, digest: content.digest() };
  };

  /** What is asked for: everything (RecordCount says how much), or a filter over dimensions (the service counts). */
  const requestFor = async (edition: Edition, revision: Revision, filter: string, inbox: Inbox) => {
    const where = `$filter=${encodeURIComponent(filter)}`;
    const url = address(edition, 'Feed', 'TypedDataSet', filter ? `$format=json&${where}` : '$format=json');
    if (!filter) return { url, expected: revision.rows ?? 0, said: 'announces (RecordCount)' };
    const expected = await countRows(address(edition, 'Feed', 'TypedDataSet/$count', where), inbox);
    return { url, expected, said: 'counts' };
  };

  const download: Connector['download'] = async (edition, revision, inbox, onPage) => {
    const { properties, digest } = await readProperties(edition, inbox);
    const names = dimensionsOf(properties, edition);
    resolveTopics(edition, columnsOf(properties));
    const areas = readDimension(edition, inbox, edition.dimensions.area);
    areas.catch(() => undefined);
    const sets: DimensionSet[] = [];
    for (const name of names.filter(one => one !== edition.dimensions.area)) {
      sets.push(await readDimension(edition, inbox, name));
    }
    const filter = filterOf(edition, new Map(sets.map(set => [set.name, set.keys])));
    const request = await requestFor(edition, revision, filter, inbox);
    const data = await readPages(request, expectedColumns(properties, names), inbox, onPage);
    sets.push(await areas);
    if (data.rows !== request.expected) {
      throw new InconsistentDownload(
        `The pages hold ${data.rows} rows, but the service ${request.said} ${request.expected}.`,
      );
    }
    const after = await probe(edition, inbox.http);
    if (after.modified !== revision.modified) {
      throw new InconsistentDownload(
        `The table was released anew during the download (Modified ${revision.modified} became ${after.modified}).`,
      );
    }
    const digests = [digest, ...sets.map(set => set.content.digest()), data.digest];
    return {
      title: revision.title,
      url: request.url,
      rows: data.rows,
      digest: createHash('sha256').update(digests.join()).digest('hex'),
      pages: new Map([...sets.flatMap(set => [...set.pages]), ...data.pages]),
    };
  };

  const preview: Connector['preview'] = async (edition, http): Promise<Preview> => {
    const revision = await probe(edition, http);
    const { result } = await http.get(address(edition, 'Api', 'DataProperties'), ({ bytes }) =>
      parseValue(bytes, property),
    );
    dimensionsOf(result, edition);
    const topics = resolveTopics(edition, columnsOf(result));
    const { result: sample } = await http.get(
      address(edition, 'Feed', 'TypedDataSet', '$format=json&$top=5'),
      ({ bytes }) => {
        const layout = layoutPage(bytes);
        return parseRows(bytes, layout, layout.rows.keys());
      },
    );
    return { revision, topics, selected: revision.rows, sample };
  };

  return { immutable: false, probe, download, describe, preview };
}

interface DimensionSet {
  name: string;
  /** Keys verbatim. */
  keys: string[];
  content: RowsHash;
  pages: Draft['pages'];
}

interface DimensionPage {
  keys: string[];
  next: string | undefined;
  content: Buffer;
  range: { start: number; end: number; count: number };
}

/** One page of a dimension set; its keys must not have come before. */
function readDimensionPage(bytes: Buffer, seen: ReadonlySet<string>): DimensionPage {
  const layout = layoutPage(bytes);
  const next = nextOf(layout);
  refuseEmpty(layout, next);
  const keys = parseValue(bytes, item).map(one => one.Key);
  refuseRepeated(keys, seen);
  return { keys, next, content: rowsOf(bytes, layout), range: rangeOf(layout) };
}

interface DataPage {
  file: string;
  ids: number[];
  next: string | undefined;
  content: Buffer;
  range: { start: number; end: number; count: number };
}

/** One verified data page; its rows must not have come before. */
async function obtainPage(
  inbox: Inbox,
  { n, url }: { n: number; url: string },
  columns: ExpectedColumn[],
  seen: ReadonlySet<number>,
): Promise<DataPage> {
  const file = `TypedDataSet-${String(n).padStart(4, '0')}.json`;
  const interpret = (bytes: Buffer): DataPage => {
    const layout = layoutPage(bytes);
    const next = nextOf(layout);
    refuseEmpty(layout, next);
    const ids = rowIds(bytes, layout, seen);
    checkRows(bytes, layout, columns);
    return { file, ids, next, content: rowsOf(bytes, layout), range: rangeOf(layout) };
  };
  try {
    return await inbox.obtain(file, url, interpret);
  } catch (error) {
    throw error instanceof VieError ? error.at({ page: n }) : error;
  }
}

function readTableInfo({ bytes }: Fetched): z.infer<typeof tableInfo> {
  const [info] = parseValue(bytes, tableInfo);
  if (info) return info;
  throw new VieError('source', 'The service returns no TableInfos for this table.', {
    retryable: true,
    hint: 'Check the table id against the catalogue, or run again later.',
  });
}

function noSuchTable(edition: Edition, cause: VieError): VieError {
  return new VieError(
    'source',
    `Table '${edition.table}' does not exist at the service '${edition.service}'.`,
    {
      where: { ...cause.where, table: edition.table },
      status: 404,
      hint: `Check the table id in sources/${edition.source.id}.yaml (edition ${edition.id}) against the catalogue, and the service (opendata or dataderden).`,
    },
  );
}

async function countRows(url: string, inbox: Inbox): Promise<number> {
  const { result } = await inbox.http.get(url, ({ bytes }) => {
    const text = bytes.toString('utf8').trim();
    if (/^\d+$/.test(text)) return Number(text);
    throw new VieError('source', 'The service does not answer the row count with a number.', {
      retryable: true,
      hint: 'The service is busy or down, not you; run again later.',
    });
  });
  return result;
}
