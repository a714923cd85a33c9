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
import { checkRows, type ExpectedColumn, rowIds } from './odata-rows.ts';
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
  const readDimension = async (edition: Edition, inbox: Inbox, name: string): Promise<DimensionSet> => {
    const set: DimensionSet = { name, keys: [], digests: [], pages: new Map() };
    const wantsKeys = name !== edition.dimensions.area;
    let url: string | undefined = address(edition, 'Feed', name);
    for (let n = 1; url; n++) {
      const file = `${name}-${String(n).padStart(4, '0')}.json`;
      const page: DimensionPage = await inbox.obtain(file, url, bytes => readDimensionPage(bytes, wantsKeys));
      set.keys.push(...page.keys);
      set.digests.push(page.digest);
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
    const hash = createHash('sha256');
    const pages: Draft['pages'] = new Map();
    const seen = new Set<number>();
    let rows = 0;
    let next: Promise<DataPage> | undefined = obtainPage(inbox, 1, request.url, columns, seen);
    for (let n = 1; next; n++) {
      const page: DataPage = await next;
      for (const id of page.ids) seen.add(id);
      next = page.next ? obtainPage(inbox, n + 1, page.next, columns, seen) : undefined;
      // A fault found below must not leave the page ahead without anyone to hear it fail.
      next?.catch(() => undefined);
      hash.update(page.content);
      pages.set(page.file, page.range);
      rows += page.range.count;
      onPage(rows, request.expected);
    }
    return { rows, pages, digest: hash.digest('hex') };
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
    resolveTopics(edition.topics, columnsOf(properties));
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
    const digests = [digest, ...sets.flatMap(set => set.digests), data.digest];
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

interface DimensionSet {
  name: string;
  /** Keys verbatim; those of the areas are never filtered on and not read. */
  keys: string[];
  digests: string[];
  pages: Draft['pages'];
}

interface DimensionPage {
  keys: string[];
  digest: string;
  next: string | undefined;
  range: { start: number; end: number; count: number };
}

function readDimensionPage(bytes: Buffer, wantsKeys: boolean): DimensionPage {
  const layout = layoutPage(bytes);
  const keys = wantsKeys ? parseValue(bytes, item).map(one => one.Key) : [];
  return { keys, digest: digestOf(bytes, layout), next: nextOf(layout), range: rangeOf(layout) };
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
