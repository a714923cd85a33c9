import fs from 'node:fs/promises';
import path from 'node:path';
import { computeTables, declareIndicators } from '../indicators/compute.ts';
import type { Effects } from '../kernel/effects.ts';
import { VieError } from '../kernel/errors.ts';
import { exists, PART, readJson, renameDurable, sweep, toJson, writeDurable } from '../kernel/files.ts';
import { type Manifest, type ReleaseInputs, writeRelease } from '../output/release.ts';
import { connectorFor } from '../sources/connectors/index.ts';
import type { Edition } from '../sources/declaration.ts';
import { type FetchOutcome, fetchEdition } from '../sources/fetch.ts';
import { SnapshotStore } from '../sources/snapshot.ts';
import { loadEditions, prepareGold, prepareInput } from '../transforms/build.ts';
import { readTransforms } from '../transforms/graph.ts';
import type { LoadableEdition } from '../transforms/load.ts';
import { Warehouse } from '../transforms/warehouse.ts';
import { type CheckResult, runChecks } from './checks.ts';
import { diffReleases, type IndicatorDiff } from './diff.ts';
import { type Folders, foldersOf, makeFolders } from './folders.ts';
import { recordRun } from './history.ts';
import { inputsOf, releaseIdOf } from './inputs.ts';
import { takeLock } from './lock.ts';
import { showRelease } from './previous.ts';
import type { Project } from './project.ts';
import {
  differingFiles,
  latestRelease,
  openPart,
  place,
  pointLatest,
  readManifest,
  releaseFolder,
  retire,
} from './publish.ts';

export interface RunOptions {
  /** Only these sources are fetched; the others keep their snapshots. */
  sources?: string[] | undefined;
  /** Nothing is fetched. */
  offline?: boolean;
  /** Fetch even what seems unchanged. */
  refresh?: boolean;
  /** Build even when the release exists already, and hold the result against it. */
  rebuild?: boolean;
  verb?: string;
}

export interface EditionReport {
  key: string;
  table: string;
  state: FetchOutcome['state'] | 'kept';
  rows: number | null;
  snapshot_id: string | null;
  error: { code: string; message: string; exitCode: number; where: object; hint: string | null } | null;
}

export interface RunReport {
  /** published: a new release; unchanged: nothing to do; verified: rebuilt and equal; blocked: a check failed. */
  state: 'published' | 'unchanged' | 'verified' | 'blocked';
  reason: string;
  release_id: string | null;
  editions: EditionReport[];
  checks: CheckResult[];
  diff: IndicatorDiff[];
}

/** Fetch, build, check, publish. One writer at a time; a failure at any step leaves the last release in place. */
export async function run(project: Project, options: RunOptions, effects: Effects): Promise<RunReport> {
  const folders = foldersOf(project.loaded.dataDir);
  const { config } = project.loaded;
  await makeFolders(folders);
  const started = effects.now();
  const unlock = await takeLock(folders, options.verb ?? 'run', started, config.duckdb);
  try {
    const store = new SnapshotStore(folders.data);
    await sweepAll(folders, store);
    const outcomes = await fetchAll(project, store, options, effects);
    const report = await buildAndPublish(project, { folders, store, outcomes, options, effects });
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
  for (const folder of [folders.data, folders.build, folders.releases, folders.state]) await sweep(folder);
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

interface BuildContext {
  folders: Folders;
  store: SnapshotStore;
  outcomes: FetchOutcome[];
  options: RunOptions;
  effects: Effects;
}

async function buildAndPublish(project: Project, context: BuildContext): Promise<RunReport> {
  const { folders, outcomes, options } = context;
  requireSnapshots(outcomes);
  const inputs = await inputsOf(
    project,
    outcomes.flatMap(outcome => outcome.snapshot?.meta ?? []),
  );
  const releaseId = releaseIdOf(inputs);
  const latest = await latestRelease(folders);
  const editions = outcomes.map(reportEdition);
  const isBuilt =
    (await readJson<{ release_id: string }>(path.join(folders.build, 'build.json')))?.release_id ===
    releaseId;
  if (latest === releaseId && isBuilt && !options.rebuild) {
    const reason = 'No source, declaration or code changed since the latest release.';
    return { state: 'unchanged', reason, release_id: latest, editions, checks: [], diff: [] };
  }
  const built = await build(project, context, { inputs, releaseId, latest });
  return { ...built, editions };
}

/** A release without one of its sources would silently drop figures. */
function requireSnapshots(outcomes: FetchOutcome[]): void {
  const without = outcomes.filter(outcome => !outcome.snapshot);
  const [first] = without;
  if (!first) return;
  if (first.error) throw first.error;
  const names = without.map(outcome => outcome.edition.key).join(', ');
  throw new VieError('source', `There is no snapshot yet of ${names}.`, {
    hint: "Run 'vie run' with a network first, or switch the source off in the config (sources.<id>.enabled).",
  });
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
          hint: error.hint ?? null,
        }
      : null,
  };
}

interface Target {
  inputs: ReleaseInputs;
  releaseId: string;
  latest: string | undefined;
}

type Built = Omit<RunReport, 'editions'>;

