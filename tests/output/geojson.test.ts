import fs from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ExportJob } from '../../output/exporter.ts';
import { polygonsOf, writeGeojson } from '../../output/geojson.ts';
import { computeGold } from '../../transforms/compute.ts';
import { tempFolder } from '../support/pipeline.ts';
import { PUBLISHER } from '../support/publisher.ts';
import { silverWorld, TRANSFORMS } from '../support/warehouse.ts';
import { intervention } from '../transforms/gold/programmes.ts';

/** A square of side 1, against the clock from its lower left corner. */
const square = (x: number, y: number): number[][] => [
  [x, y],
  [x + 1, y],
  [x + 1, y + 1],
  [x, y + 1],
  [x, y],
];
const turned = (ring: number[][]) => [...ring].reverse();

interface Collection {
  type: string;
  notice: string;
  features: {
    type: string;
    id: string;
    geometry: { type: string; coordinates: unknown } | null;
    properties: Record<string, unknown>;
  }[];
}

let text: string;
let map: Collection;
beforeAll(async () => {
  const { warehouse } = await silverWorld({
    config: {
      area_groups: [
        { code: 'RG-X', name_nl: 'Groep', name_en: 'Group', members: [{ areas: ['GM0001', 'GM0002'] }] },
      ],
    },
    editions: [{ id: '2024', areas: { GM0001: 'Een', GM0002: 'Twee', GM0003: 'Drie', GM0004: 'Vier' } }],
    interventions: [
      intervention('b', { areas: ['GM0003', 'GM0001'] }),
      intervention('a', { areas: ['GM0004', 'RG-X', 'GM0404'] }),
    ],
  });
  const outline = (coordinates: number[][][]) => JSON.stringify({ type: 'Polygon', coordinates });
  const centre = { area_vintage: 2024, longitude: 6.5, latitude: 50.5 };
  await warehouse.insert('input.area_geometry', [
    { ...centre, area_code: 'GM0001', geometry: outline([turned(square(6, 50))]) },
    { ...centre, area_code: 'GM0002', geometry: outline([square(7, 50)]) },
    { ...centre, area_code: 'GM0003' },
  ]);
  await computeGold(warehouse, TRANSFORMS, { only: ['gold.intervention', 'analysis.intervention_outline'] });
  const folder = await tempFolder('geojson');
  const job: ExportJob = {
    warehouse,
    folder,
    releaseId: '20260115-abc',
    notice: 'proef',
    publisher: PUBLISHER,
    groups: [],
  };
  await writeGeojson(job);
  text = await fs.readFile(`${folder}/intervention.geojson`, 'utf8');
  map = JSON.parse(text) as Collection;
  await writeGeojson(job);
  expect(await fs.readFile(`${folder}/intervention.geojson`, 'utf8')).toBe(text);
});

const of = (id: string) => map.features.find(feature => feature.id === id);

describe('the map of interventions as GeoJSON', () => {
  test('has one feature per intervention and area, in the order of the key, and no other reference system', () => {
    expect(map).toMatchObject({ type: 'FeatureCollection', notice: 'proef' });
    expect(map).not.toHaveProperty('crs');
    expect(map.features.map(feature => feature.id)).toEqual([
      'a/GM0004',
      'a/GM0404',
      'a/RG-X',
      'b/GM0001',
      'b/GM0003',
    ]);
    expect(map.features.every(feature => feature.type === 'Feature')).toBe(true);
  });

  test('an outline runs against the clock, however it was delivered', () => {
    expect(of('b/GM0001')?.geometry).toEqual({
      type: 'Polygon',
      coordinates: [turned(turned(square(6, 50)))],
    });
  });

  test('an area group has the outlines of its members', () => {
    expect(of('a/RG-X')?.geometry).toEqual({
      type: 'MultiPolygon',
      coordinates: [[square(6, 50)], [square(7, 50)]],
    });
  });

  test('without outline the centroid stands, longitude first', () => {
    expect(of('b/GM0003')?.geometry).toEqual({ type: 'Point', coordinates: [6.5, 50.5] });
  });

  test('without either the geometry is null, with the reason', () => {
    expect(of('a/GM0004')).toMatchObject({
      geometry: null,
      properties: {
        location_missing_reason: 'no_geometry',
        geometry_missing_reason: 'er zijn geen grenzen geleverd voor dat jaar',
      },
    });
    expect(of('a/GM0404')?.properties['geometry_missing_reason']).toContain(
      'komt in dat indelingsjaar niet voor',
    );
    expect(of('b/GM0001')?.properties['geometry_missing_reason']).toBeNull();
  });

  test('dates are dates, and names are there', () => {
    expect(of('b/GM0001')?.properties).toMatchObject({
      period_from: '2020-01-01',
      as_of: '2026-01-15',
      area_name: 'Een',
      domains: 'leefstijl',
    });
  });
});

test('a hole runs with the clock', () => {
  const hole = square(6.25, 50.25);
  const outer = turned(square(6, 50));
  expect(polygonsOf({ type: 'Polygon', coordinates: [outer, hole] })).toEqual([
    [turned(outer), turned(hole)],
  ]);
  expect(polygonsOf({ type: 'MultiPolygon', coordinates: [[outer], [outer, hole]] })).toHaveLength(2);
});
