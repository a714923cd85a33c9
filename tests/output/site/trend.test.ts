import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf, type TrendPoint, trend } from '../../../output/site/draw/trend.ts';

// Figures of a release are rounded.
const rounded = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map(n => n / 100);

const POINTS: fc.Arbitrary<TrendPoint[]> = fc
  .array(
    fc.record({
      value: fc.option(rounded(-50, 50), { nil: null, freq: 4 }),
      margin: fc.option(rounded(0, 9), { nil: null }),
      breakBefore: fc.option(fc.constant('een andere vraag'), { nil: null, freq: 3 }),
    }),
    { minLength: 2, maxLength: 8 },
  )
  .map(all =>
    all.map(({ value, margin, breakBefore }, n) => ({
      period: String(2015 + n),
      year: 2015.5 + n,
      value,
      lower: value === null || margin === null ? null : value - margin,
      upper: value === null || margin === null ? null : value + margin,
      breakBefore,
    })),
  );

test('no line runs across a break or over a missing start', () => {
  fc.assert(
    fc.property(POINTS, points => {
      const pieces = piecesOf(points);
      expect(pieces.flat()).toEqual(points.filter(point => point.value !== null));
      for (const piece of pieces) for (const point of piece.slice(1)) expect(point.breakBefore).toBeNull();
    }),
  );
});

test('every break is marked, and the names of lines stay apart', () => {
  fc.assert(
    fc.property(POINTS, POINTS, (own, other) => {
      if (![...own, ...other].some(point => point.value !== null)) return;
      const lines = [
        { name: 'Een', kind: 'own', points: own },
        { name: 'Twee', kind: 'other', points: other },
      ];
      const { text } = trend({ id: 't', title: 'T', lines, unit: '%' });
      expect(text).not.toMatch(/NaN|Infinity|undefined/);
      const years = [...own, ...other].flatMap(point => (point.value === null ? [] : [point.year]));
      const breaks = [...own, ...other].filter(
        ({ breakBefore, year }) => breakBefore && year >= Math.min(...years) && year <= Math.max(...years),
      );
      expect(text.match(/class="break"/g)?.length ?? 0).toBe(new Set(breaks.map(one => one.period)).size);
      const places = [...text.matchAll(/class="name [a-z]+" x="[\d.]+" y="(-?[\d.]+)"/g)].map(one =>
        Number(one[1]),
      );
      for (const [n, place] of places.slice(1).entries())
        expect(place - (places[n] ?? 0)).toBeGreaterThanOrEqual(14.9);
    }),
  );
});
