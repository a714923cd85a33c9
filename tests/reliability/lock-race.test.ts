import { expect, test } from 'vitest';
import { raceForLock, unfair } from '../pipelines/lock-race.ts';

test('one of six processes writes, in each of 500 first runs', async () => {
  const outcomes = await raceForLock(6, 500);
  expect(outcomes).toHaveLength(500);
  expect(unfair(outcomes)).toEqual([]);
});
