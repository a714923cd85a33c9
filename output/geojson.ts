import fs from 'node:fs/promises';
import { inDutch, publishedTable } from '../transforms/tables.ts';
import type { Row } from '../transforms/warehouse.ts';
import { columnTypes, type ExportJob, fileIn, selectTable } from './exporter.ts';

type Position = number[];
type Ring = Position[];
type Polygon = Ring[];
type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'Polygon'; coordinates: Polygon }
  | { type: 'MultiPolygon'; coordinates: Polygon[] };

interface Feature {
  type: 'Feature';
  id: string;
  geometry: Geometry | null;
  properties: Row;
}

/**
 * The map of interventions as RFC 7946: one feature per intervention and area, in the order of the key, with the outline of
 * the area (of an area group those of its members), or else its centroid, or else null and the reason.
 */
export async function writeGeojson(job: ExportJob): Promise<void> {
  const outlines = await readOutlines(job);
  const table = publishedTable('intervention');
  const types = await columnTypes(job.warehouse, table.name);
  const expression = (name: string) => (types.get(name) === 'DATE' ? `${name}::varchar` : name);
  const rows = await job.warehouse.all(selectTable(table, { expression }));
  const collection = {
    type: 'FeatureCollection',
    name: table.name,
    release_id: job.releaseId,
    ...(job.notice ? { notice: job.notice } : {}),
    features: rows.map(row => featureOf(row, outlines)),
  };
  const { features, ...head } = collection;
  const opening = JSON.stringify(head).slice(0, -1);
  const lines = features.map(feature => JSON.stringify(feature)).join(',\n');
  await fs.writeFile(fileIn(job, 'intervention.geojson'), `${opening},"features":[\n${lines}\n]}\n`);
}

/** The polygons of each area, by code and vintage. They are no part of a published table: too long for a cell. */
async function readOutlines({ warehouse }: ExportJob): Promise<Map<string, Polygon[]>> {
  const rows = await warehouse.all<{ area: string; geometry: string }>(
    `select area_code || ' ' || area_vintage as area, geometry from analysis.intervention_outline
     order by area_code, area_vintage, part_code`,
  );
  const outlines = new Map<string, Polygon[]>();
  for (const { area, geometry } of rows) {
    outlines.set(area, [...(outlines.get(area) ?? []), ...polygonsOf(JSON.parse(geometry) as Geometry)]);
  }
  return outlines;
}

function featureOf(row: Row, outlines: Map<string, Polygon[]>): Feature {
  const geometry = geometryOf(row, outlines.get(`${row['area_code']} ${row['area_vintage']}`) ?? []);
  const reason = geometry ? null : String(row['location_missing_reason']);
  return {
    type: 'Feature',
    id: `${row['intervention_id']}/${row['area_code']}`,
    geometry,
    properties: {
      ...row,
      geometry_missing_reason: reason && inDutch('intervention.location_missing_reason', reason),
    },
  };
}

function geometryOf({ longitude, latitude }: Row, polygons: Polygon[]): Geometry | null {
  const [first, second] = polygons;
  if (second) return { type: 'MultiPolygon', coordinates: polygons };
  if (first) return { type: 'Polygon', coordinates: first };
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return null;
  return { type: 'Point', coordinates: [longitude, latitude] };
}

/** The polygons of a geometry by the right-hand rule: outer rings against the clock, holes with it. */
export function polygonsOf(geometry: Geometry): Polygon[] {
  if (geometry.type === 'Point') return [];
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map(rings =>
    rings.map((ring, at) => (isAgainstClock(ring) === (at === 0) ? ring : [...ring].reverse())),
  );
}

/** The shoelace formula: twice the area of a ring is positive when it runs against the clock. */
function isAgainstClock(ring: Ring): boolean {
  let twice = 0;
  for (const [at, [x1 = 0, y1 = 0]] of ring.entries()) {
    const [x2 = 0, y2 = 0] = ring[(at + 1) % ring.length] ?? [];
    twice += x1 * y2 - x2 * y1;
  }
  return twice > 0;
}
