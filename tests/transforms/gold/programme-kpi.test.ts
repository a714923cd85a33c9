import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { cases, each, testCase } from '../../support/cases.ts';
import type { Cell, Given, indicator } from '../../support/warehouse.ts';
import { type GivenKpi, kpi, programme, REACH, yearly } from './programmes.ts';

type Declared = Parameters<typeof indicator>[0];

const caseOf = cases({
  tables: ['programme', 'programme_kpi'],
  config: { notice: 'proef' },
  indicators: [REACH],
  programmes: [programme()],
});

/** A look at the rows of gold.programme_kpi of a case. */
function kpis(given: Partial<Given>): () => Promise<Row[]> {
  const { warehouse } = caseOf(given);
  return () =>
    warehouse.all('select * from gold.programme_kpi order by programme_id, kpi_id, area_code, period');
}

type Case = [name: string, ...cells: Cell[]];

type Lasts = (name: string) => Row;

/** A look at the row of the last year of each case: an area of its own, with figures from 2020 on. */
function lasts(cases: Case[], more: Partial<GivenKpi> = {}, declared: Declared = {}): () => Promise<Lasts> {
  const areas = cases.map((_, at) => `GM${String(at + 1).padStart(4, '0')}`);
  const years = Math.max(...cases.map(([, ...cells]) => cells.length));
  const figures = Object.fromEntries(
    Array.from({ length: years }, (_, year) => [
      String(2020 + year),
      Object.fromEntries(
        cases.flatMap(([, ...cells], at) =>
          year < cells.length ? [[areas[at] ?? '', cells[year] ?? null]] : [],
        ),
      ),
    ]),
  );
  const look = kpis({
    indicators: [{ ...REACH, ...declared }],
    programmes: [programme({ areas, kpis: [kpi(more)] })],
    editions: [yearly('bereik', figures)],
  });
  return async () => {
    const rows = await look();
    const found = new Map(
      cases.map(([name, ...cells], at) => [
        name,
        rows.find(row => row['area_code'] === areas[at] && row['period'] === String(2019 + cells.length)),
      ]),
    );
    return name => found.get(name) ?? {};
  };
}

const SURVEY: Declared = { value_kind: 'survey' };
const FALLING: Partial<GivenKpi> = { direction: 'at_most', target: { value: 20, by: '2022-12-31' } };

describe('a count, from 20 in 2020 to 40 at the end of 2022: on the straight line 30 at the end of 2021', () => {
  const look = lasts([
    ['start', 20],
    ['on the line', 20, 30],
    ['below it', 20, 29],
    ['back', 20, 10],
    ['at the target', 20, 40],
    ['beyond', 20, 44],
    ['too late', 20, 30, 38, 39],
  ]);
  let of: Lasts;
  beforeAll(async () => {
    of = await look();
  });

  test('the first measurement is the baseline', () => {
    expect(of('start')).toMatchObject({
      value: 20,
      baseline_value: 20,
      path_value: 20,
      progress: 0,
      status: 'baseline',
      is_latest: true,
    });
  });

  test.each([
    ['on the line', 'on_track', 0.5],
    ['below it', 'behind', 0.45], // (29 - 20) / (40 - 20)
    ['back', 'behind', -0.5], // Further from it than at the start.
    ['at the target', 'reached', 1],
    ['beyond', 'reached', 1.2],
  ])('%s is %s', (name, status, progress) => {
    expect(of(name)).toMatchObject({ path_value: 30, status, progress, target: 40 });
  });

  test('after the day of the target, what is not reached is behind', () => {
    expect(of('too late')).toMatchObject({ period: '2023', path_value: 40, status: 'behind' });
    expect(of('too late')['status_reason']).toContain('niet bereikt op de afgesproken dag');
  });
});

testCase(
  'where lower is better, from 40 to 20, the line runs down',
  lasts(
    [
      ['below the line', 40, 29],
      ['above it', 40, 31],
      ['at the target', 40, 20],
    ],
    FALLING,
  ),
  of => {
    expect(of('below the line')).toMatchObject({ path_value: 30, status: 'on_track', progress: 0.55 });
    expect(of('above it')).toMatchObject({ status: 'behind' });
    expect(of('at the target')).toMatchObject({ status: 'reached' });
  },
);

testCase(
  'nought is a figure: a target of nought can be reached',
  lasts([['nought', 20, 0]], { ...FALLING, target: { value: 0, by: '2022-12-31' } }),
  of => {
    expect(of('nought')).toMatchObject({ value: 0, status: 'reached', missing_reason: null });
  },
);

// The baseline is 20 ± 2, later figures have a half width of 2; half of the baseline is left in the line of 2021, so the margin
// of the lead is √(2² + (0.5 × 2)²) = √5 = 2.236.
const START: Cell = [20, 18, 22];
testCase(
  'a survey is judged with its margin and that of the baseline',
  lasts(
    [
      ['42 to the target of 40', START, [42, 40, 44]],
      ['41, whose interval holds 40', START, [41, 39, 43]],
      ['3 - 2.236', START, [33, 31, 35]],
      ['2 - 2.236: the margin of the baseline decides', START, [32, 30, 34]],
      ['-2 + 2.236', START, [28, 26, 30]],
      ['-3 + 2.236', START, [27, 25, 29]],
      ['no margin', 20, 50],
    ],
    {},
    SURVEY,
  ),
  of => {
    expect(of('42 to the target of 40')).toMatchObject({ status: 'reached' });
    expect(of('41, whose interval holds 40')).toMatchObject({ status: 'on_track' });
    expect(of('3 - 2.236')).toMatchObject({ status: 'on_track' });
    expect(of('2 - 2.236: the margin of the baseline decides')).toMatchObject({ status: 'cannot_tell' });
    expect(of('-2 + 2.236')).toMatchObject({ status: 'cannot_tell' });
    expect(of('-3 + 2.236')).toMatchObject({ status: 'behind' });
    expect(of('no margin')).toMatchObject({ status: 'cannot_tell', value: 50 });
    expect(of('no margin')['status_reason']).toContain('Zonder marges');
  },
);

