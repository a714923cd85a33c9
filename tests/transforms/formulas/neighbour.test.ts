import { beforeAll, expect, it } from 'vitest';
import { Golden } from '../../support/golden.ts';

const FEATURES = ['roken', 'overgewicht', 'bijstand', 'eenzaam', 'schulden'];

let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
  await golden.load('extra_composite', 'extra_neighbour_distances', 'extra_neighbour_peers');
  const rows = FEATURES.map(
    name =>
      `select area as area_code, '${name}' as feature, in_${name}::double as value, true as is_wanted from golden.extra_composite`,
  );
  await golden.warehouse.run(`create table features as ${rows.join(' union all ')}`);
  // The golden distances are of features in standard deviations, and of features from 0 to 1.
  const scalings = {
    scaled: '(value - avg(value) over feature) / stddev_samp(value) over feature',
    from_0_to_1: '(value - min(value) over feature) / (max(value) over feature - min(value) over feature)',
  };
  for (const [name, z] of Object.entries(scalings)) {
    await golden.warehouse.run(
      `create table ${name} as select *, ${z} as z from features window feature as (partition by feature)`,
    );
  }
  await golden.warehouse.run(`create table distances as from neighbour_distances('scaled', 0.6)`);
});

it('measures the distance over the features that both areas have, none when too few are shared', async context => {
  await golden.check(
    {
      file: 'extra_neighbour_distances',
      key: ['in_a', 'in_b'],
      expected: ['exp_shared', 'exp_dist_minmax', 'exp_dist_z'],
      sql: `select area_code as in_a, other_code as in_b, z.shared as exp_shared, s.distance as exp_dist_minmax,
          z.distance as exp_dist_z
        from distances as z join neighbour_distances('from_0_to_1', 0.6) as s using (area_code, other_code)`,
    },
    context,
  );
});

it('lists the nearest areas in a fixed order, never the area itself', async context => {
  await golden.check(
    {
      file: 'extra_neighbour_peers',
      key: ['area'],
      expected: ['exp_peers'],
      sql: `select c.area, string_agg(n.other_code, '|' order by n.place) as exp_peers
        from golden.extra_composite as c left join nearest_areas('distances', 5) as n on n.area_code = c.area group by c.area`,
    },
    context,
  );
  const rows = await golden.warehouse.all(
    `with equal_distances as (
       select 'A' as area_code, unnest(['D', 'B', 'C']) as other_code, unnest([1, 1 + 1e-14, 2]) as distance, 2 as shared
     )
     select other_code, place, relative_distance from nearest_areas('equal_distances', 2) order by place`,
  );
  expect(rows.map(row => row['other_code'])).toEqual(['B', 'D']);
  expect(rows[0]?.['relative_distance']).toBeCloseTo(0.5, 9);
});

it('looks only for the areas that are wanted', async () => {
  const rows = await golden.warehouse.all(
    `with wanted as (select * replace (area_code = 'BU03' as is_wanted) from scaled)
     select distinct area_code from neighbour_distances('wanted', 0.6)`,
  );
  expect(rows).toEqual([{ area_code: 'BU03' }]);
});

it('scales by the quartiles, so that one extreme area does not make all others alike', async () => {
  const scaled = (values: number[]) =>
    golden.warehouse.all<{ z: number }>(
      `with one_feature as (select 'jong' as feature, unnest([${values.join(', ')}]) as value)
       select z from robustly_scaled('one_feature') order by value`,
    );
  // Median 3, quartiles 2 and 4 of five, however far the last: a step of 1 is 1.349 / 2 = 0.6745.
  const rows = await scaled([1, 2, 3, 4, 1000]);
  expect(rows.map(row => row.z).slice(0, 4)).toEqual(
    [-2, -1, 0, 1].map(step => expect.closeTo(step * 0.6745, 9)),
  );
  // Three quarters equal: sample standard deviation of 0, 0, 0, 0, 5 is √(20 / 4).
  expect((await scaled([0, 0, 0, 0, 5])).at(-1)?.z).toBeCloseTo(5 / Math.sqrt(5), 9);
});
