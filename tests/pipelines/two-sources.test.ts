import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { listFiles } from '../../kernel/files.ts';
import { describeRun } from '../../pipelines/commands/run.ts';
import { excerptOf } from '../../pipelines/excerpt.ts';
import { planRun } from '../../pipelines/plan.ts';
import { run } from '../../pipelines/run.ts';
import { demoCountry, withParts } from '../../sources/demo/areas.ts';
import {
  configFile,
  demo,
  hashesOf,
  latestFolder,
  latestManifest,
  reducedProject,
  tempFolder,
} from '../support/pipeline.ts';

// A whole release takes its time on a machine that does other work too.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

// The tests of this file are the days of one data folder, in their order: an excerpt, the whole in its place, and plans.
let root: string;
let data: string;
beforeAll(async () => {
  root = await reducedProject();
  data = await tempFolder('data');
});

describe('a run of an excerpt', () => {
  const excerpt = excerptOf({ tables: ['indicator_value'], exports: ['parquet'] });
  beforeAll(async () => {
    const { project, effects } = await demo({ root, data });
    const report = await run(project, { excerpt }, effects);
    expect(report).toMatchObject({ state: 'published', excerpt });
    expect(describeRun(report, project).join('\n')).toMatch(
      /Excerpt: indicator_value, .* as parquet; checks of other tables were not run\nChecks: \d+ of \d+ passed/,
    );
  });

  test('publishes these tables in these forms, and says so in the manifest', async () => {
    const files = await fs.readdir(path.join(await latestFolder(data), 'public'));
    const tables = ['indicator_value', 'indicator', 'area', 'source'].map(name => `${name}.parquet`).sort();
    expect(files.sort()).toEqual([...tables, 'manifest.json'].sort());
    const { inputs, outputs } = await latestManifest(data);
    expect(inputs.excerpt).toEqual(excerpt);
    expect(outputs.map(file => file.path)).toEqual(tables.map(name => `public/${name}`));
  });

  test('is built again as the same excerpt', async () => {
    const { project, effects } = await demo({ root, data });
    const rebuilt = await run(project, { offline: true, rebuild: true }, effects);
    expect(rebuilt).toMatchObject({ state: 'verified', excerpt });
  });

  test('gives another release id than the whole, which takes its place and is never replaced by it', async () => {
    const { release_id: part } = await latestManifest(data);
    const { project, effects } = await demo({ root, data });
    const whole = await run(project, { offline: true }, effects);
    expect(whole.state).toBe('published');
    expect(whole.release_id).not.toBe(part);
    await expect(run(project, { offline: true, excerpt }, effects)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(`Release ${whole.release_id} is whole`),
      hint: expect.stringContaining('--data'),
    });
    expect((await latestManifest(data)).release_id).toBe(whole.release_id);
  });
});

describe('a whole release', () => {
  test('is verified by a rebuild from the snapshots alone, by four threads at the other end of the world', async () => {
    const before = await hashesOf(await latestFolder(data));
    const { project, effects, requests } = await demo({ root, data });
    const { config } = project.loaded;
    const fourfold = { ...config, duckdb: { ...config.duckdb, threads: 4 } };
    const home = process.env['TZ'];
    process.env['TZ'] = 'Pacific/Auckland';
    const rebuilt = await run(
      { ...project, loaded: { ...project.loaded, config: fourfold } },
      { offline: true, rebuild: true, verb: 'rebuild' },
      effects,
    ).finally(() => {
      if (home === undefined) delete process.env['TZ'];
      else process.env['TZ'] = home;
    });
    expect(rebuilt).toMatchObject({ state: 'verified', diff: [] });
    expect(rebuilt.reason).toMatch(/all \d+ files equal/);
    expect(requests).toEqual([]);
    expect(await hashesOf(await latestFolder(data))).toEqual(before);
  });
});

describe('a plan', () => {
  const actions = (plan: Awaited<ReturnType<typeof planRun>>) =>
    Object.fromEntries(plan.editions.map(({ key, action, reason }) => [key, `${action}: ${reason}`]));

  test('before the first run everything is to be fetched, and nothing is stored by asking', async () => {
    const { project, effects, requests } = await demo({ root });
    const plan = await planRun(project, effects);
    expect(plan).toMatchObject({ release: 'unknown', latest: null });
    expect(actions(plan)).toEqual({
      'gezondheidsmonitor-jongvolwassenen/2024': 'fetch: not fetched before',
      'kwb/2024': 'fetch: not fetched before',
    });
    const areas = withParts((await demoCountry(root)).country);
    expect(plan.editions.find(edition => edition.key === 'kwb/2024')?.rows).toBe(areas.length);
    expect(requests.every(url => url.includes('/TableInfos?'))).toBe(true);
    expect(await listFiles(project.loaded.dataDir)).toEqual([]);
  });

  test('after a run there is nothing to do', async () => {
    const { project, effects } = await demo({ root, data });
    const plan = await planRun(project, effects);
    expect(plan.release).toBe('nothing');
    expect(Object.values(actions(plan)).every(text => text.startsWith('keep: unchanged since'))).toBe(true);
  });

  test('a change in the config that decides what is published makes a release without fetching', async () => {
    const config = await configFile('thresholds: {coverage: 0.8}\n', root);
    const { project, effects } = await demo({ root, data, config });
    const plan = await planRun(project, effects);
    expect(plan).toMatchObject({ release: 'publish', reason: 'declarations or code changed' });
    expect(plan.editions.map(edition => edition.action)).toEqual(['keep', 'keep']);
  });

  test('a change in the config that decides nothing of the content makes no release', async () => {
    const config = await configFile(
      'schedule: {at: "06:15"}\nretention: {releases: 9}\nduckdb: {threads: 1}\n',
      root,
    );
    const { project, effects } = await demo({ root, data, config });
    expect((await planRun(project, effects)).release).toBe('nothing');
  });

  test('a table that changed at its source is fetched, and what is released follows from it', async () => {
    const renewed = '2026-01-14T02:00:00';
    const { project, effects } = await demo({
      root,
      data,
      transport: recorded => async (url, signal) => {
        const answer = await recorded(url, signal);
        if (!url.includes('/85984NED/TableInfos')) return answer;
        const info = { Identifier: '85984NED', Title: 'x', Modified: renewed, RecordCount: 726 };
        return { ...answer, encoding: 'identity', body: Buffer.from(JSON.stringify({ value: [info] })) };
      },
    });
    const plan = await planRun(project, effects);
    expect(actions(plan)['kwb/2024']).toBe(`fetch: changed at the source: ${renewed}`);
    expect(plan.release).toBe('unknown');
  });

  test('a source that does not answer is told apart, and the others are planned all the same', async () => {
    const { project, effects } = await demo({
      root,
      data,
      transport: recorded => (url, signal) =>
        url.includes('85984NED') ? Promise.reject(new Error('ECONNREFUSED')) : recorded(url, signal),
    });
    const plan = await planRun(project, effects);
    expect(plan.editions.map(edition => edition.action)).toEqual(['keep', 'fail']);
    expect(plan.editions[1]?.reason).toContain('ECONNREFUSED');
    expect(plan.release).toBe('unknown');
  });
});
