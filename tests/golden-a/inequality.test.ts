import { beforeAll, describe, expect, it } from 'vitest';
import { type DeprivationGroup, type Scale, slopeLimits } from '../../transforms/formulas/inequality.ts';
import type { Row } from '../../transforms/warehouse.ts';
import { compare, Golden, told } from '../support/golden.ts';
import { THIRD_PARTY } from './shared.ts';

const SCALES: Record<string, Scale> = { 0: 'none', 1: 'log', 2: 'logit' };

describe('PHEindicatormethods, slope index of inequality', () => {
  let golden: Golden;
  beforeAll(async () => {
    golden = await Golden.open(THIRD_PARTY);
    await golden.load('sii', 'sii_data');
    await golden.warehouse.run(
      `create table deprivation as select d.case_id as group_key, in_quantile::integer as quantile,
         in_population::double as population, in_value::double as value,
         case when s.in_transform = 'false' then 'none' when s.in_value_type = '1' then 'log' else 'logit' end as scale,
         s.in_multiplier::double as multiplier, count(*) over (partition by d.case_id) as quantiles
       from golden.sii_data as d join golden.sii as s on s.case_id = d.case_id`,
    );
  });

  it('points', async context => {
    const sizes = await golden.warehouse.all(
      'select distinct quantiles, multiplier from deprivation order by all',
    );
    const fitted = sizes.map(
      ({ quantiles, multiplier }) =>
        `from (with one_size as (select * from deprivation where quantiles = ${quantiles} and multiplier = ${multiplier})
           select group_key as case_id, sii as exp_sii, rii as exp_rii, intercept as exp_intercept
           from slope_index('one_size', ${quantiles}, ${multiplier}))`,
    );
    for (const column of ['exp_sii', 'exp_rii', 'exp_intercept']) {
      await golden.check(
        {
          file: 'sii',
          relative: 'tol_rel_point',
          expected: [column],
          where: `${column} is not null`,
          sql: fitted.join(' union all '),
        },
        context,
      );
    }
  });

  it('limits by simulation', async context => {
    const report = { cases: 0, values: 0, deviation: 0 };
    for (const row of await golden.warehouse.all('from golden.sii')) {
      const groups = await groupsOf(row);
      for (const [at, level] of levelsOf(row).entries()) {
        const limits = slopeLimits(groups, optionsOf(row, level));
        for (const name of ['sii_lower', 'sii_upper', 'rii_lower', 'rii_upper'] as const) {
          const wanted = row[`exp_${name}_${at + 1}`];
          if (wanted == null) continue;
          const tolerance = { relative: Number(row['tol_rel_ci']), absolute: 0 };
          const deviation = compare(limits[name], wanted, tolerance);
          expect(deviation, `${row['case_id']} ${name} ${level}: ${limits[name]} against ${wanted}`).not.toBe(
            false,
          );
          report.deviation = Math.max(report.deviation, Number(deviation));
          report.values++;
        }
      }
      report.cases++;
    }
    await told(context, 'sii limits', report);
  });

  async function groupsOf(row: Row): Promise<DeprivationGroup[]> {
    const rows = await golden.warehouse.all<{
      population: number;
      value: number;
      se: number | null;
      low: number;
      high: number;
    }>(
      `select in_population::double as population, in_value::double as value, in_se::double as se,
         in_lower95::double as low, in_upper95::double as high
       from golden.sii_data where case_id = '${row['case_id']}' order by in_quantile::integer`,
    );
    return rows.map(({ population, value, se, low, high }) =>
      se === null ? { population, value, lower_95: low, upper_95: high } : { population, value, se },
    );
  }

  /** `c(95, 99)` is two levels; levels of 98 % stand in the description only. */
  const levelsOf = (row: Row): number[] => {
    const text = `${row['in_confidence']} ${row['in_description']}`;
    if (/98% ci/i.test(text) && !/95/.test(String(row['in_description']))) return [0.98];
    if (/98/.test(String(row['in_description']))) return [0.95, 0.98];
    return (String(row['in_confidence']).match(/\d+/g) ?? []).map(level => Number(level) / 100);
  };

  const optionsOf = (row: Row, level: number) => {
    const scale = SCALES[String(row['in_value_type'])] ?? 'none';
    return {
      drawn_on: scale,
      fitted_on: row['in_transform'] === 'true' ? scale : ('none' as const),
      multiplier: Number(row['in_multiplier']),
      level,
      repetitions: Number(row['in_repetitions']),
      seed: 11,
    };
  };
});
