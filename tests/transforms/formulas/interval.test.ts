import { beforeAll, expect, it } from 'vitest';
import { Golden } from '../../support/golden.ts';

let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
});

it('gives Wilson limits of proportions at all levels, and refuses what is no proportion', async context => {
  await golden.load('extra_proportion');
  await golden.check(
    {
      file: 'extra_proportion',
      expected: ['exp_value', 'exp_lower', 'exp_upper'],
      sql: `select case_id, proportion(x, n, per) as exp_value, wilson_lower(x, n, z) * per as exp_lower,
          wilson_upper(x, n, z) * per as exp_upper
        from (
          select case_id, in_x::double as x, in_n::double as n, in_multiplier::double as per,
            z_of_level(in_confidence::double) as z
          from golden.extra_proportion
        )`,
    },
    context,
  );
});

it('gives exact limits of rates below 10 cases and Byar limits from 10', async context => {
  await golden.load('extra_rate');
  await golden.check(
    {
      file: 'extra_rate',
      expected: ['exp_lower', 'exp_upper'],
      sql: `select case_id, rate_lower(x, n, per, level) as exp_lower, rate_upper(x, n, per, level) as exp_upper
        from (
          select case_id, in_x::double as x, in_n::double as n, in_multiplier::double as per,
            in_confidence::double as level
          from golden.extra_rate
        )`,
    },
    context,
  );
});

it('holds the exact limits of counts below ten to the last digits', async () => {
  const rows = await golden.warehouse.all(
    `select level, x, exact_lower(x, level) as low, poisson_lower(x, level) as low_searched, exact_upper(x, level) as high,
       poisson_upper(x, level) as high_searched
     from range(10) as counts(x), (values (0.95), (0.998)) as levels(level)`,
  );
  expect(rows).toHaveLength(20);
  for (const row of rows) {
    expect(Math.abs(Number(row['low']) - Number(row['low_searched']))).toBeLessThan(1e-13);
    expect(Math.abs(Number(row['high']) - Number(row['high_searched']))).toBeLessThan(1e-13);
  }
});

it('finds quantiles of the normal, t and chi-square distributions', async context => {
  await golden.load('extra_quantile_functions');
  await golden.check(
    {
      file: 'extra_quantile_functions',
      expected: ['exp'],
      sql: `select case_id, case in_fn
          when 'qchisq' then case when p < 0.5 then chi_square_from_lower(p, df) else chi_square_from_upper(1 - p, df) end
          when 'qnorm' then case when p < 0.5 then -normal_critical(2 * p) else normal_critical(2 * (1 - p)) end
          else case when p < 0.5 then -student_critical(2 * p, df) when p = 0.5 then 0
            else student_critical(2 * (1 - p), df) end
        end as exp
        from (select case_id, in_fn, in_p::double as p, in_df::double as df from golden.extra_quantile_functions)`,
    },
    context,
  );
});

it('gives null for a missing, negative, infinite or impossible count, and 0 for 0', async () => {
  const row = await golden.warehouse.one(
    `select wilson_lower(null, 5, 1.96) as a, wilson_upper(6, 5, 1.96) as b, wilson_lower(-1, 5, 1.96) as c,
       wilson_upper(1, 0, 1.96) as d, wilson_lower('nan'::double, 5, 1.96) as e, rate_lower(null, 5, 1000, 0.95) as f,
       rate_upper(-1, 5, 1000, 0.95) as g, rate_lower(3, 0, 1000, 0.95) as h, rate_upper('infinity'::double, 5, 1000, 0.95) as i,
       rate_lower('nan'::double, 5, 1000, 0.95) as j, count_lower('nan'::double, 0.95) as k, byar_lower(0, 1.96) as l,
       se_of_interval(3, 2) as m, rate_lower(3, 'nan'::double, 1000, 0.95) as n`,
  );
  expect(Object.values(row).every(value => value === null)).toBe(true);
  const zero = await golden.warehouse.one(
    'select rate_lower(0, 5, 1000, 0.95) as a, wilson_lower(0, 5, 1.96) as b',
  );
  expect(Object.values(zero)).toEqual([0, 0]);
});
