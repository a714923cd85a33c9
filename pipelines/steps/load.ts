import path from 'node:path';
import { within } from '../../kernel/errors.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { placeOfEdition } from '../../sources/declaration.ts';
import type { FetchOutcome } from '../../sources/fetch.ts';
import { loadAll, prepareInput } from '../../transforms/build.ts';
import type { LoadableEdition } from '../../transforms/load/loadable.ts';
import { declarationsOf } from '../active.ts';
import type { Building, Loaded } from './state.ts';

/** Puts declarations, snapshots and deliveries into the build. */
export async function load<S extends Building>(state: S): Promise<S & Loaded> {
  const { project, effects, outcomes, deliveries, warehouse, scratch } = state;
  effects.progress.step('Building');
  await prepareInput(warehouse, path.join(project.root, 'transforms'), declarationsOf(project));
  const editions: LoadableEdition[] = [];
  for (const [no, outcome] of outcomes.entries()) editions.push(...(await loadable(state, no, outcome)));
  const delivered = deliveries.map((delivery, at) => ({ ...delivery, no: outcomes.length + at }));
  const loadables = [...editions, ...delivered];
  let loaded = 0;
  await loadAll(loadables, { warehouse, scratch, regions: project.regions }, key => {
    effects.signal.throwIfAborted();
    effects.progress.update(`load ${key}`, ++loaded, loadables.length);
  });
  return { ...state, editions, delivered };
}

/** A snapshot with its shape; nothing for an edition without one. */
async function loadable(
  { project }: Building,
  no: number,
  { edition, snapshot }: FetchOutcome,
): Promise<LoadableEdition[]> {
  if (!snapshot) return [];
  const connector = connectorFor(edition.connector, project.loaded.config.services);
  const shape = await within(placeOfEdition(edition), () => connector.describe(edition, snapshot));
  return [{ no, edition, snapshot, shape }];
}

/** The declared concepts for which a table has no column: only those that nobody saw there yet. */
export const columnsNotFound = ({ editions }: Loaded): string[] =>
  editions.flatMap(({ edition, shape }) => {
    const found = shape.kind === 'cells' ? shape.topics.map(topic => topic.concept) : [];
    const lacking = [...edition.topics.keys()].filter(concept => !found.includes(concept));
    return lacking.map(concept => `${edition.key} ${concept}`);
  });
