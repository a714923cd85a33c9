import { describe, expect } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { testCase } from '../../support/cases.ts';
import type { Cell, GivenEdition } from '../../support/warehouse.ts';
import { comparisonCases, type Declared, find, GROUP, HEALTH, measured } from './compared.ts';

const comparisons = comparisonCases();

describe('a figure of which the source rounded the numerator to 10 and the denominator to 5', () => {
  // Twenty more gemeenten, so that the steps show.
  const others = (value: number) =>
    Object.fromEntries([...Array(20).keys()].map(no => [`GM01${10 + no}`, value]));
  const counted = (year: string, persons: Record<string, number>): GivenEdition =>
    measured(year, persons, {
      margins: false,
      figures: [
        { concept: 'a', of: { ...others(10), ...persons, NL: 15_003 } },
        {
          concept: 'b',
          of: { ...others(995), GM0001: 305, GM0002: 305, GM0003: 1000, GM0004: 1000, NL: 1_000_200 },
        },
      ],
    });
  const look = comparisons({
    indicators: [
      {
        ...HEALTH,
        value_kind: 'register',
        polarity: 'lower_better',
        measure: 'ratio',
        value: undefined,
        weight: undefined,
        numerator: 'a',
        denominator: 'b',
      },
    ],
    config: {
      ...GROUP,
      area_groups: [
        {
          code: 'RG-X',
          name_nl: 'X',
          name_en: 'X',
          members: [{ areas: ['GM0001', 'GM0002', 'GM0003', 'GM0004'] }],
        },
        { code: 'RG-Y', name_nl: 'Y', name_en: 'Y', members: [{ areas: ['GM0001'] }] },
      ],
    },
    editions: [
      counted('2022', { GM0001: 10, GM0002: 0, GM0003: 50, GM0004: 60 }),
      counted('2024', { GM0001: 10, GM0002: 0, GM0003: 100, GM0004: 100 }),
    ],
  });

  testCase('is not judged by what rounding could turn: 10 of 305 may be 5 of 307.5', look, rows => {
    // Wilson at 95 %: 10 of 305 is 1.79 to 5.93 %, above 1.5; but 5 of 307.5 is from 0.696 %, 15 of 302.5 to 8.019 %.
    expect(find(rows, 'GM0001', 'NL')).toMatchObject({
      lower_95: expect.closeTo(1.7905, 3),
      numerator_low: 5,
      numerator_high: 15,
      lower_rounded: expect.closeTo(0.6965, 3),
      upper_rounded: expect.closeTo(8.0192, 3),
      outcome: 'similar',
      outcome_998: 'similar',
      reason: 'rounding',
      caution: null,
    });
  });

  testCase('that is a rounded 0 says that it is 0 to 4', look, rows => {
    // 0 of 305 is at most z² / (305 + z²) = 1.244 %, below 1.5; 4 of 302.5 at most 3.350 %.
    expect(find(rows, 'GM0002', 'NL')).toMatchObject({
      upper_95: expect.closeTo(1.2438, 3),
      numerator_low: 0,
      numerator_high: 4,
      upper_rounded: expect.closeTo(3.3501, 3),
      outcome: 'similar',
      reason: 'rounding',
      caution: 'De 0 is afgerond: het kunnen er 0 tot en met 4 zijn.',
    });
  });

  testCase('is judged where rounding turns nothing', look, rows => {
    // 95 of 1,002.5 is from 7.815 %.
    expect(find(rows, 'GM0003', 'NL')).toMatchObject({
      lower_rounded: expect.closeTo(7.815, 2),
      outcome: 'worse',
      outcome_998: 'worst',
      reason: null,
    });
  });

  testCase('is held against the period before with the rounding of both', look, rows => {
    // 50 and 100 of 1,000: at most 7.108 % and at least 7.815 %. 60 and 100: 7.647 and 8.291 as printed, 8.221 and 7.815 if not.
    expect(find(rows, 'GM0003', 'VORIGE')).toMatchObject({ outcome: 'worse', reason: null });
    expect(find(rows, 'GM0004', 'VORIGE')).toMatchObject({ outcome: 'similar', reason: 'rounding' });
  });

  testCase('of a group is rounded as often as it has gemeenten', look, rows => {
    // 0 + 10 + 100 + 100 = 210, each 5 off
    expect(find(rows, 'RG-X', 'NL')).toMatchObject({ numerator_low: 190, numerator_high: 230 });
  });
});

describe('of several ages', () => {
  const AGES: Declared = { ...HEALTH, age_group: ['18+', '19+', 'total'], age_bridges: { '18+': '19+' } };
  const of = (year: string, age: string, cells: Record<string, Cell>) =>
    measured(year, cells, { figures: [{ concept: 'gezond', age, of: cells }] });
  const look = comparisons({
    indicators: [AGES],
    editions: [
      of('2012', 'total', { GM0001: [75, 74, 76], NL: [80, 79, 81] }),
      of('2016', '19+', {
        GM0001: [70, 69, 71],
        GM0002: [78, 77, 79],
        GM0003: [70, 69, 71],
        NL: [80, 79, 81],
      }),
      of('2020', '18+', { GM0001: [60, 58, 62], GM0002: null, GM0003: [60, 58, 62], NL: [79, 78, 80] }),
    ],
  });
  const main = (rows: Row[]) => rows.filter(row => row['is_main']);

  testCase('the one of the newest period is the main one, once per area and benchmark', look, rows => {
    expect(main(rows).map(row => `${row['area_code']} ${row['benchmark_code']}`)).toEqual([
      ...new Set(rows.map(row => `${row['area_code']} ${row['benchmark_code']}`)),
    ]);
    expect(find(main(rows), 'GM0001', 'NL')).toMatchObject({ age_group: '18+', period: '2020', value: 60 });
  });

  testCase('an area without that figure keeps a row, not the older one of another age', look, rows => {
    expect(find(main(rows), 'GM0002', 'NL')).toMatchObject({
      age_group: '18+',
      outcome: 'not_compared',
      reason: 'no_value',
      missing_reason: 'not_published',
    });
  });

  testCase('the figure before a declared change of the age limit is compared with, and named', look, rows => {
    expect(find(main(rows), 'GM0001', 'VORIGE')).toMatchObject({
      benchmark_period: '2016',
      benchmark_age_group: '19+',
      benchmark_value: 70,
      outcome: 'worse',
      caution: 'De leeftijdsgrens is verlegd: vergeleken met 19+ van de vorige meting.',
    });
    expect(find(main(rows), 'GM0001', 'NL')).toMatchObject({ benchmark_age_group: '18+', caution: null });
  });

  testCase('others are not the figure before', look, rows => {
    const older = rows.filter(row => row['age_group'] === '19+');
    expect(find(older, 'GM0001', 'VORIGE')).toMatchObject({ reason: 'no_benchmark' });
  });
});
