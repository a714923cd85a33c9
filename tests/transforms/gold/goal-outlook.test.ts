import { describe, expect } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { cases, testCase } from '../../support/cases.ts';
import type { Cell, Given, GivenEdition, indicator } from '../../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];
type Goal = NonNullable<Given['goals']>[number];

const SURVEY: Declared = {
  id: 'gezond',
  source: 'monitor',
  value: 'gezond',
  value_kind: 'survey',
  polarity: 'higher_better',
  weight: { concept: 'inwoners' },
};

const goal = (more: Partial<Goal> = {}): Goal => ({
  id: 'doel',
  name_nl: 'Doel',
  name_en: 'Goal',
  goal: 'Trendbreuk',
  population: 'GG6106',
  benchmark: { area: 'NL' },
  rule: 'close_gap',
  share: 0.25,
  baseline: '2016',
  deadline: '2030',
  indicators: ['gezond'],
  ...more,
});

const measured = (id: string, of: Record<string, Cell>): GivenEdition => ({
  source: 'monitor',
  id,
  vintage: 2024,
  margins: true,
  figures: [{ concept: 'gezond', of }],
});

const caseOf = cases({
  tables: ['goal_outlook', 'goal_part'],
  indicators: [SURVEY],
  goals: [goal()],
});

function outlook(given: Partial<Given>): () => Promise<Row> {
  const { warehouse } = caseOf(given);
  return async () => (await warehouse.all('select * from gold.goal_outlook'))[0] ?? {};
}

const near = (value: number) => expect.closeTo(value, 4) as number;

// Gezondheidsmonitor, self-rated health: GGD Zuid-Limburg and the Netherlands 2016 (83674NED) and 2020 (85012NED).
const MONITOR = [
  measured('2016', { GG6106: [69.5, 68.9, 70.1], NL: [75.6, 75.4, 75.8] }),
  measured('2020', { GG6106: [72.6, 72, 73.1], NL: [79.1, 78.9, 79.2] }),
];

describe('a quarter of the gap of Zuid-Limburg, from the published figures', () => {
  // Gap 6.1, half widths √0.4 and √0.325: the smallest visible change is √0.725 = 0.851469, 13.96 % of the gap. The quarter is
  // 1.525; in standard errors (0.851469 / 1.959964 = 0.434431) that is 3.51034, so the power is Φ(3.51034 - 1.95996) = 0.93947.
  // A power of 80 % asks for 0.851469 + 0.841621 × 0.434431 = 1.217095.
  testCase('can be seen, and from when on', outlook({ editions: MONITOR }), row => {
    expect(row).toMatchObject({
      start_period: '2016',
      period: '2020',
      start_gap: near(6.1),
      agreed_change: near(1.525),
      se_change: near(0.434431),
      smallest_visible_change: near(0.851469),
      smallest_visible_share: near(0.139585),
      power: near(0.939474),
      visibility: 'visible',
      // 2016 + 14 × 0.851469 / 1.525 = 2023.8, and 2016 + 14 × 1.217095 / 1.525 = 2027.2.
      first_visible_year: 2024,
      first_likely_year: 2028,
      year_reason: null,
      expected_gap: null,
      expected_reason: 'fewer_than_5_points',
      trend_points: 2,
      reason: null,
    });
  });

  testCase(
    'is seen later when the programme starts later',
    outlook({ editions: MONITOR, goals: [goal({ path_from: '2021' })] }),
    row => {
      // 2021 + 9 × 0.558340 = 2026.03, and 2021 + 9 × 0.798095 = 2028.2.
      expect(row).toMatchObject({ path_start: 2021, first_visible_year: 2027, first_likely_year: 2029 });
    },
  );

  testCase(
    'is hidden when it is smaller than chance',
    outlook({ editions: MONITOR, goals: [goal({ share: 0.1 })] }),
    row => {
      // 0.61 is 1.40414 standard errors: Φ(1.40414 - 1.95996) + Φ(-3.3641) = 0.28917 + 0.00038.
      expect(row).toMatchObject({
        visibility: 'hidden',
        power: near(0.28955),
        first_visible_year: null,
        year_reason: 'after_deadline',
      });
    },
  );
});

// Gaps of 10, 9, 8, 7 and 6, each with a half width of √2: 5.5 in 2030 by the line through them. Its variance is that of a point
// times 1 / 5 + 10² / 160 (2020 is the middle; 64 + 16 + 0 + 16 + 64): √2 × √0.825 = 1.284523.
testCase(
  'a trend of five measurements is extended to the year of the goal',
  outlook({
    goals: [goal({ baseline: '2012' })],
    editions: [2012, 2016, 2020, 2024, 2028].map((year, at) =>
      measured(String(year), { GG6106: [60 + at, 59 + at, 61 + at], NL: [70, 69, 71] }),
    ),
  }),
  row => {
    expect(row).toMatchObject({
      trend_points: 5,
      expected_gap: near(5.5),
      expected_lower: near(5.5 - 1.284523),
      expected_upper: near(5.5 + 1.284523),
      expected_reason: null,
    });
  },
);

