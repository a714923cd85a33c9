import { beforeAll, expect, it } from 'vitest';
import { Golden } from '../../support/golden.ts';

/** Faults of other systems, each beside the answer it would give. More of them stand with their subject. */
let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
});

const one = (sql: string) => golden.warehouse.one(sql);

it('never divides by zero into infinity or NaN', async () => {
  const row = await one(
    `select proportion(0, 0, 100) as a, rate_lower(1, 0, 1000, 0.95) as b, share_closed(0, 1) as c, rest_value(3, 5, 3, 5) as d,
       gap_on_path(4, 0.25, 2020, 2020, 2020) as e, shrinkage_weight(0, 0) as f, scaled_rank(1, 0) as g,
       partial_r(0.4, 1, 0.4) as h, wls_slope(1, 0, 2, 0, 0) as i, pearson_r(0, 0, 4) as j, power_to_see(1, 0) as k`,
  );
  expect(Object.entries(row).filter(([, value]) => value !== null)).toEqual([]);
});

it('gives null for null, where greatest and least of DuckDB would give a number', async () => {
  const row = await one(
    `select truncated_z(null, true) as a, rounded_low(null, 5) as b, pearson_r(null, 1, 1) as c,
       share_closed_lower(4, 0.5, 3, null, 1.96) as d, share_closed_upper(4, null, 3, 0.5, 1.96) as e,
       funnel_proportion(0.5, 10, null) as f, imd_transform(null) as g, correlation_p(null, 10) as h,
       normal_p(null) as i, student_p(null, 5) as j, problem_scope(1, 7, 0.6, null, 0.1, 0, 1, 1) as k,
       healthy_people_status(null, 1, 0.25, 0.5) as l`,
  );
  expect(Object.entries(row).filter(([, value]) => value !== null)).toEqual([]);
});

it('does not count a missing numerator as 0', async () => {
  const { low, high } = await one(
    'select rate_lower(null, 100, 1000, 0.95) as low, rate_upper(null, 100, 1000, 0.95) as high',
  );
  expect([low, high]).toEqual([null, null]);
});

it('knows no finite population factor: the interval depends on cases and people asked only', async () => {
  const { low } = await one('select wilson_lower(20, 100, z_of_level(0.95)) as low');
  const z = 1.959963984540054;
  const [x, n, people] = [20, 100, 150];
  const factor = Math.sqrt((people - n) / (people - 1));
  const margin = (inner: number) => (z * Math.sqrt(z * z + 4 * x * (1 - x / n) * inner)) / (2 * (n + z * z));
  const middle = (2 * x + z * z) / (2 * (n + z * z));
  expect(low).toBeCloseTo(middle - margin(1), 14);
  expect(Math.abs(Number(low) - (middle - margin(factor)))).toBeGreaterThan(0.005);
});

it('has z to the last digit: neither 1.96 nor the 0.3 % of a table', async () => {
  const { a, b, c } = await one(
    'select z_of_level(0.95) as a, z_of_level(0.998) as b, normal_critical(0.002) as c',
  );
  expect(Math.abs(Number(a) - 1.959963984540054)).toBeLessThan(1e-15);
  expect(Math.abs(Number(b) - 3.090232306167813)).toBeLessThan(1e-15);
  expect(Math.abs(Number(c) - 3.090232306167813)).toBeLessThan(1e-13);
});

it('sums before it divides: percentages of areas of unequal size are not averaged', async () => {
  const rows = await golden.warehouse.all(
    `with parts as (select 1 as group_key, unnest([10, 90]) as value, unnest([900, 100]) as weight, null::double as se)
     select value from weighted_means('parts', 0, 100)`,
  );
  expect(rows).toEqual([{ value: 18 }]);
});

it('does not call a gap smaller for a reference that got worse a gain of the region', async () => {
  const row = await one(
    `with progress as (
       select 'higher_better' as polarity, 2020 as baseline_year, 2030 as target_year, 0.25 as close_share, 2024 as year,
         true as is_comparable, 70 as region_baseline, 0.1 as se_region_baseline, 77 as reference_baseline,
         0.1 as se_reference_baseline, 69.5 as region_now, 0.1 as se_region_now, 74 as reference_now, 0.1 as se_reference_now
     )
     select closed_by_reference, change_from_region, change_from_reference from gap_progress('progress')`,
  );
  expect(row).toMatchObject({
    closed_by_reference: true,
    change_from_region: 0.5,
    change_from_reference: -3,
  });
});
