import fs from 'node:fs/promises';
import path from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { listFiles } from '../../kernel/files.ts';
import type { Warehouse } from '../../transforms/warehouse.ts';
import { unzipped } from '../support/unzipped.ts';
import { openWarehouse } from '../support/warehouse.ts';
import { printedIn, type Slice } from './attack.ts';

const textOf = (values: readonly string[]): string => values.map(value => `'${value}'`).join(', ');

const csv = (file: string): string => `read_csv('${file}', all_varchar = true, header = true)`;

/** Every table below a folder, as somebody opens it: Parquet, both kinds of CSV, and the tables of the database. */
async function tablesBelow(warehouse: Warehouse, folder: string): Promise<[name: string, from: string][]> {
  const found: [string, string][] = [];
  for (const name of await listFiles(folder)) {
    const file = path.join(folder, name);
    if (name.endsWith('.parquet')) found.push([name, `read_parquet('${file}')`]);
    if (/\.csv(\.gz)?$/.test(name)) found.push([name, csv(file)]);
    if (!name.endsWith('.zip')) continue;
    const unpacked = await unzipped(file);
    for (const inner of await listFiles(unpacked))
      found.push([`${name} ${inner}`, csv(path.join(unpacked, inner))]);
  }
  await warehouse.run(`attach if not exists '${path.join(folder, 'vie.duckdb')}' as opened (read_only)`);
  const tables = await warehouse.all<{ name: string }>(
    "select table_name as name from duckdb_tables() where database_name = 'opened'",
  );
  for (const { name } of tables) found.push([`vie.duckdb ${name}`, `opened.main.${name}`]);
  return found;
}

/** The tables with rows that name one of the indicators, but for the list of indicators itself. */
export async function leakingTables(folder: string, ids: readonly string[]): Promise<string[]> {
  const warehouse = await openWarehouse();
  const found: string[] = [];
  for (const [name, from] of await tablesBelow(warehouse, folder)) {
    if (/(^|[/ ])indicator(\.\w+)*$/.test(name)) continue;
    const { rows } = await warehouse.one<{ rows: number }>(
      `select count(*)::integer as rows from (select columns(*)::varchar from ${from}) as t
       where list_has_any([*columns(t.*)], [${textOf(ids)}])`,
    );
    if (rows > 0) found.push(`${name}: ${rows} rows`);
  }
  const arrow = tableFromIPC(await fs.readFile(path.join(folder, 'indicator_value.arrow')));
  const named = new Set<unknown>(arrow.getChild('indicator_id') ?? []);
  return [...found, ...ids.filter(id => named.has(id)).map(id => `indicator_value.arrow: ${id}`)];
}

/** The different values of a column of a file. */
export async function namedIn(warehouse: Warehouse, file: string, column: string): Promise<string[]> {
  const rows = await warehouse.all<{ name: string }>(
    `select distinct ${column}::varchar as name from '${file}' order by name`,
  );
  return rows.map(({ name }) => name);
}

/** Columns that hold a figure of the area of a row; those about its parts and its benchmark do not. */
const FIGURES =
  /^(value|numerator|denominator|lower_95|upper_95|published_value|difference|relative_difference|z|percentile)$/;

/** Tables in which a hidden area has a figure, or a number that is one of its true counts or its true percentage. */
export async function printedSecrets(
  folder: string,
  slice: Slice,
  release: number,
): Promise<{ found: string[]; rows: number }> {
  const printed = await printedIn([folder], slice);
  const hidden = [...slice.areas.keys()].filter(area => !printed.has(area));
  const warehouse = await openWarehouse();
  const found: string[] = [];
  let rows = 0;
  for (const [name, from] of await tablesBelow(warehouse, folder)) {
    if (!name.endsWith('.parquet')) continue;
    const columns = await warehouse.all<{ name: string; type: string }>(
      `select column_name as name, column_type as type from (describe from ${from})`,
    );
    const has = (column: string) => columns.some(one => one.name === column);
    if (!['indicator_id', 'area_code', 'period', 'age_group'].every(has)) continue;
    const numbers = columns.filter(({ type }) => /DOUBLE|INT/.test(type)).map(one => one.name);
    const about = await warehouse.all<Record<string, string | number | null>>(
      `select area_code::varchar as area_code, ${numbers.map(one => `${one}::double as ${one}`).join(', ')} from ${from}
       where indicator_id = '${slice.indicator}' and period = '${slice.period}' and age_group = '${slice.age}'
         and area_code in (${textOf(hidden)})`,
    );
    rows += about.length;
    for (const row of about)
      for (const column of numbers)
        if (isSecret(slice, release, { area: `${row['area_code']}`, column, value: row[column] }))
          found.push(
            `${name} ${slice.indicator} ${slice.period} ${row['area_code']} ${column} ${row[column]}`,
          );
  }
  return { found, rows };
}

interface Figure {
  area: string;
  column: string;
  value: string | number | null | undefined;
}

function isSecret({ areas, truth }: Slice, release: number, { area, column, value }: Figure): boolean {
  if (typeof value !== 'number') return false;
  if (FIGURES.test(column)) return true;
  if (!/bound|value|share/.test(column) || value === 0) return false;
  let [numerator, denominator] = [0, 0];
  for (const leaf of areas.get(area) ?? []) {
    const [own, of] = truth[release]?.get(leaf) ?? [0, 0];
    numerator += own;
    denominator += of;
  }
  const secrets = [numerator, denominator, (100 * numerator) / denominator];
  return secrets.some(secret => Math.abs(secret - value) < 1e-6);
}
