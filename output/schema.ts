import fs from 'node:fs/promises';
import { toJson } from '../kernel/files.ts';
import type { Column } from '../transforms/columns.ts';
import type { PublishedTable } from '../transforms/tables.ts';
import { columnTypes, type ExportJob, fileIn, SCHEMA_VERSION, tablesOf } from './exporter.ts';

/** Types of DuckDB in JSON; an enumeration is text. */
const TYPES: Record<string, object> = {
  INTEGER: { type: 'integer' },
  BIGINT: { type: 'integer' },
  DOUBLE: { type: 'number' },
  BOOLEAN: { type: 'boolean' },
  DATE: { type: 'string', format: 'date' },
};

/** The JSON Schema of the release: each table a list of rows, each column with its type and the codes that it may hold. */
export async function writeSchema(job: ExportJob): Promise<void> {
  const tables: [string, object][] = [];
  for (const table of tablesOf(job)) {
    tables.push([table.name, tableSchema(table, await columnTypes(job.warehouse, table.name))]);
  }
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'vie',
    description: `Published tables, schema version ${SCHEMA_VERSION}`,
    type: 'object',
    properties: Object.fromEntries(tables),
    additionalProperties: false,
  };
  await fs.writeFile(fileIn(job, 'schema.json'), toJson(schema));
}

const tableSchema = (table: PublishedTable, types: ReadonlyMap<string, string>): object => ({
  title: table.nl,
  description: `${table.en}; unique on ${table.key.join(', ')}`,
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
const columnSchema = ({ key }: PublishedTable, column: Column, type: string): object => ({
  title: column.nl,
  description: column.en,
  anyOf: [...valuesOf(column, type), ...(key.includes(column.name) ? [] : [{ type: 'null' }])],
});

function valuesOf({ words, many }: Column, type: string): object[] {
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
