import { describe, expect, test } from 'vitest';
import { cases, each, testCase } from '../../support/cases.ts';
import { type Cell, type Given, rowOf, type ValueRow } from '../../support/warehouse.ts';
import { group, inhabitants, SMOKERS, three } from './three.ts';

const WEIGHTS = inhabitants('2020', three(100, 300, 600));

const caseOf = cases({ tables: ['indicator_value'], config: group(), indicators: [SMOKERS] });

/** A look at the figure of the group, in one period. */
function ofGroup(given: Partial<Given>, period = '2020'): () => Promise<ValueRow> {
  const seen = caseOf(given);
  return () => rowOf(seen, `area_code = 'RG-X' and period = '${period}'`);
}

/** The same for three percentages, weighed by 100, 300 and 600 inhabitants. */
const weighted = (a: Cell, b: Cell, c: Cell, coverage = 0.9) =>
  ofGroup({
    config: group(coverage),
    editions: [WEIGHTS, { id: '2020', figures: [{ concept: 'roken', of: three(a, b, c) }] }],
  });

describe('a published percentage', () => {
  testCase('of a group is the mean of its members, weighed by inhabitants', weighted(10, 20, 40), seen => {
    // (10 x 100 + 20 x 300 + 40 x 600) / 1000 = 31.0, where the plain mean would be 23.3
    expect(seen).toMatchObject({
      area_level: 'regio',
      value: 31,
      coverage: 1,
      missing_reason: null,
      lower_95: null,
      interval_missing_reason: 'not_computed',
      numerator: null,
    });
  });

  // Margins 1, 2 and 3 of weights 100, 300 and 600: √(100² + 600² + 1800²) / 1000 = 1.9000 when they are independent.
  testCase(
    'of samples drawn apart has an interval by their margins',
    weighted([10, 9, 11], [20, 18, 22], [40, 37, 43]),
    value => {
      expect(value['lower_95']).toBeCloseTo(31 - 1.9, 4);
      expect(value['upper_95']).toBeCloseTo(31 + 1.9, 4);
      expect(value.method).toContain('onafhankelijke steekproeven');
    },
  );

  // (100 + 600 + 1800) / 1000 = 2.5 when all err to the same side, as estimates of one model can.
  testCase(
    'of model estimates has the widest interval',
    ofGroup({
      config: group(),
      editions: [
        WEIGHTS,
        { id: '2020', figures: [{ concept: 'roken', of: three([10, 9, 11], [20, 18, 22], [40, 37, 43]) }] },
      ],
      indicators: [{ ...SMOKERS, value_kind: 'model_estimate' }],
    }),
    value => {
      expect(value['lower_95']).toBeCloseTo(28.5, 9);
      expect(value['upper_95']).toBeCloseTo(33.5, 9);
    },
  );

  testCase(
    'has no interval when one of its members has none',
    weighted([10, 9, 11], [20, 18, 22], 40),
    seen => {
      expect(seen).toMatchObject({
        value: 31,
        lower_95: null,
        interval_missing_reason: 'not_computed',
      });
    },
  );

  testCase(
    'is computed from the members with a value when they weigh enough',
    weighted(null, 20, 40, 0.9),
    value => {
      // Members with a value: 300 + 600 of 1000 = 0.9; (20 x 300 + 40 x 600) / 900 = 33 1/3
      expect(value.coverage).toBe(0.9);
      expect(value.value).toBeCloseTo(100 / 3, 9);
      expect(value.missing_reason).toBeNull();
    },
  );

  testCase(
    'is withheld below the threshold, and says how much was there',
    weighted(10, null, 40, 0.9),
    seen => {
      // 100 + 600 of 1000 = 0.7
      expect(seen).toMatchObject({
        value: null,
        coverage: 0.7,
        missing_reason: 'below_coverage',
        interval_missing_reason: 'no_value',
      });
    },
  );

  testCase('counts coverage by weight, not by number of members', weighted(null, null, 40, 0.6), seen => {
    // One of three members, but 600 of 1000 inhabitants.
    expect(seen).toMatchObject({ value: 40, coverage: 0.6 });
  });

  testCase(
    'has coverage 0 and the reason of its members when none has a value',
    ofGroup({
      config: group(),
      editions: [
        WEIGHTS,
        {
          id: '2020',
          empty_cell: 'suppressed',
          figures: [{ concept: 'roken', of: { ...three(null, null, null), GM0009: 1 } }],
        },
      ],
      indicators: [SMOKERS],
    }),
    value => {
      expect(value).toMatchObject({
        value: null,
        coverage: 0,
        missing_reason: 'suppressed',
      });
    },
  );

  testCase('of zero everywhere is zero', weighted(0, 0, 0), seen => {
    expect(seen).toMatchObject({ value: 0, missing_reason: null });
  });

  const published = caseOf({
    config: group(0.9, ['GG6106', 'CR39']),
    regions: [
      { code: 'GG6106', level: 'ggd', name: 'GGD Zuid-Limburg', labels: [], gemeenten: [] },
      { code: 'CR39', level: 'corop', name: 'Zuid-Limburg', labels: [], gemeenten: [] },
    ],
    editions: [
      WEIGHTS,
      {
        id: '2020',
        margins: true,
        figures: [
          { concept: 'roken', of: { ...three(10, 20, 40), CR39: [29, 27, 30.5], GG6106: [30, 28, 32] } },
          { concept: 'roken', period: '2016', of: { ...three(10, 20, 40), CR39: [25, 24, 26] } },
          { concept: 'roken', period: '2012', of: three(10, 20, 40) },
        ],
      },
    ],
    indicators: [SMOKERS],
  });
  const asPublished = (period: string) => rowOf(published, `area_code = 'RG-X' and period = '${period}'`);
  test('that the source publishes for the group itself is taken over with its margins', async () => {
    expect(await asPublished('2020')).toMatchObject({
      value: 30,
      lower_95: 28,
      upper_95: 32,
      coverage: null,
      method: 'gepubliceerd als GGD Zuid-Limburg (GG6106)',
      interval_missing_reason: null,
    });
    expect(await asPublished('2016')).toMatchObject({
      value: 25,
      lower_95: 24,
      method: 'gepubliceerd als Zuid-Limburg (CR39)',
    });
    expect(await asPublished('2012')).toMatchObject({ value: 31, coverage: 1 });
  });

  const leftEmpty = caseOf({
    config: group(0.9, ['CR38', 'CR39']),
    regions: ['CR38', 'CR39'].map(code => ({
      code,
      level: 'corop' as const,
      name: code,
      labels: [],
      gemeenten: [],
    })),
    editions: [
      WEIGHTS,
      {
        id: '2020',
        figures: [
          { concept: 'roken', of: { ...three(10, 20, 40), CR38: null, CR39: 30 } },
          { concept: 'roken', period: '2016', of: { ...three(10, 20, 40), CR38: null, CR39: null } },
        ],
      },
    ],
    indicators: [SMOKERS],
  });
  const asLeftEmpty = (period: string) => rowOf(leftEmpty, `area_code = 'RG-X' and period = '${period}'`);
  test('that the source leaves empty for the group itself is taken from the next best', async () => {
    expect(await asLeftEmpty('2020')).toMatchObject({ value: 30, method: 'gepubliceerd als CR39 (CR39)' });
    expect(await asLeftEmpty('2016')).toMatchObject({ value: 31, coverage: 1 });
  });
});

