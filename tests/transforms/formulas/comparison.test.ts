import { beforeAll, expect, it } from 'vitest';
import { Golden, POLARITY } from '../../support/golden.ts';

let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
});

it('compares a value and its intervals with a benchmark; on a limit is similar, without interval is not compared', async context => {
  await golden.load('extra_compare');
  await golden.check(
    {
      file: 'extra_compare',
      expected: ['exp_one_level', 'exp_two_level'],
      sql: `select case_id, coalesce(rag_95(v, l1, u1, b, p), 'not_compared') as exp_one_level, rag(v, l1, u1, l2, u2, b, p) as exp_two_level
        from (
          select case_id, in_value::double as v, in_lower95::double as l1, in_upper95::double as u1,
            in_lower998::double as l2, in_upper998::double as u2, in_benchmark::double as b, ${POLARITY} as p
          from golden.extra_compare
        )`,
    },
    context,
  );
});

it('never compares an area with itself, and says why a row is not compared', async () => {
  const rows = await golden.warehouse.all(
    `with figures as (
       select * from (values
         ('A', 'NL', 12, 11, 13, 10, 14, 8, 'lower_better'),
         ('NL', 'NL', 12, 11, 13, 10, 14, 8, 'lower_better'),
         ('B', 'NL', null, 11, 13, 10, 14, 8, 'lower_better'),
         ('C', 'NL', 12, null, 13, 10, 14, 8, 'lower_better'),
         ('D', 'NL', 12, 11, 13, 10, 14, null, 'lower_better'),
         ('E', 'NL', 12, 11, 13, null, null, 8, 'lower_better')
       ) as t(area_code, benchmark_code, value, lower_95, upper_95, lower_998, upper_998, benchmark, polarity)
     )
     select area_code, outcome, outcome_95, reason from compared('figures') order by 1`,
  );
  expect(rows.map(row => Object.values(row))).toEqual([
    ['A', 'worst', 'worse', null],
    ['B', 'not_compared', 'not_compared', 'no_value'],
    ['C', 'not_compared', 'not_compared', 'no_interval'],
    ['D', 'not_compared', 'not_compared', 'no_benchmark'],
    ['E', 'worse', 'worse', null],
    ['NL', 'not_compared', 'not_compared', 'same_area'],
  ]);
});

it('draws funnel lines of proportions and ratios', async context => {
  await golden.load('extra_funnel_proportion', 'extra_funnel_limits_ratio');
  const line = (z: string): string => `funnel_proportion(in_baseline::double, in_n::double, ${z})`;
  await golden.check(
    {
      file: 'extra_funnel_proportion',
      expected: ['exp_lower95', 'exp_upper95', 'exp_lower998', 'exp_upper998'],
      sql: `select case_id, ${line('-z_of_level(0.95)')} as exp_lower95, ${line('z_of_level(0.95)')} as exp_upper95,
          ${line('-z_of_level(0.998)')} as exp_lower998, ${line('z_of_level(0.998)')} as exp_upper998
        from golden.extra_funnel_proportion`,
    },
    context,
  );
  await golden.check(
    {
      file: 'extra_funnel_limits_ratio',
      expected: [
        'expected_lower95',
        'expected_upper95',
        'expected_lower998',
        'expected_upper998',
        'line_lower95',
        'line_upper95',
      ].map(name => `exp_${name}`),
      sql: `select case_id, l95 as exp_expected_lower95, u95 as exp_expected_upper95, l998 as exp_expected_lower998,
          u998 as exp_expected_upper998, o / l95 as exp_line_lower95, o / u95 as exp_line_upper95
        from (
          select case_id, o, funnel_expected_lower(o, 0.95) as l95, funnel_expected_upper(o, 0.95) as u95,
            funnel_expected_lower(o, 0.998) as l998, funnel_expected_upper(o, 0.998) as u998
          from (select case_id, in_observed::double as o from golden.extra_funnel_limits_ratio)
        )`,
    },
    context,
  );
});

