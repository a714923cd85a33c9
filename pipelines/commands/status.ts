import { platformOf, selectionOf } from '../../sources/connector.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { readBaseline } from '../baseline-record.ts';
import { deliveriesInForce, waitingFiles } from '../deliveries.ts';
import { foldersOf } from '../folders.ts';
import { lastRun } from '../history.ts';
import type { GlobalOptions } from '../options.ts';
import { latestRelease } from '../publish.ts';
import { openSession, print } from '../session.ts';
import { table } from '../table.ts';

/** One word per edition: fresh, stale (asked for differently now), missing or failed (in the last run). */
export type EditionState = 'fresh' | 'stale' | 'missing' | 'failed';

/** `vie status`: reads the data folder only. */
export async function status({ options }: { options: GlobalOptions }): Promise<number> {
  const session = await openSession(options);
  const { project } = session;
  const folders = foldersOf(project.loaded.dataDir);
  const store = new SnapshotStore(folders.data);
  const last = await lastRun(folders);
  const editions = await Promise.all(
    project.editions.map(async edition => {
      const current = await store.current(edition);
      const failed = last?.editions.find(({ key }) => key === edition.key)?.error ?? null;
      const state: EditionState = failed
        ? 'failed'
        : !current
          ? 'missing'
          : current.said.selection === selectionOf(edition, platformOf(current.snapshot))
            ? 'fresh'
            : 'stale';
      const { rows = null, modified = null, snapshot_id = null } = current?.snapshot.meta ?? {};
      const checked = current?.said.checked_at ?? null;
      return {
        key: edition.key,
        table: edition.table,
        state,
        rows,
        modified,
        checked_at: checked,
        snapshot_id,
        error: failed,
      };
    }),
  );
  const latest = (await latestRelease(folders)) ?? null;
  const baseline = (await readBaseline(folders))?.release_id ?? null;
  const waiting = await waitingFiles(project);
  const deliveries = (await deliveriesInForce(project)).map(({ contract, delivery, periods }) => ({
    key: `${contract.id}/${delivery.id}`,
    periods,
    rows: delivery.snapshot.meta.rows,
    accepted_at: delivery.acceptedAt,
  }));
  const run = last ? { state: last.state, reason: last.reason, finished: last.finished } : null;
  const found = { data: folders.data, latest, baseline, last_run: run, editions, deliveries, waiting };
  print(session, found, () => [
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
    ...(waiting ? [`In the inbox: ${waiting} files; 'vie run' takes them up`] : []),
    `Data folder: ${folders.data}`,
    `Latest release: ${latest ?? 'none yet'}`,
    ...(baseline ? [`Frozen baseline: ${baseline}`] : []),
    run ? `Last run: ${run.state} at ${run.finished} – ${run.reason}` : 'Last run: none yet',
    ...editions.filter(e => e.error).map(e => `FAILED ${e.key}: ${e.error?.message}`),
  ]);
  return 0;
}
