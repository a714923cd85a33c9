import type { Effects } from '../kernel/effects.ts';
import { toVieError, type VieError } from '../kernel/errors.ts';
import { type FetchPlan, inspectEdition } from '../sources/fetch.ts';
import { SnapshotStore } from '../sources/snapshot.ts';
import { deliveriesInForce, waitingFiles } from './deliveries.ts';
import { foldersOf } from './folders.ts';
import { inputsOf, releaseIdOf } from './inputs.ts';
import { printedBefore } from './ledger.ts';
import type { Project } from './project.ts';
import { latestRelease } from './publish.ts';

export interface PlannedEdition {
  key: string;
  table: string;
  action: FetchPlan['action'] | 'fail';
  reason: string;
  rows: number | null;
}

export interface RunPlan {
  editions: PlannedEdition[];
  /** publish: a run makes a new release; nothing: it would change nothing; unknown: a source must be fetched first. */
  release: 'publish' | 'nothing' | 'unknown';
  reason: string;
  latest: string | null;
}

/** What a run would do, and why; asks the sources for their metadata and changes nothing. */
export async function planRun(project: Project, effects: Effects): Promise<RunPlan> {
  const { config, dataDir } = project.loaded;
  const store = new SnapshotStore(dataDir);
  const editions: PlannedEdition[] = [];
  for (const edition of project.editions) {
    effects.signal.throwIfAborted();
    const plan = await inspectEdition(edition, { config, store, effects }).catch(error => toVieError(error));
    editions.push(planned(edition, plan));
  }
  const folders = foldersOf(dataDir);
  const latest = (await latestRelease(folders)) ?? null;
  const failing = editions.filter(edition => edition.action === 'fail').length;
  const fetching = editions.filter(edition => edition.action === 'fetch').length;
  const waiting = await waitingFiles(project);
  if (failing + fetching + waiting > 0) {
    const delivered = waiting ? `, ${waiting} in the inbox` : '';
    const reason = `${fetching} to fetch, ${failing} failing${delivered}: the release follows from what they hold`;
    return { editions, release: 'unknown', reason, latest };
  }
  const fetched = await Promise.all(project.editions.map(edition => store.current(edition)));
  const delivered = (await deliveriesInForce(project)).map(one => one.delivery);
  const metas = [...fetched, ...delivered].flatMap(one => one?.snapshot.meta ?? []);
  const own = await inputsOf(project, metas);
  const printed = delivered.length ? await printedBefore(folders, own) : undefined;
  const id = releaseIdOf(printed ? { ...own, ledger: printed.digest } : own);
  if (id === latest)
    return { editions, release: 'nothing', reason: 'no source, declaration or code changed', latest };
  return {
    editions,
    release: 'publish',
    reason: latest ? 'declarations or code changed' : 'first release',
    latest,
  };
}

function planned(edition: { key: string; table: string }, plan: FetchPlan | VieError): PlannedEdition {
  const { key, table } = edition;
  if (plan instanceof Error) return { key, table, action: 'fail', reason: plan.message, rows: null };
  return { key, table, action: plan.action, reason: plan.reason, rows: plan.rows ?? null };
}
