import { describe, expect } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { cases, each, testCase } from '../../support/cases.ts';
import type { Cell, GivenEdition, indicator } from '../../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];

interface Trend extends Row {
  area_code: string;
  age_group: string;
  trend: string;
  reason: string | null;
  reason_text: string;
}

const SHARE: Declared = { id: 'roken', value: 'roken', polarity: 'lower_better', value_kind: 'survey' };

const around = (value: number, half = 1): Cell => [value, value - half, value + half];

/** One edition with figures of one area in several periods. */
const edition = (cells: Record<string, Cell>, more: Partial<GivenEdition> = {}): GivenEdition => ({
  id: '2024',
  margins: true,
  figures: Object.entries(cells).map(([period, cell]) => ({
    concept: 'roken',
    period,
    of: { GM0001: cell },
  })),
  ...more,
});

const caseOf = cases({ tables: ['trend'] });

/** A look at the rows of gold.trend of a case. */
function trends(editions: GivenEdition[], more: Declared = {}): () => Promise<Trend[]> {
  const { warehouse } = caseOf({ editions, indicators: [{ ...SHARE, ...more }] });
  return () => warehouse.all('select * from gold.trend order by indicator_id, area_code, sex, age_group');
}

/** A look at the one trend of a series. */
function trendOf(cells: Record<string, Cell>, more: Declared = {}): () => Promise<Trend> {
  const look = trends([edition(cells)], more);
  return async () => {
    const rows = await look();
    if (rows.length === 1 && rows[0]) return rows[0];
    throw new Error(`${rows.length} rows`);
  };
}

const near = (value: number) => expect.closeTo(value, 6) as number;

/** Five years that rise by 2 a year, with margins of 1. */
const RISING = { 2020: around(10), 2021: around(12), 2022: around(14), 2023: around(16), 2024: around(18) };

describe('a trend', () => {
  // Standard error 2 / 3.92 = 0.510204 of each point; Σ(x - x̄)² = 4 + 1 + 0 + 1 + 4 = 10, so that of the slope is
  // 0.510204 / √10 = 0.161341; chi² = (2 / 0.161341)² = 153.7, far above 9.55; 1.959964 × 0.161341 = 0.316222.
  testCase('is a slope per year with an interval, judged by what is better', trendOf(RISING), seen => {
    expect(seen).toMatchObject({
      sex: 'total',
      age_group: 'total',
      trend: 'increasing',
      judgement: 'worsening',
      reason: null,
      reason_text: 'De waarde stijgt, meer dan toeval verklaart; dat is een verslechtering.',
      slope: near(2),
      slope_lower: near(2 - 0.316222),
      slope_upper: near(2 + 0.316222),
      p: near(0),
      points: 5,
      first_period: '2020',
      last_period: '2024',
      latest_period: '2024',
      latest_value: 18,
      latest_lower: 17,
      latest_upper: 19,
      value_kind: 'survey',
    });
  });

  testCase(
    'of the same figures is an improvement where higher is better, and nothing where neither is',
    each(trendOf(RISING, { polarity: 'higher_better' }), trendOf(RISING, { polarity: 'neutral' })),
    ([first, second]) => {
      expect(first).toMatchObject({ judgement: 'improving' });
      expect(second).toMatchObject({
        trend: 'increasing',
        judgement: null,
        reason_text: 'De waarde stijgt, meer dan toeval verklaart.',
      });
    },
  );

  // 1 a year over 12 years; read as five years in a row, it would be 3 a year.
  testCase(
    'runs over real years, however far apart they are',
    trendOf({
      2012: around(10),
      2016: around(14),
      2020: around(18),
      2022: around(20),
      2024: around(22),
    }),
    row => {
      expect(row).toMatchObject({ slope: near(1), first_period: '2012', trend: 'increasing' });
    },
  );

  testCase(
    'rests on the newest five points',
    trendOf({ 2018: around(90), 2019: around(80), ...RISING }),
    row => {
      expect(row).toMatchObject({ slope: near(2), points: 5, first_period: '2020' });
    },
  );

  // Slope (-2 × 14 - 13 + 0 + 11 + 2 × 40) / 10 = 5; of the first four alone it is -1.
  testCase(
    'that hangs on one point is none',
    trendOf({
      2020: around(14),
      2021: around(13),
      2022: around(12),
      2023: around(11),
      2024: around(40),
    }),
    row => {
      expect(row).toMatchObject({
        trend: 'no_significant_change',
        judgement: null,
        reason: 'one_point_decides',
        slope: near(5),
      });
    },
  );

  // Slope 0.2 with standard error 0.161341: chi² = 1.5; two-sided p of z = 1.239608 is 0.21512.
  testCase(
    'that may be chance is none',
    trendOf({
      2020: around(10),
      2021: around(10.2),
      2022: around(10.4),
      2023: around(10.6),
      2024: around(10.8),
    }),
    row => {
      expect(row).toMatchObject({ trend: 'no_significant_change', reason: 'within_chance' });
      expect(row['p']).toBeCloseTo(0.21512, 4);
    },
  );
});

