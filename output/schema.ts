import fs from 'node:fs/promises';
import { toJson } from '../kernel/files.ts';
import type { Column } from '../transforms/columns.ts';
import type { PublishedTable } from '../transforms/tables.ts';
import { columnTypes, type ExportJob, fileIn, SCHEMA_VERSION, tablesOf } from './exporter.ts';

/** Types of DuckDB in JSON; an enumeration is text. */
const TYPES: Record<string, CellSchema> = {
  INTEGER: { type: 'integer' },
  BIGINT: { type: 'integer' },
  DOUBLE: { type: 'number' },
  BOOLEAN: { type: 'boolean' },
  DATE: { type: 'string', format: 'date' },
};

/** What a cell may hold. */
export interface CellSchema {
  type?: string;
  format?: string;
  pattern?: string;
  const?: string | number;
  title?: string;
  description?: string;
}

export interface ColumnSchema {
  title: string;
  description: string;
  anyOf: CellSchema[];
}

export interface TableSchema {
  title: string;
  description: string;
  /** Columns on which rows are unique; not in releases from before it was written. */
  primaryKey?: string[];
  type: 'array';
  items: {
    type: 'object';
    properties: Record<string, ColumnSchema>;
    required: string[];
    additionalProperties: false;
  };
}

export interface ReleaseSchema {
  $schema: string;
  title: string;
  description: string;
  schema_version?: string;
  type: 'object';
  properties: Record<string, TableSchema>;
  additionalProperties: false;
}

export const SCHEMA_FILE = 'schema.json';

export async function writeSchema(job: ExportJob): Promise<void> {
  await fs.writeFile(fileIn(job, SCHEMA_FILE), toJson(await releaseSchema(job)));
}

/** The JSON Schema of the release: each table a list of rows, each column with its type and the codes that it may hold. */
export async function releaseSchema(job: Pick<ExportJob, 'warehouse' | 'only'>): Promise<ReleaseSchema> {
  const tables: [string, TableSchema][] = [];
  for (const table of tablesOf(job)) {
    tables.push([table.name, tableSchema(table, await columnTypes(job.warehouse, table.name))]);
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'vie',
    description: `Published tables, schema version ${SCHEMA_VERSION}`,
    schema_version: SCHEMA_VERSION,
    type: 'object',
    properties: Object.fromEntries(tables),
    additionalProperties: false,
  };
}

const tableSchema = (table: PublishedTable, types: ReadonlyMap<string, string>): TableSchema => ({
  title: table.nl,
  description: `${table.en}; unique on ${table.key.join(', ')}`,
  primaryKey: table.key,
  type: 'array',
  items: {
    type: 'object',
    properties: Object.fromEntries(
      table.columns.map(column => [column.name, columnSchema(table, column, types.get(column.name) ?? '')]),
    ),
    required: table.columns.map(column => column.name),
    additionalProperties: false,
  },
});

/** An empty cell is null; one of the key is never empty. */
const columnSchema = ({ key }: PublishedTable, column: Column, type: string): ColumnSchema => ({
  title: column.nl,
  description: column.en,
  anyOf: [...valuesOf(column, type), ...(key.includes(column.name) ? [] : [{ type: 'null' }])],
});

function valuesOf({ words, many }: Column, type: string): CellSchema[] {
  if (!words) return [TYPES[type] ?? { type: 'string' }];
  const codes = Object.entries(words);
  if (many) {
    const one = `(${codes.map(([code]) => code).join('|')})`;
    return [{ type: 'string', pattern: `^(${one}(\\|${one})*)?$` }];
  }
  const isNumber = type in TYPES;
  return codes.map(([code, { nl, en }]) => ({
    const: isNumber ? Number(code) : code,
    title: nl,
    description: en,
  }));
}
