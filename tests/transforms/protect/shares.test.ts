import { describe, expect, it } from 'vitest';
import type { DeliveredRows } from '../../../transforms/protect/delivered-rows.ts';
import { hiddenRows } from '../../../transforms/protect/rows.ts';
import { ReleaseAttacker } from '../../pipelines/release-attacker.ts';

type Counts = Record<string, [affected: number, of: number]>;

const rowsOf = (counts: Counts, rest: Partial<DeliveredRows> = {}): DeliveredRows => ({
  about: 'overgewicht/0001, 2023, total',
  parents: new Map([...Object.keys(counts).map(code => [code, 'W'] as const), ['W', undefined]]),
  overlapping: new Map(),
  count: (area, concept) => counts[area]?.[concept === 'of' ? 1 : 0] ?? 0,
  pairs: [{ numerator: 'affected', denominator: 'of' }],
  threshold: 10,
  isSensitive: true,
  past: [],
  prefer: new Set(),
  ...rest,
});

/** Areas by their smallest areas. */
const leavesOf = ({ parents, overlapping }: DeliveredRows): Map<string, readonly string[]> => {
  const leaves = [...parents.keys()].filter(code => code !== 'W');
  return new Map([...leaves.map(code => [code, [code]] as const), ['W', leaves], ...overlapping]);
};

/** Whether somebody who reads what is not hidden is certain that more than 90 %, or less than 10 %, of these areas is affected. */
async function certain(rows: DeliveredRows, hidden: ReadonlySet<string>, areas: string[]) {
  const attacker = new ReleaseAttacker();
  const terms = (codes: readonly string[], affected: number, rest: number) =>
    new Map(
      codes.flatMap(code => [[`${code} affected`, affected] as const, [`${code} rest`, rest] as const]),
    );
  for (const [area, leaves] of leavesOf(rows)) {
    if (hidden.has(area)) continue;
    const sum = (concept: string) =>
      leaves.reduce((total, leaf) => total + (rows.count(leaf, concept) ?? 0), 0);
    attacker.learn(new Map(leaves.map(leaf => [`${leaf} affected`, 1])), sum('affected'));
    attacker.learn(terms(leaves, 1, 1), sum('of'));
  }
  // Ten times 0.9 · rest - 0.1 · affected is at least 0 where the share may be 90 % or less.
  const [nearlyAll, nearlyNobody] = await attacker.bounds([terms(areas, -1, 9), terms(areas, 9, -1)]);
  return { nearlyAll: (nearlyAll?.high ?? 0) < -1e-6, nearlyNobody: (nearlyNobody?.high ?? 0) < -1e-6 };
}

const hiddenIn = async (rows: DeliveredRows) => Object.fromEntries(await hiddenRows(rows));
const set = (codes: object) => new Set(Object.keys(codes));

