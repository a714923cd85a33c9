import { quoteName, quoteText, type Warehouse } from '../transforms/warehouse.ts';
import { PUBLISHED_TABLES } from './catalog.ts';
import { type ExportJob, fileIn, selectTable } from './exporter.ts';

/** The published tables in one DuckDB file, with comments on tables and columns; open it read-only. */
export async function writeDuckdb(job: ExportJob): Promise<void> {
  const { warehouse, notice } = job;
  await warehouse.run(`attach ${quoteText(fileIn(job, 'vie.duckdb'))} as release`);
  try {
    for (const table of PUBLISHED_TABLES) {
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
export async function contentHashes(warehouse: Warehouse, schema = 'gold'): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const table of PUBLISHED_TABLES) {
    const columns = table.columns.map(column => quoteName(column.name)).join(', ');
    const { hash } = await warehouse.one<{ hash: string }>(
      `select count(*) || '-' || coalesce(sum(hash(${columns})::hugeint), 0) as hash from ${schema}.${table.name}`,
    );
    hashes[table.name] = hash;
  }
  return hashes;
}
