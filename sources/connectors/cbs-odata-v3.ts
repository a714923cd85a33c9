import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { VieError } from '../../kernel/errors.ts';
import type { Connector, InspectingConnector, Preview, Revision } from '../connector.ts';
import type { Edition } from '../declaration.ts';
import type { Fetched, HttpClient } from '../http.ts';
import { layoutPage, parseRows } from '../json-page.ts';
import type { Inbox } from '../snapshot.ts';
import { resolveTopics } from '../topics.ts';
import {
  countRows,
  draftOf,
  into,
  parseValue,
  readPages,
  readSet,
  refuseNewRelease,
  rowsOf,
} from './odata-pages.ts';
import { filterOf } from './odata-selection.ts';
import { inspectTable } from './odata-v3-inspect.ts';
import { columnsOf, dimensionsOf, expectedColumns, item, property, tableInfo } from './odata-v3-metadata.ts';
import { describe } from './odata-v3-shape.ts';

/** CBS OData v3, as served by opendata.cbs.nl (CBS) and dataderden.cbs.nl (RIVM, GGD'en, Politie). */
export function cbsOdataV3(services: Record<string, string>): InspectingConnector {
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
      digest: createHash('sha256')
        .update(rowsOf(bytes, layoutPage(bytes)))
        .digest('hex'),
    }));

  /** Dimension sets come through the Feed too: the Api stops at 10,000 items. */
  const readDimension = (edition: Edition, inbox: Inbox, name: string) =>
    readSet(
      into(inbox),
      { name, url: address(edition, 'Feed', name) },
      { schema: item, keyOf: one => one.Key },
    );

  /** What is asked for: everything (RecordCount says how much), or a filter over dimensions (the service counts). */
  const requestFor = async (edition: Edition, revision: Revision, filter: string, inbox: Inbox) => {
    const where = `$filter=${encodeURIComponent(filter)}`;
    const url = address(edition, 'Feed', 'TypedDataSet', filter ? `$format=json&${where}` : '$format=json');
    if (!filter) return { url, expected: revision.rows ?? 0, said: 'announces (RecordCount)' };
    const expected = await countRows(address(edition, 'Feed', 'TypedDataSet/$count', where), inbox.http);
    return { url, expected, said: 'counts' };
  };

  const download: Connector['download'] = async (edition, revision, inbox, onPage) => {
    const { properties, digest } = await readProperties(edition, inbox);
    const names = dimensionsOf(properties, edition);
    resolveTopics(edition, columnsOf(properties));
    const areas = readDimension(edition, inbox, edition.dimensions.area);
    areas.catch(() => undefined);
    const sets: Awaited<typeof areas>[] = [];
    for (const name of names.filter(one => one !== edition.dimensions.area)) {
      sets.push(await readDimension(edition, inbox, name));
    }
    const keys = new Map(sets.map(set => [set.name, set.items.map(one => one.Key)]));
    const asked = await requestFor(edition, revision, filterOf(edition, keys), inbox);
    const columns = expectedColumns(properties, names);
    const data = await readPages(into(inbox), { ...asked, set: 'TypedDataSet', id: 'ID', columns }, onPage);
    sets.push(await areas);
    refuseNewRelease(revision, await probe(edition, inbox.http));
    return draftOf({ title: revision.title, url: asked.url, described: [digest], sets, data });
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

  const inspect: InspectingConnector['inspect'] = async (edition, http) => {
    const revision = await probe(edition, http);
    return inspectTable({ revision, http, addressOf: set => address(edition, 'Api', set) });
  };

  return { immutable: false, probe, download, describe, preview, inspect };
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
