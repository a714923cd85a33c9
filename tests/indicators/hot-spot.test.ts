import { describe, expect, test } from 'vitest';
import type { Row } from '../../transforms/warehouse.ts';
import { goldWorld } from '../support/warehouse.ts';

const CONFIG = {
  area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0001'] }] }],
};
/** Five wijken of four buurten. */
const BUURTEN = [1, 2, 3, 4, 5].flatMap(wijk => [1, 2, 3, 4].map(buurt => `BU0001${`0${wijk}`}0${buurt}`));

async function spots(
  of: Record<string, number>,
  polarity: 'lower_better' | 'neutral' = 'lower_better',
): Promise<Row[]> {
  const people = Object.fromEntries(BUURTEN.map(code => [code, 100]));
  const { warehouse } = await goldWorld({
    config: CONFIG,
    editions: [
      { source: 'kwb', id: '2024', figures: [{ concept: 'inwoners', of: { ...people, GM0001: 2000 } }] },
      { id: '2024', figures: [{ concept: 'roken', of }] },
    ],
    indicators: [{ id: 'roken', value: 'roken', polarity }],
  });
  return warehouse.all('select * from gold.hot_spot order by area_code');
}

const wijkOf = (code: string): string => code.slice(6, 8);

describe('without outlines and centroids, buurten of the same wijk are neighbours', () => {
  // The buurten of one wijk stand at 50, all others between 10 and 13.
  const clustered = Object.fromEntries(
    BUURTEN.map((code, at) => [code, wijkOf(code) === '02' ? 50 : 10 + (at % 4)]),
  );

  test('a wijk of high buurten is an unfavourable cluster', async () => {
    const rows = await spots(clustered);
    const spot = rows.filter(row => row['spot'] === 'unfavourable_cluster').map(row => row['area_code']);
    expect(spot).toEqual(['BU00010201', 'BU00010202', 'BU00010203', 'BU00010204']);
    expect(rows[4]).toMatchObject({
      neighbours: 3,
      neighbours_by: 'wijk',
      neighbour_mean: 50,
      quadrant: 'HH',
    });
    // Mean (4 × 50 + 4 × 46) / 20 = 19.2, deviation 30.8; m2 = (4 × 30.8² + 16 × 7.7² + 16 × 1.25) / 20 = 238.16;
    // 30.8² / 238.16
    expect(rows[4]?.['local_i']).toBeCloseTo(3.9832, 4);
  });

  test('the same seed gives the same answer', async () => {
    const [one, other] = [await spots(clustered), await spots(clustered)];
    expect(one.map(row => row['p'])).toEqual(other.map(row => row['p']));
  });

  test('without polarity a cluster is high, not bad', async () => {
    const rows = await spots(clustered, 'neutral');
    expect(rows.filter(row => row['spot'] === 'high_cluster')).toHaveLength(4);
  });
});

test('a buurt without neighbours that have a value is not tested', async () => {
  const of = Object.fromEntries(
    BUURTEN.filter(code => !/^BU0001030[234]/.test(code)).map((code, at) => [code, at]),
  );
  const rows = await spots(of);
  expect(rows.find(row => row['area_code'] === 'BU00010301')).toMatchObject({
    spot: 'not_tested',
    local_i: null,
    p: null,
  });
});