async function build(project: Project, context: BuildContext, target: Target): Promise<Built> {
  const { folders, effects } = context;
  const { config } = project.loaded;
  const part = path.join(folders.build, `${PART}-${process.pid}`);
  await fs.mkdir(part, { recursive: true });
  const file = path.join(part, 'vie.duckdb');
  const warehouse = await Warehouse.open(file, config.duckdb);
  const onAbort = () => warehouse.interrupt();
  effects.signal.addEventListener('abort', onAbort);
  try {
    await fillWarehouse(project, context, warehouse, part);
    effects.progress.step('Checking');
    const before = target.latest ? releaseFolder(folders, target.latest) : undefined;
    await showRelease(warehouse, 'previous', before);
    const checks = await runChecks(warehouse, path.join(project.root, 'pipelines/checks'), config);
    const diff = await diffReleases(warehouse, project.root);
    await warehouse.run('drop schema previous cascade');
    const result = await publishUnlessBlocked(project, context, target, { warehouse, checks, diff });
    await warehouse.close();
    if (result.state !== 'blocked') await keepBuild(folders, file, target.releaseId);
    return result;
  } catch (error) {
    effects.signal.throwIfAborted();
    throw error;
  } finally {
    effects.signal.removeEventListener('abort', onAbort);
    await warehouse.close().catch(() => undefined);
    await fs.rm(part, { recursive: true, force: true });
  }
}

/** The build stays for `explain`, until the next one replaces it. */
async function keepBuild(folders: Folders, file: string, releaseId: string): Promise<void> {
  await renameDurable(file, path.join(folders.build, 'vie.duckdb'));
  await writeDurable(path.join(folders.build, 'build.json'), toJson({ release_id: releaseId }));
}

async function fillWarehouse(
  project: Project,
  context: BuildContext,
  warehouse: Warehouse,
  scratch: string,
): Promise<void> {
  const { effects, outcomes } = context;
  const { config } = project.loaded;
  const folder = path.join(project.root, 'transforms');
  const indicators = project.indicators.map(declaration => declaration.value);
  effects.progress.step('Building');
  await prepareInput(warehouse, folder, config, project);
  await declareIndicators(warehouse, indicators);
  const loadables: LoadableEdition[] = [];
  for (const [no, { edition, snapshot }] of outcomes.entries()) {
    if (!snapshot) continue;
    const shape = await describeEdition(edition, snapshot, project);
    loadables.push({ no, edition, snapshot, shape });
  }
  let loaded = 0;
  await loadEditions(loadables, { warehouse, scratch, regions: project.regions }, key => {
    effects.signal.throwIfAborted();
    effects.progress.update(`load ${key}`, ++loaded, loadables.length);
  });
  const onTable = (table: string, done: number, total: number) => {
    effects.signal.throwIfAborted();
    effects.progress.update(table, done, total);
  };
  await computeTables(warehouse, await readTransforms(warehouse, folder, 'silver'), indicators, onTable);
  await prepareGold(warehouse, folder);
  await computeTables(warehouse, await readTransforms(warehouse, folder, 'gold'), indicators, onTable);
}

async function describeEdition(edition: Edition, snapshot: LoadableEdition['snapshot'], project: Project) {
  const connector = connectorFor(edition.source.connector, project.loaded.config.services);
  try {
    return await connector.describe(edition, snapshot);
  } catch (error) {
    const place = { source: edition.source.id, edition: edition.id, table: edition.table };
    throw error instanceof VieError ? error.at(place) : error;
  }
}

interface Candidate {
  warehouse: Warehouse;
  checks: CheckResult[];
  diff: IndicatorDiff[];
}

async function publishUnlessBlocked(
  project: Project,
  { folders, effects }: BuildContext,
  { inputs, releaseId, latest }: Target,
  { warehouse, checks, diff }: Candidate,
): Promise<Built> {
  const { config } = project.loaded;
  const failed = checks.filter(check => check.result === 'fail').map(check => check.check);
  if (failed.length > 0) {
    const reason = `Check ${failed.join(', ')} failed; ${latest ? `release ${latest} stays in place` : 'nothing is published'}.`;
    return { state: 'blocked', reason, release_id: latest ?? null, checks, diff };
  }
  effects.progress.step('Publishing');
  const part = await openPart(folders, releaseId);
  const job = { warehouse, folder: part, releaseId, notice: config.notice };
  const manifest = await writeRelease(job, inputs, config.publish.csv, what => {
    effects.signal.throwIfAborted();
    effects.progress.update(what, 0, 0);
  });
  const earlier = await readManifest(folders, releaseId);
  if (earlier && latest === releaseId) {
    const verdict = holdAgainst(manifest, earlier);
    await fs.rm(part, { recursive: true });
    return { state: 'verified', reason: verdict, release_id: releaseId, checks, diff };
  }
  await place(folders, part, releaseId);
  await pointLatest(folders, releaseId);
  await retire(folders, config.retention.releases);
  const reason = latest ? `Replaces ${latest}.` : 'First release in this data folder.';
  return { state: 'published', reason, release_id: releaseId, checks, diff };
}

/** The same inputs must give the same bytes; anything else is a bug worth stopping for. */
function holdAgainst(rebuilt: Manifest, published: Manifest): string {
  const different = differingFiles(rebuilt, published);
  if (different.length === 0)
    return `Rebuilt from the snapshots: all ${rebuilt.outputs.length} files equal the published ones.`;
  throw new VieError(
    'bug',
    `Rebuilding release ${published.release_id} gave other content in ${different.join(', ')}.`,
    {
      hint: 'The published release stays in place. Report this with the manifest of the release.',
    },
  );
}

/** True when a build of this release is at hand. */
export const hasBuild = (folders: Folders): Promise<boolean> =>
  exists(path.join(folders.build, 'vie.duckdb'));
