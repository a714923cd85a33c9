import fs from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import type { Manifest } from '../../output/release.ts';
import { configFile, latestManifest, reducedProject, tempFolder } from '../support/pipeline.ts';
import {
  expectWhole,
  finishedReleases,
  intactRelease,
  intactSnapshots,
  leftovers,
  type Moment,
  pointers,
  runOnce,
} from './intact.ts';

/** A run that may be killed, and what holds before and after it. */
export interface KilledRun {
  /** Milliseconds that it takes when nothing disturbs it. */
  duration: number;
  /** A data folder with a release of yesterday, or an empty one for the first run of all. */
  morning(isFirst: boolean): Promise<string>;
  /** Runs until the moment; true when it was killed there, false when it had ended well before. */
  kill(data: string, moment: Moment): Promise<boolean>;
  /** There is the release from before or the new one, whole; never anything in between. */
  expectSound(data: string, isFirst: boolean, about: string): Promise<void>;
  /** One run more, and all is as if nothing had been killed. */
  expectUndisturbed(data: string, about: string): Promise<void>;
}

export async function killedRun(): Promise<KilledRun> {
  const root = await reducedProject();
  const config = await configFile('thresholds: {coverage: 0.5}\n', root);
  // The release of yesterday is made under another config.
  const before = await tempFolder('data');
  expect(await runOnce(root, before)).toMatchObject({ code: 0 });
  const old = (await latestManifest(before)).release_id;
  const calm = await tempFolder('data');
  const first = await runOnce(root, calm, { config });
  expect(first, first.stderr).toMatchObject({ code: 0 });
  const undisturbed: Manifest = await latestManifest(calm);

  return {
    duration: first.took,
    async morning(isFirst) {
      const data = await tempFolder('data');
      if (!isFirst) await fs.cp(before, data, { recursive: true, verbatimSymlinks: true });
      return data;
    },
    async kill(data, moment) {
      const { code, stderr } = await runOnce(root, data, { config, kill: moment });
      expect([null, 0], stderr).toContain(code);
      return code === null;
    },
    async expectSound(data, isFirst, about) {
      const latest = await fs.readlink(path.join(data, 'latest')).catch(() => undefined);
      if (isFirst && latest === undefined) {
        for (const id of await finishedReleases(data))
          await expectWhole(path.join(data, 'releases', id), about);
        return;
      }
      const { release_id } = await intactRelease(data, about);
      expect([old, undisturbed.release_id], about).toContain(release_id);
    },
    async expectUndisturbed(data, about) {
      const run = await runOnce(root, data, { config });
      expect(run.code, `${about}: ${run.stderr}`).toBe(0);
      const manifest = await intactRelease(data, about);
      expect(manifest, about).toEqual(undisturbed);
      await intactSnapshots(data, about);
      expect(await leftovers(data), about).toEqual([]);
      expect(await pointers(data), about).toEqual([undisturbed.release_id, undisturbed.release_id]);
    },
  };
}
