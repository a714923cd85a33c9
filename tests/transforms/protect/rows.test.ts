import { describe, expect, it } from 'vitest';
import type { DeliveredRows, Stage } from '../../../transforms/protect/delivered-rows.ts';
import { hiddenRows } from '../../../transforms/protect/rows.ts';

type Counts = Record<string, [affected: number, of: number]>;

/** Two buurten of which nothing needs protection, beside the one that a case is about. */
const SAFE: Counts = { B: [40, 200], C: [60, 300] };

/** Three buurten in a wijk. */
const rowsOf = (a: [affected: number, of: number], rest: Partial<DeliveredRows> = {}): DeliveredRows => {
  const counts: Counts = { A: a, ...SAFE };
  return {
    about: 'overgewicht/0001, 2023, total',
    parents: new Map([
      ['A', 'W'],
      ['B', 'W'],
      ['C', 'W'],
      ['W', undefined],
    ]),
    overlapping: new Map(),
    count: (area, concept) => counts[area]?.[concept === 'of' ? 1 : 0] ?? 0,
    pairs: [{ numerator: 'affected', denominator: 'of' }],
    threshold: 10,
    isSensitive: true,
    past: [],
    prefer: new Set(),
    ...rest,
  };
};

/** What an earlier release was made of, and which areas it showed and hid. */
const stage = (counts: Counts, shown: string[], hidden: Record<string, string> = {}): Stage => ({
  count: (area, concept) => counts[area]?.[concept === 'of' ? 1 : 0],
  areas: new Set([...shown, ...Object.keys(hidden)]),
  hidden: new Map(Object.entries(hidden)),
});

const plain = { isSensitive: false };
const hidden = async (rows: DeliveredRows) => Object.fromEntries(await hiddenRows(rows));

describe('a row is hidden', () => {
  it('with few affected, and with the smallest row that keeps the sum of the wijk from telling', async () => {
    // 103 of the wijk without 40 and 60 is 3.
    expect(await hidden(rowsOf([3, 50]))).toEqual({ A: 'small_count', B: 'union' });
    expect(await hidden(rowsOf([10, 50]))).toEqual({});
  });

  it('with few who are counted at all', async () => {
    expect(await hidden(rowsOf([0, 4], plain))).toMatchObject({ A: 'small_count' });
    expect(await hidden(rowsOf([0, 0]))).toEqual({});
  });

  it('with few who are not affected', async () => {
    // 45 of 50 is no more than 90 %, but 5 are not affected.
    expect(await hidden(rowsOf([45, 50]))).toMatchObject({ A: 'union' });
    expect(await hidden(rowsOf([41, 50], plain))).toMatchObject({ A: 'union' });
    expect(await hidden(rowsOf([40, 50]))).toEqual({});
  });

  it('with nobody affected, when the subject is sensitive', async () => {
    const found = await hidden(rowsOf([0, 50]));
    expect(found['A']).toBe('group');
    expect(Object.keys(found).length).toBeGreaterThan(1);
    expect(await hidden(rowsOf([0, 50], plain))).toEqual({});
  });

  it('with everybody affected, when the subject is sensitive', async () => {
    expect(await hidden(rowsOf([50, 50]))).toMatchObject({ A: 'group' });
    expect(await hidden(rowsOf([50, 50], plain))).toEqual({});
  });

  it('with more than 90 % affected, when the subject is sensitive', async () => {
    // Of 200, the 10 or 20 who are not affected are enough by themselves.
    expect(await hidden(rowsOf([190, 200]))).toMatchObject({ A: 'group' });
    expect(await hidden(rowsOf([190, 200], plain))).toEqual({});
    expect(await hidden(rowsOf([180, 200]))).toEqual({});
  });

  it('with all its counts when one of them is unsafe', async () => {
    const counts: Record<string, Counts> = {
      healthy: { A: [30, 100], ...SAFE },
      bullied: { A: [3, 100], ...SAFE },
    };
    const pairs = Object.keys(counts).map(name => ({ numerator: name, denominator: `${name} of` }));
    const count = (area: string, concept: string) => {
      const [name = '', of] = concept.split(' ');
      return counts[name]?.[area]?.[of ? 1 : 0] ?? 0;
    };
    const both = { ...rowsOf([0, 0]), pairs, count };
    // Areas, not counts, are hidden: what is said of A goes for who is healthy too.
    expect(await hidden({ ...both, pairs: pairs.slice(0, 1) })).toEqual({});
    expect(await hidden(both)).toEqual({ A: 'small_count', B: 'union' });
  });
});

