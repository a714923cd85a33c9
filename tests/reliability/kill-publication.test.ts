import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, test } from 'vitest';
import { amountOf, oneIn } from '../support/depth.ts';
import { type KilledRun, killedRun } from './killed-run.ts';

const EVERY = amountOf('kills of a run at steps of its publication: one in');

const STEPS: [about: string, folder: string, name: RegExp][] = [
  ['a release is begun', 'releases', /^\.part-/],
  ['a release is in its place', 'releases', /^\d/],
  ['the link is made', '.', /^latest\.part$/],
  ['the link is in its place', '.', /^latest$/],
  ['the file beside the link is begun', '.', /^latest\.json\.part$/],
  ['the file beside the link is in its place', '.', /^latest\.json$/],
  ['the build is kept', 'build', /^vie\.duckdb$/],
  ['the run is recorded', 'state/runs', /./],
];

let run: KilledRun;
beforeAll(async () => {
  run = await killedRun();
});

describe('a run that is killed at a step of its publication', () => {
  test.each(oneIn(EVERY, STEPS))(
    'as soon as %s leaves the old or the new release, and the next run makes it good',
    async (...point) => {
      const [about, folder, name] = point;
      for (const isFirst of [true, false]) {
        const data = await run.morning(isFirst);
        await fs.mkdir(path.join(data, folder), { recursive: true });
        // A slow observer may come too late; then the run simply ended well.
        await run.kill(data, { folder: path.join(data, folder), name });
        await run.expectSound(data, isFirst, about);
        await run.expectUndisturbed(data, about);
        await fs.rm(data, { recursive: true });
      }
    },
  );
});
