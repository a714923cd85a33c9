import { beforeAll, describe, expect, it } from 'vitest';
import { Golden } from '../../support/golden.ts';

let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
  await golden.load('extra_aggregation', 'extra_interval_sum');
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

/** What one expression comes to for a list of numbers. */
const ofList = (expression: string, values: (number | null)[]) =>
  golden.warehouse.one(
    `select ${expression} as found from (select unnest([${values.join(', ')}]::double[]) as x)`,
  );

it('sees the step of counts in twenty of them that are not 0', async () => {
  const times = (step: number, n = 20) => Array.from({ length: n }, (_, at) => step * (1 + (at % 3)));
  for (const step of [5, 10, 100]) {
    expect(await ofList('detected_step(x)', times(step))).toEqual({ found: step });
  }
  expect(await ofList('detected_step(x)', [...times(5, 19), 0, 0])).toEqual({ found: 0 });
  expect(await ofList('detected_step(x)', [...times(5), 7])).toEqual({ found: 0 });
  expect(await ofList('detected_step(x)', [...times(10), 5])).toEqual({ found: 5 });
});

// A count that was rounded either way to 20 was 16 to 24, to 0 it was 0 to 4; the sum of two to 20 was 12 to 28.
it('knows what a count can be that was rounded either way', async () => {
  const between = (value: number, terms = 1) =>
    golden.warehouse.one(
      `select rounded_low(${value}, rounding_either_way(5, ${terms})) as low,
         rounded_high(${value}, rounding_either_way(5, ${terms})) as high`,
    );
  expect(await between(20)).toEqual({ low: 16, high: 24 });
  expect(await between(0)).toEqual({ low: 0, high: 4 });
  expect(await between(20, 2)).toMatchObject({ low: 11, high: 28 });
});

const extremes = (
  ...parts: [low: number | null, high: number | null, weightLow: number | null, weightHigh: number][]
) =>
  golden.warehouse.one(
    `with named_part as (
       select 1 as group_key, p.* from (values ${parts.map(part => `(${part.map(x => x ?? 'null').join(', ')})`).join(', ')})
         as p(value_low, value_high, weight_low, weight_high)
     ) select mean_low, mean_high from weighted_extremes('named_part')`,
  );

describe('the extreme weighted means', () => {
  // Most to 30: (10 + 20 + 3 × 30) / 5 = 24; 20 as well would be (10 + 3 × 20 + 3 × 30) / 7 = 22.9. Least mirrors it: 16.
  it('give the parts beyond some value their high weight', async () => {
    expect(await extremes([10, 10, 1, 3], [20, 20, 1, 3], [30, 30, 1, 3])).toEqual({
      mean_low: 16,
      mean_high: 24,
    });
  });

  it('are the weighted mean where weights are exact', async () => {
    expect(await extremes([10, 10, 1, 1], [40, 40, 3, 3])).toEqual({ mean_low: 32.5, mean_high: 32.5 });
  });

  // A missing percentage of weight 1 beside 40 of weight 3: (0 + 120) / 4 and (100 + 120) / 4.
  it('take a missing part at the ends of the scale', async () => {
    expect(await extremes([40, 40, 3, 3], [0, 100, 1, 1])).toEqual({ mean_low: 30, mean_high: 55 });
  });

  it('are the outermost values where a weight can be nothing', async () => {
    expect(await extremes([10, 10, 0, 5], [20, 20, 0, 5])).toEqual({ mean_low: 10, mean_high: 20 });
  });

  it('have no end where the scale has none, unless the part weighs nothing', async () => {
    expect(await extremes([40, 40, 3, 3], [0, null, 1, 1])).toEqual({ mean_low: 30, mean_high: null });
    expect(await extremes([40, 40, 3, 3], [null, null, 0, 0])).toEqual({ mean_low: 40, mean_high: 40 });
  });

  it('are unknown without weights', async () => {
    expect(await extremes([40, 40, 3, 3], [20, 20, null, 1])).toEqual({ mean_low: null, mean_high: null });
    expect(await extremes([40, 40, 0, 0])).toEqual({ mean_low: null, mean_high: null });
  });
});

// 30 of 100 is known, and at most 20 more persons are: (30 + 20 × 0) / 120 = 25 %, (30 + 20 × 1) / 120 = 41.67 %; of the
// known ones alone it is 30 %, which neither is beyond.
it('bounds a ratio with parts of which nothing but a largest size is known', async () => {
  const { low, high, none, whole, open } = await golden.warehouse.one<Record<string, number | null>>(
    `select least_ratio(3000, 100, 20, 0) as low, largest_ratio(3000, 100, 20, 100) as high,
       largest_ratio(3000, 100, null, 100) as none, largest_ratio(3000, 100, 0, null) as whole,
       largest_ratio(3000, 100, 20, null) as open`,
  );
  expect(low).toBe(25);
  expect(high).toBeCloseTo(5000 / 120, 9);
  expect([none, whole, open]).toEqual([null, 30, null]);
});
