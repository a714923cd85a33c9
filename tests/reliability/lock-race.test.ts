import { expect, test } from 'vitest';
import { raceForLock, unfair } from '../pipelines/lock-race.ts';
import { amountOf } from '../support/depth.ts';

const RUNS = amountOf('first runs that race for the lock');

test(`one of six processes writes, in each of ${RUNS} first runs`, async () => {
  const outcomes = await raceForLock(6, RUNS);
  expect(outcomes).toHaveLength(RUNS);
  expect(unfair(outcomes)).toEqual([]);
});
