import { describe, expect, test } from 'vitest';
import { cases, testCase } from '../../support/cases.ts';
import { type GivenEdition, type indicator, rowOf, type ValueRow } from '../../support/warehouse.ts';
import { group, inhabitants, SMOKERS, three } from '../gold/three.ts';

type Declared = Parameters<typeof indicator>[0];

const caseOf = cases({ tables: ['indicator_value'], config: group() });

/** A look at the group figure of 10 %, 20 % and 40 % on a vintage, for weights from the given tables. */
function weighedBy(
  weights: GivenEdition[],
  given: { vintage?: number; period?: string; indicator?: Declared } = {},
): () => Promise<ValueRow> {
  const { vintage = 2020, period = '2020', indicator: declared = {} } = given;
  const seen = caseOf({
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
  return () => rowOf(seen, "area_code = 'RG-X'");
}

// Weights that give each table a result of its own:
// 100/300/600 → (1000 + 6000 + 24000) / 1000 = 31; 1/0/0 → 10; 0/1/0 → 20; 0/0/1 → 40
const [MIXED, FIRST, SECOND, THIRD] = [three(100, 300, 600), three(1, 0, 0), three(0, 1, 0), three(0, 0, 1)];

describe('the count that weighs the members', () => {
  testCase(
    'is that of the same vintage, even when another is of a nearer year',
    weighedBy([inhabitants('2024', MIXED), inhabitants('2022', FIRST), inhabitants('2020', SECOND)], {
      vintage: 2024,
      period: '2020',
    }),
    value => {
      expect(value.value).toBe(31);
      expect(value.method).toContain('inwoners 2024 (K2024, 4 jaar later)');
    },
  );

  testCase(
    'is that of the nearest vintage, when there is none of its own',
    weighedBy([inhabitants('2015', FIRST), inhabitants('2019', MIXED)], {
      vintage: 2020,
    }),
    value => {
      expect(value.value).toBe(31);
      expect(value.method).toContain('inwoners 2019 (K2019, 1 jaar eerder)');
    },
  );

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
  testCase(
    'is of the nearest year within a table of several years',
    weighedBy([several], { vintage: 2020, period: '2016' }),
    value => {
      expect(value.value).toBe(31);
      expect(value.method).toContain('inwoners 2017 (K, 1 jaar later)');
    },
  );

  testCase(
    'is the earlier one of two that are equally near',
    weighedBy([inhabitants('2022', THIRD), inhabitants('2018', SECOND)], {
      vintage: 2020,
    }),
    value => {
      expect(value.value).toBe(20);
    },
  );

  testCase(
    'must know every member: one that lacks a member is passed over',
    weighedBy([inhabitants('2020', { GM0001: 1, GM0002: 1 }), inhabitants('2018', MIXED)], { vintage: 2020 }),
    value => {
      expect(value).toMatchObject({ value: 31, coverage: 1 });
      expect(value.method).toContain('inwoners 2018 (K2018, 2 jaar eerder)');
    },
  );

  testCase(
    'must know every member: an empty cell is not a count',
    weighedBy([inhabitants('2020', three(1, null, 1)), inhabitants('2018', MIXED)]),
    value => {
      expect(value.value).toBe(31);
    },
  );

  testCase(
    'is never put together from two tables',
    weighedBy([inhabitants('2020', { GM0001: 1, GM0002: 1 }), inhabitants('2018', { GM0003: 1 })]),
    value => {
      expect(value).toMatchObject({ value: null, coverage: null, missing_reason: 'no_denominator' });
    },
  );

  const byAge: GivenEdition = {
    source: 'kwb',
    id: '2020',
    figures: [
      { concept: 'inwoners', age: '65+', of: FIRST },
      { concept: 'inwoners', sex: 'm', of: SECOND },
      { concept: 'inwoners', of: MIXED },
    ],
  };
  testCase('is the count of all inhabitants, not that of one sex or age', weighedBy([byAge]), seen => {
    expect(seen.value).toBe(31);
  });

  const world = caseOf({
    editions: [
      inhabitants('2016', FIRST),
      inhabitants('2020', MIXED),
      ...['2016', '2020'].map(id => ({ id, figures: [{ concept: 'roken', of: three(10, 20, 40) }] })),
    ],
    indicators: [SMOKERS],
  });
  test('is chosen per vintage and period of the figure', async () => {
    expect((await rowOf(world, "area_code = 'RG-X' and period = '2016'")).value).toBe(10);
    expect((await rowOf(world, "area_code = 'RG-X' and period = '2020'")).value).toBe(31);
  });
});

describe('the method of a weighted mean', () => {
  testCase(
    'names table and year, their distance, and what the weight stands in for',
    weighedBy([inhabitants('2019', MIXED)], { vintage: 2020 }),
    ({ method }) => {
      expect(method).toBe(
        'gewogen gemiddelde van 3 gebieden; gewicht: inwoners 2019 (K2019, 1 jaar eerder) in plaats van inwoners 18+',
      );
    },
  );

  testCase(
    'speaks of no distance when the count is of the same year',
    weighedBy([inhabitants('2020', MIXED)]),
    ({ method }) => {
      expect(method).toBe(
        'gewogen gemiddelde van 3 gebieden; gewicht: inwoners 2020 (K2020) in plaats van inwoners 18+',
      );
    },
  );

  testCase(
    'speaks of no substitute when the weight is the exact denominator',
    weighedBy([inhabitants('2020', MIXED)], {
      indicator: { weight: { concept: 'inwoners' } },
    }),
    ({ method }) => {
      expect(method).toBe('gewogen gemiddelde van 3 gebieden; gewicht: inwoners 2020 (K2020)');
    },
  );

  testCase('is given also when there is no weight to be had', weighedBy([]), ({ method }) => {
    expect(method).toBe('gewogen gemiddelde van 3 gebieden; gewicht: inwoners in plaats van inwoners 18+');
  });
});

describe('a group without weight', () => {
  testCase('has no value and says that the denominator is not there', weighedBy([]), seen => {
    expect(seen).toMatchObject({
      value: null,
      coverage: null,
      missing_reason: 'no_denominator',
      interval_missing_reason: 'no_value',
    });
  });

  testCase(
    'has a method also when the declaration names no weight',
    weighedBy([], { indicator: { weight: undefined } }),
    value => {
      expect(value.missing_reason).toBe('no_denominator');
      expect(value.method).toMatch(/^gewogen gemiddelde van 3 gebieden/);
    },
  );

  testCase(
    'in which nobody lives has no value, and says that the denominator is zero',
    weighedBy([inhabitants('2020', three(0, 0, 0))]),
    seen => {
      expect(seen).toMatchObject({
        value: null,
        missing_reason: 'zero_denominator',
      });
    },
  );
});
