import fs from 'node:fs/promises';
import path from 'node:path';
import type { Effects } from '../kernel/effects.ts';
import { VieError } from '../kernel/errors.ts';
import {
  CLOSED,
  listFiles,
  makeClosed,
  PART,
  renameDurable,
  sweep,
  toJson,
  writeDurable,
} from '../kernel/files.ts';
import { type Manifest, type ReleaseInputs, writeRelease } from '../output/release.ts';
import type { Comparison } from '../output/revision/revision.ts';
import { writeRevision } from '../output/revision/write.ts';
import { connectorFor } from '../sources/connectors/index.ts';
import type { Edition } from '../sources/declaration.ts';
import type { FetchOutcome } from '../sources/fetch.ts';
import type { DeliveryInForce } from '../sources/partners/store.ts';
import type { Snapshot } from '../sources/snapshot.ts';
import { loadAll, prepareInput } from '../transforms/build.ts';
import { computeGold, computeSilver } from '../transforms/compute.ts';
import type { LoadableEdition } from '../transforms/load/loadable.ts';
import { protectDeliveries } from '../transforms/protect/protect.ts';
import { Warehouse } from '../transforms/warehouse.ts';
import { declarationsOf } from './active.ts';
import { mustStay } from './baseline.ts';
import { type CheckResult, runChecks } from './checks.ts';
import { differing } from './diff.ts';
import type { Folders } from './folders.ts';
import { showRelease } from './previous.ts';
import type { Project } from './project.ts';
import {
  differingFiles,
  openPart,
  place,
  pointLatest,
  publicFolder,
  readManifest,
  releaseFolder,
  retire,
} from './publish.ts';
import type { RunReport } from './report.ts';
import { baselineReport, compareWith, compareWithBaseline, type Newer } from './revision.ts';

/** What a build starts from. */
export interface BuildContext {
  folders: Folders;
  outcomes: FetchOutcome[];
  deliveries: DeliveryInForce[];
  effects: Effects;
}

/** The release that is to come about. */
export interface Target {
  inputs: ReleaseInputs;
  releaseId: string;
  latest: string | undefined;
}

/** What became of the candidate. */
type Outcome = Omit<RunReport, 'editions' | 'deliveries' | 'not_found'>;
export type Built = Outcome & { columnsNotFound: string[] };

/** Builds a candidate at a temporary path, checks it, and publishes it unless a check fails. */
export async function make(project: Project, context: BuildContext, target: Target): Promise<Built> {
  const { folders, effects } = context;
  const { config } = project.loaded;
  const part = path.join(folders.build, `${PART}-${process.pid}`);
  await makeClosed(part);
  const file = path.join(part, 'vie.duckdb');
  const warehouse = await Warehouse.open(file, config.duckdb);
  const onAbort = () => warehouse.interrupt();
  effects.signal.addEventListener('abort', onAbort);
  try {
    const notFound = await fillWarehouse(project, { ...context, ...target }, warehouse, part);
    effects.progress.step('Checking');
    const before = target.latest ? publicFolder(folders, target.latest) : undefined;
    await showRelease(warehouse, 'previous', before);
    const checks = await runChecks(warehouse, path.join(project.root, 'pipelines/checks'), config);
    const previous = await compareWith(warehouse, newerOf(project, context, target), target.latest);
    const result = await publishUnlessBlocked(project, context, target, { warehouse, checks, previous });
    await warehouse.close();
    if (result.state !== 'blocked') await keepBuild(folders, file, target.releaseId);
    return { ...result, columnsNotFound: notFound };
  } catch (error) {
    effects.signal.throwIfAborted();
    throw error;
  } finally {
    effects.signal.removeEventListener('abort', onAbort);
    await warehouse.close().catch(() => undefined);
    await fs.rm(part, { recursive: true, force: true });
    // What was not published gives its space back at once, not at the next run.
    await sweep(folders.releases).catch(() => undefined);
  }
}

/** The build stays for `explain`, until the next one replaces it. */
async function keepBuild(folders: Folders, file: string, releaseId: string): Promise<void> {
  await fs.chmod(file, CLOSED.file);
  await renameDurable(file, path.join(folders.build, 'vie.duckdb'));
  await writeDurable(path.join(folders.build, 'build.json'), toJson({ release_id: releaseId }));
}

