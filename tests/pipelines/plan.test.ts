import { beforeAll, expect, test } from 'vitest';
import { listFiles } from '../../kernel/files.ts';
import { planRun } from '../../pipelines/plan.ts';
import { run } from '../../pipelines/run.ts';
import { demoCountry, withParts } from '../../sources/demo/areas.ts';
import { configFile, demo, reducedProject, tempFolder } from '../support/pipeline.ts';

let root: string;
let data: string;
beforeAll(async () => {
  root = await reducedProject();
  data = await tempFolder('data');
  const { project, effects } = await demo({ root, data });
  await run(project, {}, effects);
});

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
