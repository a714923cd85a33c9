import { beforeAll, expect, it } from 'vitest';
import { Golden } from '../../support/golden.ts';

const THEMES: Record<string, string> = {
  roken: 'leefstijl',
  overgewicht: 'leefstijl',
  bijstand: 'bestaanszekerheid',
  schulden: 'bestaanszekerheid',
  eenzaam: 'sociaal',
};
const NAMES = Object.keys(THEMES);

let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
  await golden.load(
    'extra_composite',
    'extra_shrinkage',
    'extra_imd_exponential',
    'extra_imd_transform_points',
  );
  const rows = NAMES.map(
    name =>
      `select area as area_code, '${name}' as group_key, '${THEMES[name]}' as domain, in_${name}::double as value,
         in_pop::double as weight, 1 as orientation from golden.extra_composite`,
  );
  await golden.warehouse.run(`create table figures as ${rows.join(' union all ')}`);
  await golden.warehouse.run(
    `create table themed as select 'all' as group_key, area_code, domain, avg(z) as domain_score, count(*) as indicators,
       count(z) as indicators_present
     from (
       select *, (value - avg(value) over (partition by group_key)) / stddev_samp(value) over (partition by group_key) as z
       from figures
     )
     group by area_code, domain`,
  );
});

it('averages domains, with no score for an area that lacks a domain or too many indicators', async context => {
  await golden.check(
    {
      file: 'extra_composite',
      key: ['area'],
      expected: [
        ...['bestaanszekerheid', 'leefstijl', 'sociaal'].map(theme => `exp_theme_${theme}`),
        'exp_score',
        'exp_n_indicators',
        'exp_rank_score',
      ],
      sql: `select c.area_code as area, c.score as exp_score, c.indicators_present as exp_n_indicators,
          c.rank_score as exp_rank_score,
          max(domain_score) filter (domain = 'bestaanszekerheid') as exp_theme_bestaanszekerheid,
          max(domain_score) filter (domain = 'leefstijl') as exp_theme_leefstijl,
          max(domain_score) filter (domain = 'sociaal') as exp_theme_sociaal
        from composite_scores('themed', 0.6) as c join themed as t on t.area_code = c.area_code group by all`,
    },
    context,
  );
  const refused = await golden.warehouse.all(
    `select area_code, reason from composite_scores('themed', 0.6) where score is null`,
  );
  expect(refused).toEqual([{ area_code: 'BU07', reason: 'domain_absent' }]);
  const strict = await golden.warehouse.all(
    `select area_code, reason from composite_scores('themed', 0.9) where score is null order by 1`,
  );
  expect(strict).toEqual([
    { area_code: 'BU04', reason: 'too_few_indicators' },
    { area_code: 'BU07', reason: 'domain_absent' },
  ]);
});

it('scores an area with exactly the least share of indicators, and not with less', async () => {
  // BU04 has 4 of its 5 indicators.
  const refused = (share: number) =>
    golden.warehouse.all(
      `select area_code from composite_scores('themed', ${share}) where reason = 'too_few_indicators'`,
    );
  expect(await refused(0.8)).toEqual([]);
  expect(await refused(0.81)).toEqual([{ area_code: 'BU04' }]);
});

it('keeps the z of small areas within three', async () => {
  expect(
    await golden.warehouse.one(
      'select truncated_z(-4.5, true) as small, truncated_z(-4.5, false) as large, truncated_z(null, true) as absent',
    ),
  ).toEqual({ small: '-3.0', large: '-4.5', absent: null });
});

it('transforms ranks as the English IMD', async context => {
  await golden.check(
    {
      file: 'extra_imd_transform_points',
      expected: ['exp'],
      sql: 'select case_id, imd_transform(in_scaled_rank::double) as exp from golden.extra_imd_transform_points',
    },
    context,
  );
  const transformed = (name: string): string =>
    `imd_transform(scaled_rank(rank() over (order by in_${name}::double), count(*) over ()))`;
  await golden.check(
    {
      file: 'extra_imd_exponential',
      key: ['area'],
      expected: ['exp_income', 'exp_employment', 'exp_health', 'exp_score', 'exp_rank'],
      sql: `select *, rank() over (order by exp_score desc) as exp_rank
          from (
            select *, 0.5 * exp_income + 0.3 * exp_employment + 0.2 * exp_health as exp_score
            from (
              select area, ${transformed('income')} as exp_income, ${transformed('employment')} as exp_employment,
                ${transformed('health')} as exp_health
              from golden.extra_imd_exponential
            )
          )`,
    },
    context,
  );
});

it('measures how much areas differ beyond chance, and draws unsure values to the mean', async context => {
  await golden.warehouse.run(
    `create table uncertain as select 1 as group_key, area, in_x::double / in_n::double as value,
       pooled_variance(sum(in_x::double) over () / sum(in_n::double) over (), in_n::double) as variance
     from golden.extra_shrinkage`,
  );
  await golden.check(
    {
      file: 'extra_shrinkage',
      key: ['area'],
      expected: ['raw', 'var', 'Q', 'I2', 'tau2', 'mu', 'weight', 'shrunk'].map(name => `exp_${name}`),
      sql: `select u.area, u.value as exp_raw, u.variance as exp_var, h.q as "exp_Q", h.i2 as "exp_I2", h.tau2 as exp_tau2,
          h.mean_random as exp_mu, shrinkage_weight(h.tau2, u.variance) as exp_weight,
          shrunk(u.value, h.mean_random, h.tau2, u.variance) as exp_shrunk
        from uncertain as u join heterogeneity('uncertain') as h on h.group_key = u.group_key`,
    },
    context,
  );
});
