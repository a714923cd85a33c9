import { describe, expect, test } from 'vitest';
import type { Row } from '../../transforms/warehouse.ts';
import { type Cell, type Given, goldWorld, type indicator } from '../support/warehouse.ts';
import { type GivenKpi, kpi, programme, REACH, yearly } from './programmes.ts';

type Declared = Parameters<typeof indicator>[0];

async function kpis(given: Partial<Given>): Promise<Row[]> {
  const { warehouse } = await goldWorld({
    tables: ['programme', 'programme_kpi'],
    indicators: [REACH],
    programmes: [programme()],
    editions: [],
    ...given,
  });
  return warehouse.all('select * from gold.programme_kpi order by programme_id, kpi_id, area_code, period');
}

/** The row of the last year of figures of GM0001 from 2020 on. */
async function last(cells: Cell[], more: Partial<GivenKpi> = {}, declared: Declared = {}): Promise<Row> {
  const figures = Object.fromEntries(cells.map((cell, at) => [String(2020 + at), { GM0001: cell }]));
  const rows = await kpis({
    indicators: [{ ...REACH, ...declared }],
    programmes: [programme({ kpis: [kpi(more)] })],
    editions: [yearly('bereik', figures)],
  });
  expect(rows).toHaveLength(cells.length);
  return rows.at(-1) ?? {};
}

const SURVEY: Declared = { value_kind: 'survey' };
const FALLING: Partial<GivenKpi> = { direction: 'at_most', target: { value: 20, by: '2022-12-31' } };

describe('a count, from 20 in 2020 to 40 at the end of 2022: on the straight line 30 at the end of 2021', () => {
  test('the first measurement is the baseline', async () => {
    expect(await last([20])).toMatchObject({
      value: 20,
      baseline_value: 20,
      path_value: 20,
      progress: 0,
      status: 'baseline',
      is_latest: true,
    });
  });

  test.each([
    [30, 'on_track', 0.5], // On the line itself.
    [29, 'behind', 0.45], // (29 - 20) / (40 - 20)
    [10, 'behind', -0.5], // Further from it than at the start.
    [40, 'reached', 1],
    [44, 'reached', 1.2],
  ])('%d in 2021 is %s', async (value, status, progress) => {
    expect(await last([20, value])).toMatchObject({ path_value: 30, status, progress, target: 40 });
  });

  test('after the day of the target, what is not reached is behind', async () => {
    const row = await last([20, 30, 38, 39]);
    expect(row).toMatchObject({ period: '2023', path_value: 40, status: 'behind' });
    expect(row['status_reason']).toContain('niet bereikt op de afgesproken dag');
  });

  test('nought is a figure: a target of nought can be reached', async () => {
    expect(await last([20, 0], { ...FALLING, target: { value: 0, by: '2022-12-31' } })).toMatchObject({
      value: 0,
      status: 'reached',
      missing_reason: null,
    });
  });

  test.each([
    [29, 'on_track'],
    [31, 'behind'],
    [20, 'reached'],
  ])('where lower is better, from 40 to 20: %d is %s', async (value, status) => {
    expect(await last([40, value], FALLING)).toMatchObject({ path_value: 30, status });
  });
});

// The baseline is 20 ± 2, later figures have a half width of 2; half of the baseline is left in the line of 2021, so the margin
// of the lead is √(2² + (0.5 × 2)²) = √5 = 2.236.
describe('a survey, with its margin and that of the baseline', () => {
  test.each<[string, Cell]>([
    ['reached', [42, 40, 44]],
    ['on_track', [41, 39, 43]], // The interval holds 40; the lead on 30 is 11.
    ['on_track', [33, 31, 35]], // 3 - 2.236
    ['cannot_tell', [32, 30, 34]], // 2 - 2.236: the margin of the baseline decides.
    ['cannot_tell', [28, 26, 30]], // -2 + 2.236
    ['behind', [27, 25, 29]], // -3 + 2.236
  ])('is %s', async (status, cell) => {
    expect(await last([[20, 18, 22], cell], {}, SURVEY)).toMatchObject({ status });
  });

  test('where lower is better the other end counts', async () => {
    const baseline: Cell = [40, 38, 42];
    expect(await last([baseline, [18, 16, 20]], FALLING, SURVEY)).toMatchObject({ status: 'reached' });
    expect(await last([baseline, [19, 17, 21]], FALLING, SURVEY)).toMatchObject({ status: 'on_track' });
    expect(await last([baseline, [34, 32, 36]], FALLING, SURVEY)).toMatchObject({ status: 'behind' });
  });

  test('without a margin nothing is judged', async () => {
    const row = await last([20, 50], {}, SURVEY);
    expect(row).toMatchObject({ status: 'cannot_tell', value: 50 });
    expect(row['status_reason']).toContain('Zonder marges');
  });
});

