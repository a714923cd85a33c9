import fs from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { amountOf } from '../support/depth.ts';
import { type KilledRun, killedRun } from './killed-run.ts';

const KILLS = amountOf('kills of a run at random moments');

let run: KilledRun;
beforeAll(async () => {
  run = await killedRun();
});

test(`a run that is killed at any of ${KILLS} random moments leaves the old or the new release, and the next run makes it good`, async () => {
  let killed = 0;
  for (let n = 0; n < KILLS; n++) {
    const isFirst = n % 2 === 0;
    const data = await run.morning(isFirst);
    // One moment in each part of the run, so that no part is left out by chance.
    const after = ((n + Math.random()) / KILLS) * run.duration;
    const about = `killed after ${after.toFixed(0)} of ${run.duration.toFixed(0)} ms${isFirst ? ', first run' : ''}`;
    if (await run.kill(data, { after })) killed++;
    await run.expectSound(data, isFirst, about);
    await run.expectUndisturbed(data, about);
    await fs.rm(data, { recursive: true });
  }
  expect(killed).toBeGreaterThan(KILLS / 4);
});

test('a run that is killed again and again gets there in the end', async () => {
  const data = await run.morning(true);
  for (let n = 1; n <= 6; n++) {
    await run.kill(data, { after: (n / 7) * run.duration });
    await run.expectSound(data, true, `killed ${n} times`);
  }
  await run.expectUndisturbed(data, 'after six kills');
});
