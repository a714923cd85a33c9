import { beforeAll, describe, expect, it } from 'vitest';
import { Golden, POLARITY } from '../support/golden.ts';
import { THIRD_PARTY } from './shared.ts';

describe('Fingertips', () => {
  let golden: Golden;
  beforeAll(async () => {
    golden = await Golden.open(THIRD_PARTY);
  });

  /** Numbers of a field like `1:50` or `4,5,6`. */
  const NUMBERS = `case when in_values like '%:%'
      then range(split_part(in_values, ':', 1)::bigint, split_part(in_values, ':', 2)::bigint + 1)::varchar[]
    else string_split_regex(in_values, '[|,]') end`;

  it('comparison by three methods', async context => {
    await golden.load('fingertips_compare');
    await golden.check(
      {
        file: 'fingertips_compare',
        expected: ['exp_outcome'],
        sql: `select case_id, case in_method
            when 'ci95_vs_value' then outcome_95(v, l1, u1, b, p)
            when 'ci95_998_vs_value' then rag(v, l1, u1, l2, u2, b, p)
            else coalesce(judged(intervals_differ(l1, u1, lb, ub), p), 'not_compared') end as exp_outcome
          from (
            select case_id, in_method, in_value::double as v, in_lower95::double as l1, in_upper95::double as u1,
              in_lower998::double as l2, in_upper998::double as u2, in_benchmark::double as b,
              in_bm_lower95::double as lb, in_bm_upper95::double as ub, ${POLARITY} as p
            from golden.fingertips_compare
          )`,
      },
      context,
    );
  });

  it('bounds and categories of quintiles', async context => {
    await golden.load('fingertips_bounds', 'fingertips_quintile_category');
    await golden.warehouse.run(
      `create table bound_value as select case_id as group_key, in_bins::integer as bins, unnest(${NUMBERS})::double as value
       from golden.fingertips_bounds`,
    );
    const bounded = (bins: number): string =>
      `from (with one_size as (select * from bound_value where bins = ${bins})
         select group_key as case_id, array_to_string(list_transform(bounds,
           lambda bound: case when bound = floor(bound) then bound::bigint::varchar else bound::varchar end), '|') as exp_bounds
         from quantile_bounds('one_size', ${bins}))`;
    await golden.check(
      { file: 'fingertips_bounds', expected: ['exp_bounds'], sql: `${bounded(4)} union all ${bounded(5)}` },
      context,
    );
    await golden.warehouse.run(
      `create table category_value as select case_id as group_key, unnest(${NUMBERS})::double as value
       from golden.fingertips_quintile_category`,
    );
    await golden.check(
      {
        file: 'fingertips_quintile_category',
        expected: ['exp_category'],
        sql: `select case_id, case when in_polarity = 'high_good' and category > 0 then 6 - category else category end as exp_category
          from (
            select g.case_id, g.in_polarity, coalesce(bounds_category(g.in_value::double, b.bounds, b.n), 0) as category
            from golden.fingertips_quintile_category as g
            join quantile_bounds('category_value', 5) as b on b.group_key = g.case_id
          )`,
      },
      context,
    );
  });

  it('control charts of proportions and rates', async context => {
    await golden.load('fingertips_spc_proportion', 'fingertips_spc_rate');
    const limits = (z: number): string =>
      `100 * control_lower(b, n, ${z}) as lower_${z === 1.96 ? 1 : 2}, 100 * control_upper(b, n, ${z}) as upper_${z === 1.96 ? 1 : 2}`;
    await golden.check(
      {
        file: 'fingertips_spc_proportion',
        expected: ['exp_z196', 'exp_z30902', 'ref_lower_1', 'ref_upper_1', 'ref_lower_2', 'ref_upper_2'],
        relative: 1e-9,
        sql: `select case_id, lower_1 as ref_lower_1, upper_1 as ref_upper_1, lower_2 as ref_lower_2, upper_2 as ref_upper_2,
            control_outcome(v, lower_1, upper_1, p) as exp_z196, control_outcome(v, lower_2, upper_2, p) as exp_z30902
          from (
            select case_id, v, p, ${limits(1.96)}, ${limits(3.0902)}
            from (
              select case_id, in_value_pct::double as v, in_denominator::double as n,
                in_benchmark_pct::double / 100 as b, ${POLARITY} as p
              from golden.fingertips_spc_proportion
            )
          )`,
      },
      context,
    );
    await golden.check(
      {
        file: 'fingertips_spc_rate',
        expected: ['exp_p025', 'exp_p001'],
        sql: `select case_id, control_outcome(x, poisson_lower(e, 0.95), poisson_upper(e, 0.95), p) as exp_p025,
            control_outcome(x, poisson_lower(e, 0.998), poisson_upper(e, 0.998), p) as exp_p001
          from (
            select case_id, ${POLARITY} as p, in_rate::double * in_denominator::double / in_unit::double as x,
              in_benchmark::double * in_denominator::double / in_unit::double as e
            from golden.fingertips_spc_rate
          )`,
      },
      context,
    );
  });

  it('targets', async context => {
    await golden.load('fingertips_target');
    await golden.check(
      {
        file: 'fingertips_target',
        expected: ['exp_outcome'],
        // An interval without width on the target: worse there, similar (as on any limit) here.
        where: `case_id <> 'tc8'`,
        sql: `select case_id, case outcome when 'met' then 'better' when 'not_met' then 'worse' else outcome end as exp_outcome
          from (
            select case_id, case
                when in_kind = 'range' then target_by_range(v, low, high, p)
                when in_use_ci = 'true' then target_by_interval(coalesce(v, l), l, u, low, p)
                else target_by_value(v, low, p)
              end as outcome
            from (
              select case_id, in_kind, in_use_ci, in_value::double as v, in_lower_limit::double as low,
                in_upper_limit::double as high, in_lower95::double as l, in_upper95::double as u, ${POLARITY} as p
              from golden.fingertips_target
            )
          )`,
      },
      context,
    );
  });

  it('trend markers', async context => {
    await golden.load('fingertips_trend', 'fingertips_trend_points');
    await golden.warehouse.run(
      `create table trend_points as select p.case_id as series, in_year::integer as year,
         t.in_year_range::integer as period_years, in_value::double as value, in_lower95::double as lower_95,
         in_upper95::double as upper_95, in_count::double as numerator, in_denominator::double as denominator,
         case in_polarity when 'Low is good' then 'lower_better' when 'High is good' then 'higher_better' else 'neutral' end
           as polarity
       from golden.fingertips_trend_points as p join golden.fingertips_trend as t on t.case_id = p.case_id`,
    );
    await golden.warehouse.run(`create table trend_result as from recent_trend('trend_points')`);
    const marker = `case trend when 'increasing' then 'Increasing' when 'decreasing' then 'Decreasing'
      when 'no_significant_change' then 'NoChange' else 'CannotBeCalculated' end`;
    await golden.check(
      {
        file: 'fingertips_trend',
        expected: ['exp_marker', 'exp_marker_with_polarity'],
        // Without intervals Fingertips answers "no change", where nothing can be told.
        where: `case_id <> 'gp65'`,
        sql: `select series as case_id, ${marker} as exp_marker,
            ${marker} || case judgement when 'worsening' then 'AndGettingWorse' when 'improving' then 'AndGettingBetter' else '' end
              as exp_marker_with_polarity
          from trend_result`,
      },
      context,
    );
    await golden.check(
      {
        file: 'fingertips_trend',
        expected: ['ref_slope_wls', 'ref_se_wls', 'ref_chi2_wls', 'ref_loo_same_sign'],
        relative: 1e-9,
        where: `ref_slope_wls is not null and in_year_range = '1'`,
        sql: `select series as case_id, slope as ref_slope_wls, slope_se as ref_se_wls, chi_square as ref_chi2_wls,
            same_sign as ref_loo_same_sign from trend_result`,
      },
      context,
    );
    await golden.warehouse.run(
      `create table count_points as select series, year - 2000 as t, numerator as x, denominator as n from trend_points`,
    );
    await golden.check(
      {
        file: 'fingertips_trend',
        expected: ['ref_chi2_armitage'],
        relative: 1e-9,
        where: 'ref_chi2_armitage is not null',
        sql: `select series as case_id, chi_square as ref_chi2_armitage from proportion_trend('count_points')`,
      },
      context,
    );
    const { trend, reason } = await golden.warehouse.one(
      `select trend, reason from trend_result where series = 'gp65'`,
    );
    expect([trend, reason]).toEqual(['cannot_be_calculated', 'no_interval']);
  });
});
