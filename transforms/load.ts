import { VieError } from '../kernel/errors.ts';
import type { AreaRows, TableShape } from '../sources/connector.ts';
import type { Edition } from '../sources/declaration.ts';
import { loadAddresses } from './addresses.ts';
import { cellsFromStage } from './cells.ts';
import { loadDelivery } from './delivery.ts';
import { loadGeometry } from './geometry.ts';
import type { LoadableEdition, LoadContext } from './loadable.ts';
import { eachDecodedBatch, readJson } from './pages.ts';
import { areaCode } from './select.ts';
import { stageRows } from './stage.ts';
import { quoteName, quoteText, type Row, type Warehouse } from './warehouse.ts';

const AREA_CODE =
  '^(NL|(LD|PV|CR|CG)[0-9]{2}|GG[0-9]{4}|GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$';

/** Loads one edition into the input tables. Names of gemeenten must have been loaded by an earlier edition. */
export async function loadEdition(loadable: LoadableEdition, context: LoadContext): Promise<void> {
  const { edition, shape } = loadable;
  const place = { source: edition.source.id, edition: edition.id, table: edition.table };
  try {
    await describeEdition(loadable, context.warehouse);
    if (shape.rows.kind === 'features') await loadGeometry(loadable, shape.rows.collections, context);
    else if (shape.rows.kind === 'delivery') await loadDelivery(loadable, shape.rows.name, context);
    else if (shape.rows.kind === 'addresses') await loadAddresses(loadable, shape.rows, context);
    else await loadCells(loadable, context);
  } catch (error) {
    throw error instanceof VieError ? error.at(place) : error;
  }
}

async function loadCells(loadable: LoadableEdition, context: LoadContext): Promise<void> {
  const { areas } = loadable.shape;
  if (areas) await loadAreas(loadable, areas, context);
  await stageRows(loadable, context);
  await checkListed(loadable, context.warehouse);
  await setOtherKindsAside(loadable, context.warehouse);
  await checkAreaCodes(loadable, context.warehouse);
  await cellsFromStage(loadable, context.warehouse);
}

async function describeEdition(
  { no, edition, snapshot, shape }: LoadableEdition,
  warehouse: Warehouse,
): Promise<void> {
  const { source } = edition;
  const { meta } = snapshot;
  // Of a delivery neither the time nor the number of rows is told to others.
  const isOpen = edition.contract === undefined;
  const margins = [...shape.keys.margin.values()];
  await warehouse.insert('input.edition', [
    {
      edition_no: no,
      edition_key: edition.key,
      source_id: source.id,
      edition_id: edition.id,
      table_id: edition.table,
      area_vintage: edition.vintage,
      snapshot_id: meta.snapshot_id,
      modified: meta.modified,
      retrieved_at: isOpen ? meta.retrieved_at : null,
      source_title: source.title,
      table_title: meta.title,
      publisher: source.publisher,
      licence: source.licence,
      citation: source.citation,
      homepage: source.homepage ?? null,
      url: meta.url,
      rhythm: source.rhythm,
      source_status: source.status,
      source_status_note: source.status_note ?? null,
      row_count: isOpen ? meta.rows : null,
      empty_cell: source.empty_cell,
      empty_topic: source.empty_topic,
      area_list: edition.dimensions.area_list,
      has_margins: margins.includes('lower') && margins.includes('upper'),
    },
  ]);
  await warehouse.insert('input.period_item', periodRows(no, edition, shape));
}

function periodRows(edition_no: number, edition: Edition, shape: TableShape): Row[] {
  const periods = new Map([...shape.keys.period.values()].map(item => [item.period.period, item]));
  const rows = [...periods.values()].map(({ period, status }) => ({
    edition_no,
    period: period.period,
    period_start: period.start,
    period_end: period.end,
    kind: period.kind,
    status,
  }));
  // Outlines and addresses are of a vintage, not of a period.
  if (shape.columns.period || shape.topics.length === 0) return rows;
  const { period, status } = edition;
  return [
    {
      edition_no,
      period,
      period_start: `${period}-01-01`,
      period_end: `${period}-12-31`,
      kind: 'year',
      status,
    },
  ];
}

async function loadAreas(
  { no, snapshot }: LoadableEdition,
  areas: AreaRows,
  { warehouse, scratch }: LoadContext,
): Promise<void> {
  const [code, title, gemeente] = [areas.columns.code, areas.columns.title, areas.columns.gemeente];
  const columns = { [code]: 'VARCHAR', [title]: 'VARCHAR', [gemeente]: 'VARCHAR' };
  const within = `trim(${quoteName(gemeente)})`;
  await eachDecodedBatch(snapshot, areas.pages, scratch, files =>
    warehouse.run(
      `insert into input.area_item
       select ${no}, ${areaCode(quoteName(code))}, trim(${quoteName(title)}),
         case when regexp_full_match(${within}, 'GM[0-9]{4}') then ${within} end
       from ${readJson(files, columns)}`,
    ),
  );
}

/** A row of an area that the table does not list would have no name and no place. */
async function checkListed({ no, edition }: LoadableEdition, warehouse: Warehouse): Promise<void> {
  const unlisted = await warehouse.all<{ area_code: string }>(
    `select distinct area_code from stage
     anti join (select area_code from input.area_item where edition_no = ${no}) using (area_code)
     order by area_code limit 5`,
  );
  if (unlisted.length === 0) return;
  const codes = unlisted.map(row => row.area_code).join(', ');
  throw new VieError('contract', `There are rows for areas that the table does not list: ${codes}.`, {
    where: { field: edition.dimensions.area },
    hint: 'The table is being re-released, or its area list is cut off; run again later with --refresh.',
  });
}

/**
 * Leaves out the areas of a kind that has no level here: a declared kind, or any of a table that nobody saw before. The
 * check `area_kind` names them.
 */
async function setOtherKindsAside({ no, edition }: LoadableEdition, warehouse: Warehouse): Promise<void> {
  const declared = edition.dimensions.leave_out.map(quoteText).join(', ');
  if (!edition.isUnverified && !declared) return;
  const isOther = `regexp_full_match(area_code, '[A-Z]{2}[0-9]+')
    and ${edition.isUnverified ? 'left(area_code, 2) not in (select prefix from input.area_prefix)' : `left(area_code, 2) in (${declared})`}`;
  await warehouse.run(
    `insert into input.area_set_aside
     select ${no}, left(area_code, 2) as prefix, count(*), min(area_code), left(area_code, 2) in (${declared || "''"})
     from (
       select area_code from stage where ${isOther}
       union select area_code from input.area_item where edition_no = ${no} and ${isOther}
     )
     group by all`,
  );
  await warehouse.run(`delete from stage where ${isOther}`);
  await warehouse.run(`delete from input.area_item where edition_no = ${no} and ${isOther}`);
}

async function checkAreaCodes({ no, edition }: LoadableEdition, warehouse: Warehouse): Promise<void> {
  const strange = await warehouse.all<{ area_code: string }>(
    `select distinct area_code from input.area_item
     where edition_no = $1 and not regexp_matches(area_code, '${AREA_CODE}') order by area_code limit 5`,
    [no],
  );
  if (strange.length === 0) return;
  throw new VieError(
    'contract',
    `Area codes of a form we do not know: ${strange.map(row => row.area_code).join(', ')}.`,
    {
      where: { field: edition.dimensions.area },
      hint: 'Codes of a kind that need not be published: name its letters in `dimensions: {leave_out: [XX]}` of the source.',
    },
  );
}
