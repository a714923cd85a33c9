import path from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { foldersOf } from '../../pipelines/folders.ts';
import { lastRun } from '../../pipelines/history.ts';
import type { RunReport } from '../../pipelines/report.ts';
import { run } from '../../pipelines/run.ts';
import { DEMO_NOTICE } from '../../sources/demo/table.ts';
import {
  configFile,
  type Demo,
  demo,
  hashesOf,
  latestFolder,
  latestManifest,
  NEARLY_ALL,
} from '../support/pipeline.ts';
import { openWarehouse } from '../support/warehouse.ts';

// A build of every source takes its time on a machine that does other work too.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

// The tests of this file are the days of one data folder, in their order.
let first: Demo;
let report: RunReport;
let data: string;
let config: string;
beforeAll(async () => {
  config = await configFile(NEARLY_ALL);
  first = await demo({ config });
  data = first.project.loaded.dataDir;
  report = await run(first.project, {}, first.effects);
});

const again = () => demo({ data, config });
const releaseHashes = async () => hashesOf(await latestFolder(data));

test('the first run fetches every source, passes every check, and publishes', async () => {
  expect(report.state).toBe('published');
  expect(report.editions.map(edition => [edition.state, edition.error])).toEqual(
    report.editions.map(() => ['fetched', null]),
  );
  expect(report.editions.length).toBe(first.project.editions.length);
  expect(report.checks.filter(check => check.result !== 'pass')).toEqual([]);
  expect((await lastRun(foldersOf(data)))?.state).toBe('published');
});

test('what is published carries the notice, and the sources it was made of', async () => {
  const manifest = await latestManifest(data);
  expect(manifest.release_id).toBe(report.release_id);
  expect(manifest.notice).toBe(DEMO_NOTICE);
  expect(manifest.inputs.snapshots.map(snapshot => `${snapshot.source}/${snapshot.edition}`).sort()).toEqual(
    first.project.editions.map(edition => edition.key).sort(),
  );
});

test('the goals of the demo end in several judgements', async () => {
  const warehouse = await openWarehouse();
  const file = path.join(data, 'latest/goal_progress.parquet');
  const rows = await warehouse.all<{ goal_id: string; status: string }>(
    `select distinct goal_id, status from read_parquet('${file}')`,
  );
  expect([...new Set(rows.map(row => row.goal_id))].sort()).toEqual(
    first.project.goals.map(goal => goal.value.id).sort(),
  );
  expect(rows.map(row => row.status)).toEqual(
    expect.arrayContaining(['baseline', 'before_programme', 'not_comparable', 'cannot_tell', 'not_met']),
  );
});

test('the second run asks each source for its date only, and changes nothing', async () => {
  const before = await releaseHashes();
  const { project, effects, requests } = await again();
  const second = await run(project, {}, effects);
  expect(second).toMatchObject({ state: 'unchanged', release_id: report.release_id });
  // Editions of files never change; each of the others is asked once.
  const asked = project.editions.filter(edition => edition.connector.startsWith('cbs-odata'));
  expect(requests.filter(url => !/\/(TableInfos\?\S+|Properties)$/.test(url))).toEqual([]);
  expect(requests).toHaveLength(asked.length);
  expect(await releaseHashes()).toEqual(before);
});
