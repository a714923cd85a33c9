import path from 'node:path';
import type { Publisher } from '../indicators/publisher.ts';
import { type PublishedTable, publishedTables } from '../transforms/tables.ts';
import { quoteName, type Warehouse } from '../transforms/warehouse.ts';
import type { Revision } from './revision/revision.ts';

/** What every exporter needs: where the tables are, where the files go, and what to say about them. */
export interface ExportJob {
  warehouse: Warehouse;
  /** Folder of the unfinished release; it exists. */
  folder: string;
  releaseId: string;
  notice: string | null;
  /** Name of the programme, over every page; default: 'Indicatoren'. */
  programme?: string;
  /** Hoofdindicatoren of the report, in this order; default: the indicators that declare themselves so. */
  headlines?: string[] | undefined;
  publisher: Publisher;
  /** Area groups of the config, in its order; the first is the region itself. */
  groups: string[];
  /** Names of the tables to publish; default: all. */
  only?: string[] | undefined;
  /** Whose figures the forms hold that people open; Parquet has them all. Default: all areas. */
  extent?: Extent | undefined;
  /** What the release changes, for the site; absent where it was not held against another. */
  revision?: Revision;
  /** Where an exporter leaves work that others need not wait for; without it, it waits itself. */
  aside?: Promise<void>[];
}

/** The areas of the region, its groups and what these are compared with; or all. */
export type Extent = 'region' | 'all';

/** Changes when a column of a published table is removed or changes its meaning. */
export const SCHEMA_VERSION = '2.0';

/** The published tables of a job. */
export const tablesOf = ({ only }: Pick<ExportJob, 'only'>): PublishedTable[] =>
  publishedTables().filter(({ name }) => only?.includes(name) ?? true);

export interface Selection {
  /** SQL that stands for a column; default: the column. */
  expression?: (name: string) => string;
  /** Joins that bring columns in. */
  joins?: string | undefined;
  where?: string | undefined;
  /** Schema of the table; default: gold. */
  schema?: string;
}

/** Every published column of a table in its fixed order, sorted on the unique key. */
export function selectTable(
  table: PublishedTable,
  { expression = quoteName, joins, where, schema = 'gold' }: Selection = {},
): string {
  const columns = table.columns.map(column => `${expression(column.name)} as ${quoteName(column.name)}`);
  const key = table.key.map(name => `${table.name}.${quoteName(name)}`);
  return [
    `select ${columns.join(', ')} from ${schema}.${table.name}`,
    joins,
    where && `where ${where}`,
    !table.isInOrder && `order by ${key.join(', ')}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** The condition on the rows of a table that people open; dimensions stay whole, so that every code has its name. */
export function openedRows(table: PublishedTable, { extent }: Pick<ExportJob, 'extent'>): string | undefined {
  const has = (name: string) => table.columns.some(column => column.name === name);
  if (extent !== 'region' || !has('indicator_id') || !has('area_code')) return undefined;
  return 'area_code in (select area_code from silver.opened_area)';
}

/** Like `selectTable`, of the rows that people open. */
export const selectOpened = (table: PublishedTable, job: ExportJob, selection: Selection = {}): string =>
  selectTable(table, {
    ...selection,
    where: [openedRows(table, job), selection.where].filter(Boolean).join(' and '),
  });

/** The DuckDB type of each column of a published table. */
export async function columnTypes(warehouse: Warehouse, table: string): Promise<Map<string, string>> {
  const rows = await warehouse.all<{ name: string; type: string }>(
    `select column_name as name, column_type as type from (describe gold.${table})`,
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

export const fileIn = (job: ExportJob, ...parts: string[]): string => path.join(job.folder, ...parts);
