import { beforeAll, describe, expect, it } from 'vitest';
import { Golden, POLARITY } from '../support/golden.ts';
import { THIRD_PARTY } from './shared.ts';

describe('Fingertips', () => {
  let golden: Golden;
  beforeAll(async () => {
    golden = await Golden.open(THIRD_PARTY);
  });

  it('comparison by three methods', async context => {
    await golden.load('fingertips_compare');
    await golden.check(
      {
        file: 'fingertips_compare',
        expected: ['exp_outcome'],
        sql: `select case_id, case in_method
            when 'ci95_vs_value' then coalesce(rag_95(v, l1, u1, b, p), 'not_compared')
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
    const { trend, reason } = await golden.warehouse.one(
      `select trend, reason from trend_result where series = 'gp65'`,
    );
    expect([trend, reason]).toEqual(['cannot_be_calculated', 'no_interval']);
  });
});
