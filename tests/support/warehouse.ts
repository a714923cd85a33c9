import path from 'node:path';
import type { Indicator } from '../../indicators/declaration.ts';
import { projectRoot } from '../../kernel/root.ts';
import { prepareInput } from '../../transforms/build.ts';
import { computeGold, computeSilver } from '../../transforms/compute.ts';
import { IN_MEMORY, quoteName, type Row, Warehouse } from '../../transforms/warehouse.ts';
import { onFileEnd } from './clean-up.ts';
import { type Declared, declared, type Given } from './given.ts';
import { addressRows, editionRows } from './given-rows.ts';
import { tempFolder } from './pipeline.ts';

export type { Cell, Figure, Given, GivenEdition } from './given.ts';
export { indicator } from './given.ts';

export const SETTINGS = { threads: 1, memory_limit: '256MB' };
export const TRANSFORMS = path.join(projectRoot(), 'transforms');

/** A database in a folder of its own, closed when the tests of the file are done. */
export async function openWarehouse(): Promise<Warehouse> {
  const warehouse = await Warehouse.open(path.join(await tempFolder('warehouse'), 'test.duckdb'), SETTINGS);
  onFileEnd(() => warehouse.close());
  return warehouse;
}

/** Empty databases in memory whose connections know the formulas already: a fifth of a second each. */
const emptied: Warehouse[] = [];

/** A database in memory, which the next test file of this worker takes over empty. */
export async function lendWarehouse(): Promise<Warehouse> {
  const warehouse = emptied.pop() ?? (await Warehouse.open(IN_MEMORY, SETTINGS));
  onFileEnd(async () => {
    const made = await warehouse.all<{ name: string }>(
      `select schema_name as name from duckdb_schemas() where not internal and database_name = 'memory'`,
    );
    for (const { name } of made) await warehouse.run(`drop schema ${quoteName(name)} cascade`);
    await warehouse.run('detach database if exists restricted');
    const left = await warehouse.all<{ drop: string }>(
      `select 'drop ' || kind || ' ' || name as drop from (
         select 'view' as kind, view_name as name, database_name, internal from duckdb_views()
         union all select 'table', table_name, database_name, internal from duckdb_tables()
         union all select 'type', type_name, database_name, internal from duckdb_types())
       where not internal and database_name in ('memory', 'temp')`,
    );
    for (const { drop } of left) await warehouse.run(drop);
    emptied.push(warehouse);
  });
  return warehouse;
}

export interface World {
  warehouse: Warehouse;
  indicators: Indicator[];
}

/** What can be looked at: a world, or a case of one that several share. */
export interface Looked {
  warehouse: Pick<Warehouse, 'all'>;
}

/** The input tables filled by hand, and the silver tables (default: all) made from them. */
export const silverWorld = (given: Given, only?: string[]): Promise<World> => silverOf(declared(given), only);

export async function silverOf(given: Declared, only?: string[]): Promise<World> {
  const warehouse = await lendWarehouse();
  const { config, areas, indicators } = given;
  await prepareInput(warehouse, TRANSFORMS, {
    config: [config],
    region: areas.regions,
    recode: areas.recodes,
    followed: areas.followed,
    indicator: indicators,
    goal: given.goals,
    theme: given.themes,
    programme: given.programmes,
    intervention: given.interventions,
    partner: given.partners,
  });
  for (const [table, rows] of Object.entries(editionRows(given.editions)))
    await warehouse.insert(table, rows);
  await warehouse.insert('input.address', addressRows(given.addresses));
  await computeSilver(warehouse, TRANSFORMS, { only });
  return { warehouse, indicators };
}

/** What nearly every test looks at; planning all analyses anew takes seconds. */
const VALUES = ['indicator_value', 'indicator_series', 'area'];

/** The gold tables on top: those of values, or the tables given, or all. */
export const goldWorld = ({ tables = VALUES, ...given }: Given): Promise<World> =>
  goldOf(declared(given), tables);

export async function goldOf(given: Declared, tables: string[] | 'all'): Promise<World> {
  const world = await silverOf(given);
  const only = tables === 'all' ? undefined : tables.map(name => `gold.${name}`);
  for (const [table, rows] of Object.entries(given.restricted))
    await world.warehouse.insert(`restricted.${table}`, rows);
  await computeGold(world.warehouse, TRANSFORMS, { only });
  return world;
}

export interface ValueRow extends Row {
  area_code: string;
  period: string;
  value: number | null;
  missing_reason: string | null;
  coverage: number | null;
  method: string;
}

/** Rows of gold.indicator_value, by area and period. */
export const valuesOf = ({ warehouse }: Looked, where = 'true'): Promise<ValueRow[]> =>
  warehouse.all<ValueRow>(
    `select * from gold.indicator_value where ${where} order by area_code, area_vintage, period, sex, age_group`,
  );

/** The one row that meets a condition. */
export async function rowOf(world: Looked, where: string): Promise<ValueRow> {
  const rows = await valuesOf(world, where);
  if (rows.length === 1 && rows[0]) return rows[0];
  throw new Error(`${rows.length} rows where ${where}`);
}
