import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Given } from '../../support/warehouse.ts';
import { counts, now, numbers, type SeriesRow, seriesCases } from './series.ts';

const OLD = ['BU00010000', 'BU00010001', 'BU00010002'];
const NEW = ['BU00020000', 'BU00020001', 'BU00020002', 'BU00020003'];

/** Old areas with their people, the young among them, and how many addresses go to each new area. */
const area = fc.record({
  people: fc.integer({ min: 1, max: 20_000 }),
  young: fc.double({ min: 0, max: 1, noNaN: true }),
  moves: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: NEW.length, maxLength: NEW.length }),
});
type Area = { people: number; young: number; moves: number[] };
const areas = fc
  .tuple(area, area, area)
  .filter(list => list.every(({ moves }) => moves.some(number => number > 0)));

const youngOf = ({ people, young }: Area): number => Math.round(people * young);

function world(list: Area[]): Given {
  let next = 1;
  const before: Record<string, string[]> = {};
  const after: Record<string, string[]> = {};
  for (const [from, { moves }] of list.entries()) {
    for (const [to, number] of moves.entries()) {
      const addresses = numbers(next, next + number - 1);
      next += number;
      for (const [side, code] of [
        [before, OLD[from]],
        [after, NEW[to]],
      ] as const) {
        if (code) side[code] = [...(side[code] ?? []), ...addresses];
      }
    }
  }
  const of = (pick: (one: Area) => number) =>
    Object.fromEntries(OLD.map((code, at) => [code, pick(list[at] ?? { people: 0, young: 0, moves: [] })]));
  return {
    addresses: [
      { vintage: 2020, of: before },
      { vintage: 2024, of: after },
    ],
    editions: [
      {
        id: '2020',
        figures: [
          counts(
            'inwoners',
            of(one => one.people),
          ),
          counts('jong', of(youngOf)),
        ],
      },
      now(NEW),
    ],
    indicators: [
      { id: 'aandeel', measure: 'ratio', numerator: 'jong', denominator: 'inwoners' },
      { id: 'inwoners', measure: 'sum', value: 'inwoners' },
    ],
  };
}

/** Whether totals stay, and shares lie within the range of their parts. */
function judge(list: Area[], rows: SeriesRow[]): void {
  const people = rows.filter(row => row['indicator_id'] === 'inwoners');
  const total = people.reduce((sum, row) => sum + (row.value ?? 0), 0);
  expect(total).toBeCloseTo(
    list.reduce((sum, one) => sum + one.people, 0),
    3,
  );
  for (const row of rows.filter(row => row['indicator_id'] === 'aandeel')) {
    const to = NEW.indexOf(row.area_code);
    const parts = list
      .filter(({ moves }) => (moves[to] ?? 0) > 0)
      .map(one => (youngOf(one) / one.people) * 100);
    expect(row.value).toBeGreaterThanOrEqual(Math.min(...parts) - 1e-6);
    expect(row.value).toBeLessThanOrEqual(Math.max(...parts) + 1e-6);
  }
  expect(people.length).toBe(NEW.filter((_, to) => list.some(({ moves }) => (moves[to] ?? 0) > 0)).length);
}

test('however areas are split and merged, totals stay and shares lie within the range of their parts', async () => {
  await fc.assert(
    // One world holds all the cases of a run.
    fc.asyncProperty(fc.array(areas, { minLength: 24, maxLength: 24 }), async lists => {
      const seriesOf = seriesCases();
      const looks = lists.map(list => seriesOf(world(list), "area_code like 'BU%' and value is not null"));
      for (const [at, list] of lists.entries()) judge(list, (await looks[at]?.()) ?? []);
    }),
    { numRuns: 1 },
  );
}, 120_000);
