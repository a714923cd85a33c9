import type { Effects } from '../kernel/effects.ts';
import type { FetchOutcome } from '../sources/fetch.ts';
import { editionOf } from '../sources/partners/as-source.ts';
import { type DeliveryReport, takeUpInbox } from '../sources/partners/inbox.ts';
import { acceptedDeliveries, periodsInForce } from '../sources/partners/store.ts';
import { areasOf } from './known-areas.ts';
import type { Project } from './project.ts';

/** Takes up what partners put in the inbox; areas are known from what was fetched. */
export function takeUp(
  project: Project,
  outcomes: FetchOutcome[],
  effects: Effects,
): Promise<DeliveryReport[]> {
  const { dataDir, inboxDir } = project.loaded;
  return takeUpInbox({
    inbox: inboxDir,
    dataDir,
    contracts: project.partners.map(contract => contract.value),
    knownAreas: areasOf(project, outcomes),
    effects,
  });
}

/** The deliveries that give figures, each with the periods for which it is the newest. */
export async function deliveriesInForce(project: Project): Promise<FetchOutcome[]> {
  const outcomes: FetchOutcome[] = [];
  for (const { value: contract } of project.partners) {
    const deliveries = await acceptedDeliveries(project.loaded.dataDir, contract);
    const inForce = periodsInForce(deliveries);
    for (const delivery of deliveries) {
      const periods = inForce.get(delivery.id) ?? [];
      if (periods.length === 0) continue;
      outcomes.push({
        edition: editionOf(contract, delivery, periods),
        state: 'unchanged',
        snapshot: delivery.snapshot,
      });
    }
  }
  return outcomes;
}
