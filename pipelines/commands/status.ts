import { platformOf, selectionOf } from '../../sources/connector.ts';
import type { Edition } from '../../sources/declaration.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { readBaseline } from '../baseline-record.ts';
import { describeIncomplete, incompleteInForce } from '../completeness.ts';
import { deliveriesInForce, waitingFiles } from '../deliveries.ts';
import { foldersOf } from '../folders.ts';
import { lastRun } from '../history.ts';
import type { Invocation } from '../options.ts';
import type { Project } from '../project.ts';
import { latestRelease } from '../publish.ts';
import { openSession, print } from '../session.ts';
import { table } from '../table.ts';

/** One word per edition: fresh, stale (asked for differently now), missing or failed (in the last run). */
export type EditionState = 'fresh' | 'stale' | 'missing' | 'failed';

/** `vie status`: reads the data folder only. */
export async function status({ options }: Invocation): Promise<number> {
  const session = await openSession(options);
  const found = await stateOf(session.project);
  print(session, found, () => describe(found));
  return 0;
}

type State = Awaited<ReturnType<typeof stateOf>>;

async function stateOf(project: Project) {
  const folders = foldersOf(project.loaded.dataDir);
  const store = new SnapshotStore(folders.data);
  const last = await lastRun(folders);
  const deliveries = await deliveriesInForce(project);
  return {
    data: folders.data,
    latest: (await latestRelease(folders)) ?? null,
    baseline: (await readBaseline(folders))?.release_id ?? null,
    last_run: last ? { state: last.state, reason: last.reason, finished: last.finished } : null,
    editions: await Promise.all(project.editions.map(edition => stateOfEdition(edition, store, last))),
    deliveries: deliveries.map(({ contract, delivery, periods }) => ({
      key: `${contract.id}/${delivery.id}`,
      periods,
      rows: delivery.snapshot.meta.rows,
      accepted_at: delivery.acceptedAt,
    })),
    incomplete: await incompleteInForce(project, store, deliveries),
    waiting: await waitingFiles(project),
  };
}

async function stateOfEdition(edition: Edition, store: SnapshotStore, last: Last) {
  const current = await store.current(edition);
  const error = last?.editions.find(({ key }) => key === edition.key)?.error ?? null;
  const { rows = null, modified = null, snapshot_id = null } = current?.snapshot.meta ?? {};
  return {
    key: edition.key,
    table: edition.table,
    state: error ? 'failed' : freshness(edition, current),
    rows,
    modified,
    checked_at: current?.said.checked_at ?? null,
    snapshot_id,
    error,
  };
}

type Last = Awaited<ReturnType<typeof lastRun>>;
type Current = Awaited<ReturnType<SnapshotStore['current']>>;

function freshness(edition: Edition, current: Current): EditionState {
  if (!current) return 'missing';
  const selection = selectionOf(edition, platformOf(current.snapshot));
  return current.said.selection === selection ? 'fresh' : 'stale';
}

const describe = ({
  data,
  latest,
  baseline,
  last_run: run,
  editions,
  deliveries,
  incomplete,
  waiting,
}: State): string[] => [
  ...table(
    ['state', 'edition', 'table', 'rows', 'modified', 'checked'],
    editions.map(e => [
      e.state,
      e.key,
      e.table,
      e.rows?.toLocaleString('en') ?? '',
      e.modified ?? '',
      e.checked_at?.slice(0, 16) ?? '',
    ]),
  ),
  '',
  ...deliveries.map(({ key, periods, rows }) => `Delivery ${key}: ${periods.join(', ')}; ${rows} rows`),
  ...describeIncomplete(incomplete),
  ...(waiting ? [`In the inbox: ${waiting} files; 'vie run' takes them up`] : []),
  `Data folder: ${data}`,
  `Latest release: ${latest ?? 'none yet'}`,
  ...(baseline ? [`Frozen baseline: ${baseline}`] : []),
  run ? `Last run: ${run.state} at ${run.finished} – ${run.reason}` : 'Last run: none yet',
  ...editions.filter(e => e.error).map(e => `FAILED ${e.key}: ${e.error?.message}`),
];
