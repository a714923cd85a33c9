import path from 'node:path';
import { VieError } from '../../kernel/errors.ts';
import { readJson } from '../../kernel/files.ts';
import type { FetchOutcome } from '../../sources/fetch.ts';
import { inputsOf, releaseIdOf } from '../inputs.ts';
import { printedBefore } from '../ledger.ts';
import { expectNamed } from '../renamed.ts';
import type { Aimed, Gathered, Outcome } from './state.ts';

/** Says which release follows from what was gathered. Throws when a source has no snapshot to make it of. */
export async function aim<S extends Gathered>(state: S): Promise<S & Aimed> {
  const { project, options, folders, outcomes, deliveries, latest, excerpt } = state;
  requireSnapshots(outcomes);
  const snapshots = [...outcomes, ...deliveries.map(one => one.delivery)].flatMap(one => one.snapshot ?? []);
  const metas = snapshots.map(snapshot => snapshot.meta);
  const own = await inputsOf(project, metas, excerpt);
  const printed = deliveries.length ? await printedBefore(folders, own, state.effects.randomId) : undefined;
  expectNamed(project.partners, printed?.slices ?? []);
  const inputs = printed ? { ...own, ledger: printed.digest } : own;
  const releaseId = releaseIdOf(inputs);
  const built = await readJson<{ release_id: string }>(path.join(folders.build, 'build.json'));
  const isMade = latest === releaseId && built?.release_id === releaseId && !options.rebuild;
  return { ...state, printed, inputs, releaseId, isMade };
}

/** Nothing is to be done. */
export const unchanged = ({ releaseId }: Aimed): Outcome => ({
  state: 'unchanged',
  reason: 'No source, declaration or code changed since the latest release.',
  release_id: releaseId,
  checks: [],
  diff: [],
  baseline: null,
  leftOut: [],
  columnsNotFound: [],
});

/** A release without one of its sources would silently drop figures; an unverified table never gave any. */
function requireSnapshots(outcomes: FetchOutcome[]): void {
  const without = outcomes.filter(outcome => !outcome.snapshot && !outcome.edition.isUnverified);
  const [first] = without;
  if (!first) return;
  if (first.error) throw first.error;
  const names = without.map(outcome => outcome.edition.key).join(', ');
  throw new VieError('source', `There is no snapshot yet of ${names}.`, {
    hint: "Run 'vie run' with a network first, or switch the source off in the config (sources.<id>.enabled).",
  });
}
