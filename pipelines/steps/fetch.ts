import type { Effects } from '../../kernel/effects.ts';
import type { Edition } from '../../sources/declaration.ts';
import { type FetchOutcome, fetchEdition } from '../../sources/fetch.ts';
import type { Begun, Fetched } from './state.ts';

/** Asks every source that is wanted for what changed; the others keep their snapshots. A failing one stops no other. */
export async function fetch<S extends Begun>(state: S): Promise<S & Fetched> {
  const { project, options, effects } = state;
  const outcomes: FetchOutcome[] = [];
  if (!options.offline) effects.progress.step('Fetching');
  for (const edition of project.editions) {
    effects.signal.throwIfAborted();
    const isWanted = !options.offline && (options.sources?.includes(edition.source.id) ?? true);
    outcomes.push(isWanted ? await fetchOne(state, edition) : await keptOne(state, edition));
  }
  return { ...state, outcomes };
}

async function fetchOne({ project, options, effects, store }: Begun, edition: Edition) {
  const { config } = project.loaded;
  const refresh = options.refresh ?? false;
  const outcome = await fetchEdition(edition, { config, store, effects, refresh });
  effects.signal.throwIfAborted();
  logOutcome(outcome, effects);
  return outcome;
}

async function keptOne({ store }: Begun, edition: Edition): Promise<FetchOutcome> {
  const current = await store.current(edition);
  return { edition, state: 'unchanged', ...(current ? { snapshot: current.snapshot } : {}) };
}

function logOutcome({ edition, state, snapshot, error }: FetchOutcome, { log, progress }: Effects): void {
  const rows = snapshot?.meta.rows.toLocaleString('en') ?? 0;
  const about = error ? error.message.split('\n')[0] : `${rows} rows`;
  progress.line(`  ${state.replace('_', ' ').padEnd(12)} ${edition.key} (${edition.table}): ${about}`);
  log.info(
    { edition: edition.key, state, snapshot: snapshot?.meta.snapshot_id, error: error?.message },
    'fetched',
  );
}
