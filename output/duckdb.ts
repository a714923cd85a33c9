import { quoteName, quoteText, type Warehouse } from '../transforms/warehouse.ts';
import { type ExportJob, fileIn, selectTable, tablesOf } from './exporter.ts';

/** The published tables in one DuckDB file, with comments on tables and columns; open it read-only. */
export async function writeDuckdb(job: ExportJob): Promise<void> {
  const { warehouse, notice } = job;
  await warehouse.run(`attach ${quoteText(fileIn(job, 'vie.duckdb'))} as release`);
  try {
    for (const table of tablesOf(job)) {
      const name = `release.main.${table.name}`;
      await warehouse.run(`create table ${name} as ${selectTable(table)}`);
      const about = [notice, `${table.nl} / ${table.en}`].filter(Boolean).join(' – ');
      await warehouse.run(`comment on table ${name} is ${quoteText(about)}`);
      for (const column of table.columns) {
        const text = quoteText(`${column.nl} / ${column.en}`);
        await warehouse.run(`comment on column ${name}.${quoteName(column.name)} is ${text}`);
      }
    }
    await warehouse.run('checkpoint release');
  } finally {
    await warehouse.run('detach release');
  }
}

/** Order-independent hash of each published table of a schema; two builds of the same content agree on them. */
export const contentHashes = (warehouse: Warehouse, tables = tablesOf({})): Promise<Record<string, string>> =>
  hashTables(
    warehouse,
    'gold',
    tables.map(({ name, columns }) => [name, columns.map(column => column.name)]),
  );

/** The same hashes of tables as they lie in a release, which may be older than a table or column of today. */
export async function storedHashes(
  warehouse: Warehouse,
  schema: string,
  tables: string[],
): Promise<Record<string, string>> {
  const stored: [string, string[]][] = [];
  for (const name of tables) {
    const columns = await warehouse.all<{ column_name: string }>(`describe ${schema}.${quoteName(name)}`);
    stored.push([name, columns.map(column => column.column_name)]);
  }
  return hashTables(warehouse, schema, stored);
}

async function hashTables(
  warehouse: Warehouse,
  schema: string,
  tables: [name: string, columns: string[]][],
): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const [name, columns] of tables) {
    const { hash } = await warehouse.one<{ hash: string }>(
      `select count(*) || '-' || coalesce(sum(hash(${columns.map(quoteName).join(', ')})::hugeint), 0) as hash
       from ${schema}.${quoteName(name)}`,
    );
    hashes[name] = hash;
  }
  return hashes;
}
