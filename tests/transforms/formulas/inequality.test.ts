import { beforeAll, expect, it } from 'vitest';
import { type DeprivationGroup, slopeLimits } from '../../../transforms/formulas/inequality.ts';
import { compare, Golden, told } from '../../support/golden.ts';

let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
  await golden.load('extra_sii', 'extra_sii_data');
  await golden.warehouse.run(
    `create table deprivation as select case_id as group_key, in_quantile::integer as quantile,
       in_population::double as population, in_value::double as value, 'none' as scale from golden.extra_sii_data`,
  );
});

it('fits the slope and relative index of inequality', async context => {
  await golden.check(
    {
      file: 'extra_sii',
      relative: 'tol_rel_point',
      rounding: 1e-12,
      expected: [
        'sii',
        'rii_ratio',
        'intercept',
        'ols_slope_lower95',
        'ols_slope_upper95',
        'overall',
        'rii_mean_based',
      ].map(name => `exp_${name}`),
      sql: `with quintile as (select * from deprivation where group_key <> 'dec10'),
          decile as (select * from deprivation where group_key = 'dec10'),
          fitted as (from slope_index('quintile', 5, 1) union all from slope_index('decile', 10, 1))
        select group_key as case_id, sii as exp_sii, rii as exp_rii_ratio, intercept as exp_intercept,
          slope_lower as exp_ols_slope_lower95, slope_upper as exp_ols_slope_upper95, overall as exp_overall,
          rii_of_mean as exp_rii_mean_based
        from fitted`,
    },
    context,
  );
});

it('simulates limits close to those of the reference, the same for the same seed', async context => {
  const report = { cases: 0, values: 0, deviation: 0 };
  for (const row of await golden.warehouse.all('from golden.extra_sii')) {
    const groups = (
      await golden.warehouse.all(
        `select in_population::double as population, in_value::double as value, in_se::double as se,
           in_lower95::double as lower_95, in_upper95::double as upper_95
         from golden.extra_sii_data where case_id = '${row['case_id']}' order by in_quantile::integer`,
      )
    ).map(given => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)));
    const options = {
      seed: 5,
      drawn_on: row['in_value_type'] === '2' ? ('logit' as const) : ('none' as const),
    };
    const limits = slopeLimits(groups as unknown as DeprivationGroup[], options);
    const span = limits.sii_upper - limits.sii_lower;
    const tolerance = { relative: Number(row['tol_rel_mc']), absolute: 0.01 * span };
    for (const side of ['lower', 'upper'] as const) {
      const deviation = compare(limits[`sii_${side}`], row[`exp_sii_${side}_mc`], tolerance);
      expect(deviation, `${row['case_id']} ${side}`).not.toBe(false);
      report.deviation = Math.max(report.deviation, Number(deviation));
      report.values++;
    }
    expect(slopeLimits(groups as unknown as DeprivationGroup[], options)).toEqual(limits);
    report.cases++;
  }
  await told(context, 'extra_sii limits', report);
});

it('turns slope and ratio round with the multiplier', () => {
  const groups = [30, 27, 24, 21, 18].map(value => ({ population: 2000, value, se: 1 }));
  const plain = slopeLimits(groups, { repetitions: 10_000 });
  const turned = slopeLimits(groups, { repetitions: 10_000, multiplier: -1 });
  expect(turned.sii_lower).toBeCloseTo(-plain.sii_upper, 1);
  expect(turned.rii_lower).toBeCloseTo(1 / plain.rii_upper, 2);
});

it('refuses groups that are too few or without people, error or a value on the scale', () => {
  const group = { population: 10, value: 0.2, se: 0.01, lower_95: 0.18, upper_95: 0.22 };
  const five = Array.from({ length: 5 }, () => group);
  expect(() => slopeLimits(five.slice(1))).toThrow('4 groups instead of 5 to 100');
  expect(() => slopeLimits([...five.slice(1), { ...group, population: 0 }])).toThrow(
    'a group without people',
  );
  expect(() => slopeLimits([...five.slice(1), { population: 10, value: 0.2 }])).toThrow(
    'without standard error',
  );
  expect(() => slopeLimits([...five.slice(1), { ...group, value: 0 }], { drawn_on: 'log' })).toThrow(
    '0 on scale log',
  );
  expect(() => slopeLimits(five, { repetitions: 10 })).toThrow('10 repetitions');
});

it('gives no slope, with the reason, when a group is missing, empty or without value', async () => {
  const rows = await golden.warehouse.all(
    `with odd_groups as (
       select kind as group_key, quantile, population, value, 'none' as scale
       from (
         select 'missing' as kind, range + 1 as quantile, 10 as population, range as value from range(4)
         union all select 'no people', range + 1, range, range from range(5)
         union all select 'no value', range + 1, 10, nullif(range, 2) from range(5)
       )
     )
     select group_key, sii, rii, intercept, slope_lower, overall, reason from slope_index('odd_groups', 5, 1) order by 1`,
  );
  const nothing = { sii: null, rii: null, intercept: null, slope_lower: null, overall: null };
  expect(rows).toEqual([
    { group_key: 'missing', ...nothing, reason: 'quantile_missing' },
    { group_key: 'no people', ...nothing, reason: 'group_without_people' },
    { group_key: 'no value', ...nothing, reason: 'value_missing' },
  ]);
});
