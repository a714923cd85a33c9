import { describe, expect, test } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { cases, testCase } from '../../support/cases.ts';
import type { Cell, Given, GivenEdition, indicator } from '../../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];
type Goal = NonNullable<Given['goals']>[number];

interface Progress extends Row {
  goal_id: string;
  indicator_id: string;
  period: string;
  status: string;
  status_reason: string;
}

const SURVEY: Declared = {
  id: 'gezond',
  source: 'monitor',
  value: 'gezond',
  value_kind: 'survey',
  polarity: 'higher_better',
  age_group: ['18+', '19+'],
  weight: { concept: 'inwoners', instead_of: 'inwoners {age_group}' },
  breaks: [{ period: '2022', reason: 'extra meting tijdens de coronaperiode' }],
};

const goal = (more: Partial<Goal>): Goal => ({
  id: 'doel',
  name_nl: 'Doel',
  name_en: 'Goal',
  goal: 'Trendbreuk',
  population: 'GG6106',
  benchmark: { rest_of: 'NL' },
  rule: 'close_gap',
  share: 0.25,
  baseline: '2016',
  deadline: '2030',
  indicators: ['gezond'],
  ...more,
});

const measured = (id: string, of: Record<string, Cell>, more: Partial<GivenEdition> = {}): GivenEdition => ({
  source: 'monitor',
  id,
  margins: true,
  figures: [{ concept: 'gezond', age: id === '2016' ? '19+' : '18+', of }],
  ...more,
});

/** Inhabitants, with which the region is taken from the country. */
const counted = (id: string, region: number, country: number): GivenEdition => ({
  source: 'telling',
  id,
  figures: [{ concept: 'inwoners', unit: 'aantal', of: { GG6106: region, NL: country } }],
});

const caseOf = cases({
  tables: ['goal', 'goal_progress', 'printed_figure'],
  indicators: [SURVEY],
  goals: [goal({})],
});

/** A look at the rows of gold.goal_progress of a case. */
function progress(given: Partial<Given>, alone?: 'alone'): () => Promise<Progress[]> {
  const { warehouse } = caseOf(given, alone);
  return () => warehouse.all('select * from gold.goal_progress order by goal_id, indicator_id, period');
}

/** The one row of a goal, indicator and period. */
function find(rows: Progress[], what: Partial<Progress>): Progress {
  const found = rows.filter(row => Object.entries(what).every(([name, value]) => row[name] === value));
  if (found.length === 1 && found[0]) return found[0];
  throw new Error(`${found.length} rows with ${JSON.stringify(what)}`);
}

const near = (value: number) => expect.closeTo(value, 4) as number;

// A region of 60 against 70, both with margins of 1: the gap is 10, and its margin √(1² + 1²) = 1.41421.
const START = { GG6106: [60, 59, 61], NL: [70, 69, 71] } satisfies Record<string, Cell>;
const AGAINST_NL = goal({ benchmark: { area: 'NL' } });

/** A look at what a measurement of 2020 after that start comes to, against the country itself. */
function measuredLater(of: Record<string, Cell>, more: Partial<Goal> = {}): () => Promise<Progress> {
  const look = progress({
    editions: [measured('2016', START), measured('2020', of)],
    goals: [{ ...AGAINST_NL, ...more }],
  });
  return async () => find(await look(), { period: '2020' });
}

