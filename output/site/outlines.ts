import { geoIdentity, geoMercator, geoPath } from 'd3-geo';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { merge } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import { MAP_SIZE, type Outline } from './draw/map.ts';

export interface OutlineRow {
  area_code: string;
  area_vintage: number;
  area_level: string;
  geometry: string;
}

type Shape = Polygon | MultiPolygon;

/** Square units that a bend must span to be kept: about nine square pixels on the page. */
const LEAST_BEND = 40;

/**
 * Outlines as SVG paths in one square: projected, simplified together so that neighbours keep one border. Gemeenten and wijken are
 * merged from their buurten where these are known, so that the levels fit on each other.
 */
export function drawOutlines(
  rows: OutlineRow[],
  parents: ReadonlyMap<string, string[]>,
): Map<string, Outline> {
  const smallest = ['buurt', 'wijk', 'gemeente']
    .map(level => rows.filter(row => row.area_level === level))
    .find(own => own.length > 0);
  if (!smallest) return new Map();
  const collection: FeatureCollection<Shape> = {
    type: 'FeatureCollection',
    features: smallest.map(row => ({
      type: 'Feature',
      id: row.area_code,
      properties: { level: row.area_level },
      geometry: JSON.parse(row.geometry) as Shape,
    })),
  };
  const projected = project(collection);
  const whole = topology({ areas: projected }) as Parameters<typeof presimplify>[0];
  const simple = simplify(presimplify(whole), LEAST_BEND);
  const outlines = new Map<string, Outline>();
  const areas = simple.objects['areas'];
  if (areas?.type !== 'GeometryCollection') return outlines;
  const draw = (code: string, level: string, shapes: unknown[]) => {
    const shape = merge(simple, shapes as Parameters<typeof merge>[1]);
    outlines.set(code, { code, level, path: pathOf(shape), middle: middleOf(shape) });
  };
  for (const shape of areas.geometries) {
    draw(String(shape.id), smallest[0]?.area_level ?? '', [shape]);
  }
  for (const [parent, children] of parents) {
    const own = areas.geometries.filter(shape => children.includes(String(shape.id)));
    if (own.length === 0 || outlines.has(parent)) continue;
    draw(parent, parent.startsWith('GM') ? 'gemeente' : 'wijk', own);
  }
  return outlines;
}

/** Web Mercator, filling the square of the map; a few kilometres across, its distortion is nil. */
function project(collection: FeatureCollection<Shape>): FeatureCollection<Shape> {
  const flat = geoMercator().scale(1e6).translate([0, 0]);
  const onPlane = <T>(position: T): T => {
    const [x = 0, y = 0] = flat(position as [number, number]) ?? [];
    return [x, y] as T;
  };
  const moved = mapPositions(collection, onPlane);
  const [[left, top], [right, bottom]] = geoPath(geoIdentity()).bounds(moved);
  const scale = (MAP_SIZE - 4) / Math.max(right - left, bottom - top);
  const [dx, dy] = [(MAP_SIZE - (right - left) * scale) / 2, (MAP_SIZE - (bottom - top) * scale) / 2];
  return mapPositions(moved, ([x = 0, y = 0]) => [
    round((x - left) * scale + dx),
    round((y - top) * scale + dy),
  ]);
}

const round = (number: number): number => Math.round(number * 100) / 100;

/** The middle of the largest part, in whole units. */
function middleOf(shape: MultiPolygon): [number, number] {
  const { area, centroid } = geoPath(geoIdentity());
  const parts = shape.coordinates.map((coordinates): Polygon => ({ type: 'Polygon', coordinates }));
  const largest = parts.reduce((a, b) => (area(b) > area(a) ? b : a), parts[0] ?? EMPTY);
  const [x, y] = centroid(largest);
  return [Math.round(x), Math.round(y)];
}

const EMPTY: Polygon = { type: 'Polygon', coordinates: [] };

/** In whole units, each point from the one before it: half as long as absolute ones. */
function pathOf(shape: Shape): string {
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();
  return rings.map(ring => ringPath(ring.map(([x = 0, y = 0]) => [Math.round(x), Math.round(y)]))).join('');
}

function ringPath(ring: number[][]): string {
  const steps = ring.slice(1, -1).map(([x = 0, y = 0], n) => {
    const [beforeX = 0, beforeY = 0] = ring[n] ?? [];
    return [x - beforeX, y - beforeY];
  });
  const moved = steps.filter(([dx, dy]) => dx !== 0 || dy !== 0);
  return moved.length < 2 ? '' : `M${ring[0]?.join(' ')}l${moved.flat().join(' ').replaceAll(' -', '-')}z`;
}

const mapPositions = (
  collection: FeatureCollection<Shape>,
  move: (position: number[]) => number[],
): FeatureCollection<Shape> => ({
  ...collection,
  features: collection.features.map(one => ({
    ...one,
    geometry:
      one.geometry.type === 'Polygon'
        ? { type: 'Polygon', coordinates: one.geometry.coordinates.map(ring => ring.map(move)) }
        : {
            type: 'MultiPolygon',
            coordinates: one.geometry.coordinates.map(polygon => polygon.map(ring => ring.map(move))),
          },
  })),
});