describe('a count', () => {
  const count = (a: Cell, b: Cell, c: Cell) =>
    ofGroup({
      config: group(0.5),
      editions: [{ id: '2020', figures: [{ concept: 'x', unit: 'aantal', of: three(a, b, c) }] }],
      indicators: [{ measure: 'sum', unit: 'aantal', value: 'x' }],
    });

  testCase('of a group is the sum over its members', count(100, 300, 600), seen => {
    expect(seen).toMatchObject({
      value: 1000,
      coverage: 1,
      method: 'som van 3 gebieden',
    });
  });

  testCase(
    'is not published when one member is absent, whatever the threshold',
    count(100, null, 600),
    value => {
      expect(value).toMatchObject({ value: null, missing_reason: 'below_coverage' });
      expect(value.coverage).toBeCloseTo(2 / 3, 9);
    },
  );
});

describe('a ratio', () => {
  const share = (numerators: Cell[], denominators: Cell[], coverage = 0.9) => {
    const cells = (list: Cell[]) => three(list[0] ?? null, list[1] ?? null, list[2] ?? null);
    return ofGroup({
      config: group(coverage),
      editions: [
        {
          id: '2020',
          figures: [
            { concept: 'a', unit: 'aantal', of: { ...cells(numerators), GM0009: 1 } },
            { concept: 'b', unit: 'aantal', of: { ...cells(denominators), GM0009: 1 } },
          ],
        },
      ],
      indicators: [{ measure: 'ratio', numerator: 'a', denominator: 'b' }],
    });
  };

  testCase(
    'of a group is the sum of numerators over the sum of denominators',
    share([20, 30, 0], [80, 120, 200]),
    seen => {
      // (20 + 30 + 0) / (80 + 120 + 200) = 12.5 %
      expect(seen).toMatchObject({
        value: 12.5,
        numerator: 50,
        denominator: 400,
        coverage: 1,
        method: 'som van tellers gedeeld door som van noemers van 3 gebieden; interval: Wilson',
      });
    },
  );

  testCase(
    'of a group has the interval of its own counts',
    share([20, 30, 0], [80, 120, 200]),
    ({ lower_95, upper_95 }) => {
      // Wilson, 50 of 400: (2 × 50 + 3.8415 ∓ 1.96 √(3.8415 + 4 × 50 × 0.875)) / (2 × 403.8415)
      expect(lower_95).toBeCloseTo(9.6115, 4);
      expect(upper_95).toBeCloseTo(16.1, 2);
    },
  );

  testCase(
    'leaves the denominator of a member without numerator out, and counts it as not covered',
    each(share([null, 30, 0], [80, 120, 200], 0.8), share([null, 30, 0], [80, 120, 200], 0.81)),
    ([first, second]) => {
      // 30 / 120 + 0 / 200 → 30 / 320 = 9.375 %; covered 320 of 400
      expect(first).toMatchObject({
        value: 9.375,
        numerator: 30,
        denominator: 320,
        coverage: 0.8,
      });
      expect(second).toMatchObject({
        value: null,
        numerator: null,
        denominator: null,
        missing_reason: 'below_coverage',
      });
    },
  );

  testCase(
    'is not disturbed by a member in which nobody lives, even where it counts some',
    each(share([0, 30, 20], [0, 120, 80]), share([5, 30, 20], [0, 120, 80])),
    ([none, some]) => {
      // (0 + 30 + 20) / (0 + 120 + 80) = 25 %
      expect(none).toMatchObject({ value: 25, coverage: 1 });
      expect(some).toMatchObject({ value: 25, numerator: 50, denominator: 200, coverage: 1 });
    },
  );

  testCase(
    'has no value when nobody lives in any member, and says that the denominator is zero',
    share([0, 0, 0], [0, 0, 0]),
    seen => {
      expect(seen).toMatchObject({
        value: null,
        missing_reason: 'zero_denominator',
      });
    },
  );

  testCase(
    'cannot tell its coverage when the denominator of a member is not known',
    share([20, 30, 0], [80, null, 200]),
    seen => {
      expect(seen).toMatchObject({
        value: null,
        coverage: null,
        missing_reason: 'no_denominator',
      });
    },
  );
});

describe('a rate', () => {
  const rate = (events: number) =>
    ofGroup({
      config: group(0.9),
      editions: [
        {
          id: '2020',
          figures: [
            { concept: 'a', unit: 'aantal', of: three(events, 0, 0) },
            { concept: 'b', unit: 'aantal', of: three(1000, 1000, 1000) },
          ],
        },
      ],
      indicators: [{ measure: 'rate', numerator: 'a', denominator: 'b' }],
    });

  // Exact limits of 9: 4.115373 and 17.084803 (Ulm). Byar, of 10: 10 (1 - 1/90 - 1.96 / (3 √10))³ = 4.787450 and
  // 11 (1 - 1/99 + 1.96 / (3 √11))³ = 18.391459. Per 3,000 inhabitants, times 1,000.
  testCase(
    'of a group has exact limits below ten events, and those of Byar from ten',
    each(rate(9), rate(10)),
    seen => {
      const near = (value: number) => expect.closeTo(value / 3, 5) as number;
      expect(seen).toMatchObject([
        { interval_method: 'exact', lower_95: near(4.115373), upper_95: near(17.084803) },
        { interval_method: 'byar', lower_95: near(4.78745), upper_95: near(18.391459) },
      ]);
    },
  );
});
