import { beforeAll, describe, it } from 'vitest';
import { Golden } from '../support/golden.ts';
import { THIRD_PARTY } from './shared.ts';

describe('PHEindicatormethods, funnels', () => {
  let golden: Golden;
  beforeAll(async () => {
    golden = await Golden.open(THIRD_PARTY);
  });

  it('lines of proportions', async context => {
    await golden.load('funnel_limits_proportion');
    const line = (z: string): string =>
      `100 * funnel_proportion(in_baseline_pct::double / 100, in_population::double, ${z})`;
    await golden.check(
      {
        file: 'funnel_limits_proportion',
        // Published to six decimals.
        rounding: 1e-5,
        expected: ['exp_lower_95', 'exp_upper_95', 'exp_lower_998', 'exp_upper_998'],
        sql: `select case_id, ${line('-z_of_level(0.95)')} as exp_lower_95, ${line('z_of_level(0.95)')} as exp_upper_95,
            ${line('-z_of_level(0.998)')} as exp_lower_998, ${line('z_of_level(0.998)')} as exp_upper_998
          from golden.funnel_limits_proportion`,
      },
      context,
    );
  });

  it('lines of ratios', async context => {
    await golden.load('funnel_limits_ratio');
    const pieces = [
      { side: 'lower', lines: '2s', level: 0.95 },
      { side: 'upper', lines: '2s', level: 0.95 },
      { side: 'lower', lines: '3s', level: 0.998 },
      { side: 'upper', lines: '3s', level: 0.998 },
    ];
    const columns = pieces.flatMap(({ side, lines, level }) => {
      const expected = `funnel_expected_${side}(o, ${level})`;
      const name = `exp_${side}_${lines}`;
      return [
        { name: `${name}_exp_events`, sql: expected },
        { name: `${name}_count`, sql: `o / ${expected} - 1` },
        { name: `${name}_isr`, sql: `100 * o / ${expected}` },
      ];
    });
    await golden.check(
      {
        file: 'funnel_limits_ratio',
        expected: columns.map(({ name }) => name),
        sql: `select case_id, ${columns.map(({ name, sql }) => `${sql} as ${name}`).join(', ')}
          from (select case_id, in_observed::double as o from golden.funnel_limits_ratio)`,
      },
      context,
    );
  });

  it('labels of proportions', async context => {
    await golden.load('funnel_significance_proportion');
    const limit = (side: string, level: number): string => `wilson_${side}(x, n, z_of_level(${level}))`;
    await golden.check(
      {
        file: 'funnel_significance_proportion',
        expected: ['exp_significance'],
        sql: `select case_id, funnel_label(${limit('lower', 0.95)}, ${limit('upper', 0.95)}, ${limit('lower', 0.998)},
            ${limit('upper', 0.998)}, average) as exp_significance
          from (
            select case_id, in_x::double as x, in_n::double as n,
              sum(in_x::double) over () / sum(in_n::double) over () as average
            from golden.funnel_significance_proportion
          )`,
      },
      context,
    );
  });

  const count = (side: string, level: number): string => `count_${side}(o, ${level})`;

  it('labels of ratios', async context => {
    await golden.load('funnel_significance_ratio');
    await golden.check(
      {
        file: 'funnel_significance_ratio',
        expected: ['exp_significance'],
        sql: `select case_id, funnel_label(${count('lower', 0.95)}, ${count('upper', 0.95)}, ${count('lower', 0.998)},
            ${count('upper', 0.998)}, e) as exp_significance
          from (select case_id, in_observed::double as o, in_expected::double as e from golden.funnel_significance_ratio)`,
      },
      context,
    );
  });

  it('labels of crude and standardised rates, with and without an area of zero', async context => {
    await golden.load('funnel_significance_rate');
    const labelled = (where: string, people: string): string =>
      `select case_id, funnel_label(${count('lower', 0.95)}, ${count('upper', 0.95)}, ${count('lower', 0.998)},
         ${count('upper', 0.998)}, e) as label
       from (
         select case_id, o, n * sum(o) over () / sum(n) over () as e
         from (
           select case_id, in_count::double as o, ${people} as n from golden.funnel_significance_rate where ${where}
         )
       )`;
    const derived = 'in_count::double / nullif(in_rate_dsr_per_100000::double, 0)';
    const check = (column: string, where: string, people: string, rows = where) =>
      golden.check(
        {
          file: 'funnel_significance_rate',
          where: rows,
          expected: [
            `${column}_per_100000_${where === 'true' ? 'with' : 'without'}_0`,
            `${column}_per_100_${where === 'true' ? 'with' : 'without'}_0`,
          ],
          sql: `select case_id, label as ${column}_per_100000_with_0, label as ${column}_per_100_with_0,
              label as ${column}_per_100000_without_0, label as ${column}_per_100_without_0
            from (${labelled(where, people)})`,
        },
        context,
      );
    await check('exp_crude', 'true', 'in_pop::double');
    await check('exp_crude', `in_count <> '0'`, 'in_pop::double');
    await check('exp_dsr', `in_count <> '0'`, derived);
    // Without a standardised rate (below 10 events) an area has no label.
    await check('exp_dsr', 'true', derived, `in_count <> '0'`);
  });
});
