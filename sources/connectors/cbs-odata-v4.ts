import { VieError } from '../../kernel/errors.ts';
import {
  type Connector,
  dimensionKind,
  type InspectedDimension,
  type InspectingConnector,
  type Preview,
  type Revision,
} from '../connector.ts';
import type { Edition } from '../declaration.ts';
import type { HttpClient } from '../http.ts';
import { layoutPage, parseRows } from '../json-page.ts';
import { resolveTopics } from '../topics.ts';
import {
  countRows,
  draftOf,
  type Get,
  into,
  type ListedSet,
  lookingAt,
  parseObject,
  readPages,
  readSet,
  refuseNewRelease,
} from './odata-pages.ts';
import { checkDimensions, filterOf, measureFilter } from './odata-selection.ts';
import { columnsOf, expectedColumns, FORMS, OBSERVATION, tableProperties } from './odata-v4-metadata.ts';
import { describe } from './odata-v4-shape.ts';

/** CBS OData v4, as served by datasets.cbs.nl: one row per figure, codes without padding. */
export function cbsOdataV4(services: Record<string, string>): InspectingConnector {
  const address = ({ service, table }: Edition, set: string, query = '') =>
    `${services[service]}/odata/v1/CBS/${table}/${set}${query && `?${query}`}`;

  const probe = async (edition: Edition, http: HttpClient): Promise<Revision> => {
    const url = address(edition, 'Properties');
    const { result } = await http
      .get(url, ({ bytes }) => parseObject(bytes, tableProperties))
      .catch(error => {
        throw error instanceof VieError && error.status === 404 ? noSuchTable(edition, error) : error;
      });
    const { Modified: modified, Version, Title, ObservationCount: rows } = result;
    return { modified, ...(Version ? { version: Version } : {}), title: Title.trim(), rows };
  };

  /** A table whose measures are in no group has no list of groups. */
  const readMeasures = async (edition: Edition, get: Get) => {
    const list = (name: string) => ({ name, url: address(edition, name) });
    const measures = await readSet(get, list('MeasureCodes'), FORMS.measure);
    const isGrouped = measures.items.some(one => one.MeasureGroupId);
    const groups = isGrouped ? await readSet(get, list('MeasureGroups'), FORMS.group) : undefined;
    const columns = columnsOf(measures.items, groups?.items ?? []);
    return { columns, sets: groups ? [measures, groups] : [measures] };
  };

  const readCodes = (edition: Edition, get: Get, dimension: string) => {
    const name = `${dimension}Codes`;
    return readSet(get, { name, url: address(edition, name) }, FORMS.code);
  };

  /** Everything that says what the table is and what is wanted of it, but for the list of areas. */
  const readTable = async (edition: Edition, get: Get): Promise<DescribedTable> => {
    const url = address(edition, 'Dimensions');
    const { items } = await readSet(get, { name: 'Dimensions', url }, FORMS.dimension);
    const dimensions = items.map(one => one.Identifier);
    checkDimensions(dimensions, edition);
    const { columns, sets } = await readMeasures(edition, get);
    const topics = resolveTopics(edition, columns);
    const codes = new Map<string, string[]>();
    const codeSets: ListedSet<unknown>[] = [];
    for (const name of dimensions.filter(one => one !== edition.dimensions.area)) {
      const set = await readCodes(edition, get, name);
      codes.set(
        name,
        set.items.map(one => one.Identifier),
      );
      codeSets.push(set);
    }
    const wanted = topics.map(topic => topic.key);
    const all = columns.map(column => column.key);
    const filter = [measureFilter(wanted, all), filterOf(edition, codes)].filter(Boolean).join(' and ');
    return { dimensions, topics, filter, sets: [...sets, ...codeSets] };
  };

  /** All observations (Properties say how many), or those that the filter leaves (the service counts). */
  const requestFor = async (
    edition: Edition,
    { filter, rows = 0 }: { filter: string; rows?: number | undefined },
    http: HttpClient,
  ) => {
    const query = filter && `$filter=${encodeURIComponent(filter)}`;
    const url = address(edition, 'Observations', query);
    if (!filter) return { url, expected: rows, said: 'announces (ObservationCount)' };
    const expected = await countRows(address(edition, 'Observations/$count', query), http);
    if (expected > 0) return { url, expected, said: 'counts' };
    throw nothingWanted(url, filter);
  };

  const download: Connector['download'] = async (edition, revision, inbox, onPage) => {
    const { dimensions, filter, sets } = await readTable(edition, into(inbox));
    const areas = readCodes(edition, into(inbox), edition.dimensions.area);
    areas.catch(() => undefined);
    const asked = await requestFor(edition, { filter, rows: revision.rows }, inbox.http);
    const columns = expectedColumns(dimensions);
    const request = { ...asked, set: 'Observations', id: OBSERVATION.id, columns };
    const data = await readPages(into(inbox), request, onPage);
    const all = [...sets, await areas];
    refuseNewRelease(revision, await probe(edition, inbox.http));
    return draftOf({ title: revision.title, url: asked.url, sets: all, data });
  };

  const preview: Connector['preview'] = async (edition, http): Promise<Preview> => {
    const revision = await probe(edition, http);
    const { topics, filter } = await readTable(edition, lookingAt(http));
    const { expected } = await requestFor(edition, { filter, rows: revision.rows }, http);
    const query = ['$top=5', filter && `$filter=${encodeURIComponent(filter)}`].filter(Boolean).join('&');
    const { result: sample } = await http.get(address(edition, 'Observations', query), ({ bytes }) => {
      const layout = layoutPage(bytes);
      return parseRows(bytes, layout, layout.rows.keys()).map(underMeasure);
    });
    return { revision, topics, selected: expected, sample };
  };

  const inspect: InspectingConnector['inspect'] = async (edition, http) => {
    const get = lookingAt(http);
    const revision = await probe(edition, http);
    const { items } = await readSet(
      get,
      { name: 'Dimensions', url: address(edition, 'Dimensions') },
      FORMS.dimension,
    );
    const { columns } = await readMeasures(edition, get);
    const dimensions: InspectedDimension[] = [];
    for (const { Identifier: name, Kind } of items) {
      const kind = dimensionKind(Kind);
      const codes = kind === 'area' ? undefined : (await readCodes(edition, get, name)).items;
      const keys = codes?.map(one => ({ key: one.Identifier, title: one.Title?.trim() ?? '' }));
      dimensions.push({ name, kind, ...(keys ? { keys } : {}) });
    }
    return { revision, columns, dimensions };
  };

  return { immutable: false, probe, download, describe, preview, inspect };
}

interface DescribedTable {
  dimensions: string[];
  topics: Preview['topics'];
  /** What is wanted, in the words of the service; empty when that is all of it. */
  filter: string;
  sets: ListedSet<unknown>[];
}

/** An observation with its figure or text also under the code of its measure, as a column. */
function underMeasure(row: Record<string, unknown>): Record<string, unknown> {
  return { ...row, [String(row[OBSERVATION.measure])]: row[OBSERVATION.value] ?? row[OBSERVATION.text] };
}

function noSuchTable(edition: Edition, cause: VieError): VieError {
  return new VieError(
    'source',
    `Table '${edition.table}' does not exist at the service '${edition.service}'.`,
    {
      where: { ...cause.where, table: edition.table },
      status: 404,
      hint: `Check the table id in sources/${edition.source.id}.yaml (edition ${edition.id}) against the catalogue: this service tells upper from lower case (03759ned is not 03759NED).`,
    },
  );
}

function nothingWanted(url: string, filter: string): VieError {
  return new VieError('source', `The table has no observations of what is asked: ${filter}.`, {
    where: { url },
    hint: 'The table is being re-released, or has no figures of these topics and periods yet; run again later.',
  });
}
