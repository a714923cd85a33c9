import { describe, expect, test } from 'vitest';
import { testCase } from '../../support/cases.ts';
import type { Cell, GivenEdition } from '../../support/warehouse.ts';
import { comparisonCases, type Declared, find, GROUP, HEALTH, INHABITANTS, measured } from './compared.ts';

const comparisons = comparisonCases();

describe('a figure with margins', () => {
  const look = comparisons({
    editions: [
      INHABITANTS,
      measured('2020', { GM0001: [70, 69, 71], GM0002: [80, 78, 82], NL: [80, 79.5, 80.5] }),
      measured('2024', {
        GM0001: [60, 58, 62],
        GM0002: [78, 75, 80],
        GM0003: [90, 89, 91],
        NL: [80, 79.5, 80.5],
        BU00010101: [66, 62.5, 69.5],
        WK000101: 65,
      }),
    ],
  });

  test.each([
    ['GM0001', 'worse'],
    // A benchmark that equals a limit lies inside it.
    ['GM0002', 'similar'],
    ['GM0003', 'better'],
  ])('of %s is %s than the country, by its interval', async (area, outcome) => {
    expect(find(await look(), area, 'NL')).toMatchObject({
      period: '2024',
      benchmark_value: 80,
      outcome,
      reason: null,
    });
  });

  testCase('is compared with the rest of the country, by inhabitants', look, rows => {
    // (1000 × 80 - 200 × 60) / 800 = 85
    expect(find(rows, 'GM0002', 'REST')).toMatchObject({
      benchmark_value: 85,
      difference: -7,
      outcome: 'worse',
    });
  });

  testCase('is compared with the group, computed from its gemeenten', look, rows => {
    // (200 × 60 + 300 × 78 + 500 × 90) / 1000 = 80.4
    expect(find(rows, 'GM0001', 'X')).toMatchObject({ benchmark_value: 80.4, outcome: 'worse' });
  });

  testCase('of a buurt is compared with its own gemeente', look, rows => {
    expect(find(rows, 'BU00010101', 'GEMEENTE')).toMatchObject({ benchmark_value: 60, outcome: 'better' });
    expect(rows.filter(row => row['area_code'] === 'GM0001' && row['benchmark_code'] === 'GEMEENTE')).toEqual(
      [],
    );
  });

  testCase('differs from the period before when the two intervals do not touch', look, rows => {
    expect(find(rows, 'GM0001', 'VORIGE')).toMatchObject({
      benchmark_period: '2020',
      benchmark_value: 70,
      difference: -10,
      outcome: 'worse',
    });
    expect(find(rows, 'GM0002', 'VORIGE')).toMatchObject({ difference: -2, outcome: 'similar' });
    expect(find(rows, 'GM0003', 'VORIGE')).toMatchObject({ outcome: 'not_compared', reason: 'no_benchmark' });
  });

  testCase('is never compared with itself', look, rows => {
    expect(find(rows, 'RG-X', 'X')).toMatchObject({ outcome: 'not_compared', reason: 'same_area' });
  });

  testCase('without margins is not judged, and a survey is not given the rule of registers', look, rows => {
    expect(find(rows, 'WK000101', 'NL')).toMatchObject({
      outcome: 'not_compared',
      reason: 'no_interval',
      register_difference: null,
      difference: -15,
    });
  });

  testCase('99.8 % limits are not made up for margins that a source published', look, rows => {
    expect(find(rows, 'GM0001', 'NL')['outcome_998']).toBeNull();
  });
});

testCase(
  'a break between the two periods forbids to compare them',
  comparisons({
    indicators: [{ ...HEALTH, breaks: [{ period: '2022', reason: 'andere vraag' }] }],
    editions: [
      measured('2020', { GM0001: [70, 69, 71] }),
      measured('2024', { GM0001: [60, 58, 62], NL: [80, 79, 81] }),
    ],
  }),
  rows => {
    expect(find(rows, 'GM0001', 'VORIGE')).toMatchObject({ outcome: 'not_compared', reason: 'break' });
  },
);

testCase(
  'an area group takes its members from the vintage of the figure',
  comparisons({
    editions: [INHABITANTS, measured('2024', { GM0001: [60, 58, 62], NL: 80 })],
  }),
  rows => {
    // Y is GM0001 alone: same figure, other area.
    expect(find(rows, 'RG-Y', 'NL')).toMatchObject({ value: 60, outcome: 'worse' });
  },
);