const REFUSED: [reason: string, declared: Declared, of: Record<string, Cell>][] = [
  ['no_interval', SURVEY, { GG6106: 60, NL: 70 }],
  ['model_estimate', { ...SURVEY, value_kind: 'model_estimate' }, { GG6106: [60, 59, 61], NL: [70, 69, 71] }],
  ['no_gap', SURVEY, { GG6106: [72, 71, 73], NL: [70, 69, 71] }],
];
for (const [reason, declared, of] of REFUSED)
  testCase(
    `${reason} is why nothing can be said`,
    outlook({ indicators: [declared], editions: [measured('2016', of)] }),
    row => {
      expect(row).toMatchObject({ reason, power: null, visibility: null, first_visible_year: null });
    },
  );

testCase(
  'a goal without a year of its own has no year to be seen in',
  outlook({
    goals: [goal({ rule: 'reach', share: undefined, baseline: undefined, deadline: undefined })],
    editions: MONITOR,
  }),
  row => {
    // All of the gap of 6.5 in 2020; twice 0.325: √0.65 = 0.806226.
    expect(row).toMatchObject({
      start_period: '2020',
      agreed_change: near(6.5),
      smallest_visible_change: near(0.806226),
      year_reason: 'no_deadline',
      expected_reason: 'no_deadline',
    });
  },
);

const REGION = {
  area_groups: [
    { code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0001', 'GM0002', 'GM0003'] }] },
  ],
  thresholds: { coverage: 0.5 },
};
const PEOPLE: GivenEdition = {
  source: 'telling',
  id: '2024',
  figures: [{ concept: 'inwoners', of: { GM0001: 100, GM0002: 200, GM0003: 100, NL: 4000 } }],
};

describe('the gap of a region, divided over its gemeenten', () => {
  const { warehouse } = caseOf({
    config: REGION,
    goals: [goal({ population: 'RG-X' })],
    editions: [
      PEOPLE,
      measured('2016', { GM0001: 60, GM0002: 64, GM0003: 68, NL: 70 }),
      measured('2020', { GM0001: 62, GM0002: 64, GM0003: null, NL: 70 }),
    ],
  });
  const look = () => warehouse.all('select * from gold.goal_part order by period, area_code');
  const of = (rows: Row[], period: string, area: string): Row | undefined =>
    rows.find(row => row['period'] === period && row['area_code'] === area);

  testCase('says who is how much of it', look, rows => {
    // Mean 64, gap 6: 10 × ¼, 6 × ½ and 2 × ¼.
    expect(of(rows, '2016', 'GM0001')).toMatchObject({
      gap: 10,
      weight: 0.25,
      contribution: 2.5,
      share_of_gap: near(0.416667),
    });
    expect(of(rows, '2016', 'GM0002')).toMatchObject({
      gap: 6,
      weight: 0.5,
      contribution: 3,
      share_of_gap: 0.5,
    });
    expect(of(rows, '2016', 'GM0003')).toMatchObject({ gap: 2, weight: 0.25, contribution: 0.5 });
    expect(of(rows, '2016', 'RG-X')).toMatchObject({ part: 'remainder', contribution: 0 });
  });

  testCase('says who moved, and keeps what is not explained apart', look, rows => {
    // Of those with a value the mean is (62 × 100 + 64 × 200) / 300 = 63.3333, the gap 6.6667; explained are 8 × ¼ + 6 × ½ = 5.
    expect(of(rows, '2020', 'GM0001')).toMatchObject({ contribution: 2, change: -0.5 });
    expect(of(rows, '2020', 'GM0002')).toMatchObject({ contribution: 3, change: 0 });
    expect(of(rows, '2020', 'GM0003')).toMatchObject({ contribution: null, reason: 'no_value' });
    expect(of(rows, '2020', 'RG-X')).toMatchObject({ contribution: near(1.666667), change: near(1.166667) });
  });

  testCase('adds up exactly', look, rows => {
    for (const [period, gap] of [
      ['2016', 6],
      ['2020', 6.6666666667],
    ] as const) {
      const parts = rows.filter(row => row['period'] === period).map(row => Number(row['contribution'] ?? 0));
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(gap, 9);
    }
  });
});
