import path from 'node:path';
import type { Effects } from '../kernel/effects.ts';
import { VieError } from '../kernel/errors.ts';
import { readJson, sweep } from '../kernel/files.ts';
import { type FetchOutcome, fetchEdition } from '../sources/fetch.ts';
import type { DeliveryInForce } from '../sources/partners/store.ts';
import { SnapshotStore } from '../sources/snapshot.ts';
import { deliveriesInForce, retireDeliveries, takeUpDeliveries } from './deliveries.ts';
import { refuseInPlaceOf } from './excerpt.ts';
import { type Folders, foldersOf, makeFolders } from './folders.ts';
import { recordRun, runsFolder } from './history.ts';
import { inputsOf, releaseIdOf } from './inputs.ts';
import { takeLock } from './lock.ts';
import { type BuildContext, make } from './make.ts';
import type { Project } from './project.ts';
import { latestRelease, readManifest } from './publish.ts';
import type { EditionReport, RunOptions, RunReport } from './report.ts';

/** Fetch, build, check, publish. One writer at a time; a failure at any step leaves the last release in place. */
export async function run(project: Project, options: RunOptions, effects: Effects): Promise<RunReport> {
  const folders = foldersOf(project.loaded.dataDir);
  const { config } = project.loaded;
  await makeFolders(folders);
  const started = effects.now();
  const unlock = await takeLock(folders, options.verb ?? 'run', started, config.duckdb);
  try {
    const latest = await latestRelease(folders);
    const published = latest ? await readManifest(folders, latest) : undefined;
    if (options.excerpt) refuseInPlaceOf(published);
    // What is built again is what was published.
    const excerpt = options.rebuild ? published?.inputs.excerpt : options.excerpt;
    const store = new SnapshotStore(folders.data);
    await sweepAll(folders, store);
    const outcomes = await fetchAll(project, store, options, effects);
    const taken = options.rebuild ? [] : await takeUpDeliveries(project, store, effects);
    if (!options.rebuild) {
      for (const key of await retireDeliveries(project, started))
        effects.log.info({ delivery: key }, 'retired');
    }
    const deliveries = await deliveriesInForce(project);
    const context = { folders, outcomes, deliveries, effects };
    const built = await buildAndPublish(project, context, { ...options, excerpt });
    const report = { ...built, deliveries: taken, ...(excerpt ? { excerpt } : {}) };
    const finished = effects.now().toISOString();
    await recordRun(folders, { started: started.toISOString(), finished, ...report });
    return report;
  } finally {
    effects.progress.end();
    await unlock();
  }
}

async function sweepAll(folders: Folders, store: SnapshotStore): Promise<void> {
  await store.sweep();
  const { data, build, releases, revisions, state } = folders;
  for (const folder of [data, build, releases, revisions, state, runsFolder(folders)]) await sweep(folder);
}

async function fetchAll(
  project: Project,
  store: SnapshotStore,
  options: RunOptions,
  effects: Effects,
): Promise<FetchOutcome[]> {
  const { config } = project.loaded;
  const outcomes: FetchOutcome[] = [];
  if (!options.offline) effects.progress.step('Fetching');
  for (const edition of project.editions) {
    effects.signal.throwIfAborted();
    const wanted = !options.offline && (options.sources?.includes(edition.source.id) ?? true);
    if (wanted) {
      const outcome = await fetchEdition(edition, {
        config,
        store,
        effects,
        refresh: options.refresh ?? false,
      });
      effects.signal.throwIfAborted();
      logOutcome(outcome, effects);
      outcomes.push(outcome);
    } else {
      const current = await store.current(edition);
      outcomes.push({ edition, state: 'unchanged', ...(current ? { snapshot: current.snapshot } : {}) });
    }
  }
  return outcomes;
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

async function buildAndPublish(
  project: Project,
  context: BuildContext,
  options: RunOptions,
): Promise<Omit<RunReport, 'deliveries'>> {
  const { folders, outcomes, deliveries } = context;
  requireSnapshots(outcomes);
  const snapshots = [...outcomes, ...deliveries.map(one => one.delivery)].flatMap(one => one.snapshot ?? []);
  const inputs = await inputsOf(
    project,
    snapshots.map(snapshot => snapshot.meta),
    options.excerpt,
  );
  const releaseId = releaseIdOf(inputs);
  const latest = await latestRelease(folders);
  const editions = [...outcomes.map(reportEdition), ...deliveries.map(reportDelivery)];
  const tables = outcomes
    .filter(one => one.edition.isUnverified && !one.snapshot)
    .map(one => one.edition.key);
  const isBuilt =
    (await readJson<{ release_id: string }>(path.join(folders.build, 'build.json')))?.release_id ===
    releaseId;
  if (latest === releaseId && isBuilt && !options.rebuild) {
    const reason = 'No source, declaration or code changed since the latest release.';
    const not_found = { tables, columns: [] };
    const nothing = { checks: [], diff: [], baseline: null };
    return { state: 'unchanged', reason, release_id: latest, editions, not_found, ...nothing };
  }
  const { columnsNotFound, ...built } = await make(project, context, { inputs, releaseId, latest });
  return { ...built, editions, not_found: { tables, columns: columnsNotFound } };
}

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

function reportDelivery({ contract, delivery: { id, snapshot } }: DeliveryInForce): EditionReport {
  const { rows, snapshot_id } = snapshot.meta;
  return {
    key: `${contract.id}/${id}`,
    table: contract.id,
    state: 'delivered',
    rows,
    snapshot_id,
    error: null,
  };
}

function reportEdition({ edition, state, snapshot, error }: FetchOutcome): EditionReport {
  return {
    key: edition.key,
    table: edition.table,
    state,
    rows: snapshot?.meta.rows ?? null,
    snapshot_id: snapshot?.meta.snapshot_id ?? null,
    error: error
      ? {
          code: error.code,
          message: error.message,
          exitCode: error.exitCode,
          where: error.where,
          also: [...error.also],
          hint: error.hint ?? null,
        }
      : null,
  };
}
