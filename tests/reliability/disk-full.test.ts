import { spawnSync } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Manifest } from '../../output/release.ts';
import { configFile, reducedProject, tempFolder } from '../support/pipeline.ts';
import { intactRelease, intactSnapshots, leftovers, runOnce } from './intact.ts';

const KB = 1024;

let disk: string;
let mounted = false;
beforeAll(async () => {
  disk = await tempFolder('disk');
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', disk]);
  mounted = status === 0;
});
afterAll(() => {
  if (mounted) spawnSync('umount', ['-l', disk]);
});

/** Fills the disk up to so many bytes. */
async function leave(bytes: number): Promise<void> {
  const { bavail, bsize } = await fs.statfs(disk);
  await fs.writeFile(path.join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
}

test('a run on a full disk ends with 74, leaves the release from before, and works once there is space', async context => {
  if (!mounted) return context.skip('a disk of a few megabytes cannot be mounted here');
  const root = await reducedProject();
  const data = path.join(disk, 'data');
  await fs.mkdir(data);
  const first = await runOnce(root, data);
  expect(first, first.stderr).toMatchObject({ code: 0 });
  const before: Manifest = await intactRelease(data, 'before');
  const config = await configFile('thresholds: {coverage: 0.5}\n', root);
  for (const space of [0, 40, 300, 1000, 3000]) {
    const about = `${space} kB left`;
    await leave(space * KB);
    const full = await runOnce(root, data, { config });
    expect(full.code, `${about}: ${full.stderr}`).toBe(74);
    expect(full.stderr, about).toMatch(/^storage: No space left on the disk[\s\S]*Free space/);
    await fs.rm(path.join(disk, 'filler'));
    expect(await intactRelease(data, about), about).toEqual(before);
    await intactSnapshots(data, about);
  }
  const after = await runOnce(root, data, { config });
  expect(after, after.stderr).toMatchObject({ code: 0 });
  expect((await intactRelease(data, 'after')).release_id).not.toBe(before.release_id);
  expect(await leftovers(data)).toEqual([]);
});

test('a disk that is mounted read-only is named, with what to do: 73', async context => {
  if (!mounted) return context.skip('a disk of a few megabytes cannot be mounted here');
  const root = await reducedProject();
  spawnSync('mount', ['-o', 'remount,ro', disk]);
  const ended = await runOnce(root, path.join(disk, 'other/data'));
  spawnSync('mount', ['-o', 'remount,rw', disk]);
  expect(ended.code, ended.stderr).toBe(73);
  expect(ended.stderr).toMatch(/cannot be made|Cannot write/);
});
