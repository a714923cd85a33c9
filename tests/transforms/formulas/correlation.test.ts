import { beforeAll, expect, it } from 'vitest';
import { Golden } from '../../support/golden.ts';

let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
  await golden.load(
    'extra_correlation',
    'extra_correlation_data',
    'extra_p_adjust',
    'extra_partial_spearman',
  );
  await golden.warehouse.run(
    `create table long_values as select area as area_code, variable, value::double as value
     from (unpivot golden.extra_correlation_data on a, b, c, d, e, f into name variable value value)`,
  );
  await golden.warehouse.run(
    `create table all_pairs as select {x: a.variable, y: b.variable} as pair, a.value as x, b.value as y
     from long_values as a join long_values as b on b.area_code = a.area_code and b.variable > a.variable`,
  );
  await golden.warehouse.run(`create table correlated as from correlations('all_pairs')`);
});

it('correlates pairs by rank and by value, corrects for many pairs', async context => {
  await golden.check(
    {
      file: 'extra_correlation',
      key: ['in_x', 'in_y'],
      expected: [
        ...['exp_n', 'exp_spearman', 'exp_spearman_p_t', 'exp_pearson', 'exp_pearson_p'],
        ...[
          'exp_pearson_lower95',
          'exp_pearson_upper95',
          'exp_p_bonferroni',
          'exp_p_holm',
          'exp_q_bh',
          'exp_q_by',
        ],
      ],
      sql: `with tested as (select 1 as group_key, pair, spearman_p as p from correlated),
          adjusted as (from p_adjusted('tested'))
        select c.pair.x as in_x, c.pair.y as in_y, c.n as exp_n, c.spearman as exp_spearman,
          c.spearman_p as exp_spearman_p_t, c.pearson as exp_pearson,
          c.pearson_p as exp_pearson_p, c.pearson_lower as exp_pearson_lower95, c.pearson_upper as exp_pearson_upper95,
          a.p_bonferroni as exp_p_bonferroni, a.p_holm as exp_p_holm, a.q_bh as exp_q_bh, a.q_by as exp_q_by
        from correlated as c
        join adjusted as a on a.pair = c.pair`,
    },
    context,
  );
});

it('corrects p values within a group, leaving out rows without p', async context => {
  await golden.warehouse.run(
    `create table p_values as select 'golden' as group_key, case_id, in_p::double as p from golden.extra_p_adjust
     union all select 'golden', 'none', null union all select 'other', 'alone', 0.04`,
  );
  await golden.check(
    {
      file: 'extra_p_adjust',
      expected: ['exp_bh', 'exp_by', 'exp_holm', 'exp_bonferroni'],
      sql: `select case_id, q_bh as exp_bh, q_by as exp_by, p_holm as exp_holm, p_bonferroni as exp_bonferroni
        from p_adjusted('p_values')`,
    },
    context,
  );
  const rest = await golden.warehouse.all(
    `select case_id, q_bh, q_by, p_holm from p_adjusted('p_values') where case_id in ('none', 'alone') order by 1`,
  );
  expect(rest).toEqual([
    { case_id: 'alone', q_bh: 0.04, q_by: 0.04, p_holm: 0.04 },
    { case_id: 'none', q_bh: null, q_by: null, p_holm: null },
  ]);
});

it('holds one and two variables constant', async context => {
  const r = (a: string, b: string): string =>
    `(select spearman from correlated where pair.x = least(${a}, ${b}) and pair.y = greatest(${a}, ${b}))`;
  await golden.check(
    {
      file: 'extra_partial_spearman',
      key: ['in_x', 'in_y'],
      expected: ['exp_partial_spearman', 'exp_df', 'exp_p'],
      sql: `select in_x, in_y, exp_partial_spearman, 15 - 2 - 2 as exp_df, correlation_p(exp_partial_spearman, 11) as exp_p
        from (
          select in_x, in_y, partial_r(
              partial_r(r_xy, r_xc, r_yc), partial_r(r_xd, r_xc, r_cd), partial_r(r_yd, r_yc, r_cd)
            ) as exp_partial_spearman
          from (
            select in_x, in_y, ${r('in_x', 'in_y')} as r_xy, ${r('in_x', 'c')} as r_xc, ${r('in_y', 'c')} as r_yc,
              ${r('in_x', 'd')} as r_xd, ${r('in_y', 'd')} as r_yd, ${r('c', 'd')} as r_cd
            from (
              select *, str_split(in_given, '+')[1] as c, str_split(in_given, '+')[2] as d
              from golden.extra_partial_spearman
            )
          )
        )`,
    },
    context,
  );
});

it('uses the areas that have both values, and gives nothing for a variable that does not vary', async () => {
  const rows = await golden.warehouse.all(
    `with few_pairs as (
       from (values (1, 1, 4), (1, 2, 4), (1, 3, 4), (1, 4, null), (2, 1, 9)) as t(pair, x, y)
     )
     select n, spearman, spearman_p, pearson, spearman_lower from correlations('few_pairs') order by n`,
  );
  expect(rows).toEqual([
    { n: '1', spearman: null, spearman_p: null, pearson: null, spearman_lower: null },
    { n: '3', spearman: null, spearman_p: null, pearson: null, spearman_lower: null },
  ]);
});

it('does not take for a relation that the same areas vary more in both', async () => {
  const rows = await golden.warehouse.all<{ r: number; p: number }>(
    `with one_pair as (from (values (1, 1, 2), (1, 2, 1), (1, 3, 4), (1, 4, 3), (1, 5, 5)) as t(pair, x, y))
     select spearman as r, spearman_p_any_spread as p from correlations('one_pair')`,
  );
  // Ranks about their mean: -2 -1 0 1 2 and -1 -2 1 0 2, so products 2 2 0 0 4: r = 8 / 10, and their squares are
  // 5 x 24 / (10 x 10) = 1.2 times what they would be without relation.
  const t = 0.8 * Math.sqrt(3 / ((1 - 0.8 ** 2) * 1.2));
  // Student with three degrees of freedom, in closed form.
  const below = Math.atan(t / Math.sqrt(3)) + t / Math.sqrt(3) / (1 + t ** 2 / 3);
  expect(rows[0]?.r).toBeCloseTo(0.8, 12);
  expect(rows[0]?.p).toBeCloseTo(1 - (2 / Math.PI) * below, 9);
});