/** Returns the unverified concepts for which there is no column. */
async function fillWarehouse(
  project: Project,
  context: BuildContext & Pick<Target, 'latest' | 'inputs'>,
  warehouse: Warehouse,
  scratch: string,
): Promise<string[]> {
  const { effects, outcomes, deliveries, folders, latest, inputs } = context;
  const folder = path.join(project.root, 'transforms');
  effects.progress.step('Building');
  await prepareInput(warehouse, folder, declarationsOf(project));
  const editions: LoadableEdition[] = [];
  for (const [no, { edition, snapshot }] of outcomes.entries()) {
    if (!snapshot) continue;
    const shape = await shapeOf(edition, snapshot, project);
    editions.push({ no, edition, snapshot, shape });
  }
  const delivered = deliveries.map((delivery, at) => ({ ...delivery, no: outcomes.length + at }));
  const loadables = [...editions, ...delivered];
  let loaded = 0;
  await loadAll(loadables, { warehouse, scratch, regions: project.regions }, key => {
    effects.signal.throwIfAborted();
    effects.progress.update(`load ${key}`, ++loaded, loadables.length);
  });
  await protectDeliveries(warehouse, delivered, {
    folder: path.join(project.root, 'transforms/protect'),
    earlier: latest ? await keptCounts(releaseFolder(folders, latest)) : [],
    onDelivery: key => effects.progress.update(`protect ${key}`, 0, 0),
  });
  const onTable = (table: string, done: number, total: number) => {
    effects.signal.throwIfAborted();
    effects.progress.update(table, done, total);
  };
  await computeSilver(warehouse, folder, { onTable });
  const only = inputs.excerpt?.tables.map(name => `gold.${name}`);
  await computeGold(warehouse, folder, { onTable, only, restricted: true });
  return columnsNotFound(editions);
}

/** What a release keeps of each partner's counts: files that only owners see. */
async function keptCounts(folder: string): Promise<string[]> {
  const names = await listFiles(path.join(folder, 'owner')).catch(() => []);
  return names
    .filter(name => path.basename(name) === 'delivered_count.parquet')
    .map(name => path.join(folder, 'owner', name));
}

const columnsNotFound = (editions: LoadableEdition[]): string[] =>
  editions.flatMap(({ edition, shape }) => {
    const found = shape.kind === 'cells' ? shape.topics.map(topic => topic.concept) : [];
    const lacking = [...edition.topics.keys()].filter(concept => !found.includes(concept));
    return lacking.map(concept => `${edition.key} ${concept}`);
  });

async function shapeOf(edition: Edition, snapshot: Snapshot, project: Project) {
  const connector = connectorFor(edition.connector, project.loaded.config.services);
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
  previous: Comparison | null;
}

const newerOf = ({ root }: Project, { folders }: BuildContext, { releaseId, inputs }: Target): Newer => ({
  root,
  folders,
  releaseId,
  inputs,
});

async function publishUnlessBlocked(
  project: Project,
  context: BuildContext,
  target: Target,
  candidate: Candidate,
): Promise<Outcome> {
  const { folders } = context;
  const { releaseId, latest } = target;
  const { checks, previous } = candidate;
  const found = { checks, diff: differing(previous), baseline: null };
  const failed = checks.filter(check => check.result === 'fail').map(check => check.check);
  if (failed.length > 0) {
    const reason = `Check ${failed.join(', ')} failed; ${latest ? `release ${latest} stays in place` : 'nothing is published'}.`;
    return { state: 'blocked', reason, release_id: latest ?? null, ...found };
  }
  context.effects.progress.step('Publishing');
  const { part, manifest } = await writePart(project, context, target, candidate);
  const earlier = await readManifest(folders, releaseId);
  if (earlier && latest === releaseId) {
    const verdict = holdAgainst(manifest, earlier);
    // A crash between the two forms of `latest` may have left the one for systems without links behind.
    await pointLatest(folders, releaseId);
    return { state: 'verified', reason: verdict, release_id: releaseId, ...found };
  }
  if (earlier && (await mustStay(folders, releaseId, candidate.warehouse))) holdAgainst(manifest, earlier);
  else await place(folders, part, releaseId);
  const baseline = await revise(project, context, target, candidate);
  await pointLatest(folders, releaseId);
  await retire(folders, project.loaded.config.retention.releases);
  const reason = latest ? `Replaces ${latest}.` : 'First release in this data folder.';
  return { state: 'published', reason, release_id: releaseId, ...found, baseline };
}

/** Writes the release into its unfinished folder. */
async function writePart(
  project: Project,
  { folders, effects }: BuildContext,
  { inputs, releaseId }: Target,
  { warehouse }: Candidate,
): Promise<{ part: string; manifest: Manifest }> {
  const { config } = project.loaded;
  const part = await openPart(folders, releaseId);
  const groups = config.area_groups.map(group => group.code);
  const job = {
    warehouse,
    folder: part,
    releaseId,
    notice: config.notice,
    groups,
    only: inputs.excerpt?.tables,
  };
  const manifest = await writeRelease(job, inputs, config.publish.csv, what => {
    effects.signal.throwIfAborted();
    effects.progress.update(what, 0, 0);
  });
  return { part, manifest };
}

/** Writes what the release changes beside it, before anyone is led to it. */
async function revise(
  project: Project,
  context: BuildContext,
  target: Target,
  { warehouse, previous }: Candidate,
): Promise<RunReport['baseline']> {
  const against = await compareWithBaseline(warehouse, newerOf(project, context, target), previous);
  await writeRevision(context.folders.revisions, {
    release_id: target.releaseId,
    notice: project.loaded.config.notice,
    previous,
    baseline: against.comparison,
    baseline_note: against.frozen?.note ?? null,
    baseline_problem: against.error
      ? 'De vastgelegde nulmeting is beschadigd of ontbreekt; er is niet mee vergeleken.'
      : null,
  });
  return baselineReport(against);
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
