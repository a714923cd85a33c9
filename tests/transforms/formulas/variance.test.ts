import { beforeAll, expect, it } from 'vitest';
import { Golden } from '../../support/golden.ts';

let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
  await golden.load('extra_variance_data', 'extra_variance_decomposition', 'extra_variance_gemeente');
  await golden.warehouse.run(
    `create table buurten as select 'all' as group_key, in_gemeente as gemeente_code, in_wijk as wijk_code,
       in_pop::bigint as population, in_value::double as value,
       is_worse_than(in_value::double, 20, 'lower_better') as is_worse
     from golden.extra_variance_data`,
  );
});

it('splits the variance between gemeenten, wijken and buurten, and counts the people beyond the benchmark', async context => {
  await golden.check(
    {
      file: 'extra_variance_decomposition',
      expected: [
        ...[
          'mean',
          'var_total',
          'var_between_gemeente',
          'var_between_wijk_within_gemeente',
          'var_within_wijk',
        ],
        ...[
          'share_gemeente',
          'share_wijk',
          'share_buurt',
          'pop_share_above_benchmark',
          'share_buurten_above',
        ],
        'gemeenten_above',
      ].map(name => `exp_${name}`),
      sql: `with per_gemeente as (select * replace (gemeente_code as group_key) from buurten)
        select 'pop_weighted' as case_id, v.mean as exp_mean, variance_total as exp_var_total,
          variance_gemeente as exp_var_between_gemeente, variance_wijk as exp_var_between_wijk_within_gemeente,
          variance_buurt as exp_var_within_wijk, share_gemeente as exp_share_gemeente, share_wijk as exp_share_wijk,
          share_buurt as exp_share_buurt, e.people_share_worse as exp_pop_share_above_benchmark,
          e.areas_share_worse as exp_share_buurten_above,
          (select count(*) from exposure('per_gemeente') where mean > 20) as exp_gemeenten_above
        from variance_split('buurten') as v join exposure('buurten') as e on e.group_key = v.group_key`,
    },
    context,
  );
  await golden.check(
    {
      file: 'extra_variance_gemeente',
      key: ['in_gemeente'],
      expected: ['exp_pop', 'exp_mean', 'exp_pop_share_above_benchmark'],
      sql: `with per_gemeente as (select * replace (gemeente_code as group_key) from buurten)
        select group_key as in_gemeente, population as exp_pop, mean as exp_mean,
          people_share_worse as exp_pop_share_above_benchmark
        from exposure('per_gemeente')`,
    },
    context,
  );
});

it('has no shares without variation, and leaves out buurten without value or people', async () => {
  const rows = await golden.warehouse.all(
    `with odd as (
       select * from (values ('equal', 'G', 'W1', 10, 5), ('equal', 'G', 'W2', 10, 5), ('gone', 'G', 'W1', 10, 5),
         ('gone', 'G', 'W1', 0, 50), ('gone', 'G', 'W2', 10, null)) as t(group_key, gemeente_code, wijk_code, population, value)
     )
     select group_key, mean, variance_total, share_wijk from variance_split('odd') order by 1`,
  );
  expect(rows).toEqual([
    { group_key: 'equal', mean: 5, variance_total: 0, share_wijk: null },
    { group_key: 'gone', mean: 5, variance_total: 0, share_wijk: null },
  ]);
});

it('tells a regional problem from one of a gemeente and a local one', async () => {
  const scope = async (...given: (number | boolean | null)[]): Promise<unknown> =>
    (
      await golden.warehouse.one(`select problem_scope(${given.map(String).join(', ')}, 5 / 7, 0.6) as scope`)
    )['scope'];
  expect(await scope(5, 7, 0.6, false, 0.1, 0)).toBe('region_wide');
  expect(await scope(4, 7, 0.9, true, 0.6, 0)).toBe('gemeente_wide');
  expect(await scope(4, 7, 0.9, true, 0.5, 1)).toBe('local');
  expect(await scope(0, 7, 0, false, 0, 0)).toBe('no_problem_shown');
  expect(await scope(0, 7, 0, null, 0, 0)).toBeNull();
});
