import path from 'node:path';
import { exists } from '../kernel/files.ts';
import { PUBLIC } from '../output/release.ts';
import { quoteText, type Warehouse } from '../transforms/warehouse.ts';

/** What checks and the diff compare: columns of published tables, as a table is made of them. */
const COMPARED: Record<string, string> = {
  indicator_value: `indicator_id varchar, area_code varchar, area_level varchar, area_vintage integer, period varchar,
    sex varchar, age_group varchar, value double, unit varchar, missing_reason varchar, table_id varchar,
    snapshot_id varchar, denominator_table varchar, weight_table varchar`,
  indicator: 'indicator_id varchar, name_nl varchar, unit varchar',
  area: 'area_code varchar, area_vintage integer, name varchar',
  source: 'source_id varchar, edition_id varchar, table_id varchar, snapshot_id varchar',
};

/** The tables of it that are compared. */
export const COMPARED_TABLES = Object.keys(COMPARED);

/** The files of a release that a comparison reads. */
export const COMPARED_FILES = COMPARED_TABLES.map(table => `${PUBLIC}/${table}.parquet`);

/** Makes the tables of `schema` that are compared show those of a release, or nothing when there is none. */
export async function showRelease(
  warehouse: Warehouse,
  schema: string,
  folder: string | undefined,
): Promise<void> {
  await warehouse.run(`create schema if not exists ${schema}`);
  for (const [table, columns] of Object.entries(COMPARED)) {
    const file = folder ? path.join(folder, `${table}.parquet`) : '';
    const rows =
      file && (await exists(file)) ? ` union all by name from read_parquet(${quoteText(file)})` : '';
    const names = columns.split(/,\s+/).map(column => column.replace(/ .*/, ''));
    // Of an older release, a column that it did not have yet is empty.
    const form = `select unnest(null::struct(${columns})) where false`;
    await warehouse.run(
      `create or replace view ${schema}.${table} as select ${names.join(', ')} from (${form}${rows})`,
    );
  }
}
