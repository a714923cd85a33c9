import { VieError } from '../../kernel/errors.ts';
import type {
  AreaRows,
  Connector,
  InspectedDimension,
  InspectingConnector,
  LongForm,
  Platform,
  Revision,
} from '../connector.ts';
import type { Edition } from '../declaration.ts';
import type { HttpClient } from '../http.ts';
import { layoutPage, parseRows } from '../json-page.ts';
import type { Snapshot } from '../snapshot.ts';
import { resolveTopics, type TopicColumn } from '../topics.ts';
import type { Code } from './odata-metadata.ts';
import {
  countRows,
  draftOf,
  type Get,
  type ItemForm,
  into,
  type ListedSet,
  lookingAt,
  readPages,
  readSet,
  refuseNewRelease,
} from './odata-pages.ts';
import type { ExpectedColumn } from './odata-rows.ts';
import { checkDimensions, filterOf, measureFilter } from './odata-selection.ts';
import { jsonRows, shapeOf, stored } from './odata-shape.ts';

/** What a table says of itself, but for the keys of its dimensions. */
export interface DescribedTable {
  dimensions: Pick<InspectedDimension, 'name' | 'kind'>[];
  columns: TopicColumn[];
  /** Digests of what describes the table beside its lists. */
  described: string[];
  sets: ListedSet<unknown>[];
}

/** What differs between the versions of the protocol; metadata come in the form of the newest. */
export interface Protocol {
  platform: Platform;
  address(edition: Edition, set: string, query?: string): string;
  readRevision(edition: Edition, http: HttpClient): Promise<Revision>;
  /** What else may be wrong when a table is not there. */
  whereTablesAre: string;
  readTable(edition: Edition, get: Get): Promise<DescribedTable>;
  /** Name of the list of keys of a dimension, and the form of its items. */
  codes: { nameOf(dimension: string): string; form: ItemForm<Code>; areas: AreaRows['columns'] };
  /** The set of figures: the member that numbers its rows, and what the table calls their number. */
  data: {
    set: string;
    id: string;
    total: string;
    columns(table: DescribedTable): ExpectedColumn[];
    /** With one row per figure only the wanted topics are asked for. */
    long?: LongForm;
  };
}