describe('the path', () => {
  // A quarter of 10 by 2018: 7.5 from then on, and not less in 2020.
  testCase(
    'stays at its target after the year of the target',
    measuredLater(START, { deadline: '2018' }),
    row => {
      expect(row).toMatchObject({ status: 'behind', target_gap: near(7.5), path_gap: near(7.5) });
    },
  );

  testCase(
    'is level until the programme starts: what is measured before is no progress and no failure',
    progress({
      editions: [
        measured('2016', START),
        measured('2020', { GG6106: [50, 49.9, 50.1], NL: [70, 69.9, 70.1] }),
        measured('2024', { GG6106: [60, 59.8, 60.2], NL: [70, 69.8, 70.2] }),
      ],
      indicators: [{ ...SURVEY, breaks: [] }],
      goals: [
        { ...AGAINST_NL, path_from: '2021' },
        { ...AGAINST_NL, id: 'level', rule: 'at_least', path_from: '2021' },
      ],
    }),
    all => {
      const rows = all.filter(row => row.goal_id === 'doel');
      const level = all.filter(row => row.goal_id === 'level').map(row => row.status);
      expect(level).toEqual(['before_programme', 'before_programme', 'not_met']);
      // In 2024 three of the nine years to 2030 have passed: 10 × (1 - 0.25 × 3 / 9) = 9.1667.
      expect(rows.map(row => [row.period, row.status, row['path_gap']])).toEqual([
        ['2016', 'baseline', near(10)],
        ['2020', 'before_programme', near(10)],
        ['2024', 'behind', near(9.1667)],
      ]);
      expect(rows[1]?.status_reason).toBe(
        'Dit is gemeten voordat het programma begon (2021), en zegt daar niets over.',
      );
    },
  );
});

// Gezondheidsmonitor, self-rated health good or very good, with 95 % limits: GGD Zuid-Limburg and the Netherlands 2016
// (83674NED) and 2020 (85012NED), and 2022 without limits (85563NED).
const MONITOR = [
  measured('2016', { GG6106: [69.5, 68.9, 70.1], NL: [75.6, 75.4, 75.8] }),
  measured('2020', { GG6106: [72.6, 72, 73.1], NL: [79.1, 78.9, 79.2] }),
  measured('2022', { GG6106: 64.9, NL: 70 }),
];

describe('self-rated health in Zuid-Limburg, from the published figures', () => {
  const published = progress({
    // 3.4 % of the country lives in the region.
    editions: [counted('2016', 34_000, 1_000_000), ...MONITOR],
    goals: [goal({}), { ...AGAINST_NL, id: 'land' }],
  });

  // Gap 75.6 - 69.5 = 6.1, later 79.1 - 72.6 = 6.5. Half widths 2016: 0.6 and 0.2, of the gap √(0.36 + 0.04) = 0.632456;
  // 2020: 0.55 and 0.15, √(0.3025 + 0.0225) = 0.570088.
  test('against the country: gap, interval, target and path', async () => {
    const rows = await published();
    expect(find(rows, { goal_id: 'land', period: '2016' })).toMatchObject({
      gap_baseline: near(6.1),
      gap_lower: near(5.467544),
      gap_upper: near(6.732456),
      target_gap: near(4.575), // 6.1 × 0.75
      status: 'baseline',
    });
    expect(find(rows, { goal_id: 'land', period: '2020' })).toMatchObject({
      benchmark_code: 'NL',
      gap: near(6.5),
      gap_lower: near(5.929912),
      gap_upper: near(7.070088),
      relative_gap: near(0.917826), // 72.6 / 79.1
      path_gap: near(5.664286), // 6.1 × (1 - 0.25 × 4 / 14)
      share_closed: near(-0.065574), // 1 - 6.5 / 6.1
      // Fieller, with half widths in the place of z × se: A = 6.1² - 0.4 = 36.81, B = 6.5 × 6.1 = 39.65,
      // C = 6.5² - 0.325 = 41.925; (39.65 ± √(39.65² - 36.81 × 41.925)) / 36.81 = 1.223104 and 0.931202.
      share_closed_lower: near(-0.223104),
      share_closed_upper: near(0.068798),
      change_from_region: near(-3.1), // 72.6 - 69.5, to the good
      change_from_reference: near(3.5), // 79.1 - 75.6
      closed_by_reference: false,
      smallest_visible_change: near(0.851469), // √(0.4 + 0.325)
      status: 'behind', // The path of 5.66 lies below the interval.
    });
  });

  // Rest 2016: (75.6 - 0.034 × 69.5) / 0.966 = 75.814700, gap 6.314700; 2020: (79.1 - 0.034 × 72.6) / 0.966 = 79.328778,
  // gap 6.728778. Half width of the rest 2016: √(0.2² - (0.034 × 0.6)²) / 0.966 = √0.03958384 / 0.966 = 0.205960, of the
  // gap √(0.36 + 0.042419) = 0.634365; 2020: √(0.0225 - 0.0003496900) / 0.966 = 0.154067, √(0.3025 + 0.023737) = 0.571172.
  test('against the rest of the country, weighed by inhabitants', async () => {
    const rows = await published();
    const row = find(rows, { goal_id: 'doel', period: '2020' });
    expect(row).toMatchObject({
      benchmark_code: 'rest_of NL',
      reference_value: near(79.328778),
      reference_lower: near(79.328778 - 0.154067),
      reference_upper: near(79.328778 + 0.154067),
      gap_baseline: near(6.3147),
      gap: near(6.728778),
      gap_lower: near(6.157607),
      gap_upper: near(7.29995),
      target_gap: near(4.736025), // 6.314700 × 0.75
      path_gap: near(5.86365), // 6.314700 × (1 - 0.25 × 4 / 14)
      share_closed: near(-0.065574), // Both gaps are 1 / 0.966 of those to the country.
      change_from_region: near(-3.1),
      change_from_reference: near(3.514079), // 79.328778 - 75.814700
      status: 'behind',
      age_group: '18+',
    });
    expect(row['method']).toBe(
      'referentie: NL zonder GG6106, gewogen met inwoners 2016 (T2016) in plaats van inwoners 18+; basislijn: 19+, deze periode: 18+',
    );
  });

  test('2022 lies behind a break: the gap is shown, and nothing is compared', async () => {
    const rows = await published();
    const row = find(rows, { goal_id: 'doel', period: '2022' });
    expect(row).toMatchObject({
      gap: near(5.279503), // (70 - 0.034 × 64.9) / 0.966 - 64.9
      share_closed: null,
      change_from_region: null,
      change_from_reference: null,
      closed_by_reference: null,
      smallest_visible_change: null,
      status: 'not_comparable',
    });
    expect(row.status_reason).toContain('extra meting tijdens de coronaperiode');
  });
});