const HIGH_START: Cell = [40, 38, 42];
testCase(
  'of a survey where lower is better the other end of the interval counts',
  lasts(
    [
      ['reached', HIGH_START, [18, 16, 20]],
      ['on_track', HIGH_START, [19, 17, 21]],
      ['behind', HIGH_START, [34, 32, 36]],
    ],
    FALLING,
    SURVEY,
  ),
  of => {
    for (const status of ['reached', 'on_track', 'behind']) expect(of(status)).toMatchObject({ status });
  },
);

testCase(
  'a model estimate is shown and never judged, however good it looks',
  lasts([['good', [20, 19, 21], [60, 59, 61]]], {}, { value_kind: 'model_estimate' }),
  of => {
    expect(of('good')).toMatchObject({ status: 'cannot_tell', value: 60 });
    expect(of('good')['status_reason']).toContain('modelschatting');
  },
);

const BREAKS = [{ period: '2021', reason: 'andere telling' }];
testCase('across a break nothing is compared', lasts([['broken', 20, 50]], {}, { breaks: BREAKS }), of => {
  expect(of('broken')).toMatchObject({ status: 'cannot_tell', progress: null });
  expect(of('broken')['status_reason']).toContain('andere telling');
});

testCase(
  'without a figure of the baseline the pace is not known, but a target can be reached or missed',
  kpis({
    programmes: [programme({ areas: ['GM0001', 'GM0002', 'GM0003'] })],
    editions: [yearly('bereik', { 2021: { GM0001: 30, GM0002: 41 }, 2022: { GM0003: 39 } })],
  }),
  rows => {
    const absent = {
      period: '2020',
      value: null,
      status: 'no_data',
      missing_reason: 'awaiting_source',
      is_latest: false,
    };
    expect(rows.filter(row => row['period'] !== '2022' || row['value'] !== null)).toMatchObject([
      absent,
      { period: '2021', value: 30, progress: null, path_value: null, status: 'cannot_tell', is_latest: true },
      absent,
      { period: '2021', value: 41, status: 'reached' },
      absent,
      { period: '2022', value: 39, status: 'behind' },
    ]);
  },
);

testCase(
  'what was measured before the baseline is left out',
  kpis({
    editions: [yearly('bereik', { 2019: { GM0001: 5 }, 2020: { GM0001: 20 } })],
  }),
  rows => {
    expect(rows.map(row => row['period'])).toEqual(['2020']);
  },
);

testCase(
  'a suppressed figure says so, and the newest one with a value stays the latest',
  kpis({
    editions: [yearly('bereik', { 2020: { GM0001: 20 }, 2021: { GM0001: 'suppressed', GM0002: 3 } })],
  }),
  rows => {
    expect(rows).toMatchObject([
      { period: '2020', status: 'baseline', is_latest: true },
      { period: '2021', value: null, status: 'no_data', missing_reason: 'suppressed', is_latest: false },
    ]);
  },
);

const WAITING: Declared = {
  ...REACH,
  source: undefined,
  measure: undefined,
  value: undefined,
  status: 'awaiting_source',
  status_note: 'Wacht op levering door de scholen.',
};
testCase(
  'an indicator without source gives one row per area, with what it waits for',
  kpis({
    indicators: [WAITING],
    programmes: [programme({ areas: ['GM0001', 'RG-ONBEKEND'] })],
  }),
  rows => {
    expect(rows).toMatchObject(
      ['GM0001', 'RG-ONBEKEND'].map(area_code => ({
        area_code,
        period: '2020',
        value: null,
        status: 'no_data',
        status_reason: 'Wacht op levering door de scholen.',
        missing_reason: 'awaiting_source',
      })),
    );
  },
);

const ofAges = (more: Partial<GivenKpi>) =>
  kpis({
    indicators: [{ ...REACH, age_group: ['total', '65+'] }],
    editions: [
      {
        id: '2024',
        figures: ['total', '65+'].map((age, at) => ({
          concept: 'bereik',
          period: '2020',
          age,
          of: { GM0001: 20 + at },
        })),
      },
    ],
    programmes: [programme({ kpis: [kpi(more)] })],
  });
testCase(
  'of several age groups the declared one is measured',
  each(ofAges({ age_group: '65+' }), ofAges({})),
  ([declared, other]) => {
    expect(declared).toMatchObject([{ value: 21, age_group: '65+' }]);
    expect(other).toMatchObject([{ value: 20, age_group: 'total' }]);
  },
);

const listed = caseOf({
  programmes: [programme({ areas: ['GM0002', 'GM0001'], domains: ['onderwijs', 'leefstijl'] })],
});
test('a programme is listed with its areas, domains and evidence', async () => {
  expect(await listed.warehouse.all('select * from gold.programme')).toMatchObject([
    {
      programme_id: 'programma',
      programme_line: 'vitale wijken',
      pillar: 'fysiek',
      areas: 'GM0001|GM0002',
      domains: 'leefstijl|onderwijs',
      evidence_level: 'goed onderbouwd',
      control_group: null,
      kpis: 1,
      notice: 'proef',
    },
  ]);
});
