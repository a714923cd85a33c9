import { expect } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { cases, testCase } from '../../support/cases.ts';
import type { Cell, Given, GivenEdition, indicator } from '../../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];

const SURVEY: Declared = { id: 'test', value: 'waarde', value_kind: 'survey', polarity: 'lower_better' };

const edition = (of: Record<string, Cell>, decimals?: number): GivenEdition => ({
  id: '2024',
  margins: true,
  figures: [{ concept: 'waarde', of, ...(decimals === undefined ? {} : { decimals }) }],
});

const caseOf = cases({ tables: ['indicator_value', 'indicator_series', 'comparison'], indicators: [SURVEY] });

/** Class and what decides it, by area. */
function classes(given: Partial<Given>, table = 'indicator_value'): () => Promise<Record<string, string>> {
  const { warehouse } = caseOf(given);
  return async () => {
    const rows = await warehouse.all<Row & { area_code: string; says: string }>(
      `select area_code, concat_ws(' ', reliability, reliability_reason) as says from gold.${table} order by area_code`,
    );
    return Object.fromEntries(rows.map(({ area_code, says }) => [area_code, says]));
  };
}

const SHARE = {
  ...SURVEY,
  value: undefined,
  value_kind: 'register' as const,
  measure: 'ratio' as const,
  numerator: 'a',
  denominator: 'b',
};

// ABS 6239.0, technical note 1: an estimate of 226,900 with an RSE of 9.5 % has a standard error of 21,600.
const ABS: Cell = [226_900, 226_900 - 1.96 * 21_600, 226_900 + 1.96 * 21_600];
/** A figure of 10 with this standard error. */
const withError = (se: number): Cell => [10, 10 - 1.96 * se, 10 + 1.96 * se];

testCase(
  'the error as a part of the figure gives the class: 10, 25 and 50 %',
  classes({
    editions: [
      edition({
        GM0001: ABS,
        GM0002: withError(0.99),
        GM0003: withError(1.01),
        GM0004: withError(2.49),
        GM0005: withError(2.51),
        GM0006: withError(4.99),
        GM0007: withError(5.01),
        GM0008: [0, 0, 3],
        GM0009: null,
        GM0010: 12,
      }),
    ],
  }),
  seen => {
    expect(seen).toEqual({
      GM0001: 'A',
      GM0002: 'A',
      GM0003: 'B margin',
      GM0004: 'B margin',
      GM0005: 'C margin',
      GM0006: 'C margin',
      GM0007: 'D margin',
      GM0008: 'D margin',
      GM0009: '',
      GM0010: 'unknown no_margin',
    });
  },
);

testCase(
  'a model estimate is to be used with caution at best, whatever its margin',
  classes({
    indicators: [{ ...SURVEY, value_kind: 'model_estimate' }],
    editions: [edition({ GM0001: 20, GM0002: withError(0.1), GM0003: withError(6) })],
  }),
  seen => {
    expect(seen).toEqual({ GM0001: 'C model_estimate', GM0002: 'C model_estimate', GM0003: 'D margin' });
  },
);

testCase(
  'printed decimals make a small figure uncertain: 0.1 lies between 0.05 and 0.15',
  classes({
    indicators: [{ ...SURVEY, value_kind: 'register' }],
    // 0.1 / √12 = 0.0289: 28.9 % of 0.1, 14.4 % of 0.2, 2.9 % of 1; without end of 0.
    editions: [edition({ GM0001: 0.1, GM0002: 0.2, GM0003: 1, GM0004: 0 }, 1)],
  }),
  seen => {
    expect(seen).toEqual({ GM0001: 'C rounding', GM0002: 'B rounding', GM0003: 'A', GM0004: 'D rounding' });
  },
);

testCase(
  'a score has no zero to take a part of',
  classes({ indicators: [{ ...SURVEY, is_score: true }], editions: [edition({ GM0001: withError(0.1) })] }),
  seen => {
    expect(seen).toEqual({ GM0001: 'unknown score' });
  },
);

/** Twenty areas whose counts are all multiples of a number, as a source that rounds prints them. */
const others = (n: number): Record<string, Cell> =>
  Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`GM01${at + 10}`, n]));

