import fs from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../kernel/root.ts';
import type { FeaturePages } from '../sources/connector.ts';
import { refuseSecond } from './addresses.ts';
import type { LoadableEdition, LoadContext } from './loadable.ts';
import { eachDecodedBatch, readJson } from './pages.ts';
import { quoteText, type Warehouse } from './warehouse.ts';

/** Loads centroids of all areas, and outlines of those within an area group; one page at a time. */
export async function loadGeometry(
  { edition, snapshot }: LoadableEdition,
  collections: FeaturePages[],
  { warehouse, scratch }: LoadContext,
): Promise<void> {
  const centroids = await fs.readFile(path.join(projectRoot(), 'transforms/geometry.sql'), 'utf8');
  await refuseSecond(edition.vintage, 'input.area_geometry', warehouse);
  await warehouse.run(
    'create or replace temp table area_ring (area_code varchar, weight double, longitude double, latitude double)',
  );
  await warehouse.run(
    'create or replace temp table area_outline (area_code varchar, kind varchar, coordinates varchar)',
  );
  await warehouse.run(`create or replace temp table group_member as ${GROUP_MEMBERS}`, [edition.vintage]);
  for (const { code, pages } of collections) {
    await eachDecodedBatch(snapshot, pages, scratch, async files => {
      await warehouse.run(`create or replace temp table feature as ${featuresIn(files, code)}`);
      await warehouse.run(centroids);
      await warehouse.run(`insert into area_outline ${KEPT_OUTLINES}`);
    });
  }
  await insertGeometry(edition.vintage, warehouse);
  for (const table of ['feature', 'group_member', 'area_outline', 'area_ring']) {
    await warehouse.run(`drop table if exists ${table}`);
  }
}

/** Land only: an area has a second feature for its water, and `B` is land abroad. */
const featuresIn = (files: string[], code: string): string =>
  `select
     trim(json_extract_string(properties, ${quoteText(`$."${code}"`)})) as area_code,
     json_extract_string(geometry, '$.type') as kind,
     json_extract(geometry, '$.coordinates')::varchar as coordinates
   from ${readJson(files, { properties: 'JSON', geometry: 'JSON' })}
   where coalesce(json_extract_string(properties, '$.water'), 'NEE') = 'NEE'
     and json_extract_string(geometry, '$.type') is not null`;

/** The areas that groups consist of, in this vintage; a region stands for its gemeenten. */
const GROUP_MEMBERS = `
  select area_code from input.area_group_member where $1::integer between valid_from and valid_until
  union
  select r.gemeente_code
  from input.area_group_member as m
  join input.region_gemeente as r on r.area_code = m.area_code
  where $1::integer between m.valid_from and m.valid_until`;

/** A wijk or buurt lies in a group when its gemeente or wijk does. */
const KEPT_OUTLINES = `
  select area_code, kind, coordinates
  from feature
  where area_code in (select area_code from group_member)
    or 'GM' || substr(area_code, 3, 4) in (select area_code from group_member)
    or 'WK' || substr(area_code, 3, 6) in (select area_code from group_member)`;

/** Parts of one area come together: the centroid by their areas, the outline as one MultiPolygon. */
async function insertGeometry(vintage: number, warehouse: Warehouse): Promise<void> {
  // Sums in a fixed order, so that the last digits do not depend on threads; 6 decimals are 10 cm.
  await warehouse.run(
    `insert into input.area_geometry
     with
     weighted as (
       select
         area_code,
         list(weight order by weight, longitude, latitude) as weights,
         list(weight * longitude order by weight, longitude, latitude) as longitudes,
         list(weight * latitude order by weight, longitude, latitude) as latitudes
       from area_ring
       where longitude is not null and latitude is not null
       group by area_code
     ),
     outline as (
       select
         area_code,
         case
           when count(*) = 1 then format('{{"type":"{}","coordinates":{}}}', min(kind), min(coordinates))
           else '{"type":"MultiPolygon","coordinates":[' || string_agg(
             case when kind = 'Polygon' then coordinates else coordinates[2:-2] end, ',' order by coordinates
           ) || ']}'
         end as geometry
       from area_outline
       group by area_code
     )
     select
       $1::integer,
       area_code,
       round(list_sum(w.longitudes) / nullif(list_sum(w.weights), 0), 6),
       round(list_sum(w.latitudes) / nullif(list_sum(w.weights), 0), 6),
       o.geometry
     from weighted as w
     full join outline as o using (area_code)
     order by area_code`,
    [vintage],
  );
}
