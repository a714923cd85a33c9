import { beforeAll, expect, it } from 'vitest';
import { Golden } from '../../support/golden.ts';

let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
});

const EXPECTED = ['exp_total_count', 'exp_total_pop', 'exp_value', 'exp_lower', 'exp_upper'];

async function loadBands(): Promise<void> {
  await golden.load('extra_dsr', 'extra_dsr_data');
  await golden.warehouse.run(
    `create table if not exists band as select in_case as group_key, in_band as band, 1 as events_per_person,
       in_x::double as x, in_n::double as n, in_stdpop::double as standard from golden.extra_dsr_data`,
  );
}

const directRates = (level: number): string =>
  `select group_key || '_${level}' as case_id, total_count as exp_total_count, total_population as exp_total_pop,
     value as exp_value, lower as exp_lower, upper as exp_upper from direct_rates('band', 1000, ${level})`;

it('standardises rates directly, none below ten events', async context => {
  await loadBands();
  await golden.check(
    {
      file: 'extra_dsr',
      expected: EXPECTED,
      where: `in_case <> 'x_missing_band'`,
      sql: `from (${directRates(0.95)}) union all from (${directRates(0.998)})`,
    },
    context,
  );
});

it('refuses an age band of which the count is missing, where the reference reads 0', async () => {
  await loadBands();
  const row = await golden.warehouse.one(
    `select value, total_count, reason from direct_rates('band', 1000, 0.95) where group_key = 'x_missing_band'`,
  );
  expect(row).toEqual({ value: null, total_count: null, reason: 'count_missing' });
});

it('standardises indirectly; nothing expected gives no ratio instead of infinity', async context => {
  await golden.load('extra_isr');
  const list = (column: string): string => `unnest(str_split(${column}, '|'))::double`;
  await golden.warehouse.run(
    `create table indirect_band as select case_id as group_key, in_kind, in_multiplier::double as per, ${list('in_x')} as x,
       ${list('in_n')} as n, ${list('in_x_ref')} as x_reference, ${list('in_n_ref')} as n_reference from golden.extra_isr`,
  );
  await golden.check(
    {
      file: 'extra_isr',
      expected: ['exp_observed', 'exp_expected', 'exp_value', 'exp_lower95', 'exp_upper95'],
      sql: `select case_id, observed as exp_observed, expected as exp_expected, ratio * per as exp_value,
          ratio_lower * per as exp_lower95, ratio_upper * per as exp_upper95
        from (
          select r.*, e.case_id,
            e.in_multiplier::double * case e.in_kind when 'rate' then r.reference_rate else 1 end as per
          from indirect_ratios('indirect_band', 0.95) as r join golden.extra_isr as e on e.case_id = r.group_key
        )`,
    },
    context,
  );
  const reasons = await golden.warehouse.all(
    `select distinct reason from indirect_ratios('indirect_band', 0.95) where expected = 0`,
  );
  expect(reasons).toEqual([{ reason: 'nothing_expected' }]);
});

it('makes life tables, and refuses those of few people or incomplete bands', async context => {
  await golden.load('extra_le');
  await golden.warehouse.run(
    `create table life as select case_id as group_key, in_startage::integer as age_from, in_pop::double as population,
       in_deaths::double as deaths from golden.extra_le`,
  );
  await golden.check(
    {
      file: 'extra_le',
      key: ['case_id', 'in_startage'],
      expected: ['exp_value', 'exp_lower95', 'exp_upper95'],
      sql: `select group_key as case_id, age_from as in_startage, value as exp_value, lower as exp_lower95, upper as exp_upper95
        from life_tables('life', 0.95)`,
    },
    context,
  );
  const reasons = await golden.warehouse.all(
    `select group_key, min(reason) as reason from life_tables('life', 0.95) group by all having min(reason) is not null
     order by 1`,
  );
  expect(reasons.map(row => row['reason'])).toEqual([
    'more_deaths_than_people',
    'population_too_small',
    'no_deaths_in_last_band',
    'band_without_people',
  ]);
});

it('refuses a life table without all bands or deaths', async () => {
  const rows = await golden.warehouse.all(
    `with bands as (
       select 'few' as group_key, 5 * range as age_from, 1000 as population, 10 as deaths from range(2, 19)
       union all
       select 'missing', case range when 0 then 0 when 1 then 1 else 5 * (range - 1) end, 1000, case range when 3 then null else 10 end
       from range(20)
     )
     select distinct group_key, value, reason from life_tables('bands', 0.95) order by 1`,
  );
  expect(rows).toEqual([
    { group_key: 'few', value: null, reason: 'bands_missing' },
    { group_key: 'missing', value: null, reason: 'deaths_missing_or_negative' },
  ]);
});