describe('how a gap that is to close is judged', () => {
  // A = 100 - 2 = 98, B = 6 × 10 = 60, C = 36 - 2 = 34; (60 ± √(3600 - 3332)) / 98 = 0.779293 and 0.445197.
  const fallen = measuredLater({ GG6106: START.GG6106, NL: [66, 65, 67] });
  test('a gap that closed because the reference fell is said to be so', async () => {
    expect(await fallen()).toMatchObject({
      gap: near(6),
      share_closed: near(0.4),
      share_closed_lower: near(0.220707),
      share_closed_upper: near(0.554803),
      change_from_region: 0,
      change_from_reference: near(-4),
      closed_by_reference: true,
      status: 'target_met',
    });
  });

  const risen = measuredLater({ GG6106: [64, 63, 65], NL: START.NL });
  test('the same gap by an effort of the region is not', async () => {
    expect(await risen()).toMatchObject({
      gap: near(6),
      change_from_region: near(-4),
      change_from_reference: 0,
      closed_by_reference: false,
      status: 'target_met',
    });
  });

  // Later gaps against a start of 10 ± 1.41421 in 2016; the path is 10 × (1 - 0.25 × years / 14).
  const judged: [status: string, year: string, gap: string, of: Record<string, Cell>][] = [
    // A = 98, B = 20, C = 2; (20 + √(400 - 196)) / 98 = 0.349826: at least 65 % is closed.
    ['target_met_confirmed', '2020', '2 ± 1.41', { GG6106: [68, 67, 69], NL: [70, 69, 71] }],
    ['reversed', '2020', 'a lead of 2', { GG6106: [72, 71, 73], NL: [70, 69, 71] }],
    // Path 10 × (1 - 0.25 × 8 / 14) = 8.5714; the gap is 8 ± √(0.04 + 0.04) = 8 ± 0.28, share 20 %.
    ['on_track', '2024', '8 ± 0.28', { GG6106: [62, 61.8, 62.2], NL: [70, 69.8, 70.2] }],
    ['behind', '2024', '10 ± 0.28', { GG6106: [60, 59.8, 60.2], NL: [70, 69.8, 70.2] }],
    ['cannot_tell', '2024', '8 ± 1.41', { GG6106: [62, 61, 63], NL: [70, 69, 71] }],
    ['cannot_tell', '2024', 'no margins', { GG6106: 68, NL: [70, 69, 71] }],
    ['cannot_tell', '2024', 'no figure of the country', { GG6106: [68, 67, 69], NL: null }],
  ];
  for (const [status, year, gap, of] of judged) {
    const given = {
      editions: [measured('2016', START), measured(year, of)],
      indicators: [{ ...SURVEY, breaks: [] }],
      goals: [AGAINST_NL],
    };
    testCase(`${status} in ${year}: ${gap}`, progress(given), rows =>
      expect(find(rows, { period: year }).status).toBe(status),
    );
  }

  const unsure = measuredLater({ GG6106: 68, NL: [70, 69, 71] });
  test('without margins the gap is shown, without interval', async () => {
    const row = await unsure();
    expect(row).toMatchObject({ gap: near(2), gap_lower: null, gap_upper: null, share_closed: near(0.8) });
    expect(row.status_reason).toBe('Zonder marges is niet te zeggen of het verschil toeval is.');
  });

  testCase(
    'a start without measurable gap is no gap to close',
    progress({
      editions: [measured('2016', { GG6106: [69, 68, 70], NL: [70, 69, 71] }), measured('2020', START)],
      goals: [AGAINST_NL],
    }),
    rows => {
      expect(rows.map(row => [row.status, row['share_closed']])).toEqual([
        ['no_gap_at_baseline', null],
        ['no_gap_at_baseline', null],
      ]);
    },
  );

  testCase(
    'a baseline after a break is compared with what follows, and nothing before it is shown',
    progress({
      editions: [measured('2016', START), measured('2022', START), measured('2024', START)],
      goals: [{ ...AGAINST_NL, baselines: { gezond: '2022' } }],
    }),
    rows => {
      // The path of 2024 is 10 × (1 - 0.25 × 2 / 8) = 9.375, within 10 ± 1.41.
      expect(rows.map(row => [row.period, row['baseline_period'], row.status, row['path_gap']])).toEqual([
        ['2022', '2022', 'baseline', 10],
        ['2024', '2022', 'cannot_tell', 9.375],
      ]);
    },
  );

  const withoutBaseline = measuredLater(START, { baseline: undefined });
  test('without a baseline there is nothing to judge', async () => {
    const row = await withoutBaseline();
    expect(row).toMatchObject({ gap: near(10), gap_baseline: null, status: 'cannot_tell' });
    expect(row.status_reason).toBe('Er is geen basislijn vastgesteld.');
  });

  const version = (...editions: GivenEdition[]) => {
    const look = progress({ editions, goals: [AGAINST_NL] }, 'alone');
    return async () => find(await look(), { period: '2016' })['baseline_version'];
  };
  const first = version(measured('2016', START));
  const continued = version(measured('2016', START), measured('2020', START));
  const revised = version(measured('2016', START, { table: 'T2016-revised' }));
  test('the version of the baseline follows its table, and no later one', async () => {
    expect(await first()).toMatch(/^[0-9a-f]{12}$/);
    expect(await continued()).toBe(await first());
    expect(await revised()).not.toBe(await first());
  });
});