test('a model estimate is shown and never judged, however good it looks', async () => {
  const row = await last(
    [
      [20, 19, 21],
      [60, 59, 61],
    ],
    {},
    { value_kind: 'model_estimate' },
  );
  expect(row).toMatchObject({ status: 'cannot_tell', value: 60 });
  expect(row['status_reason']).toContain('modelschatting');
});

test('across a break nothing is compared', async () => {
  const breaks = [{ period: '2021', reason: 'andere telling' }];
  const row = await last([20, 50], {}, { breaks });
  expect(row).toMatchObject({ status: 'cannot_tell', progress: null });
  expect(row['status_reason']).toContain('andere telling');
});

describe('without a figure of the baseline', () => {
  const rowsOf = (figures: Record<string, Cell>) =>
    kpis({
      editions: [
        yearly(
          'bereik',
          Object.fromEntries(Object.entries(figures).map(([year, cell]) => [year, { GM0001: cell }])),
        ),
      ],
    });

  test('its row stands with the reason, and the pace is not known', async () => {
    const rows = await rowsOf({ 2021: 30 });
    expect(rows).toMatchObject([
      { period: '2020', value: null, status: 'no_data', missing_reason: 'awaiting_source', is_latest: false },
      { period: '2021', value: 30, progress: null, path_value: null, status: 'cannot_tell', is_latest: true },
    ]);
  });

  test('a target can still be reached, or missed on its day', async () => {
    expect((await rowsOf({ 2021: 41 })).at(-1)).toMatchObject({ status: 'reached' });
    expect((await rowsOf({ 2022: 39 })).at(-1)).toMatchObject({ status: 'behind' });
  });
});

test('what was measured before the baseline is left out', async () => {
  const rows = await kpis({
    editions: [yearly('bereik', { 2019: { GM0001: 5 }, 2020: { GM0001: 20 } })],
  });
  expect(rows.map(row => row['period'])).toEqual(['2020']);
});

test('a suppressed figure says so, and the newest one with a value stays the latest', async () => {
  const rows = await kpis({
    editions: [yearly('bereik', { 2020: { GM0001: 20 }, 2021: { GM0001: 'suppressed', GM0002: 3 } })],
  });
  expect(rows).toMatchObject([
    { period: '2020', status: 'baseline', is_latest: true },
    { period: '2021', value: null, status: 'no_data', missing_reason: 'suppressed', is_latest: false },
  ]);
});

test('an indicator without source gives one row per area, with what it waits for', async () => {
  const waiting: Declared = {
    ...REACH,
    source: undefined,
    measure: undefined,
    value: undefined,
    status: 'awaiting_source',
    status_note: 'Wacht op levering door de scholen.',
  };
  const rows = await kpis({
    indicators: [waiting],
    programmes: [programme({ areas: ['GM0001', 'RG-ONBEKEND'] })],
  });
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
});

test('of several age groups the declared one is measured', async () => {
  const figures = ['total', '65+'].map((age, at) => ({
    concept: 'bereik',
    period: '2020',
    age,
    of: { GM0001: 20 + at },
  }));
  const editions = [{ id: '2024', figures }];
  const indicators = [{ ...REACH, age_group: ['total', '65+'] }];
  const of = (age_group?: string) =>
    kpis({
      indicators,
      editions,
      programmes: [programme({ kpis: [kpi(age_group ? { age_group } : {})] })],
    });
  expect(await of('65+')).toMatchObject([{ value: 21, age_group: '65+' }]);
  expect(await of()).toMatchObject([{ value: 20, age_group: 'total' }]);
});

test('a programme is listed with its areas, domains and evidence', async () => {
  const { warehouse } = await goldWorld({
    tables: ['programme'],
    indicators: [REACH],
    editions: [],
    config: { notice: 'proef' },
    programmes: [programme({ areas: ['GM0002', 'GM0001'], domains: ['onderwijs', 'leefstijl'] })],
  });
  expect(await warehouse.all('select * from gold.programme')).toMatchObject([
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
