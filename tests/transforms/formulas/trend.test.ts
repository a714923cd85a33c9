import { beforeAll, expect, it } from 'vitest';
import { Golden } from '../../support/golden.ts';

let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
});

/** The wording of the golden files. */
const MARKER = `case trend when 'increasing' then 'Increasing' when 'decreasing' then 'Decreasing'
  when 'no_significant_change' then 'NoChange' else 'CannotBeCalculated' end`;

/** The trend of one series of [year, value, lower, upper, numerator, denominator, years in the period]. */
async function trendOf(points: (number | null)[][], polarity = 'lower_better') {
  const rows = points.map(([year, value, lower, upper, numerator, denominator, years]) => {
    const cells = [year, value, lower, upper, numerator, denominator].map(cell =>
      cell == null ? 'null::double' : `${cell}::double`,
    );
    return `('s', ${years ?? 1}, '${polarity}', ${cells.join(', ')})`;
  });
  return golden.warehouse.one(
    `with points_of_series as (
       select * from (values ${rows.join(', ')})
         as t(series, period_years, polarity, year, value, lower_95, upper_95, numerator, denominator)
     )
     select points, slope, trend, judgement, reason, same_sign from recent_trend('points_of_series')`,
  );
}

const yearly = (values: number[], half = 1, years = [2020, 2021, 2022, 2023, 2024]): number[][] =>
  values.map((value, at) => [years[at] ?? 0, value, value - half, value + half]);

it('fits the recent trend and tests it as Fingertips publishes', async context => {
  await golden.load('extra_trend', 'extra_trend_points');
  await golden.warehouse.run(
    `create table trend_points as select case_id as series, in_year::integer as year, 1 as period_years,
       in_value::double as value, in_lower95::double as lower_95, in_upper95::double as upper_95, null::double as numerator,
       null::double as denominator, 'neutral' as polarity from golden.extra_trend_points`,
  );
  await golden.warehouse.run(`create table trend_result as from recent_trend('trend_points')`);
  await golden.check(
    {
      file: 'extra_trend',
      expected: ['exp_slope', 'exp_se', 'exp_chi2', 'exp_loo_same_sign', 'exp_significant', 'exp_marker'],
      sql: `select series as case_id, slope as exp_slope, slope_se as exp_se, chi_square as exp_chi2,
          same_sign as exp_loo_same_sign, trend in ('increasing', 'decreasing') as exp_significant, ${MARKER} as exp_marker
        from trend_result`,
    },
    context,
  );
});

it('tells a rise from a fall, also for proportions, and judges by polarity', async () => {
  const rise = yearly([10, 12, 14, 16, 18]).map(point => [...point, 100, 1000]);
  const fall = yearly([18, 16, 14, 12, 10]).map(point => [...point, 100, 1000]);
  expect(await trendOf(rise)).toMatchObject({ trend: 'increasing', judgement: 'worsening' });
  expect(await trendOf(fall)).toMatchObject({ trend: 'decreasing', judgement: 'improving' });
  expect(await trendOf(rise, 'higher_better')).toMatchObject({ judgement: 'improving' });
  expect(await trendOf(rise, 'neutral')).toMatchObject({ trend: 'increasing', judgement: null });
});

it('uses the real years: the slope of a survey of 2012, 2016, 2020, 2022 and 2024 is per year', async () => {
  const years = [2012, 2016, 2020, 2022, 2024];
  const onLine = years.map(year => 10 + 0.5 * (year - 2012));
  const { slope } = await trendOf(yearly(onLine, 0.5, years));
  expect(slope).toBeCloseTo(0.5, 12);
});

it('takes the five newest points that have a value', async () => {
  const old: (number | null)[][] = [
    [2010, 90, 89, 91],
    [2019, null, null, null],
  ];
  const found = await trendOf([...old, ...yearly([10, 12, 14, 16, 18])]);
  expect(found).toMatchObject({ points: '5', trend: 'increasing' });
  expect(found['slope']).toBeCloseTo(2, 10);
});

it('cannot be calculated, and says why, without five points, intervals, or when a count equals its denominator', async () => {
  const rise = yearly([10, 12, 14, 16, 18]);
  const change = (at: number, cells: (number | null)[]): (number | null)[][] =>
    rise.map((point, place) => (place === at ? cells : point));
  const cases: [string, (number | null)[][]][] = [
    ['fewer_than_5_points', rise.slice(1)],
    ['fewer_than_5_points', rise.slice(0, 1)],
    ['no_interval', change(2, [2022, 14, null, null])],
    ['no_interval', change(2, [2022, 14, 15, 13])],
    ['interval_without_width', change(2, [2022, 14, 14, 14])],
    ['count_equals_denominator', change(2, [2022, 14, 13, 15, 30, 30])],
    ['pooled_years', change(2, [2022, 14, 13, 15, null, null, 3])],
    ['year_occurs_twice', change(2, [2021, 14, 13, 15])],
  ];
  for (const [reason, points] of cases) {
    expect(await trendOf(points)).toMatchObject({
      trend: 'cannot_be_calculated',
      judgement: null,
      slope: null,
      reason,
    });
  }
});

it('is not moved by the last digit: level but for one point', async () => {
  expect(await trendOf(yearly([20, 20, 20, 20, 30], 1.96))).toMatchObject({
    trend: 'increasing',
    same_sign: true,
  });
  expect(await trendOf(yearly([20, 20, 20, 20, 20]))).toMatchObject({
    trend: 'no_significant_change',
    reason: null,
  });
});
