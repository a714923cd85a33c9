import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { zipOf } from '../../../kernel/zip.ts';
import type { Warehouse } from '../../../transforms/warehouse.ts';
import type { RecordedFeature } from '../../support/recorded-features.ts';
import { hasShared, sharedFolder } from '../../support/shared.ts';
import { silverWorld, TRANSFORMS } from '../../support/warehouse.ts';
import { loadTiny } from '../tiny.ts';

const outlines = {
  id: 'wijkindeling',
  connector: 'ogc-features',
  service: 'pdok',
  dimensions: { area: 'buurtcode' },
  topics: {},
  editions: { 2024: { table: 'wijken-en-buurten-2024', members: { buurt: 'buurten' } } },
} as const;

const square = (x: number, y: number, size: number): number[][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
type Geometry = RecordedFeature['geometry'];
const polygon = (...rings: number[][][]): Geometry => ({ type: 'Polygon', coordinates: rings });
const feature = (buurtcode: string, geometry: Geometry, water?: string): RecordedFeature => ({
  properties: { buurtcode, ...(water ? { water } : {}) },
  geometry,
});

const PARKSTAD = {
  area_groups: [
    { code: 'RG-P', name_nl: 'P', name_en: 'P', members: [{ areas: ['GM0928', 'WK091701', 'PV31'] }] },
  ],
};

interface Loaded {
  area_code: string;
  longitude: number;
  latitude: number;
  geometry: string | null;
}

async function load(features: RecordedFeature[], given: Partial<Parameters<typeof loadTiny>[0]> = {}) {
  const warehouse = await loadTiny({
    sources: [outlines],
    collections: [{ table: 'wijken-en-buurten-2024', collection: 'buurten', features }],
    ...given,
  });
  return warehouse.all<Loaded & Record<string, string | number | null>>(
    'select area_code, longitude, latitude, geometry from input.area_geometry order by area_code',
  );
}

describe('outlines', () => {
  const centroids: [string, Geometry, [number, number]][] = [
    // The middle of a square.
    ['a square', polygon(square(5, 51, 1)), [5.5, 51.5]],
    ['a square, drawn the other way round', polygon(square(5, 51, 1).toReversed()), [5.5, 51.5]],
    ['a square that is not closed', polygon(square(5, 51, 1).slice(0, -1)), [5.5, 51.5]],
    // A third of the way from each side: the mean of its corners.
    [
      'a triangle',
      polygon([
        [5, 51],
        [6.2, 51],
        [5, 51.6],
        [5, 51],
      ]),
      [5.4, 51.2],
    ],
    // Area 2 with middle (1, 0.5) and area 1 with middle (0.5, 1.5): (2 + 0.5) / 3 = (1 + 1.5) / 3 = 5/6, in tenths.
    [
      'a corner that is drawn from its far end',
      polygon([
        [5.2, 51.1],
        [5.1, 51.1],
        [5.1, 51.2],
        [5, 51.2],
        [5, 51],
        [5.2, 51],
        [5.2, 51.1],
      ]),
      [5.083333, 51.083333],
    ],
    // Area 16 with middle (2, 2), less a hole of area 4 with middle (3, 3): (32 - 12) / 12 = 5/3, in tenths.
    ['a square with a hole', polygon(square(5, 51, 0.4), square(5.2, 51.2, 0.2)), [5.166667, 51.166667]],
    [
      'a square with a hole drawn the same way',
      polygon(square(5, 51, 0.4), square(5.2, 51.2, 0.2).toReversed()),
      [5.166667, 51.166667],
    ],
    // Area 1 with middle (0.5, 0.5) and area 4 with middle (5, 1): (0.5 + 20) / 5 = 4.1 and (0.5 + 4) / 5 = 0.9.
    [
      'two parts',
      { type: 'MultiPolygon', coordinates: [[square(5, 51, 0.1)], [square(5.4, 51, 0.2)]] },
      [5.41, 51.09],
    ],
    // A small ring far from the origin: 10 m wide, its middle to 6 decimals.
    ['a garden', polygon(square(6.05, 50.87, 0.0001)), [6.05005, 50.87005]],
  ];
  const codeOf = (at: number) => `BU0001000${at}`;
  let found: Loaded[];
  beforeAll(async () => {
    found = await load(centroids.map(([, geometry], at) => feature(codeOf(at), geometry)));
  });
  test.each(centroids.map(([what, , middle], at) => ({ what, middle, at })))(
    'have the centroid of $what',
    ({ middle: [longitude, latitude], at }) => {
      expect(found).toHaveLength(centroids.length);
      expect(found[at]).toEqual({ area_code: codeOf(at), longitude, latitude, geometry: null });
    },
  );

  test('without area have no centroid', async () => {
    const line = polygon([
      [5, 51],
      [6, 51],
      [5, 51],
      [5, 51],
    ]);
    expect(await load([feature('BU09280001', line)], { config: PARKSTAD })).toMatchObject([
      { longitude: null, latitude: null, geometry: expect.stringContaining('Polygon') },
    ]);
  });

  test('are those of land: water and land abroad do not count', async () => {
    const found = await load([
      feature('BU00010001', polygon(square(5, 51, 1)), 'NEE'),
      feature('BU00010001', polygon(square(7, 53, 1)), 'JA'),
      feature('BU99980001', polygon(square(6, 52, 1)), 'B'),
    ]);
    expect(found).toMatchObject([{ area_code: 'BU00010001', longitude: 5.5, latitude: 51.5 }]);
  });

  test('of several features of one area come together', async () => {
    const found = await load(
      [
        feature('BU09280001', polygon(square(5, 51, 0.1)), 'NEE'),
        feature('BU09280001', { type: 'MultiPolygon', coordinates: [[square(5.4, 51, 0.2)]] }, 'NEE'),
      ],
      { config: PARKSTAD },
    );
    expect(found).toMatchObject([{ longitude: 5.41, latitude: 51.09 }]);
    expect(JSON.parse(found[0]?.geometry ?? '')).toEqual({
      type: 'MultiPolygon',
      coordinates: [[square(5, 51, 0.1)], [square(5.4, 51, 0.2)]],
    });
  });

  test('are kept for areas within an area group only', async () => {
    const regions = [
      { code: 'PV31', level: 'provincie' as const, name: 'Limburg', labels: [], gemeenten: ['GM0935'] },
    ];
    const codes = ['BU09280001', 'BU09170100', 'BU09170200', 'BU09350000', 'BU00010000'];
    const found = await load(
      codes.map(code => feature(code, polygon(square(5, 51, 1)))),
      { config: PARKSTAD, regions },
    );
    expect(found.map(row => [row.area_code, row.geometry === null])).toEqual([
      ['BU00010000', true],
      ['BU09170100', false],
      ['BU09170200', true],
      ['BU09280001', false],
      ['BU09350000', false],
    ]);
    expect(JSON.parse(found[1]?.geometry ?? '')).toEqual(polygon(square(5, 51, 1)));
  });

  test('come from every page', async () => {
    const many = Array.from({ length: 250 }, (_, n) =>
      feature(`BU0928${1000 + n}`, polygon(square(5 + n / 1000, 51, 0.2))),
    );
    const found = await load(many);
    expect(found).toHaveLength(250);
    // The last of them: 5.249 and half of 0.2.
    expect(found[249]).toMatchObject({ area_code: 'BU09281249', longitude: 5.349, latitude: 51.1 });
  });

  test.skipIf(!hasShared)('of the 342 gemeenten of 2024 have centroids within them', async () => {
    const file = path.join(sharedFolder, 'realdata/files/gemeente_gegeneraliseerd.geojson');
    const real = JSON.parse(await fs.readFile(file, 'utf8')) as { features: RecordedFeature[] };
    const members = { gemeente: { file: 'gemeenten', area: 'statcode' } };
    const found = await load([], {
      sources: [{ ...outlines, editions: { 2024: { table: 'indeling', members } } }],
      collections: [{ table: 'indeling', collection: 'gemeenten', features: real.features }],
    });
    expect(found).toHaveLength(342);
    for (const { area_code, longitude, latitude } of found) {
      const one = real.features.find(({ properties }) => properties['statcode'] === area_code);
      const corners = JSON.stringify(one?.geometry).matchAll(/\[(\d+\.\d+),(\d+\.\d+)\]/g);
      const places = [...corners].map(([, x, y]) => [Number(x), Number(y)] as const);
      const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
      expect(Math.min(...xs) < longitude && longitude < Math.max(...xs), area_code).toBe(true);
      expect(Math.min(...ys) < latitude && latitude < Math.max(...ys), area_code).toBe(true);
    }
    // Heerlen lies at 50 degrees 53' N, 5 degrees 59' E (GeoNames), to a minute and a half.
    const heerlen = found.find(row => row.area_code === 'GM0917');
    expect(Math.abs((heerlen?.latitude ?? 0) - (50 + 53 / 60))).toBeLessThan(0.025);
    expect(Math.abs((heerlen?.longitude ?? 0) - (5 + 59 / 60))).toBeLessThan(0.025);
  });

  test('give the published areas of the same vintage their centroid, and no others', async () => {
    const areas = { GM0928: 'Kerkrade', GM0917: 'Heerlen' };
    const editions = [
      { id: '2020', areas },
      { id: '2024', areas },
    ];
    const { warehouse } = await silverWorld({ editions }, ['silver.area_group_member']);
    await warehouse.insert('input.area_geometry', [
      { area_vintage: 2024, area_code: 'GM0928', longitude: 6.06, latitude: 50.87, geometry: null },
    ]);
    const sql = await fs.readFile(path.join(TRANSFORMS, 'gold/area.sql'), 'utf8');
    const rows = await warehouse.all(sql);
    expect(
      rows.map(row => [row['area_code'], row['area_vintage'], row['longitude'], row['latitude']]),
    ).toEqual([
      ['GM0917', 2020, null, null],
      ['GM0917', 2024, null, null],
      ['GM0928', 2020, null, null],
      ['GM0928', 2024, 6.06, 50.87],
    ]);
  });

  test('bring no periods and no areas, and of one vintage there is one edition', async () => {
    const features = [feature('BU00010001', polygon(square(5, 51, 1)))];
    const collections = ['wijken-en-buurten-2024', 'anders'].map(table => ({
      table,
      collection: 'buurten',
      features,
    }));
    const warehouse = await loadTiny({ sources: [outlines], collections });
    const counted = await warehouse.all(
      `select (select count(*)::integer from input.period_item) as periods,
         (select count(*)::integer from input.area_item) as areas, (select count(*)::integer from input.edition) as editions`,
    );
    expect(counted).toEqual([{ periods: 0, areas: 0, editions: 1 }]);
    const second = { ...outlines.editions[2024], table: 'anders', vintage: 2024 };
    const both = { ...outlines, editions: { ...outlines.editions, v2: second } };
    await expect(loadTiny({ sources: [both], collections })).rejects.toMatchObject({
      code: 'contract',
      message: expect.stringContaining('of 2024'),
      where: { source: 'wijkindeling', edition: 'v2' },
    });
  });
});

describe('a list of addresses', () => {
  const addresses = {
    id: 'adressen',
    connector: 'address-list',
    service: 'download',
    dimensions: { area: 'Buurt' },
    topics: {},
    editions: { 2016: { table: 'pc6hnr2016', file: 'postcode/2016.zip' } },
  } as const;
  const loadList = async (...rows: string[]): Promise<Warehouse> =>
    loadTiny({
      sources: [addresses],
      zips: [
        {
          service: 'download',
          path: 'postcode/2016.zip',
          bytes: await zipOf({
            'pc6hnr20160801_gwb.csv': ['PC6;Huisnummer;Buurt2016;Wijk2016;Gemeente2016', ...rows, ''].join(
              '\r\n',
            ),
          }),
        },
      ],
    });
  const inOrder = (warehouse: Warehouse) =>
    warehouse.all('select * from input.address order by area_vintage, pc6, house_number');

  test('gives codes their zeros and their prefix, and an address once', async () => {
    const warehouse = await loadList(
      ...['9711AA;1;140000;1400;14', '6461 aa;12;9280003;92800;928', '6461AA;12;9280003;92800;928'],
      ...['1011AB;7;"0363AF01";0363AF;0363', '6411CR;3;BU09170101;91701;917'],
    );
    expect(await inOrder(warehouse)).toEqual([
      { area_vintage: 2016, pc6: '1011AB', house_number: 7, buurt_code: 'BU0363AF01' },
      { area_vintage: 2016, pc6: '6411CR', house_number: 3, buurt_code: 'BU09170101' },
      { area_vintage: 2016, pc6: '6461AA', house_number: 12, buurt_code: 'BU09280003' },
      { area_vintage: 2016, pc6: '9711AA', house_number: 1, buurt_code: 'BU00140000' },
    ]);
  });

  test('is refused when an address lies in two buurten, with the rows that say so', async () => {
    const load = loadList(
      '6461AA;12;9280003;92800;928',
      '6461AB;1;9280004;92800;928',
      '6461AA;12;9280004;92800;928',
    );
    await expect(load).rejects.toMatchObject({
      code: 'contract',
      message:
        'One postcode and house number lies in several buurten: BU09280003 (row 2), BU09280004 (row 4).',
      where: { source: 'adressen', edition: '2016', file: 'pc6hnr20160801_gwb.csv', row: 4 },
    });
  });
});

describe('files within a zip', () => {
  const scores = {
    id: 'leefbaarometer',
    connector: 'zip-csv' as const,
    service: 'leefbaarometer' as const,
    dimensions: { area: 'code', period: 'jaar' },
    topics: { leefbaarheid: 'lbm', overlast: 'onv' },
    editions: {
      2024: {
        table: 'meting-2024',
        file: 'resources/meting.zip',
        periods: ['2022', '2024'],
        members: {
          gemeente: { file: '*gemeenten*.csv', area: 'gm_code' },
          buurt: { file: '*buurten*.csv', area: 'bu_code', name: 'bu_naam' },
        },
      },
    },
  };
  const warehouse = async () =>
    loadTiny({
      sources: [scores],
      zips: [
        {
          service: 'leefbaarometer',
          path: 'resources/meting.zip',
          bytes: await zipOf({
            'scores buurten.csv':
              'bu_code,bu_naam,jaar,onv,lbm\nBU09280000,"Zuid, West",2022,-0.05,4.1\nBU09280000,"Zuid, West",2024,1e-04,NA\nBU09280000,"Zuid, West",2012,9,9\n',
            'scores gemeenten.csv': 'gm_code;jaar;lbm;onv\nGM0928;2024;4,25;,5\nGM0928;2022;0;.\n',
          }),
        },
      ],
    });

  test('become cells by concept, area and period, whatever the order and form of their columns', async () => {
    const cells = await (await warehouse()).all(
      `select t.concept, k.area_code as area, s.period, c.value
       from input.cell as c
       join input.topic as t on t.topic_id = c.topic_id
       join input.area_key as k on k.area_no = c.area_no
       join input.slice as s on s.slice_no = c.slice_no
       order by all`,
    );
    const cell = (concept: string, area: string, period: string, value: number | null) => {
      return { concept, area, period, value };
    };
    expect(cells).toEqual([
      cell('leefbaarheid', 'BU09280000', '2022', 4.1),
      cell('leefbaarheid', 'BU09280000', '2024', null),
      cell('leefbaarheid', 'GM0928', '2022', 0),
      cell('leefbaarheid', 'GM0928', '2024', 4.25),
      cell('overlast', 'BU09280000', '2022', -0.05),
      cell('overlast', 'BU09280000', '2024', 0.0001),
      cell('overlast', 'GM0928', '2022', null),
      cell('overlast', 'GM0928', '2024', 0.5),
    ]);
  });

  test('list their areas themselves, with a name where they have one', async () => {
    const areas = await (await warehouse()).all(
      'select area_code, name from input.area_item order by area_code',
    );
    expect(areas).toEqual([
      { area_code: 'BU09280000', name: 'Zuid, West' },
      { area_code: 'GM0928', name: null },
    ]);
  });
});
