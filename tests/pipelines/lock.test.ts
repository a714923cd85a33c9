import { spawnSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { foldersOf } from '../../pipelines/folders.ts';
import { takeLock } from '../../pipelines/lock.ts';
import { tempFolder } from '../support/pipeline.ts';
import { SETTINGS } from '../support/warehouse.ts';
import { emptyData, HELD_SINCE, whileHeld } from './holder.ts';
import { raceForLock, unfair } from './lock-race.ts';

type Data = Awaited<ReturnType<typeof emptyData>>;

const NOW = new Date('2026-01-15T04:30:00Z');
const take = (folders: Data) => takeLock(folders, { verb: 'rebuild', now: NOW }, SETTINGS);

test('a data folder that another process writes in is refused, with who that is and since when', async () => {
  const folders = await emptyData();
  await whileHeld(folders, async holder => {
    await expect(take(folders)).rejects.toMatchObject({
      code: 'locked',
      exitCode: 75,
      message: expect.stringMatching(
        new RegExp(`'vie run' \\(process ${holder.pid} on \\S+, since ${HELD_SINCE}\\)`),
      ),
      where: { file: folders.data },
    });
  });
});

test('a process that was killed holds nothing any more', async () => {
  const folders = await emptyData();
  await whileHeld(folders, async () => undefined);
  const unlock = await take(folders);
  expect(JSON.parse(await fs.readFile(path.join(folders.state, 'holder.json'), 'utf8'))).toMatchObject({
    pid: process.pid,
    verb: 'rebuild',
    started: NOW.toISOString(),
  });
  await unlock();
});

test('a lock that was let go can be taken again', async () => {
  const folders = await emptyData();
  await (await take(folders))();
  await (await take(folders))();
});

test('of several processes that begin on an empty data folder at once, exactly one writes', async () => {
  const outcomes = await raceForLock(4, 8);
  expect(outcomes).toHaveLength(8);
  expect(unfair(outcomes)).toEqual([]);
});

test.each([
  ['empty', ''],
  ['half written', 'DUCK'],
  ['foreign', 'x'.repeat(20_000)],
])('a lock file that is %s is named, with what to do, and stays as it is', async (_, content) => {
  const folders = await emptyData();
  const file = path.join(folders.state, 'lock.duckdb');
  await fs.writeFile(file, content);
  await expect(take(folders)).rejects.toMatchObject({
    exitCode: 75,
    message: 'The file that locks the data folder is damaged, or is not a lock.',
    where: { file },
    hint: expect.stringContaining('remove the file'),
  });
  expect(await fs.readFile(file, 'utf8')).toBe(content);
});

test('a holder that died without a trace of its successor is not named', async () => {
  const folders = await emptyData();
  await whileHeld(folders, async () => {
    const gone = spawnSync(process.execPath, ['--version']).pid;
    const holder = { pid: gone, host: os.hostname(), started: HELD_SINCE, verb: 'run' };
    await fs.writeFile(path.join(folders.state, 'holder.json'), JSON.stringify(holder));
    await expect(take(folders)).rejects.toMatchObject({
      exitCode: 75,
      message: 'The data folder is in use by another vie process.',
    });
  });
});

test('a folder that is not there is no lock of another process', async () => {
  const folders = foldersOf(path.join(await tempFolder('data'), 'nowhere'));
  await expect(take(folders)).rejects.not.toMatchObject({ code: 'locked' });
});