testCase(
  'counts that a source rounds are as uncertain as that makes them',
  async () => {
    const seen = await look();
    return { small: seen['GM0001'], large: seen['GM0002'], none: seen['GM0003'] };
  },
  seen => {
    // Rounded to 10: standard deviation √(100 / 6) = 4.08. Of 10 of 1,000 that is 41 %; the interval of Byar or Wilson adds
    // (1.82 - 0.54) / 3.92 = 0.33 of 1: 33 %. Together 53 %: D, and rounding is the larger part. 1,000 of 10,000: 3 %.
    expect(seen).toEqual({ small: 'D rounding', large: 'A', none: 'D rounding' });
  },
);
const look = classes({
  indicators: [SHARE],
  editions: [
    {
      id: '2024',
      figures: [
        { concept: 'a', of: { GM0001: 10, GM0002: 1000, GM0003: 0, ...others(50) } },
        { concept: 'b', of: { GM0001: 1000, GM0002: 10_000, GM0003: 1000, ...others(1003) } },
      ],
    },
  ],
});

/** As many areas of a level, with figures that are no multiples of one number. */
const counted = (prefix: string, n: number): Record<string, Cell> =>
  Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${prefix}${at + 10}`, n + at]));

testCase(
  'buurten may be rounded where gemeenten are printed as counted, and a group is as its members are',
  classes({
    config: {
      area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0110', 'GM0111'] }] }],
    },
    indicators: [{ ...SHARE, measure: 'sum', numerator: undefined, denominator: undefined, value: 'a' }],
    editions: [
      {
        id: '2024',
        figures: [
          {
            concept: 'a',
            // Rounded to 10: √(100 / 6) = 4.08, which is 41 % of 10 and 2 % of 200.
            of: {
              ...counted('GM01', 11),
              ...Object.fromEntries(Object.keys(counted('BU011000', 0)).map(code => [code, 10])),
              BU01110001: 200,
            },
          },
        ],
      },
    ],
  }),
  seen => {
    expect(seen).toMatchObject({
      GM0110: 'A',
      GM0111: 'A',
      'RG-X': 'A',
      BU01100010: 'C rounding',
      BU01110001: 'A',
    });
  },
);

testCase(
  'a figure of a part of the areas is no better than B',
  classes({
    config: {
      area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0001', 'GM0002'] }] }],
      thresholds: { coverage: 0.5 },
    },
    indicators: [SHARE],
    editions: [
      {
        id: '2024',
        figures: [
          { concept: 'a', of: { GM0001: 1000, GM0002: null } },
          { concept: 'b', of: { GM0001: 10_000, GM0002: 3000 } },
        ],
      },
    ],
  }),
  seen => {
    expect(seen).toMatchObject({ GM0001: 'A', 'RG-X': 'B coverage', GM0002: '' });
  },
);

testCase(
  'what is put together on another classification is no better than B, and stands in the comparison',
  async () => {
    const { warehouse } = converted;
    const series = await warehouse.all(
      `select area_code, period, reliability, reliability_reason from gold.indicator_series where area_code = 'GM0003' order by period`,
    );
    return series;
  },
  seen => {
    expect(seen).toEqual([
      { area_code: 'GM0003', period: '2023', reliability: 'B', reliability_reason: 'converted' },
      { area_code: 'GM0003', period: '2024', reliability: 'A', reliability_reason: null },
    ]);
  },
);
const converted = caseOf({
  recodes: [{ name: 'samen', vintage: 2024, gemeenten: { GM0001: 'GM0003', GM0002: 'GM0003' }, wijken: {} }],
  indicators: [SHARE],
  editions: [
    {
      id: '2023',
      figures: [
        { concept: 'a', of: { GM0001: 1000, GM0002: 1001 } },
        { concept: 'b', of: { GM0001: 10_000, GM0002: 3001 } },
      ],
    },
    {
      id: '2024',
      figures: [
        { concept: 'a', of: { GM0003: 2001 } },
        { concept: 'b', of: { GM0003: 13_001 } },
      ],
    },
  ],
});
