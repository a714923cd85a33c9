import type { Row, Warehouse } from '../../transforms/warehouse.ts';

/** Columns of the values that the diff and the checks look at, of one row. */
export interface Cell {
  indicator_id: string;
  area_code: string;
  area_vintage: number;
  period: string;
  sex: string;
  age_group: string;
  value: number | null;
  table_id: string;
  snapshot_id: string;
}

const COLUMNS: Record<keyof Cell, string> = {
  indicator_id: 'varchar',
  area_code: 'varchar',
  area_vintage: 'integer',
  period: 'varchar',
  sex: 'varchar',
  age_group: 'varchar',
  value: 'double',
  table_id: 'varchar',
  snapshot_id: 'varchar',
};

/** Puts rows in `<schema>.indicator_value`, in the place of what was there. */
export async function putValues(warehouse: Warehouse, schema: string, cells: Cell[]): Promise<void> {
  const columns = Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`);
  await warehouse.run(`create schema if not exists ${schema}`);
  await warehouse.run(`create or replace table ${schema}.indicator_value (${columns.join(', ')})`);
  if (cells.length === 0) return;
  await warehouse.run(
    `insert into ${schema}.indicator_value by name
     select unnest(from_json($1::json, '${JSON.stringify([COLUMNS])}'), recursive := true)`,
    [JSON.stringify(cells)],
  );
}

export const keyOf = (cell: Cell | Row): string =>
  (['area_code', 'area_vintage', 'period', 'sex', 'age_group'] as const).map(name => cell[name]).join('|');