describe('a trend cannot be calculated', () => {
  const uncalculated: [string, string, Record<string, Cell>][] = [
    ['fewer_than_5_points', 'four points', { 2020: null, ...lastFour() }],
    ['no_interval', 'one point without an interval', { ...RISING, 2022: 14 }],
    ['interval_without_width', 'an interval without width', { ...RISING, 2022: around(14, 0) }],
    [
      'pooled_years',
      'years together',
      {
        '2008/2010': around(1),
        '2011/2013': around(2),
        '2014/2016': around(3),
        '2017/2019': around(4),
        '2020/2022': around(5),
      },
    ],
    [
      'year_occurs_twice',
      'two figures a year',
      {
        '2020HJ01': around(1),
        '2020HJ02': around(2),
        '2021HJ01': around(3),
        '2021HJ02': around(4),
        '2022HJ01': around(5),
      },
    ],
  ];
  for (const [reason, what, cells] of uncalculated) {
    testCase(`${reason}: ${what}`, trendOf(cells), row => {
      expect(row).toMatchObject({ trend: 'cannot_be_calculated', judgement: null, slope: null, reason });
      expect(row.reason_text).toMatch(/\.$/);
    });
  }

  const years = ['2020', '2021', '2022', '2023', '2024'];
  const figure = (concept: string) =>
    years.map(period => ({ concept, period, unit: 'aantal', of: { GM0001: 50 } }));
  testCase(
    'where everybody is a case',
    trends([{ id: '2024', figures: [...figure('met'), ...figure('allen')] }], {
      measure: 'ratio',
      value: undefined,
      numerator: 'met',
      denominator: 'allen',
    }),
    ([row]) => {
      expect(row).toMatchObject({ trend: 'cannot_be_calculated', reason: 'count_equals_denominator' });
    },
  );
});

function lastFour(): Record<string, Cell> {
  const { 2020: _, ...four } = RISING;
  return four;
}

describe('a break', () => {
  const BROKEN: Declared = { breaks: [{ period: '2021', reason: 'andere vraag' }] };

  testCase('leaves the points before it out', trendOf(RISING, BROKEN), seen => {
    expect(seen).toMatchObject({
      since: '2021',
      break_reason: 'andere vraag',
      points: 4,
      first_period: '2021',
      trend: 'cannot_be_calculated',
      reason: 'fewer_than_5_points',
      reason_text:
        'Een trend vraagt vijf punten die met elkaar te vergelijken zijn; hier zijn er 4 sinds de breuk van 2021 (andere vraag).',
    });
  });

  testCase(
    'that is followed by five points stops nothing',
    trendOf(
      { 2018: around(90), 2019: around(80), ...RISING },
      {
        breaks: [
          { period: '2019', reason: 'oude breuk' },
          { period: '2020', reason: 'nieuwe breuk' },
        ],
      },
    ),
    row => {
      expect(row).toMatchObject({ since: '2020', break_reason: 'nieuwe breuk', trend: 'increasing' });
    },
  );

  testCase(
    'in the newest period leaves nothing to compare it with',
    trendOf(RISING, { breaks: [{ period: '2024', reason: 'andere vraag' }] }),
    row => {
      expect(row).toMatchObject({
        latest_period: '2024',
        previous_period: null,
        change: null,
        change_outcome: null,
        points: 1,
      });
      expect(row.reason_text).toContain('hier is er 1 sinds de breuk van 2024');
    },
  );

  testCase(
    'holds where the area has no figure in its own period',
    trendOf(
      { 2020: around(10), 2022: null, 2024: around(18) },
      {
        breaks: [{ period: '2022', reason: 'andere vraag' }],
      },
    ),
    row => {
      expect(row).toMatchObject({ since: '2022', previous_period: null });
    },
  );

  testCase(
    'after the newest figure is not yet there',
    trendOf(RISING, { breaks: [{ period: '2026', reason: 'andere vraag' }] }),
    row => {
      expect(row).toMatchObject({ since: null, break_reason: null, trend: 'increasing' });
    },
  );
});

