import type { PublishedTable } from '../transforms/tables.ts';
import { quoteName, quoteText, type Warehouse } from '../transforms/warehouse.ts';
import { type ExportJob, fileIn, openedRows, selectOpened, tablesOf } from './exporter.ts';

/** Few rows fill few blocks of a column; many rows take more space in small ones. */
const BLOCKS = { region: 16_384, all: 262_144 };

/** The oldest DuckDB that opens the file: texts and floats are packed closer than in the form of before. */
const READABLE_SINCE = 'v1.2.0';

/** The published tables in one DuckDB file, with comments on tables and columns; open it read-only. */
export async function writeDuckdb(job: ExportJob): Promise<void> {
  const { warehouse, notice, extent = 'all' } = job;
  await warehouse.run(
    `attach ${quoteText(fileIn(job, 'vie.duckdb'))} as release (block_size ${BLOCKS[extent]}, storage_version '${READABLE_SINCE}')`,
  );
  try {
    for (const table of tablesOf(job)) {
      await warehouse.run(`create table release.main.${table.name} as ${selectOpened(table, job)}`);
    }
    await warehouse.atOnce(tablesOf(job).flatMap(table => commentsOn(table, notice)));
    await warehouse.run('checkpoint release');
  } finally {
    await warehouse.run('detach release');
  }
}

/** The statements that put a table and its columns in words. */
function commentsOn(table: PublishedTable, notice: string | null): string[] {
  const name = `release.main.${table.name}`;
  const about = [notice, `${table.nl} / ${table.en}`].filter(Boolean).join(' – ');
  return [
    `comment on table ${name} is ${quoteText(about)}`,
    ...table.columns.map(
      ({ name: column, nl, en }) =>
        `comment on column ${name}.${quoteName(column)} is ${quoteText(`${nl} / ${en}`)}`,
    ),
  ];
}

/** Order-independent hash of each published table of a schema; two builds of the same content agree on them. */
export const contentHashes = (
  warehouse: Warehouse,
  job: Pick<ExportJob, 'only' | 'extent'> = {},
): Promise<Record<string, string>> =>
  hashTables(
    warehouse,
    'gold',
    tablesOf(job).map(table => ({
      name: table.name,
      columns: table.columns.map(column => column.name),
      where: openedRows(table, job),
    })),
  );

/** The same hashes of tables as they lie in a release, which may be older than a table or column of today. */
export async function storedHashes(
  warehouse: Warehouse,
  schema: string,
  tables: string[],
): Promise<Record<string, string>> {
  const stored: Hashed[] = [];
  for (const name of tables) {
    const columns = await warehouse.all<{ column_name: string }>(`describe ${schema}.${quoteName(name)}`);
    stored.push({ name, columns: columns.map(column => column.column_name) });
  }
  return hashTables(warehouse, schema, stored);
}

interface Hashed {
  name: string;
  columns: string[];
  where?: string | undefined;
}

async function hashTables(
  warehouse: Warehouse,
  schema: string,
  tables: Hashed[],
): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const { name, columns, where } of tables) {
    const { hash } = await warehouse.one<{ hash: string }>(
      `select count(*) || '-' || coalesce(sum(hash(${columns.map(quoteName).join(', ')})::hugeint), 0) as hash
       from ${schema}.${quoteName(name)} where ${where ?? true}`,
    );
    hashes[name] = hash;
  }
  return hashes;
}