describe('a rest', () => {
  it('is not certain to be everybody', async () => {
    // The wijk is 180 of 270; without C and D, 70 of 70 are left.
    const rows = rowsOf({ A: [35, 35], B: [35, 35], C: [60, 100], D: [50, 100] });
    expect(await certain(rows, new Set(['A', 'B']), ['A', 'B'])).toMatchObject({ nearlyAll: true });
    const hidden = await hiddenIn(rows);
    // 50 is the smallest count with which people can be exchanged.
    expect(hidden).toEqual({ A: 'group', B: 'group', D: 'secondary' });
    for (const areas of [['A'], ['B'], ['A', 'B']])
      expect(await certain(rows, set(hidden), areas)).toMatchObject({ nearlyAll: false });
  });

  it('is not certain to be nearly everybody, be the counts as large as they may', async () => {
    // 6,000 of 6,200 are left of the wijk: 96.8 %, and 200 who are not affected.
    const rows = rowsOf({ A: [3000, 3100], B: [3000, 3100], C: [900, 2000] });
    expect(await certain(rows, new Set(['A', 'B']), ['A', 'B'])).toMatchObject({ nearlyAll: true });
    const hidden = await hiddenIn(rows);
    expect(Object.keys(hidden).length).toBe(3);
    expect(await certain(rows, set(hidden), ['A', 'B'])).toMatchObject({ nearlyAll: false });
  });

  it('is not certain to be below 10 %, unless few have it anyway', async () => {
    // 30 of 400 are left of the wijk: 7.5 %.
    const counts: Counts = { A: [15, 200], B: [15, 200], C: [90, 200], D: [80, 200] };
    const rows = rowsOf(counts);
    const hidden = await hiddenIn(rows);
    expect(hidden).toMatchObject({ A: 'group', B: 'group' });
    expect(await certain(rows, new Set(['A', 'B']), ['A', 'B'])).toMatchObject({ nearlyNobody: true });
    expect(await certain(rows, set(hidden), ['A', 'B'])).toMatchObject({ nearlyNobody: false });
    const pairs = [{ numerator: 'affected', denominator: 'of', isRare: true }];
    expect(await hiddenIn(rowsOf(counts, { pairs }))).toEqual({});
    expect(await hiddenIn(rowsOf({ ...counts, A: [0, 200] }, { pairs }))).toMatchObject({ A: 'group' });
  });

  it('may be anything where the subject is not sensitive', async () => {
    const counts: Counts = { A: [35, 35], B: [35, 35], C: [60, 100], D: [50, 100] };
    expect(await hiddenIn(rowsOf(counts, { isSensitive: false }))).toEqual({});
  });
});

it('areas together that follow from areas that overlap are no certain share', async () => {
  // The lab without C is A and B: 126 of 130, 97 %. Neither is printed.
  const rows = rowsOf(
    { A: [60, 65], B: [66, 65 + 1], C: [60, 100], D: [50, 100], E: [70, 120] },
    { overlapping: new Map([['LL', ['A', 'B', 'C']]]) },
  );
  expect(await certain(rows, new Set(['A', 'B']), ['A', 'B'])).toMatchObject({ nearlyAll: true });
  const hidden = await hiddenIn(rows);
  for (const areas of [['A'], ['B'], ['A', 'B']])
    expect(await certain(rows, set(hidden), areas)).toMatchObject({ nearlyAll: false });
});

describe('a whole that is public, as inhabitants', () => {
  const inhabitants = (a: number) =>
    new Map([['A', a], ...['B', 'C', 'D'].map(code => [code, 500] as const)]);
  const of = (a: number, whole: number, rest: Partial<DeliveredRows> = {}) =>
    rowsOf(
      { A: [a, 0], B: [150, 0], C: [180, 0], D: [200, 0] },
      { pairs: [{ numerator: 'affected', wholes: [inhabitants(whole)] }], ...rest },
    );

  it('makes a share of which more than 90 % is affected', async () => {
    expect(await hiddenIn(of(800, 800))).toMatchObject({ A: 'group' });
    expect(await hiddenIn(of(800, 880))).toMatchObject({ A: 'group' });
    // 800 of 900 is 88.9 %.
    expect(await hiddenIn(of(800, 900))).toEqual({});
  });

  it('leaves few who are not affected', async () => {
    expect(await hiddenIn(of(40, 45))).toMatchObject({ A: 'group' });
    expect(await hiddenIn(of(40, 45, { isSensitive: false }))).toMatchObject({ A: 'group' });
    expect(await hiddenIn(of(40, 50, { isSensitive: false }))).toEqual({});
  });

  it('bounds what is hidden', async () => {
    // Of 5 inhabitants, rounded, at most 9 are affected: B, alone beside A, would lie between 150 + 3 - 9 and 150 + 3.
    const hidden = await hiddenIn(of(3, 5, { isSensitive: false }));
    expect(Object.keys(hidden).length).toBeGreaterThan(2);
    const unlimited = await hiddenIn(of(3, 400, { isSensitive: false }));
    expect(Object.keys(unlimited)).toEqual(['A', 'B']);
  });
});
