import { beforeAll, describe, expect, test } from 'vitest';
import { computeGold } from '../../../transforms/compute.ts';
import type { Row } from '../../../transforms/warehouse.ts';
import { goldWorld, silverWorld, TRANSFORMS } from '../../support/warehouse.ts';

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

const rowOf = (code: string): Row => spots('roken').find(row => row['area_code'] === code) ?? {};

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

  test('p counts all placements: three of the other 59, of which 3 are high', () => {
    // One of C(59, 3) = 32,509 sets has the sum found; two-sided 2 / 32,509.
    expect(rowOf('BU00010201')['p']).toBeCloseTo(2 / 32509, 10);
    expect(rowOf('BU00010201')['smallest_p']).toBeCloseTo(2 / 32509, 10);
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

describe('outlines of another vintage serve for the buurten that are provably the same', () => {
  // Three rows of four squares; the last buurt was another one in 2023.
  const squares = Array.from({ length: 12 }, (_, at) => `BU000101${String(at + 1).padStart(2, '0')}`);
  const square = (at: number): string => {
    const [x, y] = [at % 4, Math.floor(at / 4)];
    const corners = ['0,0', '1,0', '1,1', '0,1', '0,0'].map(corner => corner.split(',').map(Number));
    return JSON.stringify({
      type: 'Polygon',
      coordinates: [corners.map(([right = 0, up = 0]) => [x + right, y + up])],
    });
  };
  let rows: Row[];
  beforeAll(async () => {
    const areas = Object.fromEntries([...squares, 'WK000101', 'GM0001'].map(code => [code, code]));
    const people = Object.fromEntries(squares.map(code => [code, 100]));
    const roken = Object.fromEntries(squares.map((code, at) => [code, (at * 5) % 12]));
    const { warehouse } = await silverWorld({
      config: CONFIG,
      editions: [
        { source: 'kwb', id: '2023', areas },
        {
          source: 'kwb',
          id: '2024',
          areas,
          flags: Object.fromEntries(squares.map((code, at) => [code, at === 11 ? '3' : '1'])),
          figures: [{ concept: 'inwoners', of: { ...people, GM0001: 1200 } }],
        },
        { id: '2024', figures: [{ concept: 'roken', of: roken }] },
      ],
      indicators: [{ id: 'roken', value: 'roken', polarity: 'lower_better' }],
    });
    await warehouse.insert(
      'input.area_geometry',
      squares.map((area_code, at) => ({ area_vintage: 2023, area_code, geometry: square(at) })),
    );
    await computeGold(warehouse, TRANSFORMS, { only: ['gold.hot_spot'] });
    rows = await warehouse.all('select * from gold.hot_spot order by area_code');
  });

  test('shared outlines make neighbours, and the row says of which vintage', () => {
    // Corner, edge, inside; the last but one and the one above the last lack the last as a neighbour.
    expect(rows.map(row => row['neighbours'])).toEqual([2, 3, 3, 2, 3, 4, 4, 2, 2, 3, 2, 0]);
    expect(new Set(rows.map(row => row['neighbours_by']))).toEqual(new Set(['boundary']));
    expect(rows.map(row => row['outline_vintage'])).toEqual([...Array(11).fill(2023), null]);
    expect(rows[11]).toMatchObject({ spot: 'not_tested', p: null });
  });

  test('where no p can stand out, that is said', () => {
    // The values are 0 to 11, each once. Of the 55 pairs of other buurten one has the lowest sum: two-sided 2 / 55, of the 330
    // sets of four 2 / 330. Among 11 tests a lone buurt needs 0.05 / 11 = 0.0045.
    expect(rows[0]?.['smallest_p']).toBeCloseTo(2 / 55, 10);
    expect(rows[5]?.['smallest_p']).toBeCloseTo(2 / 330, 10);
    expect(rows.slice(0, 11).map(row => row['spot'])).toEqual(Array(11).fill('not_detectable'));
  });
});