describe('goals without a gap to close', () => {
  const judged: [status: string, difference: string, region: Cell][] = [
    ['met', 'better by 2 ± 1.41', [72, 71, 73]],
    ['cannot_tell', 'better by 1 ± 1.41', [71, 70, 72]],
    ['not_met', 'worse by 2 ± 1.41', [68, 67, 69]],
  ];
  for (const [status, difference, region] of judged) {
    for (const rule of ['reach', 'at_least', 'parity'] as const) {
      const look = measuredLater({ GG6106: region, NL: [70, 69, 71] }, { rule, share: undefined });
      test(`${status} by ${rule}: ${difference}`, async () => {
        expect(await look()).toMatchObject({ status, target_gap: null });
      });
    }
  }
});

describe('a model estimate', () => {
  testCase(
    'is shown beside the survey and never judged, whatever it says',
    progress({
      editions: [measured('2016', START), measured('2020', { GG6106: [69, 68, 70], NL: [70, 69, 71] })],
      indicators: [{ ...SURVEY, value_kind: 'model_estimate' }],
      goals: [AGAINST_NL, { ...AGAINST_NL, id: 'gelijk', rule: 'at_least', share: undefined }],
    }),
    rows => {
      expect(rows.map(row => [row.goal_id, row.period, row['gap']])).toEqual([
        ['doel', '2016', near(10)],
        ['doel', '2020', near(1)],
        ['gelijk', '2016', near(10)],
        ['gelijk', '2020', near(1)],
      ]);
      for (const row of rows) {
        expect(row).toMatchObject({
          status: 'not_comparable',
          gap_lower: null,
          gap_upper: null,
          target_gap: null,
          path_gap: null,
          share_closed: null,
          change_from_region: null,
          closed_by_reference: null,
        });
        expect(row.status_reason).toContain('modelschatting');
      }
    },
  );
});

