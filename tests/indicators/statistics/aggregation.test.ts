import { beforeAll, expect, it } from 'vitest';
import { Golden } from '../../support/golden.ts';

let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
  await golden.load('extra_aggregation', 'extra_aggregation_rho', 'extra_interval_sum');
});

const list = (column: string): string => `nullif(unnest(str_split(${column}, '|')), '')::double`;

it('weighs parts, with coverage and bounds for what is missing', async context => {
  await golden.warehouse.run(
    `create table parts as select case_id as group_key, ${list('in_values')} as value, ${list('in_weights')} as weight,
       ${list('in_se')} as se from golden.extra_aggregation`,
  );
  await golden.check(
    {
      file: 'extra_aggregation',
      expected: [
        ...[
          'value',
          'coverage',
          'se_independent',
          'se_full_correlation',
          'lower_bound_pct',
          'upper_bound_pct',
        ],
      ].map(name => `exp_${name}`),
      sql: `select group_key as case_id, value as exp_value, coverage as exp_coverage, se_independent as exp_se_independent,
          se_full_correlation as exp_se_full_correlation, lower_bound as exp_lower_bound_pct,
          upper_bound as exp_upper_bound_pct
        from weighted_means('parts', 0, 100)`,
    },
    context,
  );
});

it('widens the standard error when errors are alike', async context => {
  await golden.warehouse.run(
    `create table alike as select case_id as group_key, 20 as value, ${list('in_weights')} as weight, ${list('in_se')} as se
     from golden.extra_aggregation_rho`,
  );
  await golden.check(
    {
      file: 'extra_aggregation_rho',
      expected: ['exp_se'],
      sql: `select case_id, se_with_correlation(se_independent, se_full_correlation, in_rho::double) as exp_se
        from weighted_means('alike', 0, 100) join golden.extra_aggregation_rho on case_id = group_key`,
    },
    context,
  );
});

it('bounds a sum of suppressed and rounded counts', async context => {
  await golden.warehouse.run(
    `create table counts as select case_id as group_key, try_cast(part as integer) as value, part = 's' as is_suppressed,
       in_suppressed_min::integer as suppressed_min, in_suppressed_max::integer as suppressed_max,
       in_rounding::integer as rounding
     from (select *, unnest(str_split(in_parts, '|')) as part from golden.extra_interval_sum)`,
  );
  await golden.check(
    {
      file: 'extra_interval_sum',
      expected: ['exp_sum_low', 'exp_sum_high'],
      sql: `select group_key as case_id, sum_low as exp_sum_low, sum_high as exp_sum_high from interval_sums('counts')`,
    },
    context,
  );
});

it('gives no sum when a part is missing, and no mean when a weight is', async () => {
  const rows = await golden.warehouse.all(
    `with holes as (select 1 as group_key, unnest([3, null]) as value, false as is_suppressed, 1 as suppressed_min,
       4 as suppressed_max, 5 as rounding)
     select sum_low, sum_high from interval_sums('holes')`,
  );
  expect(rows).toEqual([{ sum_low: null, sum_high: null }]);
  const means = await golden.warehouse.all(
    `with holes as (select 1 as group_key, unnest([20, 30]) as value, unnest([100, null]) as weight, null::double as se)
     select value, coverage, se_independent, lower_bound from weighted_means('holes', 0, 100)`,
  );
  expect(means).toEqual([{ value: null, coverage: null, se_independent: null, lower_bound: null }]);
});

it('adds counts before it divides: a mean of percentages would give something else', async () => {
  const { pooled, averaged } = await golden.warehouse.one(
    `select proportion(sum(x), sum(n), 100) as pooled, avg(proportion(x, n, 100)) as averaged
     from (values (1, 10), (90, 100)) as t(x, n)`,
  );
  expect(pooled).toBeCloseTo((91 / 110) * 100, 10);
  expect(averaged).toBeCloseTo(50, 10);
});
