import { beforeAll, expect, it } from 'vitest';
import { localMoranP } from '../../../transforms/formulas/local-moran.ts';
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

/** Every set of some size. */
const setsOf = (values: number[], size: number): number[][] =>
  size === 0
    ? [[]]
    : values.flatMap((value, at) => setsOf(values.slice(at + 1), size - 1).map(set => [value, ...set]));

/** One-sided p and its floor by listing every set of neighbours there could be. */
function listed(values: number[], place: number, neighbours: number[]) {
  const sums = setsOf(
    values.filter((_, at) => at !== place),
    neighbours.length,
  ).map(set => set.reduce((sum, value) => sum + value, 0));
  const found = neighbours.reduce((sum, at) => sum + (values[at] ?? 0), 0);
  const [least, most] = [Math.min(...sums), Math.max(...sums)];
  const share = (holds: (sum: number) => boolean) => sums.filter(holds).length / sums.length;
  return {
    p: Math.min(
      share(sum => sum <= found + 1e-9),
      share(sum => sum >= found - 1e-9),
    ),
    smallest: Math.min(
      share(sum => sum <= least + 1e-9),
      share(sum => sum >= most - 1e-9),
    ),
  };
}

it('gives the p of all placements of the other values', async () => {
  const areas = await gridAreas();
  const values = areas.map(area => area.value);
  for (const [place, p] of localMoranP(areas).entries()) {
    const expected = listed(values, place, areas[place]?.neighbours ?? []);
    expect(p?.p).toBeCloseTo(expected.p, 12);
    expect(p?.smallest).toBeCloseTo(expected.smallest, 12);
  }
});

it('counts values that no decimals bring on a grid nearly so', () => {
  const values = Array.from({ length: 24 }, (_, at) => Math.exp(((at * 7) % 24) / 9) * Math.PI);
  const neighbours = [3, 5, 8, 11];
  const areas = values.map((value, at) => ({ value, neighbours: at === 0 ? neighbours : [] }));
  const found = localMoranP(areas)[0]?.p ?? 0;
  // 8,855 sets of four of the other 23; the grid may move some across the border.
  expect(Math.abs(found / listed(values, 0, neighbours).p - 1)).toBeLessThan(0.02);
});

it('does not drown in rounding where sets are large', () => {
  // 40 of 119 others are 1, the rest 0: the number of ones among 30 neighbours is hypergeometric. The neighbours are 30 ones:
  // C(40, 30) / C(119, 30) = 847,660,528 / 1.4256e28 = 6e-20, below what doubles can tell from nothing.
  const values = Array.from({ length: 120 }, (_, at) => (at >= 1 && at <= 40 ? 1 : 0));
  const one = (neighbours: number[]) =>
    localMoranP(values.map((value, at) => ({ value, neighbours: at === 0 ? neighbours : [] })))[0]?.p ?? 1;
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
  expect(one(range(1, 31))).toBeLessThan(1e-12);
  // With k ones: the sum of C(40, i) C(79, 30 - i) / C(119, 30) over i >= 20, worked out in whole numbers.
  const choose = (n: number, k: number): bigint =>
    range(0, k).reduce((product, at) => (product * BigInt(n - at)) / BigInt(at + 1), 1n);
  const atLeast = range(20, 31).reduce((sum, ones) => sum + choose(40, ones) * choose(79, 30 - ones), 0n);
  const expected = Number((atLeast * 10n ** 18n) / choose(119, 30)) / 1e18;
  expect(one([...range(1, 21), ...range(41, 51)]) / expected).toBeCloseTo(1, 6);
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
});