describe('a register figure', () => {
  const REGISTER: Declared = { ...HEALTH, id: 'uitkering', value_kind: 'register', polarity: 'lower_better' };

  // More than 5 % of 20 is more than 1: 21 is not, 21.2 is.
  const values: [value: number, signal: string][] = [
    [21, 'similar'],
    [21.2, 'worse'],
    [19, 'similar'],
    [18.9, 'better'],
  ];
  for (const [value, signal] of values) {
    testCase(
      `of ${value} without interval against 20 is ${signal}, as a difference and not as a judgement`,
      comparisons({
        indicators: [REGISTER],
        editions: [measured('2024', { GM0001: value, NL: 20 }, { margins: false })],
      }),
      rows => {
        expect(find(rows, 'GM0001', 'NL')).toMatchObject({
          outcome: 'not_compared',
          reason: 'no_interval',
          register_difference: signal,
        });
      },
    );
  }

  testCase(
    'with interval is said to differ by little or more, and one without value why',
    comparisons({
      indicators: [REGISTER],
      editions: [
        measured('2024', {
          GM0001: [20.8, 20.5, 21.1],
          GM0002: [21.2, 21, 21.4],
          GM0003: [20.8, 19, 22],
          WK000101: 'suppressed',
          WK000102: [20, 19, 21],
          NL: 20,
        }),
      ],
    }),
    rows => {
      // 5 % of 20 is 1: a difference of 0.8 shows and is small, one of 1.2 is not, one within its margin is no difference.
      const ofSize = (outcome: string, is_small_difference: boolean | null) => ({
        outcome,
        is_small_difference,
        missing_reason: null,
      });
      expect(find(rows, 'GM0001', 'NL')).toMatchObject(ofSize('worse', true));
      expect(find(rows, 'GM0002', 'NL')).toMatchObject(ofSize('worse', false));
      expect(find(rows, 'GM0003', 'NL')).toMatchObject(ofSize('similar', null));
      expect(find(rows, 'WK000101', 'NL')).toMatchObject({
        reason: 'no_value',
        missing_reason: 'suppressed',
      });
    },
  );

  // Wilson, 300 of 1,000 at 95 %: 27.2 to 32.9; at 99.8 %: 25.7 to 34.6.
  const percentages: [percentage: number, outcome: string][] = [
    [26, 'worse'],
    [25, 'worst'],
  ];
  for (const [percentage, outcome] of percentages) {
    testCase(
      `of counts, 30 per cent against ${percentage}, is ${outcome}: judged at both levels`,
      comparisons({
        indicators: [
          {
            ...REGISTER,
            measure: 'ratio',
            value: undefined,
            weight: undefined,
            numerator: 'a',
            denominator: 'b',
          },
        ],
        editions: [
          {
            id: '2024',
            figures: [
              { concept: 'a', of: { GM0001: 300, NL: percentage * 100 } },
              { concept: 'b', of: { GM0001: 1000, NL: 10_000 } },
            ],
          },
        ],
      }),
      rows => {
        expect(find(rows, 'GM0001', 'NL')).toMatchObject({
          outcome: 'worse',
          outcome_998: outcome,
          difference: 30 - percentage,
        });
      },
    );
  }
});

testCase(
  'without a judgement, higher and lower are said instead of better and worse',
  comparisons({
    indicators: [{ ...HEALTH, polarity: 'neutral' }],
    editions: [measured('2024', { GM0001: [60, 58, 62], NL: [80, 79, 81] })],
  }),
  rows => {
    expect(find(rows, 'GM0001', 'NL')['outcome']).toBe('lower');
  },
);

testCase(
  'a model estimate is compared with a caution',
  comparisons({
    indicators: [{ ...HEALTH, value_kind: 'model_estimate' }],
    editions: [measured('2024', { GM0001: [60, 58, 62], NL: [80, 79, 81] })],
  }),
  rows => {
    expect(find(rows, 'GM0001', 'NL')).toMatchObject({
      outcome: 'worse',
      caution: expect.stringContaining('modelschatting'),
    });
  },
);

testCase(
  'a model estimate is never compared with the period before',
  comparisons({
    indicators: [{ ...HEALTH, value_kind: 'model_estimate' }],
    editions: [
      measured('2020', { GM0001: [70, 69, 71] }),
      measured('2024', { GM0001: [60, 58, 62], NL: 80 }),
    ],
  }),
  rows => {
    expect(find(rows, 'GM0001', 'VORIGE')).toMatchObject({
      outcome: 'not_compared',
      reason: 'model_estimate',
    });
  },
);

const pooled = (period: string, cell: Cell) => ({ concept: 'gezond', period, of: { GM0001: cell } });
testCase(
  'a pooled period is compared with one that is as long and does not overlap it',
  comparisons({
    editions: [
      {
        id: '2024',
        margins: true,
        figures: [
          pooled('2013/2016', [70, 69, 71]),
          pooled('2016/2019', [68, 67, 69]),
          pooled('2017/2020', [60, 58, 62]),
        ],
      },
    ],
  }),
  rows => {
    expect(find(rows, 'GM0001', 'VORIGE')).toMatchObject({ benchmark_period: '2013/2016', difference: -10 });
  },
);

