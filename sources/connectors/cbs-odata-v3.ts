import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { VieError } from '../../kernel/errors.ts';
import type { Connector, Preview, Revision } from '../connector.ts';
import type { Edition } from '../declaration.ts';
import type { Fetched, HttpClient } from '../http.ts';
import { InconsistentDownload } from '../inconsistent.ts';
import { layoutPage, parseRows } from '../json-page.ts';
import type { Draft, Inbox } from '../snapshot.ts';
import { resolveTopics } from '../topics.ts';
import { checkRows, type ExpectedColumn, rowIds } from './odata-rows.ts';
import {
  columnsOf,
  digestOf,
  dimensionsOf,
  expectedColumns,
  filterOf,
  type Item,
  item,
  nextOf,
  parseValue,
  property,
  rangeOf,
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
      throw error instanceof VieError && /does not exist/.test(error.message)
        ? noSuchTable(edition, error)
        : error;
    });
    return { modified: result.Modified, title: result.Title.trim(), rows: result.RecordCount };
  };

  const readProperties = (edition: Edition, inbox: Inbox) =>
    inbox.obtain('DataProperties.json', address(edition, 'Api', 'DataProperties'), bytes => ({
      properties: parseValue(bytes, property),
      digest: digestOf(bytes),
    }));

  /** Dimension sets come through the Feed too: the Api stops at 10,000 items. */
  const readDimension = async (edition: Edition, inbox: Inbox, name: string) => {
    const keys: string[] = [];
    const digests: string[] = [];
    const pages: Draft['pages'] = new Map();
    let url: string | undefined = address(edition, 'Feed', name);
    for (let n = 1; url; n++) {
      const file = `${name}-${String(n).padStart(4, '0')}.json`;
      const page: DimensionPage = await inbox.obtain(file, url, readDimensionPage);
      keys.push(...page.items.map(one => one.Key));
      digests.push(page.digest);
      pages.set(file, page.range);
      url = page.next;
    }
    return { keys, digests, pages };
  };

  const download: Connector['download'] = async (edition, revision, inbox, onPage) => {
    const { properties, digest } = await readProperties(edition, inbox);
    const dimensions = dimensionsOf(properties, edition);
    const topics = columnsOf(properties);
    resolveTopics(edition.topics, topics);
    const hash = createHash('sha256').update(digest);
    const keys = new Map<string, string[]>();
    const pages: Draft['pages'] = new Map();
    for (const name of dimensions) {
      const set = await readDimension(edition, inbox, name);
      keys.set(name, set.keys);
      for (const part of set.digests) hash.update(part);
      for (const [file, range] of set.pages) pages.set(file, range);
    }
    const filter = filterOf(edition, keys);
    const query = filter ? `$format=json&$filter=${encodeURIComponent(filter)}` : '$format=json';
    const expected = filter
      ? await countRows(
          address(edition, 'Feed', 'TypedDataSet/$count', `$filter=${encodeURIComponent(filter)}`),
          inbox,
        )
      : (revision.rows ?? 0);
    const columns = expectedColumns(properties, dimensions);
    const seen = new Set<number>();
    let rows = 0;
    let next: Promise<DataPage> | undefined = obtainPage(
      inbox,
      1,
      address(edition, 'Feed', 'TypedDataSet', query),
      columns,
      seen,
    );
    for (let n = 1; next; n++) {
      const page: DataPage = await next;
      for (const id of page.ids) seen.add(id);
      next = page.next ? obtainPage(inbox, n + 1, page.next, columns, seen) : undefined;
      // A fault found below must not leave the page ahead without anyone to hear it fail.
      next?.catch(() => undefined);
      hash.update(page.content);
      pages.set(page.file, page.range);
      rows += page.range.count;
      onPage(rows, expected);
    }
    if (rows !== expected) {
      throw new InconsistentDownload(
        `The pages hold ${rows} rows, but the service ${filter ? 'counts' : 'announces (RecordCount)'} ${expected}.`,
      );
    }
    const after = await probe(edition, inbox.http);
    if (after.modified !== revision.modified) {
      throw new InconsistentDownload(
        `The table was released anew during the download (Modified ${revision.modified} became ${after.modified}).`,
      );
    }
    const url = address(edition, 'Feed', 'TypedDataSet', query);
    return { title: revision.title, url, rows, digest: hash.digest('hex'), pages };
  };

  const preview: Connector['preview'] = async (edition, http): Promise<Preview> => {
    const revision = await probe(edition, http);
    const { result } = await http.get(address(edition, 'Api', 'DataProperties'), ({ bytes }) =>
      parseValue(bytes, property),
    );
    dimensionsOf(result, edition);
    const topics = resolveTopics(edition.topics, columnsOf(result));
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

interface DimensionPage {
  items: Item[];
  digest: string;
  next: string | undefined;
  range: { start: number; end: number; count: number };
}

function readDimensionPage(bytes: Buffer): DimensionPage {
  const layout = layoutPage(bytes);
  const items = parseValue(bytes, item);
  return { items, digest: digestOf(bytes, layout), next: nextOf(layout), range: rangeOf(layout) };
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
  n: number,
  url: string,
  columns: ExpectedColumn[],
  seen: Set<number>,
): Promise<DataPage> {
  const file = `TypedDataSet-${String(n).padStart(4, '0')}.json`;
  const interpret = (bytes: Buffer): DataPage => {
    const layout = layoutPage(bytes);
    const next = nextOf(layout);
    if (layout.rows.length === 0 && next) {
      throw new VieError('source', 'The page is empty, but the service says that more follow.', {
        retryable: true,
      });
    }
    const ids = rowIds(bytes, layout, seen);
    checkRows(bytes, layout, columns);
    const content = bytes.subarray(layout.start + 1, layout.end - 1);
    return { file, ids, next, content, range: rangeOf(layout) };
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
  throw new VieError('source', 'The service returns no TableInfos for this table.', { retryable: true });
}

function noSuchTable(edition: Edition, cause: VieError): VieError {
  return new VieError(
    'source',
    `Table '${edition.table}' does not exist at the service '${edition.service}'.`,
    {
      where: { ...cause.where, table: edition.table },
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
    });
  });
  return result;
}
