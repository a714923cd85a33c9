import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from '../../output/release.ts';
import { configFile, latestManifest, reducedProject, tempFolder } from '../support/pipeline.ts';
import {
  expectWhole,
  finishedReleases,
  intactRelease,
  intactSnapshots,
  leftovers,
  pointers,
  runOnce,
} from './intact.ts';

const KILLS = 20;

let root: string;
let config: string;
/** A data folder with a release made under another config, as it is on the morning of a run. */
let before: string;
let undisturbed: Manifest;
let duration: number;
beforeAll(async () => {
  root = await reducedProject();
  config = await configFile('thresholds: {coverage: 0.5}\n', root);
  before = await tempFolder('data');
  expect(await runOnce(root, before)).toMatchObject({ code: 0 });
  const data = await tempFolder('data');
  const run = await runOnce(root, data, { config });
  expect(run, run.stderr).toMatchObject({ code: 0 });
  duration = run.took;
  undisturbed = await latestManifest(data);
});

async function morning(isFirst: boolean): Promise<string> {
  const data = await tempFolder('data');
  if (!isFirst) await fs.cp(before, data, { recursive: true, verbatimSymlinks: true });
  return data;
}

/** After a kill there is the release from before or the new one, whole; never anything in between. */
async function expectSound(data: string, isFirst: boolean, about: string): Promise<void> {
  const latest = await fs.readlink(path.join(data, 'latest')).catch(() => undefined);
  if (isFirst && latest === undefined) {
    for (const id of await finishedReleases(data)) await expectWhole(path.join(data, 'releases', id), about);
    return;
  }
  const { release_id } = await intactRelease(data, about);
  const old = (await latestManifest(before)).release_id;
  expect([old, undisturbed.release_id], about).toContain(release_id);
}

async function expectUndisturbed(data: string, about: string): Promise<void> {
  const run = await runOnce(root, data, { config });
  expect(run.code, `${about}: ${run.stderr}`).toBe(0);
  const manifest = await intactRelease(data, about);
  expect(manifest, about).toEqual(undisturbed);
  await intactSnapshots(data, about);
  expect(await leftovers(data), about).toEqual([]);
  expect(await pointers(data), about).toEqual([undisturbed.release_id, undisturbed.release_id]);
}

test(`a run that is killed at any of ${KILLS} random moments leaves the old or the new release, and the next run makes it good`, async () => {
  let killed = 0;
  for (let n = 0; n < KILLS; n++) {
    const isFirst = n % 2 === 0;
    const data = await morning(isFirst);
    // One moment in each part of the run, so that no part is left out by chance.
    const after = ((n + Math.random()) / KILLS) * duration;
    const about = `killed after ${after.toFixed(0)} of ${duration.toFixed(0)} ms${isFirst ? ', first run' : ''}`;
    const { code } = await runOnce(root, data, { config, kill: { after } });
    if (code === null) killed++;
    await expectSound(data, isFirst, about);
    await expectUndisturbed(data, about);
    await fs.rm(data, { recursive: true });
  }
  expect(killed).toBeGreaterThan(KILLS / 4);
});

describe('a run that is killed at a step of its publication', () => {
  test.each([
    ['a release is begun', 'releases', /^\.part-/],
    ['a release is in its place', 'releases', /^\d/],
    ['the link is made', '.', /^latest\.part$/],
    ['the link is in its place', '.', /^latest$/],
    ['the file beside the link is begun', '.', /^latest\.json\.part$/],
    ['the file beside the link is in its place', '.', /^latest\.json$/],
    ['the build is kept', 'build', /^vie\.duckdb$/],
    ['the run is recorded', 'state/runs', /./],
  ])('as soon as %s leaves the old or the new release, and the next run makes it good', async (...point) => {
    const [about, folder, name] = point;
    for (const isFirst of [true, false]) {
      const data = await morning(isFirst);
      await fs.mkdir(path.join(data, folder), { recursive: true });
      const { code } = await runOnce(root, data, { config, kill: { folder: path.join(data, folder), name } });
      // A slow observer may come too late; then the run simply ended well.
      expect([null, 0], about).toContain(code);
      await expectSound(data, isFirst, about);
      await expectUndisturbed(data, about);
      await fs.rm(data, { recursive: true });
    }
  });
});

test('a run that is killed again and again gets there in the end', async () => {
  const data = await morning(true);
  for (let n = 1; n <= 6; n++) {
    await runOnce(root, data, { config, kill: { after: (n / 7) * duration } });
    await expectSound(data, true, `killed ${n} times`);
  }
  await expectUndisturbed(data, 'after six kills');
});
