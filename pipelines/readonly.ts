import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { exists } from '../kernel/files.ts';
import { type PublishedTable, publishedTables } from '../transforms/tables.ts';
import { quoteName, quoteText, Warehouse } from '../transforms/warehouse.ts';
import type { Project } from './project.ts';

/** A database in a scratch folder, for questions about releases; nothing in the data folder is touched. */
export async function withScratch<T>(
  project: Project,
  ask: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'vie-'));
  try {
    const warehouse = await Warehouse.open(path.join(folder, 'scratch.duckdb'), project.loaded.config.duckdb);
    try {
      return await ask(warehouse);
    } finally {
      await warehouse.close();
    }
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

/** A scratch database whose schema gold shows the published tables of a release. */
export function withRelease<T>(
  project: Project,
  folder: string,
  ask: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  return withScratch(project, async warehouse => {
    await warehouse.run('create schema gold');
    for (const table of publishedTables()) await showTable(warehouse, table, folder);
    return ask(warehouse);
  });
}

/** A column, or a table, that an older release does not have is shown empty. */
async function showTable(warehouse: Warehouse, table: PublishedTable, folder: string): Promise<void> {
  const file = path.join(folder, `${table.name}.parquet`);
  const rows = (await exists(file)) ? `read_parquet(${quoteText(file)})` : '(select 1 where false)';
  const present = await warehouse.all<{ column_name: string }>(`describe select * from ${rows}`);
  const names = new Set(present.map(column => column.column_name));
  const columns = table.columns.map(({ name }) =>
    names.has(name) ? quoteName(name) : `null as ${quoteName(name)}`,
  );
  await warehouse.run(`create view gold.${table.name} as select ${columns.join(', ')} from ${rows}`);
}
