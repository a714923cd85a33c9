import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { Golden } from '../../support/golden.ts';

let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
});

/** A percentage with one decimal, and a weight that lies between two counts. */
const part = fc
  .record({
    value: fc.integer({ min: 0, max: 1000 }).map(tenths => tenths / 10),
    low: fc.integer({ min: 0, max: 500 }),
    spare: fc.integer({ min: 0, max: 500 }),
  })
  .map(({ value, low, spare }) => ({ value, low, high: low + spare }));
const parts = fc.array(part, { minLength: 1, maxLength: 6 }).filter(list => list.some(one => one.low > 0));

type Part = { value: number; low: number; high: number };

/** The weighted means with every choice of low and high weights; the extremes lie at one of these corners. */
function corners(list: Part[]): number[] {
  return Array.from({ length: 2 ** list.length }, (_, choice) => {
    const weights = list.map((one, at) => ((choice >> at) & 1 ? one.high : one.low));
    const sum = (of: (one: Part) => number) =>
      list.reduce((total, one, at) => total + (weights[at] ?? 0) * of(one), 0);
    return sum(one => one.value) / sum(() => 1);
  });
}

test('the extreme weighted means are those of all corners of the weights, no more and no less', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(parts, { minLength: 60, maxLength: 80 }), async cases => {
      const rows = cases.flatMap((list, at) =>
        list.map(({ value, low, high }) => `(${at}, ${value}, ${value}, ${low}, ${high})`),
      );
      const found = await golden.warehouse.all<{ mean_low: number; mean_high: number }>(
        `with named_part as (
           from (values ${rows.join(', ')}) as p(group_key, value_low, value_high, weight_low, weight_high)
         ) select mean_low, mean_high from weighted_extremes('named_part') order by group_key`,
      );
      expect(found).toHaveLength(cases.length);
      for (const [at, list] of cases.entries()) {
        expect(found[at]?.mean_low).toBeCloseTo(Math.min(...corners(list)), 9);
        expect(found[at]?.mean_high).toBeCloseTo(Math.max(...corners(list)), 9);
      }
    }),
    { numRuns: 10 },
  );
});