it('labels areas outside a funnel: ratios, proportions against the pooled share, and rates', async context => {
  await golden.load('extra_funnel_ratio', 'extra_funnel_significance', 'extra_funnel_significance_rate');
  await golden.check(
    {
      file: 'extra_funnel_ratio',
      expected: [
        'exp_ratio',
        'exp_lower95',
        'exp_upper95',
        'exp_lower998',
        'exp_upper998',
        'exp_significance',
      ],
      sql: `select case_id, o / e as exp_ratio, l1 / e as exp_lower95, u1 / e as exp_upper95, l2 / e as exp_lower998,
          u2 / e as exp_upper998, funnel_label(l1 / e, u1 / e, l2 / e, u2 / e, 1) as exp_significance
        from (
          select case_id, o, e, count_lower(o, 0.95) as l1, count_upper(o, 0.95) as u1, count_lower(o, 0.998) as l2,
            count_upper(o, 0.998) as u2
          from (
            select case_id, in_observed::double as o, nullif(in_expected::double, 0) as e from golden.extra_funnel_ratio
          )
        )`,
    },
    context,
  );
  const wilson = (side: string, level: string): string => `wilson_${side}(x, n, z_of_level(${level}))`;
  await golden.check(
    {
      file: 'extra_funnel_significance',
      expected: ['exp_average', 'exp_significance'],
      sql: `select case_id, average as exp_average, funnel_label(${wilson('lower', '0.95')}, ${wilson('upper', '0.95')},
          ${wilson('lower', '0.998')}, ${wilson('upper', '0.998')}, average) as exp_significance
        from (
          select case_id, in_x::double as x, in_n::double as n,
            sum(in_x::double) over () / sum(in_n::double) over () as average
          from golden.extra_funnel_significance
        )`,
    },
    context,
  );
  await golden.check(
    {
      file: 'extra_funnel_significance_rate',
      expected: ['exp_significance'],
      sql: `select case_id, funnel_label(rate_lower(x, n, 1, 0.95), rate_upper(x, n, 1, 0.95), rate_lower(x, n, 1, 0.998),
          rate_upper(x, n, 1, 0.998), average) as exp_significance
        from (
          select case_id, in_count::double as x, in_pop::double as n,
            sum(in_count::double) over () / sum(in_pop::double) over () as average
          from golden.extra_funnel_significance_rate
        )`,
    },
    context,
  );
});

it('puts areas in groups by rank: ties together, missing ones in none', async context => {
  await golden.load('extra_quantile');
  await golden.warehouse.run(
    `create table quantile_value as select case_id as group_key, in_nquantiles::integer as k, in_invert::boolean as inverted,
       nullif(unnest(str_split(in_values, '|')), '')::double as value,
       generate_subscripts(str_split(in_values, '|'), 1) as place
     from golden.extra_quantile`,
  );
  await golden.check(
    {
      file: 'extra_quantile',
      expected: ['exp_quantiles'],
      sql: `select group_key as case_id,
          string_agg(coalesce(quantile_of_rank(value_rank, valued, k)::varchar, ''), '|' order by place) as exp_quantiles
        from (
          select group_key, k, place, count(value) over (partition by group_key) as valued,
            case when value is not null then
              rank() over (partition by group_key order by if(inverted, -value, value) nulls last)
            end as value_rank
          from quantile_value
        )
        group by group_key`,
    },
    context,
  );
});

it('finds the spread between areas beyond chance, the outermost tenths drawn in', async () => {
  // z of -5 to 5 around 0 with se 1. The 10th percentile of 11 values is the second, -4, the 90th 4: the squares are
  // 2 × (16 + 16 + 9 + 4 + 1) = 92, phi 92 / 11. All weights are 1: tau² = (92 - 10) / (11 - 11 / 11) = 8.2. An area
  // without standard error is left out; equal ones have no spread (phi 0).
  const rows = await golden.warehouse.all(
    `with areas as (
       select 'spread' as group_key, z::double as value, 1.0 as se, 0.0 as target from range(-5, 6) as r(z)
       union all select 'spread', 99, null, 0
       union all select 'equal', 7, 2, 7 from range(3)
     )
     select group_key, areas, phi, tau2 from overdispersion('areas') order by group_key`,
  );
  expect(rows).toEqual([
    { group_key: 'equal', areas: '3', phi: 0, tau2: 0 },
    { group_key: 'spread', areas: '11', phi: expect.closeTo(92 / 11, 12), tau2: expect.closeTo(8.2, 12) },
  ]);
});