describe('what was said before', () => {
  it('stays hidden, for the reason of then', async () => {
    const found = await hidden(
      rowsOf([30, 100], { past: [stage({ A: [30, 100], ...SAFE }, [], { A: 'small_count' })] }),
    );
    expect(found['A']).toBe('small_count');
    // 130 of the wijk without 40 and 60 would give the 30.
    expect(Object.keys(found).length).toBeGreaterThan(1);
  });

  it('was shown, and protects nothing', async () => {
    const found = await hidden(rowsOf([3, 50], { past: [stage(SAFE, ['B', 'C'])] }));
    expect(Object.keys(found).sort()).toEqual(['A', 'W']);
    expect(found['A']).toBe('small_count');
  });

  it('was shown though it is small, and is hidden from now on', async () => {
    // The same counts, all of which the release before showed: nothing protects A, and it is not printed again.
    const past = [stage({ A: [3, 50], ...SAFE }, ['A', 'B', 'C', 'W'])];
    expect(await hidden(rowsOf([3, 50], { past }))).toEqual({ A: 'small_count' });
  });

  it('hid a row in another period, which then protects this one', async () => {
    expect(await hidden(rowsOf([3, 50], { prefer: new Set(['C']) }))).toEqual({
      A: 'small_count',
      C: 'union',
    });
  });
});

it('a new lab of which a part was printed before is hidden as far as it is not known, and stops nothing', async () => {
  // A was 12 of 50 and is 3 now. Of the lab the 250 follow from 50 and 200; its 43 would leave 3 beside the 40 of B.
  const past = [stage({ A: [12, 50], ...SAFE }, ['A', 'B', 'C', 'W'])];
  const overlapping = new Map([['LL', ['A', 'B']]]);
  const areas = new Set(['A', 'B', 'C', 'W', 'LL']);
  const found = await hidden(rowsOf([3, 50], { past, overlapping, areas }));
  expect(Object.keys(found).sort()).toEqual(['A', 'LL', 'W']);
});

describe('a count that a correction makes small', () => {
  const then: Counts = { A: [3, 50], B: [40, 200], C: [60, 300], D: [12, 50] };
  /** The release before hid A and B, and showed C, D and the wijk. */
  const corrected = (now: Counts, shown: string[]): DeliveredRows => ({
    ...rowsOf([3, 50]),
    parents: new Map([...['A', 'B', 'C', 'D'].map(code => [code, 'W'] as const), ['W', undefined]]),
    count: (area, concept) => now[area]?.[concept === 'of' ? 1 : 0] ?? 0,
    past: [stage(then, shown, { A: 'small_count', B: 'union' })],
  });

  it('does not follow from what the sum around it was', async () => {
    // The wijk was 115 with 12 of D: A, B and C are 103, and the wijk of now without those is D.
    const found = await hidden(corrected({ ...then, D: [9, 50] }, ['C', 'D', 'W']));
    expect(found).toMatchObject({ A: 'small_count', B: 'union', D: 'small_count' });
    expect('W' in found).toBe(true);
  });

  it('needs no more than itself where that sum was not shown', async () => {
    const found = await hidden(corrected({ ...then, D: [9, 50] }, ['C', 'D']));
    expect(found).toEqual({ A: 'small_count', B: 'union', D: 'small_count' });
  });
});

it('no area is shown from which another differs by a small count', async () => {
  // W without the lab is A.
  const found = await hidden(rowsOf([3, 50], { overlapping: new Map([['LL', ['B', 'C']]]) }));
  expect(found['A']).toBe('small_count');
  expect('LL' in found || 'W' in found).toBe(true);
});

it('what nothing protects is an error that names area and delivery', async () => {
  const rows = rowsOf([3, 50], { past: [stage({ A: [3, 50], ...SAFE }, ['B', 'C', 'W'])] });
  await expect(hiddenRows(rows)).rejects.toMatchObject({
    code: 'contract',
    message: 'A count of overgewicht/0001, 2023, total in A cannot be protected.',
    where: { field: 'A' },
  });
});
