import { LEVELS } from '../sources/partners/answer.ts';
import { type Coverage, coverageOf } from '../sources/partners/coverage.ts';
import { type DeliveryInForce, heldInForce } from '../sources/partners/store.ts';
import type { SnapshotStore } from '../sources/snapshot.ts';
import { guideOf, knownAreasOf } from './known-areas.ts';
import type { Project } from './project.ts';

/** A period of a delivery that gives figures, and lacks areas that are asked for. */
export type Incomplete = { delivery: string } & Coverage;

/** What the deliveries that give figures lack, also when they came in long ago. */
export async function incompleteInForce(
  project: Project,
  store: SnapshotStore,
  deliveries: DeliveryInForce[],
): Promise<Incomplete[]> {
  const knownAreas = knownAreasOf(project.editions, store, project.loaded.config);
  const found: Incomplete[] = [];
  for (const { contract, delivery, periods } of deliveries) {
    const known = await knownAreas(contract.area.vintage);
    if (!known) continue;
    const held = await heldInForce([{ ...delivery, periods }], contract);
    const covered = coverageOf(held, contract, { ...guideOf(project), known });
    const lacking = covered.filter(one => one.lacking.length + one.groups.length > 0);
    found.push(...lacking.map(one => ({ delivery: `${contract.id}/${delivery.id}`, ...one })));
  }
  return found;
}

/** `heemwonen/0001 2024: 150 of 201 buurten …`, one line each. */
export const describeIncomplete = (all: readonly Incomplete[]): string[] =>
  all.map(({ delivery, period, level, of, asked, delivered, without, groups }) => {
    const parts = [
      `${delivered} of ${asked} ${LEVELS[level][1]} of ${of}`,
      ...(without.length ? [`no figure for ${without.join(', ')}`] : []),
      ...(groups.length ? [`nothing of ${groups.join(', ')}`] : []),
    ];
    return `INCOMPLETE ${delivery} ${period}: ${parts.join('; ')}`;
  });
