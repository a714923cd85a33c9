import path from 'node:path';
import { exists } from '../kernel/files.ts';
import { quoteText, type Warehouse } from '../transforms/warehouse.ts';

/** What checks and the diff compare with. */
const COMPARED = [
  'indicator_id varchar',
  'area_code varchar',
  'area_level varchar',
  'area_vintage integer',
  'period varchar',
  'sex varchar',
  'age_group varchar',
  'value double',
  'unit varchar',
  'missing_reason varchar',
  'table_id varchar',
  'snapshot_id varchar',
];

/** Makes `<schema>.indicator_value` show the values of a release, or nothing when there is none. */
export async function showRelease(
  warehouse: Warehouse,
  schema: string,
  folder: string | undefined,
): Promise<void> {
  await warehouse.run(`create schema if not exists ${schema}`);
  const file = folder ? path.join(folder, 'indicator_value.parquet') : '';
  if (file && (await exists(file))) {
    const columns = COMPARED.map(column => column.split(' ')[0]).join(', ');
    await warehouse.run(
      `create or replace view ${schema}.indicator_value as select ${columns} from read_parquet(${quoteText(file)})`,
    );
    return;
  }
  const empty = COMPARED.map(column => {
    const [name, type] = column.split(' ');
    return `null::${type} as ${name}`;
  });
  await warehouse.run(
    `create or replace view ${schema}.indicator_value as select ${empty.join(', ')} where false`,
  );
}