testCase(
  'each level is judged in the newest period that it has',
  comparisons({
    editions: [
      measured('2022', { GM0001: [60, 58, 62], BU00010101: [50, 40, 60], NL: [80, 79, 81] }),
      measured('2024', { GM0001: [61, 59, 63], NL: [82, 81, 83] }),
    ],
  }),
  rows => {
    expect(find(rows, 'GM0001', 'NL')).toMatchObject({ period: '2024', benchmark_value: 82 });
    expect(find(rows, 'BU00010101', 'NL')).toMatchObject({ period: '2022', benchmark_value: 80 });
  },
);

const of = { GM0001: 1, GM0002: 1, GM0003: 1, GM0009: 1, BU00010101: 1, BU00020101: 1, WK000201: 1, NL: 1 };
testCase(
  'unless the config says more, wijken and buurten of the region are judged, and every gemeente of a group',
  comparisons({
    config: { ...GROUP, region: 'RG-Y' },
    editions: [INHABITANTS, measured('2024', of)],
  }),
  rows => {
    expect([...new Set(rows.map(row => row['area_code']))]).toEqual([
      'BU00010101',
      'GM0001',
      'GM0002',
      'GM0003',
      'RG-X',
      'RG-Y',
    ]);
  },
);

testCase(
  'a number of people is compared with nothing but its own past',
  comparisons({
    indicators: [{ ...HEALTH, id: 'inwoners', measure: 'sum', value: 'inwoners', value_kind: 'register' }],
    editions: [{ id: '2024', figures: [{ concept: 'inwoners', of: { GM0001: 200, NL: 1000 } }] }],
  }),
  rows => {
    expect(find(rows, 'GM0001', 'NL')).toMatchObject({ outcome: 'not_compared', reason: 'amount' });
  },
);

describe('wijken and buurten', () => {
  const older = measured(
    '2020',
    { GM0001: [60, 58, 62], BU00010101: [50, 40, 55], NL: [80, 79, 81] },
    { vintage: 2020 },
  );
  const newer = {
    source: 'kwb',
    id: '2024',
    figures: [{ concept: 'inwoners', of: { GM0001: 9, BU00010101: 9 } }],
  };
  const COUNTS: Declared = {
    id: 'inwoners',
    source: 'kwb',
    measure: 'sum',
    value: 'inwoners',
    levels: ['gemeente'],
  };

  testCase(
    'are judged on their own vintage where no series brings their figures to the newest',
    comparisons({ indicators: [HEALTH, COUNTS], editions: [older, newer] }, 'alone'),
    rows => {
      expect(find(rows, 'BU00010101', 'NL')).toMatchObject({
        area_vintage: 2020,
        period: '2020',
        outcome: 'worse',
      });
    },
  );

  const flags = (year: number): GivenEdition => ({
    source: 'kwb',
    id: String(year),
    areas: { GM0001: 'Een', BU00010101: 'Een' },
    flags: { GM0001: '1', BU00010101: '1' },
    figures: [{ concept: 'inwoners', of: { GM0001: 9, BU00010101: 9 } }],
  });
  testCase(
    'are judged on the newest vintage where the change flags of every year bring them there',
    comparisons(
      {
        indicators: [HEALTH, COUNTS],
        editions: [older, ...[2020, 2021, 2022, 2023, 2024].map(flags)],
      },
      'alone',
    ),
    rows => {
      expect(find(rows, 'BU00010101', 'NL')).toMatchObject({
        area_vintage: 2024,
        period: '2020',
        outcome: 'worse',
      });
    },
  );
});

describe('the newest period', () => {
  const half = (period: string, GM0001: Cell) => ({ concept: 'gezond', period, of: { GM0001, NL: 80 } });

  testCase(
    'is one of whole years, where there are such',
    comparisons({
      editions: [
        { id: '2024', margins: true, figures: [half('2023', [60, 58, 62]), half('2024HJ01', [30, 28, 32])] },
      ],
    }),
    rows => {
      expect(find(rows, 'GM0001', 'NL')).toMatchObject({ period: '2023', value: 60 });
    },
  );

  const of = { GM0001: 60, GM0002: 61, GM0003: 62, NL: 80 };
  testCase(
    'is one that most areas have, so that one early figure does not empty the others',
    comparisons({
      editions: [measured('2023', of), measured('2024', { GM0001: 50, NL: 80 })],
    }),
    rows => {
      expect(find(rows, 'GM0002', 'NL')).toMatchObject({ period: '2023', value: 61 });
    },
  );
});

testCase(
  'a score, whose zero stands anywhere, has no difference in per cent',
  comparisons({
    indicators: [{ ...HEALTH, is_score: true, value_kind: 'register' }],
    editions: [measured('2024', { GM0001: -0.004, NL: -0.003 }, { margins: false })],
  }),
  rows => {
    expect(find(rows, 'GM0001', 'NL')).toMatchObject({
      relative_difference: null,
      register_difference: null,
      reason: 'no_interval',
    });
  },
);
