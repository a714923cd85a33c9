import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { projectRoot } from '../../kernel/root.ts';
import { foldersOf } from '../../pipelines/folders.ts';
import { lastRun } from '../../pipelines/history.ts';
import type { RunReport } from '../../pipelines/report.ts';
import { run } from '../../pipelines/run.ts';
import { demoCountry, readDemo } from '../../sources/demo/areas.ts';
import { writeDeliveries } from '../../sources/demo/deliveries.ts';
import { DEMO_NOTICE } from '../../sources/demo/table.ts';
import {
  configFile,
  type Demo,
  demo,
  hashesOf,
  latestFolder,
  latestManifest,
  NEARLY_ALL,
  tempFolder,
  vie,
} from '../support/pipeline.ts';
import { openWarehouse } from '../support/warehouse.ts';
import { sheetsOf } from '../support/workbook.ts';
import { areasFound } from './planted.ts';

// A build of every source takes its time on a machine that does other work too.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const { planted } = await readDemo(projectRoot());

// The tests of this file are the days of one data folder, in their order.
let first: Demo;
let report: RunReport;
let data: string;
let config: string;
beforeAll(async () => {
  config = await configFile(NEARLY_ALL);
  first = await demo({ config });
  const { loaded, partners } = first.project;
  data = loaded.dataDir;
  const inbox = await tempFolder('inbox');
  const contracts = partners.map(one => one.value);
  const country = await demoCountry(projectRoot());
  await writeDeliveries({ contracts, demo: await readDemo(projectRoot()), country }, inbox);
  report = await run({ ...first.project, loaded: { ...loaded, inbox } }, {}, first.effects);
});

const again = () => demo({ data, config });
const releaseHashes = async () => hashesOf(await latestFolder(data));

test('the first run fetches every source, passes every check, and publishes', async () => {
  expect(report.state).toBe('published');
  const { editions, partners } = first.project;
  expect(report.editions.map(edition => [edition.state, edition.error])).toEqual([
    ...editions.map(() => ['fetched', null]),
    ...partners.map(() => ['delivered', null]),
  ]);
  expect(report.checks.filter(check => check.result !== 'pass')).toEqual([]);
  expect((await lastRun(foldersOf(data)))?.state).toBe('published');
});

test('the site fits on what it is sent by, and a first view of any page is light', async () => {
  const { outputs } = await latestManifest(data);
  const sizes = new Map(outputs.map(file => [file.path.replace('public/site/', ''), file.bytes ?? 0]));
  const own = outputs.filter(file => file.path.startsWith('public/site/'));
  expect(own.length).toBeGreaterThan(600);
  expect(own.reduce((sum, file) => sum + (file.bytes ?? 0), 0)).toBeLessThanOrEqual(25_000_000);
  const shared = ['site.js', 'site.css', 'theme.css', 'data/zoek.js'].map(name => sizes.get(name) ?? NaN);
  const largest = Math.max(...own.flatMap(file => (file.path.endsWith('.html') ? (file.bytes ?? 0) : [])));
  expect(shared.reduce((sum, bytes) => sum + bytes, largest)).toBeLessThanOrEqual(500_000);
});

test('what is published carries the notice, and the sources it was made of', async () => {
  const manifest = await latestManifest(data);
  expect(manifest.release_id).toBe(report.release_id);
  expect(manifest.notice).toBe(DEMO_NOTICE);
  expect(manifest.inputs.snapshots.map(snapshot => `${snapshot.source}/${snapshot.edition}`).sort()).toEqual(
    [
      ...first.project.editions.map(edition => edition.key),
      ...first.project.partners.map(one => `${one.value.id}/0001`),
    ].sort(),
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

test.each(planted)('the analyses find what is planted in the demo: $finding', async fact => {
  const warehouse = await openWarehouse();
  expect(await areasFound(fact, warehouse, path.join(data, 'latest'))).toEqual(fact.areas);
});

test('the second run asks each source for its date only, and changes nothing', async () => {
  const before = await releaseHashes();
  const { project, effects, requests } = await again();
  const second = await run(project, {}, effects);
  expect(second).toMatchObject({ state: 'unchanged', release_id: report.release_id });
  // Editions of files never change; each of the others is asked once, and where a saved file stands in, the second service too, under
  // both spellings of the table.
  const asked = project.editions.filter(edition => edition.connector.startsWith('cbs-odata'));
  expect(requests.filter(url => !/\/(TableInfos\?\S+|Properties)$/.test(url))).toEqual([]);
  const standIns = asked.filter(edition => edition.file !== undefined);
  expect(standIns.map(edition => edition.key)).toEqual([
    'gezondheidsmonitor/2016',
    'gezondheidsmonitor/2020',
  ]);
  expect(requests).toHaveLength(asked.length + 2 * standIns.length);
  expect(await releaseHashes()).toEqual(before);
});

test('the command line makes what a body gets beside the frozen baseline, and a package, on paper where it can', async () => {
  const own = await configFile(
    `${NEARLY_ALL}bundles: [{id: proef, title: Proef, times_a_year: 1, region: RG-PARKSTAD, levels: [gemeente], baseline: true}]\n`,
  );
  const out = await tempFolder('bundles');
  const call = async (...args: string[]) => {
    const ended = await vie([...args, '--data', data, '--config', own, '--json'], { root: projectRoot() });
    expect(ended.code, ended.stderr).toBe(0);
    return JSON.parse(ended.stdout) as { files: string[] };
  };
  await call('baseline', 'latest', '--note', 'Nulmeting');
  const { files: bundles } = await call('report', '--for', 'proef', '--out', out);
  const { files: packages } = await call('report', '--package', '--area', 'GM0928', '--out', out);
  expect([...bundles, ...packages].map(folder => path.basename(folder).slice(0, -11))).toEqual([
    'proef',
    'pakket-GM0928',
  ]);
  const made = { 'rapport-parkstad-limburg.html': bundles[0], 'rapport-kerkrade.html': packages[0] };
  for (const [report, folder = ''] of Object.entries(made)) {
    const names = (await fs.readdir(folder)).filter(name => !name.endsWith('.pdf'));
    const files = ['cijfers.xlsx', 'kaart.svg', report, 'site.css', 'theme.css', 'voorblad.html'];
    expect(names.sort()).toEqual(files.sort());
  }
  // The baseline is this very release: each figure stands beside itself, but for the reason of what has none.
  const sheets = await sheetsOf(path.join(bundles[0] ?? '', 'cijfers.xlsx'));
  const pairs = (sheets.get('Nulmeting') ?? []).slice(1).map(row => row.slice(6));
  const known = pairs.filter(pair => pair.length % 2 === 0);
  expect(known.filter(pair => pair.length > 2).length).toBeGreaterThan(200);
  for (const pair of known) expect(pair.slice(0, pair.length / 2)).toEqual(pair.slice(pair.length / 2));
});
