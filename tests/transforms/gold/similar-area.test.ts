import { expect, test } from 'vitest';
import { goldWorld, type indicator } from '../../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];
const feature = (id: string, structural = true): Declared => ({ id, value: id, structural });

const CONFIG = {
  area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ['GM0001'] }] }],
};

/** Nearest areas of the one gemeente of the region. */
async function nearest(figures: Record<string, Record<string, number | null>>, indicators: Declared[]) {
  const { warehouse } = await goldWorld({
    tables: ['similar_area'],
    config: CONFIG,
    editions: [{ id: '2024', figures: Object.entries(figures).map(([concept, of]) => ({ concept, of })) }],
    indicators,
  });
  return warehouse.all('select * from gold.similar_area order by area_code, place');
}

test('areas are near when their structural features are, each in its own spread', async () => {
  // Medians 3 and 30, quartiles 2 and 4, 20 and 40: steps of 1 and 10 are both 1.349 / 2 = 0.6745 of a usual spread.
  // From GM0001 at (1, 10): GM0002 (2, 20) is 0.6745 √2 away, GM0005 (5, 50) four times that.
  const rows = await nearest(
    {
      jong: { GM0001: 1, GM0002: 2, GM0003: 3, GM0004: 4, GM0005: 5 },
      alleen: { GM0001: 10, GM0002: 20, GM0003: 30, GM0004: 40, GM0005: 50 },
      roken: { GM0001: 9, GM0002: 1, GM0003: 9, GM0004: 9, GM0005: 9 },
    },
    [feature('jong'), feature('alleen'), feature('roken', false)],
  );
  expect(rows.map(row => row['other_code'])).toEqual(['GM0002', 'GM0003', 'GM0004', 'GM0005']);
  expect(rows[0]?.['distance']).toBeCloseTo(0.6745 * Math.SQRT2, 9);
  expect(rows[3]?.['distance']).toBeCloseTo(4 * 0.6745 * Math.SQRT2, 9);
  expect(rows[0]).toMatchObject({
    area_code: 'GM0001',
    place: 1,
    features: 2,
    features_shared: 2,
    feature_ids: 'alleen|jong',
  });
  expect(rows[0]?.['relative_distance']).toBeCloseTo(0.25, 9);
});

test('an area that lacks more than 40 % of the features is no neighbour', async () => {
  const rows = await nearest(
    { jong: { GM0001: 1, GM0002: 1, GM0003: 3 }, alleen: { GM0001: 10, GM0002: null, GM0003: 30 } },
    [feature('jong'), feature('alleen')],
  );
  expect(rows.map(row => row['other_code'])).toEqual(['GM0003']);
});

test('an area that is like no other has a row that says why', async () => {
  const { warehouse } = await goldWorld({
    tables: ['similar_area'],
    config: {
      area_groups: [
        {
          code: 'RG-X',
          name_nl: 'X',
          name_en: 'X',
          members: [{ areas: ['GM0001', 'GM0002', 'GM0003', 'GM0009'] }],
        },
      ],
    },
    editions: [
      {
        id: '2024',
        // Of three features GM0001 has one, GM0002 none, the others two, of which no other area has as many.
        figures: [
          { concept: 'jong', of: { GM0002: null, GM0003: 2, GM0005: 1 } },
          { concept: 'alleen', of: { GM0002: null, GM0003: 4, GM0009: 3 } },
          { concept: 'rijk', of: { GM0001: 8, GM0002: null, GM0009: 9 } },
        ],
      },
    ],
    indicators: ['jong', 'alleen', 'rijk'].map(id => feature(id)),
  });
  const rows = await warehouse.all(
    'select area_code, place, other_code, features_shared, features, reason from gold.similar_area order by area_code',
  );
  const alone = { place: 0, other_code: null, features: 3 };
  expect(rows).toEqual([
    { ...alone, area_code: 'GM0001', features_shared: 1, reason: 'too_few_features' },
    { ...alone, area_code: 'GM0002', features_shared: 0, reason: 'no_features' },
    { ...alone, area_code: 'GM0003', features_shared: 2, reason: 'no_other_area' },
    { ...alone, area_code: 'GM0009', features_shared: 2, reason: 'no_other_area' },
  ]);
});

test('areas with few inhabitants are nobody’s example, and features that one level lacks count at none', async () => {
  const { warehouse } = await goldWorld({
    tables: ['similar_area'],
    config: CONFIG,
    editions: [
      {
        id: '2024',
        figures: [
          {
            concept: 'jong',
            of: { GM0001: 1, GM0002: 1, GM0003: 3, BU00010101: 1, BU00010102: 2, BU00020101: 2 },
          },
          { concept: 'alleen', of: { GM0001: 10, GM0002: 20, GM0003: 30 } },
          // 50 inhabitants are enough, 49 are not.
          {
            concept: 'inwoners',
            of: { GM0001: 99, GM0002: 49, GM0003: 50, BU00010101: 50, BU00010102: 49, BU00020101: 50 },
          },
        ],
      },
    ],
    indicators: [feature('jong'), feature('alleen')],
  });
  const rows = await warehouse.all(
    'select area_code, other_code, feature_ids from gold.similar_area order by area_code, place',
  );
  expect(rows).toEqual([
    { area_code: 'BU00010101', other_code: 'BU00020101', feature_ids: 'jong' },
    { area_code: 'BU00010102', other_code: 'BU00020101', feature_ids: 'jong' },
    { area_code: 'BU00010102', other_code: 'BU00010101', feature_ids: 'jong' },
    { area_code: 'GM0001', other_code: 'GM0003', feature_ids: 'jong' },
  ]);
});

test('a suffix behind the name makes no other area; another name does', async () => {
  const named = (names: string[]) =>
    Object.fromEntries(['Aa', ...names].map((name, at) => [`GM000${at + 1}`, name]));
  const { warehouse } = await goldWorld({
    tables: ['similar_area'],
    config: CONFIG,
    followed: [{ name: 'X', from: 2021, until: 2024, gemeenten: ['GM0001'], changes: [] }],
    editions: [
      {
        id: '2020',
        areas: named(['Bee', 'Cee', 'Dee (gemeente)', 'Bergen (L.)']),
        figures: [{ concept: 'jong', of: { GM0001: 1, GM0002: 2, GM0003: 3, GM0004: 4, GM0005: 5 } }],
      },
      {
        id: '2024',
        areas: named(['Bee (O.)', 'Zet', 'Dee', 'Bergen (deel)']),
        figures: [{ concept: 'alleen', of: { GM0001: 10, GM0002: 20, GM0003: 30, GM0004: 40, GM0005: 50 } }],
      },
    ],
    indicators: [feature('jong'), feature('alleen')],
  });
  const rows = await warehouse.all(
    'select other_code, features_shared from gold.similar_area order by place',
  );
  // Cee is Zet now, and no suffix of StatLine says (deel).
  expect(rows).toEqual([
    { other_code: 'GM0002', features_shared: 2 },
    { other_code: 'GM0004', features_shared: 2 },
  ]);
});
