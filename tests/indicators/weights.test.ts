import { describe, expect, test } from 'vitest';
import { type GivenEdition, goldWorld, type indicator, rowOf, type ValueRow } from '../support/warehouse.ts';
import { group, inhabitants, SMOKERS, three } from './three.ts';

type Declared = Parameters<typeof indicator>[0];

/** The group figure of 10 %, 20 % and 40 % on a vintage, for weights from the given tables. */
async function weighedBy(
  weights: GivenEdition[],
  given: { vintage?: number; period?: string; indicator?: Declared } = {},
): Promise<ValueRow> {
  const { vintage = 2020, period = '2020', indicator: declared = {} } = given;
  const world = await goldWorld({
    config: group(),
    editions: [
      ...weights,
      {
        id: 'e',
        vintage,
        table: 'R',
        figures: [{ concept: 'roken', period, age: '18+', of: three(10, 20, 40) }],
      },
    ],
    indicators: [{ ...SMOKERS, age_group: '18+', ...declared }],
  });
  return rowOf(world, "area_code = 'RG-X'");
}

// Weights that give each table a result of its own:
// 100/300/600 → (1000 + 6000 + 24000) / 1000 = 31; 1/0/0 → 10; 0/1/0 → 20; 0/0/1 → 40
const [MIXED, FIRST, SECOND, THIRD] = [three(100, 300, 600), three(1, 0, 0), three(0, 1, 0), three(0, 0, 1)];

describe('the count that weighs the members', () => {
  test('is that of the same vintage, even when another is of a nearer year', async () => {
    const value = await weighedBy(
      [inhabitants('2024', MIXED), inhabitants('2022', FIRST), inhabitants('2020', SECOND)],
      { vintage: 2024, period: '2020' },
    );
    expect(value.value).toBe(31);
    expect(value.method).toContain('inwoners 2024 (K2024, 4 jaar later)');
  });

  test('is that of the nearest vintage, when there is none of its own', async () => {
    const value = await weighedBy([inhabitants('2015', FIRST), inhabitants('2019', MIXED)], {
      vintage: 2020,
    });
    expect(value.value).toBe(31);
    expect(value.method).toContain('inwoners 2019 (K2019, 1 jaar eerder)');
  });

  test('is of the nearest year within a table of several years', async () => {
    const several: GivenEdition = {
      source: 'kwb',
      id: '2020',
      table: 'K',
      figures: [
        { concept: 'inwoners', period: '2014', of: FIRST },
        { concept: 'inwoners', period: '2017', of: MIXED },
        { concept: 'inwoners', period: '2020', of: SECOND },
      ],
    };
    const value = await weighedBy([several], { vintage: 2020, period: '2016' });
    expect(value.value).toBe(31);
    expect(value.method).toContain('inwoners 2017 (K, 1 jaar later)');
  });

  test('is the earlier one of two that are equally near', async () => {
    const value = await weighedBy([inhabitants('2022', THIRD), inhabitants('2018', SECOND)], {
      vintage: 2020,
    });
    expect(value.value).toBe(20);
  });

  test('must know every member: one that lacks a member is passed over', async () => {
    const value = await weighedBy(
      [inhabitants('2020', { GM0001: 1, GM0002: 1 }), inhabitants('2018', MIXED)],
      { vintage: 2020 },
    );
    expect(value).toMatchObject({ value: 31, coverage: 1 });
    expect(value.method).toContain('inwoners 2018 (K2018, 2 jaar eerder)');
  });

  test('must know every member: an empty cell is not a count', async () => {
    const value = await weighedBy([inhabitants('2020', three(1, null, 1)), inhabitants('2018', MIXED)]);
    expect(value.value).toBe(31);
  });

  test('is never put together from two tables', async () => {
    const value = await weighedBy([
      inhabitants('2020', { GM0001: 1, GM0002: 1 }),
      inhabitants('2018', { GM0003: 1 }),
    ]);
    expect(value).toMatchObject({ value: null, coverage: null, missing_reason: 'no_denominator' });
  });

  test('is the count of all inhabitants, not that of one sex or age', async () => {
    const byAge: GivenEdition = {
      source: 'kwb',
      id: '2020',
      figures: [
        { concept: 'inwoners', age: '65+', of: FIRST },
        { concept: 'inwoners', sex: 'm', of: SECOND },
        { concept: 'inwoners', of: MIXED },
      ],
    };
    expect((await weighedBy([byAge])).value).toBe(31);
  });

  test('is chosen per vintage and period of the figure', async () => {
    const world = await goldWorld({
      config: group(),
      editions: [
        inhabitants('2016', FIRST),
        inhabitants('2020', MIXED),
        ...['2016', '2020'].map(id => ({ id, figures: [{ concept: 'roken', of: three(10, 20, 40) }] })),
      ],
      indicators: [SMOKERS],
    });
    expect((await rowOf(world, "area_code = 'RG-X' and period = '2016'")).value).toBe(10);
    expect((await rowOf(world, "area_code = 'RG-X' and period = '2020'")).value).toBe(31);
  });
});

describe('the method of a weighted mean', () => {
  test('names table and year, their distance, and what the weight stands in for', async () => {
    const { method } = await weighedBy([inhabitants('2019', MIXED)], { vintage: 2020 });
    expect(method).toBe(
      'gewogen gemiddelde van 3 gebieden; gewicht: inwoners 2019 (K2019, 1 jaar eerder) in plaats van inwoners 18+',
    );
  });

  test('speaks of no distance when the count is of the same year', async () => {
    const { method } = await weighedBy([inhabitants('2020', MIXED)]);
    expect(method).toBe(
      'gewogen gemiddelde van 3 gebieden; gewicht: inwoners 2020 (K2020) in plaats van inwoners 18+',
    );
  });

  test('speaks of no substitute when the weight is the exact denominator', async () => {
    const { method } = await weighedBy([inhabitants('2020', MIXED)], {
      indicator: { weight: { concept: 'inwoners' } },
    });
    expect(method).toBe('gewogen gemiddelde van 3 gebieden; gewicht: inwoners 2020 (K2020)');
  });

  test('is given also when there is no weight to be had', async () => {
    const { method } = await weighedBy([]);
    expect(method).toBe('gewogen gemiddelde van 3 gebieden; gewicht: inwoners in plaats van inwoners 18+');
  });
});

describe('a group without weight', () => {
  test('has no value and says that the denominator is not there', async () => {
    expect(await weighedBy([])).toMatchObject({
      value: null,
      coverage: null,
      missing_reason: 'no_denominator',
      interval_missing_reason: 'no_value',
    });
  });

  test('has a method also when the declaration names no weight', async () => {
    const value = await weighedBy([], { indicator: { weight: undefined } });
    expect(value.missing_reason).toBe('no_denominator');
    expect(value.method).toMatch(/^gewogen gemiddelde van 3 gebieden/);
  });

  test('in which nobody lives has no value, and says that the denominator is zero', async () => {
    expect(await weighedBy([inhabitants('2020', three(0, 0, 0))])).toMatchObject({
      value: null,
      missing_reason: 'zero_denominator',
    });
  });
});
