import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SpineRow, spine, spinePlaces } from '../../../output/site/draw/spine.ts';

const number = fc.double({ min: -1000, max: 1000, noNaN: true });
const maybe = fc.option(number, { nil: null });

/** Values below and above nothing, with a benchmark inside or outside of them, and areas that are all alike. */
const ROW: fc.Arbitrary<SpineRow> = fc
  .record({
    others: fc.oneof(
      fc.array(number, { maxLength: 12 }),
      fc.tuple(number, fc.integer({ min: 1, max: 9 })).map(([same, n]) => Array<number>(n).fill(same)),
    ),
    value: maybe,
    margin: fc.option(fc.double({ min: 0, max: 50, noNaN: true }), { nil: null }),
    benchmark: maybe,
    isLowBest: fc.boolean(),
  })
  .map(({ others, value, margin, benchmark, isLowBest }) => ({
    others: (value === null ? others : [...others, value]).sort((a, b) => a - b),
    value,
    lower: value === null || margin === null ? null : value - margin,
    upper: value === null || margin === null ? null : value + margin,
    benchmark,
    isLowBest,
    verdict: 'not_compared',
  }));

test('worst ≤ p25 ≤ p75 ≤ best, whichever side is favourable; all of it on the axis', () => {
  fc.assert(
    fc.property(ROW, row => {
      const places = spinePlaces(row);
      if (!places) {
        expect([row.value, row.benchmark, ...row.others]).toEqual([null, null]);
        return;
      }
      const { worst, p25, p75, best, benchmark, value, from, to } = places;
      expect([worst, p25, p75, best]).toEqual([worst, p25, p75, best].sort((a, b) => a - b));
      for (const place of [worst, best, benchmark ?? 0, value ?? 0, from ?? 0, to ?? 0]) {
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(1);
      }
      if (value !== null && row.others.length > 0) {
        expect(value).toBeGreaterThanOrEqual(worst);
        expect(value).toBeLessThanOrEqual(best);
      }
      if (value !== null && from !== null && to !== null) {
        expect(from).toBeLessThanOrEqual(value);
        expect(to).toBeGreaterThanOrEqual(value);
      }
    }),
  );
});

test('what is more favourable than the country lies to the right of it', () => {
  fc.assert(
    fc.property(ROW, row => {
      const places = spinePlaces(row);
      if (row.value === null || row.benchmark === null || places?.value == null || places.benchmark === null)
        return;
      const isBetter = row.isLowBest ? row.value <= row.benchmark : row.value >= row.benchmark;
      expect(isBetter ? places.value >= places.benchmark : places.value <= places.benchmark).toBe(true);
    }),
  );
});

test('a spine by hand: −2 among −4 … 4, low is best, the country at 0', () => {
  const row: SpineRow = {
    others: [-4, -2, 0, 2, 4],
    value: -2,
    lower: -3,
    upper: -1,
    benchmark: 0,
    isLowBest: true,
    verdict: 'better',
  };
  // The axis runs from 4 (left) to −4 (right): −2 lies at (4 − −2) / 8 = 0.75, its limits at 0.625 and 0.875.
  expect(spinePlaces(row)).toEqual({
    worst: 0,
    p25: 0.25,
    p75: 0.75,
    best: 1,
    benchmark: 0.5,
    value: 0.75,
    from: 0.625,
    to: 0.875,
  });
  // 220 pixels with 8 free at both ends: 8 + 0.75 × 204 = 161.
  expect(spine(row).text).toContain('<use href="#punt-better" x="161"/>');
});
