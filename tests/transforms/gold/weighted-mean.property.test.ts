import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Figure, goldWorld, valuesOf } from '../../support/warehouse.ts';
import { group, SMOKERS, three } from './three.ts';

/** A percentage with one decimal, as sources print them, and a number of inhabitants. */
const member = fc.record({
  value: fc.integer({ min: 0, max: 1000 }).map(tenths => tenths / 10),
  weight: fc.integer({ min: 0, max: 900_000 }),
});
const members = fc.tuple(member, member, member).filter(list => list.some(one => one.weight > 0));

type Members = [Member, Member, Member];
type Member = { value: number; weight: number };

/** Each set of members is a year of its own: one build computes them all. */
async function groupValues(cases: Members[]): Promise<(number | null)[]> {
  const year = (n: number) => String(2000 + n);
  const figures = (concept: string, pick: (one: Member) => number): Figure[] =>
    cases.map(([a, b, c], n) => ({ concept, period: year(n), of: three(pick(a), pick(b), pick(c)) }));
  const world = await goldWorld({
    config: group(),
    editions: [
      { source: 'kwb', id: '2020', table: 'K', figures: figures('inwoners', one => one.weight) },
      { id: '2020', table: 'R', figures: figures('roken', one => one.value) },
    ],
    indicators: [SMOKERS],
  });
  return (await valuesOf(world, "area_code = 'RG-X'")).map(row => row.value);
}

test('a weighted mean lies between the least and the largest member that has inhabitants', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(members, { minLength: 150, maxLength: 200 }), async cases => {
      const values = await groupValues(cases);
      expect(values).toHaveLength(cases.length);
      for (const [n, list] of cases.entries()) {
        const inhabited = list.filter(one => one.weight > 0);
        const weight = inhabited.reduce((total, one) => total + one.weight, 0);
        const mean = inhabited.reduce((total, one) => total + one.value * one.weight, 0) / weight;
        expect(values[n]).toBeGreaterThanOrEqual(Math.min(...inhabited.map(one => one.value)) - 1e-9);
        expect(values[n]).toBeLessThanOrEqual(Math.max(...inhabited.map(one => one.value)) + 1e-9);
        expect(values[n]).toBeCloseTo(mean, 6);
      }
    }),
    { numRuns: 2 },
  );
});
