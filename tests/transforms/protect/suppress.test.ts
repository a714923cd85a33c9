import { describe, expect, it } from 'vitest';
import { suppress } from '../../../transforms/protect/suppress.ts';
import type { CountTable, Reason } from '../../../transforms/protect/table.ts';
import { audit } from '../../support/audit.ts';
import { leaks } from '../../support/disclosure.ts';

/** A total and its parts; the total is cell 0. */
const sumOf = (parts: number[], rest: Partial<CountTable> = {}): CountTable => ({
  counts: [parts.reduce((sum, part) => sum + part, 0), ...parts],
  relations: [{ total: 0, parts: parts.map((_, n) => n + 1) }],
  ...rest,
});

const reasons = async (table: CountTable): Promise<Record<number, Reason>> => {
  const { hidden, failures } = await suppress(table);
  expect(failures).toEqual([]);
  expect(await leaks(table, hidden)).toEqual([]);
  return Object.fromEntries(hidden);
};

describe('what is hidden and why', () => {
  it('a small count takes the smallest part with it that hides it', async () => {
    expect(await reasons(sumOf([3, 12, 40]))).toEqual({ 1: 'small_count', 2: 'union' });
    expect(await reasons(sumOf([1, 12, 40]))).toEqual({ 1: 'small_count', 2: 'union' });
  });

  it('the total goes when no part is left', async () => {
    expect(await reasons(sumOf([3, 0, 0]))).toEqual({ 0: 'small_count', 1: 'small_count' });
    expect(await reasons(sumOf([3, 4, 5]))).toEqual({ 1: 'small_count', 2: 'small_count', 3: 'small_count' });
    const alone: CountTable = {
      counts: [3, 3, 40, 43],
      relations: [
        { total: 0, parts: [1] },
        { total: 3, parts: [0, 2] },
      ],
    };
    expect(await reasons(alone)).toEqual({ 0: 'small_count', 1: 'small_count', 2: 'union' });
  });

  it('nothing is hidden when all is large, and zeros are shown unless they are unsafe', async () => {
    expect(await reasons(sumOf([10, 0, 40]))).toEqual({});
    expect(await reasons(sumOf([10, 0, 40], { zerosUnsafe: true }))).toEqual({ 1: 'secondary', 2: 'zero' });
  });

  it('what the caller and earlier releases hide stays hidden, with its reason', async () => {
    const table = sumOf([30, 20, 40, 50], {
      primaries: new Map([
        [1, 'group' as const],
        [3, 'before' as const],
      ]),
    });
    expect(await reasons(table)).toEqual({ 1: 'group', 3: 'before' });
    expect(await reasons(sumOf([30, 20], { primaries: new Map([[1, 'source' as const]]) }))).toEqual({
      1: 'source',
      2: 'secondary',
    });
  });

  it('cells of other periods protect first', async () => {
    expect(await reasons(sumOf([3, 12, 40], { prefer: new Set([3]) }))).toEqual({
      1: 'small_count',
      3: 'union',
    });
  });

  it('who is alone in a cell does not learn a small count', async () => {
    // 1 and 9 are ten together: the one person of the first would know the second.
    expect(Object.keys(await reasons(sumOf([1, 9, 40]))).length).toBe(3);
  });

  it('a difference of two printed areas is not printed', async () => {
    // Cell 2 is cell 0 without cell 1, and printed nowhere.
    const table: CountTable = {
      counts: [78, 75, 3],
      relations: [{ total: 0, parts: [1, 2] }],
      virtual: new Set([2]),
    };
    expect(await reasons(table)).toEqual({ 1: 'union' });
  });
});

describe('what cannot be protected', () => {
  it('a cell is named that follows from what was printed before', async () => {
    const { failures } = await suppress(sumOf([3, 12, 40], { known: new Set([0, 2, 3]) }));
    expect(new Set(failures.map(({ cell }) => cell))).toEqual(new Set([1]));
  });

  it('a small count that was printed before is named', async () => {
    const { failures, hidden } = await suppress(sumOf([3, 12, 40], { known: new Set([1]) }));
    expect(failures).toEqual([{ cell: 1, problem: 'known' }]);
    expect([...hidden.keys()]).toEqual([1]);
  });

  it('everything was printed before', async () => {
    const { failures } = await suppress(sumOf([3, 12, 40], { known: new Set([0, 1, 2, 3]) }));
    expect(failures).toEqual([{ cell: 1, problem: 'known' }]);
  });

  it('a public denominator bounds the numerator', async () => {
    const table: CountTable = {
      counts: [8, 5, 3],
      relations: [{ total: 0, parts: [1, 2] }],
      virtual: new Set([2]),
      open: new Set([0]),
    };
    const { failures } = await suppress(table);
    expect(new Set(failures.map(({ cell }) => cell))).toEqual(new Set([1, 2]));
  });
});

describe('tables without much in them', () => {
  it('no cells', async () => {
    expect(await reasons({ counts: [], relations: [] })).toEqual({});
  });

  it('one cell', async () => {
    expect(await reasons({ counts: [3], relations: [] })).toEqual({ 0: 'small_count' });
    expect(await reasons({ counts: [30], relations: [] })).toEqual({});
    expect(await audit({ counts: [3], relations: [] }, new Set([0]))).toEqual([
      { cell: 0, low: 0, high: Number.POSITIVE_INFINITY },
    ]);
  });

  it('one part', async () => {
    expect(await reasons(sumOf([4]))).toEqual({ 0: 'small_count', 1: 'small_count' });
    expect(await reasons(sumOf([40]))).toEqual({});
  });

  it('only zeros', async () => {
    expect(await reasons(sumOf([0, 0, 0]))).toEqual({});
    expect(await reasons(sumOf([0, 0], { zerosUnsafe: true }))).toEqual({ 0: 'zero', 1: 'zero', 2: 'zero' });
  });

  it('everything is small', async () => {
    expect(Object.keys(await reasons(sumOf([1, 2, 3])))).toEqual(['0', '1', '2', '3']);
  });
});

it('a table whose sums do not hold is refused with the cell', async () => {
  const wrong: CountTable[] = [
    { counts: [5, 2, 2], relations: [{ total: 0, parts: [1, 2] }] },
    { counts: [5, -5], relations: [] },
    { counts: [5.5], relations: [] },
    { counts: [5], relations: [{ total: 0, parts: [1] }] },
    { counts: [0, 0], relations: [{ total: 0, parts: [1, 1] }] },
    { counts: [5], relations: [], threshold: 0 },
  ];
  for (const table of wrong)
    await expect(suppress(table)).rejects.toThrow(/cannot be protected: .*(cell|threshold)/);
});

it('the audit says between which counts a hidden cell lies', async () => {
  // 2 and 3 are hidden under 25, of which 10 is printed: together 15, each between none and all of it.
  expect(await audit(sumOf([10, 6, 9]), new Set([2, 3]))).toEqual([
    { cell: 2, low: 0, high: 15 },
    { cell: 3, low: 0, high: 15 },
  ]);
});
