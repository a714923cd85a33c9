import { beforeAll, expect, it } from 'vitest';
import { prepareStatistics } from '../../../transforms/formulas/prepare.ts';
import type { Row, Warehouse } from '../../../transforms/warehouse.ts';
import { lendWarehouse } from '../../support/warehouse.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await lendWarehouse();
  await prepareStatistics(warehouse);
});

interface Side {
  changes: number[];
  weights?: number[];
}

async function effectOf(reached: Side, other: Side): Promise<Row> {
  const rows = [reached, other].flatMap(({ changes, weights }, at) =>
    changes.map((change, each) => `('X', ${at === 0}, ${weights?.[each] ?? 1}, ${change}::double)`),
  );
  const [row = {}] = await warehouse.all(
    `with changes as (select * from (values ${rows.join(', ')}) as v(group_key, is_reached, weight, change))
     from difference_in_differences('changes')`,
  );
  return row;
}

// Student's sleep data (1908), changes in hours of sleep: R prints for t.test(extra ~ group, data = sleep)
// t = -1.8608, df = 17.776, means 0.75 and 2.33, 95 percent confidence interval -3.3654832 0.2054832.
it('is the t-test of Welch where all areas weigh the same', async () => {
  const row = await effectOf(
    { changes: [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2] },
    { changes: [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4] },
  );
  expect(row['reached_change']).toBeCloseTo(0.75, 9);
  expect(row['other_change']).toBeCloseTo(2.33, 9);
  expect(Number(row['estimate']) / Number(row['se'])).toBeCloseTo(-1.8608, 4);
  expect(row['df']).toBeCloseTo(17.776, 3);
  expect(row['lower_95']).toBeCloseTo(-3.3654832, 6);
  expect(row['upper_95']).toBeCloseTo(0.2054832, 6);
});

// Card & Krueger 1994, table 3: change in employment 0.59 (SE 0.54) in New Jersey, -2.16 (SE 1.25) in Pennsylvania; difference
// 2.76 with SE 1.36 (from unrounded figures: 0.59 + 2.16 = 2.75). Two areas m ± s on a side have the mean m and the SE s.
it('gives the difference and standard error that Card and Krueger print', async () => {
  const row = await effectOf(
    { changes: [0.59 - 0.54, 0.59 + 0.54] },
    { changes: [-2.16 - 1.25, -2.16 + 1.25] },
  );
  expect(row['estimate']).toBeCloseTo(2.75, 9);
  expect(row['se']).toBeCloseTo(1.36, 2);
});

// Reached: weights 1 and 3, changes 6 and 2: mean 12 / 4 = 3; 2/1 x (9 + 9) / 16 = 2.25; 16 / 10 = 1.6 areas weighed.
// Others: 0, 0 and 3: mean 1; 3/2 x (1 + 1 + 4) / 9 = 1. Difference 2, SE sqrt(3.25) = 1.802776;
// df 3.25² / (2.25² / 0.6 + 1² / 2) = 10.5625 / 8.9375 = 1.181818.
it('weighs areas by their persons, and counts those that the weights leave', async () => {
  const row = await effectOf({ changes: [6, 2], weights: [1, 3] }, { changes: [0, 0, 3] });
  expect(row).toMatchObject({ reached_areas: 2, other_areas: 3 });
  expect(row['estimate']).toBeCloseTo(2, 9);
  expect(row['se']).toBeCloseTo(1.8027756, 7);
  expect(row['df']).toBeCloseTo(1.1818182, 7);
});

it('has no limits with one area on a side, and no row without areas on both', async () => {
  expect(await effectOf({ changes: [1] }, { changes: [0, 3] })).toMatchObject({
    estimate: -0.5,
    lower_95: null,
  });
  expect(await effectOf({ changes: [1, 2] }, { changes: [] })).toEqual({});
});
