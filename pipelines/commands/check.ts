import { detailsOf, VieError } from '../../kernel/errors.ts';
import { acceptedDeliveries } from '../../sources/partners/store.ts';
import { type Snapshot, SnapshotStore } from '../../sources/snapshot.ts';
import { activeGoals } from '../active.ts';
import { soundBaseline } from '../baseline.ts';
import { type Folders, foldersOf } from '../folders.ts';
import { countIndicators, type IndicatorCounts } from '../indicator-counts.ts';
import { soundLedger } from '../ledger.ts';
import { describeOpen, openPlaces } from '../modes.ts';
import type { Invocation } from '../options.ts';
import type { Project } from '../project.ts';
import { damagedFiles, latestRelease } from '../publish.ts';
import { withScratch } from '../readonly.ts';
import { expectNamed } from '../renamed.ts';
import { unfinished } from '../scaffold.ts';
import { openSession, print } from '../session.ts';
import { table } from '../table.ts';

/** `vie check`: the declarations fit together, and no stored byte has changed. */
export async function check({ options }: Invocation): Promise<number> {
  const session = await openSession(options);
  const { project } = session;
  const folders = foldersOf(project.loaded.dataDir);
  const damaged = await damagedInputs(project, folders.data);
  const latest = await latestRelease(folders);
  const broken = latest
    ? await withScratch(project, warehouse => damagedFiles(warehouse, { folders, id: latest }))
    : [];
  const baseline = await baselineState(project, folders);
  const ledger = await ledgerState(project, folders);
  const open_places = await openPlaces(folders, project.loaded.inbox);
  const indicators = project.indicators.map(indicator => indicator.value);
  const counts = countIndicators(indicators, {
    sources: project.sources.map(source => source.value),
    contracts: project.partners.map(contract => contract.value),
  });
  const files = [...project.sources, ...project.partners, ...project.indicators, ...project.goals].map(
    one => one.file,
  );
  const open = await unfinished(project.root, files);
  const active = activeGoals(project).map(goal => goal.id);
  const result = {
    sources: project.sources.length,
    contracts: project.partners.length,
    editions: project.editions.length,
    indicators: indicators.length,
    goals: project.goals.length,
    sleeping_goals: project.goals.map(goal => goal.value.id).filter(id => !active.includes(id)),
    ...counts,
    unfinished: open,
    damaged_snapshots: damaged,
    latest: latest ?? null,
    damaged_release_files: broken,
    ...baseline,
    ...ledger,
    open_places,
  };
  print(session, result, () => [
    `Declarations: ${result.sources} sources, ${result.editions} editions in use, ${result.contracts} contracts of partners, ${result.indicators} indicators, ${result.goals} goals – all valid`,
    ...describeCounts(counts),
    ...(result.sleeping_goals.length
      ? [`Goals of another region, not used: ${result.sleeping_goals.join(', ')}`]
      : []),
    ...open.map(({ file, lines }) => `WARNING ${file}: still to be filled in, line ${lines.join(', ')}`),
    `Snapshots: ${damaged.length ? `DAMAGED ${damaged.join(', ')}` : 'every byte as downloaded'}`,
    `Release: ${latest ? `${latest} – ${broken.length ? `DAMAGED ${broken.join(', ')}` : 'every byte as published'}` : 'none yet'}`,
    ...describeBaseline(baseline),
    ...describeLedger(ledger),
    ...describeOpen(open_places),
    ...(damaged.length ? ["  do: 'vie run --refresh' downloads damaged snapshots again"] : []),
    ...(broken.length
      ? ["  do: 'vie rebuild' after removing the damaged release, or 'vie publish <earlier release>'"]
      : []),
  ]);
  const isWhole = damaged.length + broken.length + open_places.length === 0;
  return isWhole && baseline.baseline_problem === null && ledger.ledger_problem === null
    ? 0
    : new VieError('contract', '').exitCode;
}

interface BaselineState {
  baseline: string | null;
  baseline_problem: string | null;
  baseline_hint: string | null;
}

async function baselineState(project: Project, folders: Folders): Promise<BaselineState> {
  try {
    const frozen = await withScratch(project, warehouse => soundBaseline(folders, warehouse));
    return { baseline: frozen?.release_id ?? null, baseline_problem: null, baseline_hint: null };
  } catch (error) {
    if (!(error instanceof VieError && error.code === 'contract')) throw error;
    return { baseline: null, baseline_problem: error.message, baseline_hint: error.hint ?? null };
  }
}

function describeBaseline({ baseline, baseline_problem, baseline_hint }: BaselineState): string[] {
  if (baseline_problem) return [`Baseline: DAMAGED – ${baseline_problem}`, `  do: ${baseline_hint}`];
  return baseline ? [`Baseline: ${baseline} – every byte as frozen`] : [];
}

interface LedgerState {
  /** How many releases it holds. */
  ledger: number | null;
  ledger_problem: Pick<VieError, 'message' | 'where' | 'hint'> | null;
}

/** Whether the ledger is whole, and the contracts say what they replace of what is in it. */
async function ledgerState({ partners }: Project, folders: Folders): Promise<LedgerState> {
  try {
    const ledger = await soundLedger(folders);
    expectNamed(partners, ledger?.lines.flatMap(line => line.slices) ?? []);
    return { ledger: ledger?.lines.length ?? null, ledger_problem: null };
  } catch (error) {
    if (!(error instanceof VieError && ['contract', 'declaration'].includes(error.code))) throw error;
    const { message, where, hint } = error;
    return { ledger: null, ledger_problem: { message, where, hint } };
  }
}

function describeLedger({ ledger, ledger_problem }: LedgerState): string[] {
  if (ledger_problem) return [`LEDGER: ${ledger_problem.message}`, ...detailsOf(ledger_problem)];
  return ledger === null ? [] : [`Ledger: ${ledger} releases, every line as it was written`];
}

function describeCounts({ domains, tiers, levels, without_metadata }: IndicatorCounts): string[] {
  const listed = (counts: object) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  return [
    ...table(
      Object.keys(domains[0] ?? {}),
      domains.map(row => Object.values(row).map(String)),
    ).map(line => `  ${line}`),
    `Indicators by tier: ${listed(tiers)}`,
    `Indicators by area level: ${listed(levels)}`,
    `Indicators without metadata: ${without_metadata}`,
  ];
}

/** Every file of a snapshot or a delivery that no longer holds its bytes, by edition. */
async function damagedInputs({ editions, partners }: Project, data: string): Promise<string[]> {
  const store = new SnapshotStore(data);
  const damaged: string[] = [];
  const look = async (key: string, snapshot: Snapshot | undefined) => {
    for (const name of (await snapshot?.damaged()) ?? []) damaged.push(`${key}/${name}`);
  };
  for (const edition of editions) await look(edition.key, (await store.current(edition))?.snapshot);
  for (const { value } of partners) {
    for (const { id, snapshot } of await acceptedDeliveries(data, value))
      await look(`${value.id}/${id}`, snapshot);
  }
  return damaged;
}
