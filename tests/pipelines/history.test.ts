import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { foldersOf, makeFolders } from '../../pipelines/folders.ts';
import { lastRun, type RunRecord, recordRun } from '../../pipelines/history.ts';
import { tempFolder } from '../support/pipeline.ts';

const record = (started: string): RunRecord => ({
  started,
  finished: started,
  state: 'published',
  reason: 'First release in this data folder.',
  release_id: 'r1',
  editions: [],
  deliveries: [],
  not_found: { tables: [], columns: [] },
  checks: [],
  diff: [],
  baseline: null,
});

async function emptyData() {
  const folders = foldersOf(await tempFolder('data'));
  await makeFolders(folders);
  return folders;
}

test('before the first run there is no last one', async () => {
  expect(await lastRun(await emptyData())).toBeUndefined();
});

test('the last run is the one that started last, in whatever order they were written', async () => {
  const folders = await emptyData();
  await recordRun(folders, record('2026-01-15T04:30:00.000Z'));
  await recordRun(folders, record('2025-12-31T04:30:00.000Z'));
  expect(await lastRun(folders)).toEqual(record('2026-01-15T04:30:00.000Z'));
});

test('a record that was being written when the process ended is not taken for the last run', async () => {
  const folders = await emptyData();
  await recordRun(folders, record('2026-01-15T04:30:00.000Z'));
  await fs.writeFile(path.join(folders.state, 'runs', '2026-01-16T043000.000Z.json.part'), '{"sta');
  expect((await lastRun(folders))?.started).toBe('2026-01-15T04:30:00.000Z');
});

test('a hundred runs are kept, the newest', async () => {
  const folders = await emptyData();
  const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString();
  for (let n = 0; n < 103; n++) await recordRun(folders, record(minute(n)));
  const names = (await fs.readdir(path.join(folders.state, 'runs'))).sort();
  expect(names).toHaveLength(100);
  expect(names[0]).toBe(`${minute(3).replaceAll(':', '')}.json`);
  expect((await lastRun(folders))?.started).toBe(minute(102));
});
