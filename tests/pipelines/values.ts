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
  denominator_table?: string;
  weight_table?: string;
}

/** An edition of a release, whether or not a cell comes from it. */
export interface Edition {
  edition_id: string;
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
  denominator_table: 'varchar',
  weight_table: 'varchar',
};

async function put(warehouse: Warehouse, table: string, columns: Record<string, string>, rows: object[]) {
  const declared = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await warehouse.run(`create or replace table ${table} (${declared.join(', ')})`);
  if (rows.length === 0) return;
  await warehouse.run(
    `insert into ${table} by name
     select unnest(from_json($1::json, '${JSON.stringify([columns])}'), recursive := true)`,
    [JSON.stringify(rows)],
  );
}

/** Puts rows in `<schema>.indicator_value`, in the place of what was there. */
export async function putValues(warehouse: Warehouse, schema: string, cells: Cell[]): Promise<void> {
  await warehouse.run(`create schema if not exists ${schema}`);
  await put(warehouse, `${schema}.indicator_value`, COLUMNS, cells);
}

/** The same with the dimensions that follow from the cells: an edition per table, an indicator per id, names of areas. */
export async function putRelease(
  warehouse: Warehouse,
  schema: string,
  cells: Cell[],
  more: Edition[] = [],
): Promise<void> {
  await putValues(warehouse, schema, cells);
  const own = new Map(
    cells.map(({ table_id, snapshot_id }) => [table_id, { edition_id: table_id, table_id, snapshot_id }]),
  );
  const editions = [...own.values(), ...more].map(edition => ({ source_id: 'bron', ...edition }));
  const text = (names: string) => Object.fromEntries(names.split(' ').map(name => [name, 'varchar']));
  await put(warehouse, `${schema}.source`, text('source_id edition_id table_id snapshot_id'), editions);
  const ids = [...new Set(cells.map(cell => cell.indicator_id))];
  const indicators = ids.map(indicator_id => ({
    indicator_id,
    name_nl: `Naam van ${indicator_id}`,
    unit: '%',
  }));
  await put(warehouse, `${schema}.indicator`, text('indicator_id name_nl unit'), indicators);
  await put(warehouse, `${schema}.area`, { ...text('area_code name'), area_vintage: 'integer' }, [
    { area_code: 'GM0001', area_vintage: 2020, name: 'Dorp' },
  ]);
}

export const keyOf = (cell: Cell | Row): string =>
  (['area_code', 'area_vintage', 'period', 'sex', 'age_group'] as const).map(name => cell[name]).join('|');
