import path from 'node:path';
import { protectDeliveries } from '../../transforms/protect/protect.ts';
import type { Loaded, Seen } from './state.ts';

/** Decides which counts of partners may be seen, before anything is made of them. */
export async function protect<S extends Loaded>(state: S): Promise<S & Seen> {
  const { project, effects, warehouse, delivered, printed } = state;
  const seen = await protectDeliveries(warehouse, delivered, {
    folder: path.join(project.root, 'transforms/protect'),
    contracts: project.partners.map(({ value }) => value),
    printed: printed?.slices,
    secret: printed?.secret,
    onDelivery: key => effects.progress.update(`protect ${key}`, 0, 0),
  });
  return { ...state, seen };
}
