import { beforeAll, describe, it } from 'vitest';
import { Golden } from '../support/golden.ts';
import { THIRD_PARTY } from './shared.ts';

describe('PHEindicatormethods', () => {
  let golden: Golden;
  beforeAll(async () => {
    golden = await Golden.open(THIRD_PARTY);
  });

  /** Pooled rows have no limits of 99.8 %. */
  const parts = [
    { expected: ['exp_lower95', 'exp_upper95'], where: 'true' },
    { expected: ['exp_lower998', 'exp_upper998'], where: `case_id not like '%grouped%'` },
  ];

  it('proportions', async context => {
    await golden.load('proportion');
    const sql = `select case_id, proportion(x, n, per) as exp_value,
        wilson_lower(x, n, z_of_level(0.95)) * per as exp_lower95, wilson_upper(x, n, z_of_level(0.95)) * per as exp_upper95,
        wilson_lower(x, n, z_of_level(0.998)) * per as exp_lower998, wilson_upper(x, n, z_of_level(0.998)) * per as exp_upper998
      from (select case_id, in_x::double as x, in_n::double as n, in_multiplier::double as per from golden.proportion)`;
    for (const part of parts) await golden.check({ file: 'proportion', sql, ...part }, context);
    await golden.check({ file: 'proportion', sql, expected: ['exp_value'] }, context);
  });

  it('rates', async context => {
    await golden.load('rate');
    const sql = `select case_id, rate_lower(x, n, per, 0.95) as exp_lower95, rate_upper(x, n, per, 0.95) as exp_upper95,
        rate_lower(x, n, per, 0.998) as exp_lower998, rate_upper(x, n, per, 0.998) as exp_upper998
      from (select case_id, in_x::double as x, in_n::double as n, in_multiplier::double as per from golden.rate)`;
    for (const part of parts) await golden.check({ file: 'rate', sql, ...part }, context);
  });

  it('the two interval functions on their own', async context => {
    await golden.load('byars_wilson');
    const limit = (side: string): string =>
      `case in_method when 'Byars' then byar_${side}(in_x::double, z) else wilson_${side}(in_x::double, in_n::double, z) end`;
    await golden.check(
      {
        file: 'byars_wilson',
        expected: ['exp_lower', 'exp_upper'],
        sql: `select case_id, ${limit('lower')} as exp_lower, ${limit('upper')} as exp_upper
          from (select *, normal_critical(1 - in_confidence::double) as z from golden.byars_wilson)`,
      },
      context,
    );
  });

  it('quantiles', async context => {
    await golden.load('quantile');
    await golden.warehouse.run(
      `create table quantile_value as select case_id, in_group || '/' || regexp_extract(in_test, '[^_]*$') as group_key,
         in_value::double as value, in_nquantiles::integer as k, in_invert::boolean as inverted from golden.quantile`,
    );
    await golden.check(
      {
        file: 'quantile',
        expected: ['exp_quantile'],
        sql: `select case_id, quantile_of_rank(place, valued, k) as exp_quantile
          from (
            select case_id, k, count(value) over (partition by group_key, k, inverted) as valued,
              case when value is not null then
                rank() over (partition by group_key, k, inverted order by if(inverted, -value, value) nulls last)
              end as place
            from quantile_value
          )`,
      },
      context,
    );
  });
});