/** A connector for the tables of one version of the protocol. */
export function odataConnector(protocol: Protocol): InspectingConnector {
  const { address, codes, data } = protocol;

  const probe = (edition: Edition, http: HttpClient): Promise<Revision> =>
    protocol.readRevision(edition, http).catch(error => {
      if (!(error instanceof VieError && error.status === 404)) throw error;
      throw noSuchTable(edition, error, protocol.whereTablesAre);
    });

  const readCodes = (edition: Edition, get: Get, dimension: string) => {
    const name = codes.nameOf(dimension);
    return readSet(get, { name, url: address(edition, name) }, codes.form);
  };

  /** Everything that says what is wanted of a table, but for the list of areas. */
  const readWanted = async (edition: Edition, get: Get) => {
    const table = await protocol.readTable(edition, get);
    const names = table.dimensions.map(one => one.name);
    checkDimensions(names, edition);
    const topics = resolveTopics(edition, table.columns);
    const sets = [...table.sets];
    const items = new Map<string, Code[]>();
    for (const name of names.filter(one => one !== edition.dimensions.area)) {
      const set = await readCodes(edition, get, name);
      items.set(name, set.items);
      sets.push(set);
    }
    const [wanted, all] = [topics, table.columns].map(columns => columns.map(column => column.key));
    const measures = data.long ? measureFilter(wanted ?? [], all ?? []) : '';
    const filter = [measures, filterOf(edition, items)].filter(Boolean).join(' and ');
    return { table, topics, sets, filter };
  };

  /** All rows (the table says how many), or those that the filter leaves (the service counts). */
  const requestFor = async (edition: Edition, asked: { filter: string; rows?: number }, http: HttpClient) => {
    const query = asked.filter && `$filter=${encodeURIComponent(asked.filter)}`;
    const url = address(edition, data.set, query);
    if (!query) return { url, query, expected: asked.rows ?? 0, said: `announces (${data.total})` };
    const expected = await countRows(address(edition, `${data.set}/$count`, query), http);
    if (expected === 0) throw nothingWanted(url, asked.filter);
    return { url, query, expected, said: 'counts' };
  };

  const download: Connector['download'] = async (edition, { revision, downloads, onPage }) => {
    const get = into(downloads);
    const { table, sets, filter } = await readWanted(edition, get);
    const areas = readCodes(edition, get, edition.dimensions.area);
    areas.catch(() => undefined);
    const { url, expected, said } = await requestFor(edition, { ...revision, filter }, downloads.http);
    const request = { url, expected, said, set: data.set, id: data.id, columns: data.columns(table) };
    const pages = await readPages(get, request, onPage);
    const all = [...sets, await areas];
    refuseNewRelease(revision, await probe(edition, downloads.http));
    return draftOf({ title: revision.title, url, described: table.described, sets: all, data: pages });
  };

  const describe = async (edition: Edition, snapshot: Snapshot) => {
    const { area, period, margin, age_group, sex } = edition.dimensions;
    const get = stored(snapshot);
    const { columns } = await protocol.readTable(edition, get);
    const items = async (name: string | undefined) =>
      name ? (await readCodes(edition, get, name)).items : [];
    const shape = shapeOf(edition, {
      rows: { ...jsonRows(snapshot, data.set), ...(data.long ? { long: data.long } : {}) },
      areas: { ...jsonRows(snapshot, codes.nameOf(area)), columns: codes.areas },
      available: columns,
      periods: await items(period),
      margins: (await items(margin)).map(({ Identifier }) => Identifier.trim()),
      ages: await items(age_group?.dimension),
      sexes: await items(sex?.dimension),
    });
    return { ...shape, platform: protocol.platform };
  };

  const preview: Connector['preview'] = async (edition, http) => {
    const revision = await probe(edition, http);
    const { topics, filter } = await readWanted(edition, lookingAt(http));
    const { query, expected } = await requestFor(edition, { ...revision, filter }, http);
    const url = address(edition, data.set, ['$top=5', query].filter(Boolean).join('&'));
    const { result: rows } = await http.get(url, ({ bytes }) => {
      const layout = layoutPage(bytes);
      return parseRows(bytes, layout, layout.rows.keys());
    });
    const sample = rows.map(row => (data.long ? underMeasure(row, data.long) : row));
    return { revision, topics, selected: expected, sample };
  };

  const inspect: InspectingConnector['inspect'] = async (edition, http) => {
    const get = lookingAt(http);
    const revision = await probe(edition, http);
    const { columns, dimensions } = await protocol.readTable(edition, get);
    const inspected: InspectedDimension[] = [];
    for (const { name, kind } of dimensions) {
      const items = kind === 'area' ? undefined : (await readCodes(edition, get, name)).items;
      const keys = items?.map(one => ({ key: one.Identifier.trim(), title: one.Title?.trim() ?? '' }));
      inspected.push({ name, kind, ...(keys ? { keys } : {}) });
    }
    return { revision, columns, dimensions: inspected };
  };

  return { immutable: false, probe, download, describe, preview, inspect };
}

/** A row with its figure or text also under the code of its measure, as a column. */
const underMeasure = (row: Record<string, unknown>, { measure, value, text }: LongForm) => ({
  ...row,
  [String(row[measure])]: row[value] ?? row[text],
});

const noSuchTable = ({ table, service, source, id }: Edition, cause: VieError, where: string): VieError =>
  new VieError('source', `Table '${table}' does not exist at the service '${service}'.`, {
    where: { ...cause.where, table },
    status: 404,
    hint: `Check the table id in sources/${source.id}.yaml (edition ${id}) against the catalogue${where}`,
  });

const nothingWanted = (url: string, filter: string): VieError =>
  new VieError('source', `The table has no observations of what is asked: ${filter}.`, {
    where: { url },
    hint: 'The table is being re-released, or has no figures of these topics and periods yet; run again later.',
  });
