import { deliveriesInForce, retireDeliveries, takeUpDeliveries } from '../deliveries.ts';
import type { Fetched, Gathered } from './state.ts';

/** Takes up what partners delivered; a rebuild takes what was taken up before. */
export async function takeUp<S extends Fetched>(state: S): Promise<S & Gathered> {
  const { project, options, effects, store, started } = state;
  if (options.rebuild) return { ...state, taken: [], deliveries: await deliveriesInForce(project) };
  const taken = await takeUpDeliveries(project, store, effects);
  for (const key of await retireDeliveries(project, started)) effects.log.info({ delivery: key }, 'retired');
  return { ...state, taken, deliveries: await deliveriesInForce(project) };
}
