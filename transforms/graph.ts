import fs from 'node:fs/promises';
import path from 'node:path';
import { VieError } from '../kernel/errors.ts';
import { listDir } from '../kernel/files.ts';
import { quoteText, type Warehouse } from './warehouse.ts';

/** One SQL file: a bare select that makes the table `schema.name`. */
export interface Transform {
  table: string;
  file: string;
  sql: string;
  /** Tables of transforms that this one reads. */
  reads: string[];
}

/** Reads the SQL files of some schemas and puts them in an order in which each finds what it reads. */
export async function readTransforms(
  warehouse: Warehouse,
  folder: string,
  ...schemas: string[]
): Promise<Transform[]> {
  const transforms: Transform[] = [];
  for (const schema of schemas) {
    for (const name of (await listDir(path.join(folder, schema))).filter(file => file.endsWith('.sql'))) {
      const file = path.join(folder, schema, name);
      const sql = await fs.readFile(file, 'utf8');
      const table = `${schema}.${path.basename(name, '.sql')}`;
      transforms.push({ table, file, sql, reads: await tablesIn(warehouse, sql, file) });
    }
  }
  return inOrder(transforms);
}

/** By text: what a select reads follows from nothing else, and parsing all of them takes a quarter of a second. */
const knownReads = new Map<string, string[]>();

/** The tables a select reads, found in its parse tree. */
export async function tablesIn(warehouse: Warehouse, sql: string, file: string): Promise<string[]> {
  const known = knownReads.get(sql) ?? (await parsedReads(warehouse, sql, file));
  knownReads.set(sql, known);
  return known;
}

async function parsedReads(warehouse: Warehouse, sql: string, file: string): Promise<string[]> {
  const { tree } = await warehouse.one<{ tree: string }>(
    `select json_serialize_sql(${quoteText(sql)})::varchar as tree`,
  );
  const parsed = JSON.parse(tree) as { error: boolean; error_message?: string };
  if (parsed.error)
    throw new VieError('bug', `This SQL cannot be parsed: ${parsed.error_message}`, { where: { file } });
  const found = new Set<string>();
  collectTables(parsed, found);
  return [...found].sort();
}

function collectTables(node: unknown, found: Set<string>): void {
  if (Array.isArray(node)) for (const item of node) collectTables(item, found);
  else if (node && typeof node === 'object') {
    const table = node as { type?: string; schema_name?: string; table_name?: string };
    if (table.type === 'BASE_TABLE' && table.schema_name)
      found.add(`${table.schema_name}.${table.table_name}`);
    for (const value of Object.values(node)) collectTables(value, found);
  }
}

/** The transforms that some tables need, those they read included, in the order given. */
export function neededFor(transforms: Transform[], tables: readonly string[]): Transform[] {
  const byTable = new Map(transforms.map(transform => [transform.table, transform]));
  const needed = new Set<string>();
  const need = (table: string): void => {
    if (needed.has(table)) return;
    needed.add(table);
    byTable.get(table)?.reads.forEach(need);
  };
  tables.forEach(need);
  return transforms.filter(({ table }) => needed.has(table));
}

/** Sorts transforms so that each comes after those it reads; throws when they read each other in a circle. */
export function inOrder(transforms: Transform[]): Transform[] {
  const waiting = new Map(transforms.map(transform => [transform.table, transform]));
  const ordered: Transform[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(
      t => !t.reads.some(table => waiting.has(table) && table !== t.table),
    );
    if (ready.length === 0) {
      throw new VieError(
        'bug',
        `These SQL files read each other in a circle: ${[...waiting.keys()].join(', ')}.`,
      );
    }
    for (const transform of ready) {
      ordered.push(transform);
      waiting.delete(transform.table);
    }
  }
  return ordered;
}
