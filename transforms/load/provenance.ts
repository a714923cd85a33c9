import type { Period } from '../../indicators/periods.ts';
import { storedPeriod } from '../../sources/partners/periods.ts';
import type { Row, Warehouse } from '../warehouse.ts';
import {
  isDelivery,
  keyOf,
  type Loadable,
  type LoadableDelivery,
  type LoadableEdition,
  placeOf,
} from './loadable.ts';

/** Notes where cells come from: their edition or delivery, and the periods in it. */
export async function notePlace(loadable: Loadable, warehouse: Warehouse): Promise<void> {
  const { snapshot } = isDelivery(loadable) ? loadable.delivery : loadable;
  const { source, edition, table } = placeOf(loadable);
  const { snapshot_id, modified, retrieved_at, url, title, rows } = snapshot.meta;
  await warehouse.insert('input.edition', [
    {
      edition_no: loadable.no,
      edition_key: keyOf(loadable),
      source_id: source,
      edition_id: edition,
      table_id: table,
      snapshot_id,
      modified,
      retrieved_at,
      table_title: title,
      url,
      row_count: rows,
      ...(isDelivery(loadable) ? contractRow(loadable) : sourceRow(loadable)),
    },
  ]);
  const periods = isDelivery(loadable)
    ? loadable.periods.map(text => ({ period: storedPeriod(text), status: 'final' }))
    : periodsOf(loadable);
  await warehouse.insert(
    'input.period_item',
    periods.map(({ period, status }) => periodRow(loadable.no, period, status)),
  );
}

function sourceRow({ edition, shape }: LoadableEdition): Row {
  const { source } = edition;
  const margins = shape.kind === 'cells' ? [...shape.keys.margin.values()] : [];
  return {
    area_vintage: edition.vintage,
    source_title: source.title,
    publisher: source.publisher,
    licence: source.licence,
    citation: source.citation,
    homepage: source.homepage ?? null,
    rhythm: source.rhythm,
    source_status: source.status,
    source_status_note: source.status_note ?? null,
    empty_cell: source.empty_cell,
    empty_topic: source.empty_topic,
    area_list: edition.dimensions.area_list,
    has_margins: margins.includes('lower') && margins.includes('upper'),
  };
}

/** Neither the time nor the number of rows of a delivery is told to others. */
const contractRow = ({ contract }: LoadableDelivery): Row => ({
  retrieved_at: null,
  row_count: null,
  area_vintage: contract.area.vintage,
  source_title: contract.title,
  publisher: contract.owner,
  licence: contract.licence,
  citation: contract.citation,
  homepage: null,
  rhythm: contract.rhythm,
  source_status: 'active',
  source_status_note: null,
  empty_cell: 'not_published',
  empty_topic: 'not_measured',
  area_list: 'exact',
  has_margins: false,
});

/** Outlines and addresses are of a vintage, not of a period. */
function periodsOf({ edition, shape }: LoadableEdition): { period: Period; status: string }[] {
  if (shape.kind !== 'cells') return [];
  if (shape.columns.period) {
    return [...new Map([...shape.keys.period.values()].map(item => [item.period.period, item])).values()];
  }
  const { period, status } = edition;
  const year: Period = { period, kind: 'year', start: `${period}-01-01`, end: `${period}-12-31` };
  return [{ period: year, status }];
}

const periodRow = (edition_no: number, { period, start, end, kind }: Period, status: string): Row => ({
  edition_no,
  period,
  period_start: start,
  period_end: end,
  kind,
  status,
});

/** Numbers the topics by source, concept and edition, so that the cells of an indicator lie together. */
export async function numberTopics(loadables: Loadable[], warehouse: Warehouse): Promise<void> {
  const topics = loadables
    .flatMap(loadable =>
      topicsOf(loadable).map(topic => ({ topic, order: orderOf(loadable, topic.concept), no: loadable.no })),
    )
    .sort((a, b) => (a.order < b.order ? -1 : 1));
  await warehouse.insert(
    'input.topic',
    topics.map(({ no, topic }, topic_id) => ({ topic_id, edition_no: no, ...topic })),
  );
}

function orderOf(loadable: Loadable, concept: string): string {
  const { source, edition } = placeOf(loadable);
  return `${source}/${concept}/${edition}`;
}

type Topic = Row & { concept: string };

function topicsOf(loadable: Loadable): Topic[] {
  if (isDelivery(loadable)) return countTopics(loadable);
  const { edition, shape } = loadable;
  if (shape.kind !== 'cells') return [];
  return shape.topics.map(topic => ({
    concept: topic.concept,
    topic_key: topic.key,
    title: topic.title,
    topic_group: topic.path.join(' > '),
    unit: topic.unit,
    decimals: topic.decimals,
    datatype: topic.datatype,
    default_meaning: topic.defaultMeaning,
    is_unverified: edition.unverified.has(topic.concept),
  }));
}

const countTopics = ({ contract: { counts = {} } }: LoadableDelivery): Topic[] =>
  Object.entries(counts).map(([concept, { unit = 'aantal' }]) => ({
    concept,
    topic_key: concept,
    title: concept.replaceAll('_', ' '),
    topic_group: '',
    unit,
    decimals: 0,
    datatype: 'Integer',
    default_meaning: '',
    is_unverified: false,
  }));
