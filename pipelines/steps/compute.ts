import path from 'node:path';
import { computeGold, computeSilver } from '../../transforms/compute.ts';
import type { Loaded } from './state.ts';

/** Makes every table from what was loaded; of an excerpt its tables, and what they are made from. */
export async function compute<S extends Loaded>(state: S): Promise<S> {
  const { project, effects, warehouse, inputs } = state;
  const folder = path.join(project.root, 'transforms');
  const onTable = (table: string, done: number, total: number) => {
    effects.signal.throwIfAborted();
    effects.progress.update(table, done, total);
  };
  await computeSilver(warehouse, folder, { onTable });
  const only = inputs.excerpt?.tables.map(name => `gold.${name}`);
  await computeGold(warehouse, folder, { onTable, only, restricted: true });
  return state;
}