describe('the rest of the country', () => {
  const of = (region: number, country: number) => ({ GG6106: region, NL: country });

  // Region 20 of 100, country 110 of 1,000: the rest is 90 of 900.
  testCase(
    'of a share of counts comes from its own counts',
    progress({
      editions: [
        {
          id: '2016',
          figures: [
            { concept: 'met', unit: 'aantal', of: of(20, 110) },
            { concept: 'allen', unit: 'aantal', of: of(100, 1000) },
          ],
        },
      ],
      indicators: [
        { id: 'gezond', measure: 'ratio', numerator: 'met', denominator: 'allen', polarity: 'lower_better' },
      ],
    }),
    ([row]) => {
      // Wilson: 20 of 100 is 13.3 to 28.9, 110 of 1,000 is 9.2 to 13.1: the gap is a measurable one.
      expect(row).toMatchObject({ reference_value: 10, gap: 10, status: 'baseline' });
      expect(row?.['method']).toBe('referentie: NL zonder GG6106, gewogen met de noemers van het cijfer');
    },
  );

  testCase(
    'is unknown without a count to weigh with',
    progress({ editions: [measured('2016', START)] }),
    ([row]) => {
      expect(row).toMatchObject({ reference_value: null, gap: null, status: 'cannot_tell' });
    },
  );

  // Half of the country lives there: 1² - (0.5 × 10)² is below zero, so the margin of the country, 1, stands in.
  testCase(
    'has the margin of the country where rounded margins contradict each other',
    progress({
      editions: [counted('2016', 500, 1000), measured('2016', { GG6106: [60, 50, 70], NL: [70, 69, 71] })],
    }),
    ([row]) => {
      // (70 - 0.5 × 60) / 0.5
      expect(row).toMatchObject({
        reference_value: 80,
        reference_lower: near(79),
        reference_upper: near(81),
      });
    },
  );

  testCase(
    'of a group of gemeenten takes away all of its members',
    progress({
      config: {
        area_groups: [
          { code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0001', 'GM0002'] }] },
        ],
      },
      editions: [
        {
          source: 'telling',
          id: '2016',
          figures: [{ concept: 'inwoners', unit: 'aantal', of: { GM0001: 100, GM0002: 300, NL: 2000 } }],
        },
        measured('2016', { GM0001: [40, 39, 41], GM0002: [60, 59, 61], NL: [70, 69, 71] }),
      ],
      goals: [goal({ population: 'RG-X' })],
    }),
    ([row]) => {
      // Group (100 × 40 + 300 × 60) / 400 = 55; rest (2000 × 70 - 400 × 55) / 1600 = 73.75.
      // Margins: group sqrt(100² + 300²) / 400 = 0.7906; rest sqrt(1² - (0.2 × 0.7906)²) / 0.8 = 1.2343;
      // gap 18.75 - sqrt(0.7906² + 1.2343²) = 17.2842
      expect(row).toMatchObject({ region_value: 55, reference_value: 73.75, gap: 18.75 });
      expect(row?.['gap_lower']).toBeCloseTo(17.2842, 4);
    },
  );
});

const twoGoals = caseOf({ editions: MONITOR, goals: [goal({}), { ...AGAINST_NL, id: 'land' }] });
test('a goal is published as declared', async () => {
  const { warehouse } = twoGoals;
  expect(
    await warehouse.all('select goal_id, benchmark_code, rule, close_share, indicators from gold.goal'),
  ).toEqual([
    {
      goal_id: 'doel',
      benchmark_code: 'rest_of NL',
      rule: 'close_gap',
      close_share: 0.25,
      indicators: 'gezond',
    },
    { goal_id: 'land', benchmark_code: 'NL', rule: 'close_gap', close_share: 0.25, indicators: 'gezond' },
  ]);
});

const printed = caseOf({
  editions: MONITOR,
  goals: [
    goal({
      printed: [
        // Domain: printed 69.4 for Zuid-Limburg and 75.6 (76) for the country; the table has 69.5 and 75.6.
        {
          indicator: 'gezond',
          area: 'GG6106',
          period: '2016',
          value: 69.4,
          source: 'nota',
          difference: 'afronding',
        },
        {
          indicator: 'gezond',
          area: 'NL',
          period: '2016',
          value: 76,
          source: 'nota',
          difference: 'afronding',
        },
        {
          indicator: 'gezond',
          area: 'GM0928',
          period: '2016',
          value: 63,
          source: 'nota',
          difference: 'Geen jaar.',
        },
      ],
    }),
  ],
});
test('figures that the programme printed stand beside ours, with the reason for a difference', async () => {
  const rows = await printed.warehouse.all('select * from gold.printed_figure');
  expect(rows).toMatchObject([
    { area_code: 'GG6106', value: 69.5, difference: near(0.1), is_equal: false, explanation: 'afronding' },
    { area_code: 'GM0928', value: null, explanation: 'Deze publicatie heeft dit cijfer niet. Geen jaar.' },
    { area_code: 'NL', value: 75.6, lower_95: 75.4, is_equal: true, explanation: 'Gelijk na afronding.' },
  ]);
});

testCase(
  'the change of several indicators of a goal is corrected for their number',
  progress({
    editions: [measured('2016', START), measured('2020', { GG6106: [64, 63, 65], NL: [70, 69, 71] })].map(
      edition => ({
        ...edition,
        figures: (edition.figures ?? []).flatMap(figure => [
          figure,
          { ...figure, concept: 'ander', of: START },
        ]),
      }),
    ),
    indicators: [SURVEY, { ...SURVEY, id: 'ander', value: 'ander' }],
    goals: [{ ...AGAINST_NL, indicators: ['gezond', 'ander'] }],
  }),
  rows => {
    // Gap 10 ± √2 at the start. The first falls to 6: 4 / (√(2 + 2) / 1.959964) = 3.919928, p = 0.0000886; the second stays: p = 1.

    const [first, second] = ['gezond', 'ander'].map(indicator_id =>
      find(rows, { indicator_id, period: '2020' }),
    );
    expect(first?.['change_p']).toBeCloseTo(0.0000886, 7);
    expect(first?.['change_q']).toBeCloseTo(2 * 0.0000886, 6);
    expect(second).toMatchObject({ change_p: 1, change_q: 1 });
  },
);
