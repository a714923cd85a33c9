import fs from 'node:fs/promises';
import path from 'node:path';
import { projectText } from '../../kernel/root.ts';
import type { FeaturePages, PageRanges } from '../../sources/connector.ts';
import { layoutPage } from '../../sources/json-page.ts';
import type { Snapshot } from '../../sources/snapshot.ts';
import { quoteName } from '../warehouse.ts';
import { refuseSecond } from './addresses.ts';
import type { LoadableEdition, LoadContext } from './loadable.ts';
import { readJson } from './pages.ts';

/** Loads centroids of all areas, and outlines of those within an area group; one page at a time. */
export async function loadGeometry(
  { edition, snapshot }: LoadableEdition,
  collections: FeaturePages[],
  { warehouse, scratch }: LoadContext,
): Promise<void> {
  await refuseSecond(edition.vintage, 'input.area_geometry', warehouse);
  const script = (name: string) => warehouse.script(projectText(`transforms/load/${name}.sql`));
  await warehouse.run(`set variable area_vintage = ${edition.vintage}`);
  await script('geometry-parts');
  for (const { code, pages } of collections) {
    await eachBatch({ snapshot, pages, scratch }, async file => {
      await warehouse.run(`create or replace temp table feature as ${featuresIn(file, code)}`);
      await script('geometry');
    });
  }
  await script('area-geometry');
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
