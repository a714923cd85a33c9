import { beforeAll, expect, it } from 'vitest';
import { localMoranP } from '../../../transforms/formulas/permutation.ts';
import { Golden } from '../../support/golden.ts';

let golden: Golden;
beforeAll(async () => {
  golden = await Golden.open();
  await golden.load('extra_lisa', 'extra_moran', 'extra_moran_island');
  await golden.warehouse.run(
    `create table grid as select 'grid' as group_key, cell as area_code, in_value::double as value from golden.extra_lisa`,
  );
  await golden.warehouse.run(
    `create table grid_link as select cell as area_code, unnest(str_split(in_neighbours, '|')) as neighbour_code
     from golden.extra_lisa`,
  );
});

it('measures whether neighbours are alike', async context => {
  await golden.check(
    {
      file: 'extra_moran',
      expected: ['I', 'EI', 'var_randomisation', 'z', 'p_greater', 'var_normality', 'geary_C'].map(
        name => `exp_${name}`,
      ),
      sql: `select 'grid4x4_rook_W' as case_id, moran_i as "exp_I", expected as "exp_EI", variance as exp_var_randomisation,
          z as exp_z, p as exp_p_greater, variance_normal as exp_var_normality, geary_c as "exp_geary_C"
        from moran('grid', 'grid_link')`,
    },
    context,
  );
});

it('keeps an island in the mean and out of the number of areas', async context => {
  await golden.warehouse.run(
    `create table island as select 1 as group_key, unnest(str_split(in_values, '|'))::double as value,
       generate_subscripts(str_split(in_values, '|'), 1) as area_code,
       unnest(str_split(in_neighbours, '|')) as neighbours from golden.extra_moran_island`,
  );
  await golden.warehouse.run(
    `create table island_link as select area_code, try_cast(unnest(str_split(neighbours, ',')) as bigint) as neighbour_code
     from island`,
  );
  await golden.check(
    {
      file: 'extra_moran_island',
      expected: ['exp_I_adjust_n', 'exp_EI_adjust_n', 'exp_var'],
      sql: `select 'irregular_with_island' as case_id, moran_i as "exp_I_adjust_n", expected as "exp_EI_adjust_n",
          variance as exp_var from moran('island', 'island_link')`,
    },
    context,
  );
  expect(
    await golden.warehouse.all(
      `select local_i, quadrant from local_moran('island', 'island_link') where area_code = 6`,
    ),
  ).toEqual([{ local_i: null, quadrant: null }]);
});

it('finds local likeness with its moments and quadrant', async context => {
  await golden.check(
    {
      file: 'extra_lisa',
      key: ['cell'],
      expected: [
        ...[
          'lag_mean',
          'Ii',
          'E_conditional',
          'Var_conditional',
          'Z_conditional',
          'E_total',
          'Var_total',
          'quadrant',
        ],
      ].map(name => `exp_${name}`),
      sql: `select area_code as cell, lag_mean as exp_lag_mean, local_i as "exp_Ii", expected_conditional as "exp_E_conditional",
          variance_conditional as "exp_Var_conditional",
          (local_i - expected_conditional) / sqrt(variance_conditional) as "exp_Z_conditional",
          expected_total as "exp_E_total", variance_total as "exp_Var_total", quadrant as exp_quadrant
        from local_moran('grid', 'grid_link')`,
    },
    context,
  );
});

it('drops an area without value with its links, and says nothing where all are equal', async () => {
  const rows = await golden.warehouse.all(
    `with gaps as (
       select 'less' as group_key, area_code, case area_code when '1' then null else value end as value from grid
       union all select 'equal', area_code, 5 from grid
     )
     select group_key, areas, islands, moran_i is null as is_absent, z is null as has_no_z from moran('gaps', 'grid_link') order by 1`,
  );
  expect(rows).toEqual([
    { group_key: 'equal', areas: '16', islands: '0', is_absent: true, has_no_z: true },
    { group_key: 'less', areas: '15', islands: '0', is_absent: false, has_no_z: false },
  ]);
});

/** A grid of four by four, as in the golden file. */
async function gridAreas() {
  const rows = await golden.warehouse.all<{ value: number; neighbours: string }>(
    `select in_value::double as value, in_neighbours as neighbours from golden.extra_lisa order by cell::integer`,
  );
  return rows.map(({ value, neighbours }) => ({
    value,
    neighbours: neighbours.split('|').map(cell => Number(cell) - 1),
  }));
}

it('permutes with a seed: equal seeds agree, p follows the moments of conditional randomisation', async () => {
  const areas = await gridAreas();
  const p = localMoranP(areas, { permutations: 9999, seed: 7 });
  expect(localMoranP(areas, { permutations: 9999, seed: 7 })).toEqual(p);
  expect(localMoranP(areas, { permutations: 9999, seed: 8 })).not.toEqual(p);
  // Cell 1: its neighbours (two of the fifteen others) have together at most what 14 + 11 have in how many of the 105 pairs?
  const others = areas.slice(1).map(area => area.value);
  const pairs = others.flatMap((one, at) => others.slice(at + 1).map(other => one + other));
  const atMost = pairs.filter(sum => sum <= 25).length / pairs.length;
  expect(p[0]).toBeGreaterThan(atMost - 0.02);
  expect(p[0]).toBeLessThan(atMost + 0.02);
});

it('finds nothing rarer than the permutations can show: the found one counts as one of them', () => {
  // One place and its six neighbours stand out among forty; a draw of exactly these six is one of 39 over 6: 3,262,623.
  const areas = Array.from({ length: 40 }, (_, at) => ({
    value: at < 7 ? 10 : 0,
    neighbours: at === 0 ? [1, 2, 3, 4, 5, 6] : [],
  }));
  expect(localMoranP(areas, { permutations: 99 })[0]).toBe(1 / 100);
});

it('does not test islands or equal values, and refuses what is no area', async () => {
  const areas = [
    { value: 1, neighbours: [1] },
    { value: 2, neighbours: [0] },
    { value: 3, neighbours: [] },
    { value: 4, neighbours: [0] },
  ];
  expect(localMoranP(areas)[2]).toBeNull();
  expect(localMoranP(areas.map(area => ({ ...area, value: 1 })))).toEqual([null, null, null, null]);
  expect(() => localMoranP([{ value: 1, neighbours: [0] }])).toThrow('a neighbour that is the area itself');
  expect(() => localMoranP([{ value: Number.NaN, neighbours: [] }])).toThrow('a value that is no number');
  expect(() => localMoranP(areas, { permutations: 9 })).toThrow('9 permutations');
});
