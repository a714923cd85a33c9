import { parsePeriod } from '../../indicators/periods.ts';
import type { Row } from '../../transforms/warehouse.ts';
import type { Figure, Given, GivenEdition } from './given.ts';

/** Rows of the input tables, by table. */
export type InputRows = Record<string, Row[]>;

/** What the loader would leave of some editions. */
export function editionRows(editions: GivenEdition[]): InputRows {
  const cells = numberedCells(editions);
  return {
    'input.edition': editions.map(about),
    'input.area_item': editions.flatMap(areaRows),
    'input.area_text': editions.flatMap(textRows),
    'input.period_item': editions.flatMap(periodRows),
    ...cells,
  };
}

export const addressRows = (addresses: NonNullable<Given['addresses']>): Row[] =>
  addresses.flatMap(({ vintage, of }) =>
    Object.entries(of).flatMap(([buurt_code, list]) =>
      list.map(address => {
        const [pc6 = '', number] = address.split(' ');
        return { area_vintage: vintage, pc6, house_number: Number(number), buurt_code };
      }),
    ),
  );

const figuresOf = ({ figures = [] }: GivenEdition): Figure[] => figures;
const periodOf = (figure: Figure, edition: GivenEdition): string => figure.period ?? edition.id;
export const vintageOf = ({ vintage, id }: GivenEdition): number => vintage ?? Number(id);

/** The areas that an edition lists, with their names: those named, or else those that have cells. */
export function areasOf(edition: GivenEdition): Record<string, string> {
  const codes = new Set(figuresOf(edition).flatMap(figure => Object.keys(figure.of)));
  return edition.areas ?? Object.fromEntries([...codes].map(code => [code, code]));
}

function numberedCells(editions: GivenEdition[]): InputRows {
  const areaNo = numbering();
  const sliceNo = numbering();
  const topicNo = numbering();
  const cells: Row[] = [];
  const topics = new Map<number, Row>();
  for (const [edition_no, edition] of editions.entries()) {
    for (const figure of figuresOf(edition)) {
      const { concept, sex = 'total', age = 'total', unit = '%', decimals = null } = figure;
      const topic_id = topicNo(`${edition_no}/${concept}`);
      topics.set(topic_id, { topic_id, edition_no, concept, topic_key: concept, unit, decimals });
      const slice_no = sliceNo([periodOf(figure, edition), sex, age].join('|'));
      for (const [area, cell] of Object.entries(figure.of)) {
        const [value, lower_95, upper_95] = Array.isArray(cell)
          ? cell
          : [typeof cell === 'string' ? null : cell, null, null];
        const reason = typeof cell === 'string' ? cell : null;
        cells.push({ topic_id, slice_no, area_no: areaNo(area), value, lower_95, upper_95, reason });
      }
    }
  }
  return {
    'input.topic': [...topics.values()],
    'input.cell': cells,
    'input.area_key': areaNo.all().map(([area_code, area_no]) => ({ area_no, area_code })),
    'input.slice': sliceNo.all().map(([key, slice_no]) => {
      const [period = '', sex = '', age_group = ''] = key.split('|');
      return { slice_no, period, sex, age_group };
    }),
  };
}

function about(edition: GivenEdition, edition_no: number): Row {
  const { source = 'bron', id, table = `T${id}` } = edition;
  return {
    edition_no,
    edition_key: `${source}/${id}`,
    source_id: source,
    edition_id: id,
    table_id: table,
    area_vintage: vintageOf(edition),
    snapshot_id: `snapshot-${table}`,
    retrieved_at: '2026-01-15T04:30:00.000Z',
    licence: 'CC BY 4.0',
    citation: source,
    rhythm: 'jaarlijks',
    row_count: 1,
    empty_cell: edition.empty_cell ?? 'not_published',
    empty_topic: edition.empty_topic ?? 'not_measured',
    area_list: edition.area_list ?? 'exact',
    has_margins: edition.margins ?? false,
  };
}

const areaRows = (edition: GivenEdition, edition_no: number): Row[] =>
  Object.entries(areasOf(edition)).map(([area_code, name]) => {
    return { edition_no, area_code, name, municipality: edition.municipalities?.[area_code] ?? null };
  });

const textRows = (edition: GivenEdition, edition_no: number): Row[] =>
  Object.entries({ indelingswijziging: edition.flags ?? {}, ...edition.texts }).flatMap(([concept, texts]) =>
    Object.entries(texts).map(([area_code, text]) => ({ edition_no, area_code, concept, text })),
  );

function periodRows(edition: GivenEdition, edition_no: number): Row[] {
  const periods = new Set(figuresOf(edition).map(figure => periodOf(figure, edition)));
  return [...periods].map(period => {
    const years = { start: `${period.slice(0, 4)}-01-01`, end: `${period.slice(-4)}-12-31`, kind: 'year' };
    const { start: period_start, end: period_end, kind } = parsePeriod(period) ?? years;
    return { edition_no, period, period_start, period_end, kind, status: edition.status ?? 'final' };
  });
}

function numbering() {
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
    return numbers.get(key) ?? 0;
  };
  return Object.assign(numberOf, { all: () => [...numbers] });
}