describe('the newest figure against the one before', () => {
  const changes: [string, string | null, Cell, Cell][] = [
    ['higher', 'worse', around(10), around(12.1)],
    ['similar', null, around(10), around(12)],
    ['lower', 'better', around(10), around(7.9)],
  ];
  for (const [outcome, judgement, before, now] of changes) {
    testCase(`is ${outcome} (${judgement})`, trendOf({ 2020: before, 2024: now }), row => {
      expect(row).toMatchObject({
        previous_period: '2020',
        previous_value: 10,
        previous_lower: 9,
        previous_upper: 11,
        change_outcome: outcome,
        change_judgement: judgement,
      });
    });
  }

  testCase(
    'is higher without a judgement where higher is neither better nor worse',
    trendOf({ 2020: around(10), 2024: around(20) }, { polarity: 'neutral' }),
    row => {
      expect(row).toMatchObject({ change: near(10), change_outcome: 'higher', change_judgement: null });
    },
  );

  testCase('has a change and no outcome without intervals', trendOf({ 2020: 10.1, 2024: 10.4 }), seen => {
    expect(seen).toMatchObject({
      change: 0.3,
      change_outcome: null,
      change_judgement: null,
    });
  });

  testCase(
    'passes over periods that overlap with it',
    trendOf({ '2010/2012': around(1), '2013/2015': around(2), '2015/2017': around(3) }),
    row => {
      expect(row).toMatchObject({ latest_period: '2015/2017', previous_period: '2010/2012' });
    },
  );

  testCase(
    'takes whole years where a series has parts of years too',
    trendOf({
      '2022HJ01': around(1),
      2022: around(2),
      '2023HJ02': around(3),
      2023: around(4),
      '2024HJ01': around(5),
    }),
    row => {
      expect(row).toMatchObject({ latest_period: '2023', previous_period: '2022', points: 2 });
    },
  );
});

testCase(
  'a model estimate is shown and never judged',
  trendOf(RISING, { value_kind: 'model_estimate' }),
  row => {
    expect(row).toMatchObject({
      latest_value: 18,
      previous_value: 16,
      change: null,
      change_outcome: null,
      change_judgement: null,
      slope: null,
      p: null,
      trend: 'not_comparable',
      judgement: null,
      reason: 'model_estimate',
    });
    expect(row.reason_text).toContain('modelschatting');
  },
);

testCase(
  'figures that could not be brought to the area classification are left out',
  trends([edition({ 2016: around(10) }, { id: '2016' }), edition({ 2020: around(12), 2024: around(14) })]),
  ([row]) => {
    expect(row).toMatchObject({
      area_vintage: 2024,
      points: 2,
      first_period: '2020',
      previous_period: '2020',
    });
  },
);

const of = { GM0001: around(10), GM0002: null };
testCase(
  'each age group is a series of its own; a series without any value has no row, nor have men or women',
  trends(
    [
      {
        id: '2024',
        margins: true,
        figures: [
          { concept: 'roken', age: '18+', of },
          { concept: 'roken', age: '65+', of },
          { concept: 'roken', age: '18+', sex: 'm', of },
        ],
      },
    ],
    { age_group: ['18+', '65+'] },
  ),
  rows => {
    expect(rows.map(row => [row.area_code, row['sex'], row.age_group])).toEqual([
      ['GM0001', 'total', '18+'],
      ['GM0001', 'total', '65+'],
    ]);
  },
);
