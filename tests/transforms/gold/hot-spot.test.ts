import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { goldWorld } from '../../support/warehouse.ts';

const CONFIG = {
  area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0001'] }] }],
};
/** Fifteen wijken of four buurten. */
const BUURTEN = Array.from({ length: 60 }, (_, at) => {
  const wijk = String(Math.floor(at / 4) + 1).padStart(2, '0');
  return `BU0001${wijk}0${(at % 4) + 1}`;
});

const wijkOf = (code: string): string => code.slice(6, 8);

// The buurten of one wijk stand at 50, all others between 10 and 13.
const CLUSTERED = Object.fromEntries(
  BUURTEN.map((code, at) => [code, wijkOf(code) === '02' ? 50 : 10 + (at % 4)]),
);
/** Figures by indicator. */
const FIGURES = {
  roken: CLUSTERED,
  again: CLUSTERED,
  neutral: CLUSTERED,
  alone: Object.fromEntries(
    BUURTEN.filter(code => !/^BU0001030[234]/.test(code)).map((code, at) => [code, at]),
  ),
};

let spots: (indicator: keyof typeof FIGURES) => Row[];
beforeAll(async () => {
  const people = Object.fromEntries(BUURTEN.map(code => [code, 100]));
  const { warehouse } = await goldWorld({
    tables: ['hot_spot'],
    config: CONFIG,
    editions: [
      { source: 'kwb', id: '2024', figures: [{ concept: 'inwoners', of: { ...people, GM0001: 6000 } }] },
      { id: '2024', figures: Object.entries(FIGURES).map(([concept, of]) => ({ concept, of })) },
    ],
    indicators: Object.keys(FIGURES).map(id => ({
      id,
      value: id,
      polarity: id === 'neutral' ? 'neutral' : 'lower_better',
    })),
  });
  const rows = await warehouse.all('select * from gold.hot_spot order by area_code');
  spots = indicator => rows.filter(row => row['indicator_id'] === indicator);
});

describe('without outlines and centroids, buurten of the same wijk are neighbours', () => {
  test('a wijk of high buurten is an unfavourable cluster', () => {
    const rows = spots('roken');
    const spot = rows.filter(row => row['spot'] === 'unfavourable_cluster').map(row => row['area_code']);
    expect(spot).toEqual(['BU00010201', 'BU00010202', 'BU00010203', 'BU00010204']);
    expect(rows[4]).toMatchObject({
      neighbours: 3,
      neighbours_by: 'wijk',
      neighbour_mean: 50,
      quadrant: 'HH',
    });
    // Mean (4 × 50 + 56 × 11.5) / 60 = 14.0667, deviation 35.9333; m2 = (4 × 35.9333² + 56 × 2.5667² + 56 × 1.25) / 60
    // = 93.3956; 35.9333² / 93.3956
    expect(rows[4]?.['local_i']).toBeCloseTo(13.8251, 3);
  });

  test('the same seed gives the same answer', () => {
    expect(spots('roken').map(row => row['p'])).toEqual(spots('again').map(row => row['p']));
  });

  test('without polarity a cluster is high, not bad', () => {
    const rows = spots('neutral');
    expect(rows.filter(row => row['spot'] === 'high_cluster')).toHaveLength(4);
  });
});

test('a buurt without neighbours that have a value is not tested', () => {
  const rows = spots('alone');
  expect(rows.find(row => row['area_code'] === 'BU00010301')).toMatchObject({
    spot: 'not_tested',
    local_i: null,
    p: null,
  });
});
