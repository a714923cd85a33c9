import fs from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../../kernel/root.ts';
import type { Warehouse } from '../warehouse.ts';

/** The SQL files in an order in which each finds the macros that it uses. */
export const STATISTICS = [
  'distribution',
  'interval',
  'quantile',
  'comparison',
  'funnel',
  'trend',
  'gap',
  'composite',
  'correlation',
  'relation',
  'spatial',
  'neighbour',
  'variance',
  'aggregation',
  'reliability',
  'inequality',
  'figure_text',
  'effect',
] as const;

export type StatisticsFile = (typeof STATISTICS)[number];

const prepared = new WeakSet<Warehouse>();

/**
 * Makes the macros of `transforms/formulas/*.sql` known to this connection. They are temporary: nothing of them is in the
 * database file, so that a build or release opens anywhere; a table made with them is an ordinary table, and a view over them
 * is not possible. Once is enough for a connection. Fails as a bug when a file is missing or is not valid SQL.
 */
export async function prepareStatistics(warehouse: Warehouse, root = projectRoot()): Promise<void> {
  if (prepared.has(warehouse)) return;
  for (const name of STATISTICS) {
    await warehouse.script(await fs.readFile(path.join(root, 'transforms/formulas', `${name}.sql`), 'utf8'));
  }
  prepared.add(warehouse);
}
