import fs from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../../kernel/root.ts';
import type { FeaturePages, PageRanges } from '../../sources/connector.ts';
import { layoutPage } from '../../sources/json-page.ts';
import type { Snapshot } from '../../sources/snapshot.ts';
import { quoteName, type Warehouse } from '../warehouse.ts';
import { refuseSecond } from './addresses.ts';
import type { LoadableEdition, LoadContext } from './loadable.ts';
import { readJson } from './pages.ts';

/** Loads centroids of all areas, and outlines of those within an area group; one page at a time. */
export async function loadGeometry(
  { edition, snapshot }: LoadableEdition,
  collections: FeaturePages[],
  { warehouse, scratch }: LoadContext,
): Promise<void> {
  const centroids = await fs.readFile(path.join(projectRoot(), 'transforms/load/geometry.sql'), 'utf8');
  await refuseSecond(edition.vintage, 'input.area_geometry', warehouse);
  await warehouse.run(
    'create or replace temp table area_ring (area_code varchar, weight double, longitude double, latitude double)',
  );
  await warehouse.run(
    'create or replace temp table area_outline (area_code varchar, kind varchar, coordinates varchar)',
  );
  await warehouse.run(`create or replace temp table group_member as ${GROUP_MEMBERS}`, [edition.vintage]);
  for (const { code, pages } of collections) {
    await eachBatch({ snapshot, pages, scratch }, async file => {
      await warehouse.run(`create or replace temp table feature as ${featuresIn(file, code)}`);
      await warehouse.run(centroids);
      await warehouse.run(`insert into area_outline ${KEPT_OUTLINES}`);
    });
  }
  await insertGeometry(edition.vintage, warehouse);
  for (const table of ['feature', 'group_member', 'area_outline', 'area_ring']) {
    await warehouse.run(`drop table if exists ${table}`);
  }
}

/** A page of a thousand outlines is 40 MB and more; the database gets a tenth of that at a time. */
const BATCH = 4 * 1024 * 1024;

/** Lays the features of each page out as plain JSON arrays of bounded size while they are read. */
async function eachBatch(
  { snapshot, pages, scratch }: { snapshot: Snapshot; pages: PageRanges; scratch: string },
  read: (file: string) => Promise<void>,
): Promise<void> {
  const file = path.join(scratch, 'features.json');
  try {
    for (const { name } of pages) {
      const bytes = await snapshot.read(name);
      const { rows, end } = layoutPage(bytes, 'features');
      for (let from = 0; from < rows.length; ) {
        const first = rows[from] ?? 0;
        const beyond = rows.findIndex((start, at) => at > from && start - first > BATCH);
        const until = beyond < 0 ? rows.length : beyond;
        // Up to the next feature there is nothing but a comma; the list itself ends with its bracket.
        const text = bytes.toString('utf8', first, rows[until] ?? end - 1);
        await fs.writeFile(file, `[${text.replace(/[\s,]*$/, '')}]`);
        await read(file);
        from = until;
      }
    }
  } finally {
    await fs.rm(file, { force: true });
  }
}

/** Land only: an area has a second feature for its water, and `B` is land abroad. */
function featuresIn(file: string, code: string): string {
  const columns = {
    properties: `STRUCT(${quoteName(code)} VARCHAR, water VARCHAR)`,
    geometry: 'STRUCT("type" VARCHAR, coordinates JSON)',
  };
  return `select trim(properties.${quoteName(code)}) as area_code, geometry.type as kind, geometry.coordinates as coordinates
    from ${readJson([file], columns)}
    where coalesce(properties.water, 'NEE') = 'NEE' and geometry.type is not null`;
}

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
