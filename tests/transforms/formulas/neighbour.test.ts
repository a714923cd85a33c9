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
  await golden.warehouse.run(`create table scaled as from scaled_features('features')`);
  await golden.warehouse.run(`create table distances as from neighbour_distances('scaled', 0.6)`);
});

it('measures the distance over the features that both areas have, none when too few are shared', async context => {
  await golden.check(
    {
      file: 'extra_neighbour_distances',
      key: ['in_a', 'in_b'],
      expected: ['exp_shared', 'exp_dist_minmax', 'exp_dist_z'],
      sql: `select area_code as in_a, other_code as in_b, shared as exp_shared, distance_minmax as exp_dist_minmax,
          distance_z as exp_dist_z from distances`,
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
       select 'A' as area_code, unnest(['D', 'B', 'C']) as other_code, unnest([1, 1 + 1e-14, 2]) as distance_z, 2 as shared
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
