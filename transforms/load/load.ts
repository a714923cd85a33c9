import { areaForm } from '../../indicators/areas.ts';
import { VieError, within } from '../../kernel/errors.ts';
import type { AreaRows } from '../../sources/connector.ts';
import { quoteName, quoteText, type Warehouse } from '../warehouse.ts';
import { loadAddresses } from './addresses.ts';
import { cellsFromStage, stagedOf } from './cells.ts';
import { loadDelivery } from './delivery.ts';
import { loadGeometry } from './geometry.ts';
import {
  isDelivery,
  type Loadable,
  type LoadableEdition,
  type LoadableTable,
  type LoadContext,
  placeOf,
} from './loadable.ts';
import { eachDecodedBatch, readJson } from './pages.ts';
import { notePlace } from './provenance.ts';
import { areaCode } from './select.ts';
import { stageRows } from './stage.ts';

/** Loads one edition or delivery into the input tables. Names of gemeenten must have been loaded by an earlier edition. */
export const load = (loadable: Loadable, context: LoadContext): Promise<void> =>
  within(placeOf(loadable), async () => {
    await notePlace(loadable, context.warehouse);
    if (isDelivery(loadable)) await loadDelivery(loadable, context);
    else await loadEdition(loadable, context);
  });

async function loadEdition(loadable: LoadableEdition, context: LoadContext): Promise<void> {
  const { shape } = loadable;
  if (shape.kind === 'outlines') await loadGeometry(loadable, shape.collections, context);
  else if (shape.kind === 'addresses') await loadAddresses(loadable, shape, context);
  else await loadCells({ ...loadable, shape }, context);
}

async function loadCells(loadable: LoadableTable, context: LoadContext): Promise<void> {
  const { areas } = loadable.shape;
  if (areas) await loadAreas(loadable, areas, context);
  await stageRows(loadable, context);
  await checkListed(loadable, context.warehouse);
  await setOtherKindsAside(loadable, context.warehouse);
  await checkAreaCodes(loadable, context.warehouse);
  await cellsFromStage(stagedOf(loadable), context.warehouse);
}

async function loadAreas(
  { no, snapshot }: LoadableEdition,
  areas: AreaRows,
  { warehouse, scratch }: LoadContext,
): Promise<void> {
  const [code, title, gemeente] = [areas.columns.code, areas.columns.title, areas.columns.gemeente];
  const columns = { [code]: 'VARCHAR', [title]: 'VARCHAR', [gemeente]: 'VARCHAR' };
  const within = `trim(${quoteName(gemeente)})`;
  await eachDecodedBatch({ snapshot, pages: areas.pages, scratch }, files =>
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
     where edition_no = $1 and not regexp_matches(area_code, '${areaForm()}') order by area_code limit 5`,
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
