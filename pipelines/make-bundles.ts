import fs from 'node:fs/promises';
import path from 'node:path';
import type { BundleDeclaration } from '../indicators/bundle.ts';
import { PART } from '../kernel/files.ts';
import { type Bundle, writeBundle } from '../output/site/bundle.ts';
import type { SiteContext } from '../output/site/page.ts';
import type { Warehouse } from '../transforms/warehouse.ts';
import {
  activeBundles,
  baselineFigures,
  declaredBundle,
  dueBundles,
  folderName,
  onBuild,
  packagedAreas,
  packageOf,
  regionContext,
} from './bundles.ts';
import type { Folders } from './folders.ts';
import { expectKnown } from './known.ts';
import { findBrowser, printPages } from './print-pages.ts';
import type { Project } from './project.ts';

export interface BundleJob {
  project: Project;
  folders: Folders;
  release: string;
  /** Folder in which each bundle gets one of its own. */
  into: string;
  /** Today, such as 2026-11-29. */
  day: string;
  signal: AbortSignal;
}

/** Makes the bundle with this id, or all that are due; returns their folders. */
export async function makeBundles(job: BundleJob, id?: string): Promise<string[]> {
  const known = activeBundles(job.project);
  if (id) {
    const ids = known.map(one => one.id);
    expectKnown('bundle', id, ids);
  }
  const wanted = id ? known.filter(one => one.id === id) : await dueBundles(job.project, job.into, job.day);
  if (wanted.length === 0) return [];
  return onBuild(job.project, job, async warehouse => {
    const made: string[] = [];
    for (const one of wanted) made.push(await makeDeclared(one, { job, warehouse }));
    return made;
  });
}

async function makeDeclared(
  declared: BundleDeclaration,
  { job, warehouse }: { job: BundleJob; warehouse: Warehouse },
): Promise<string> {
  const { region, headlines } = declared;
  const context = await regionContext(job.project, job.release, { warehouse, region });
  const own = headlines ? { ...context, headlines } : context;
  const baseline = declared.baseline ? { baseline: await baselineFigures(warehouse, job.folders) } : {};
  return make(declared.id, { ...declaredBundle(declared, own), ...baseline }, { job, context: own });
}

/** Makes the package of the region and of each of its gemeenten, or of one of these; returns their folders. */
export function makePackages(job: BundleJob, code?: string): Promise<string[]> {
  return onBuild(job.project, job, async warehouse => {
    const context = await regionContext(job.project, job.release, { warehouse });
    const all = packagedAreas(context);
    const codes = all.map(one => one.area_code);
    if (code) expectKnown('package', code, codes);
    const made: string[] = [];
    for (const area of all.filter(one => !code || one.area_code === code))
      made.push(await make(`pakket-${area.area_code}`, packageOf(area, context), { job, context }));
    return made;
  });
}

/** Puts a bundle in its dated folder, in the place of one of the same day; printed where there is a browser. */
async function make(
  id: string,
  bundle: Omit<Bundle, 'day' | 'hasPdf'>,
  { job: { into, day, signal }, context }: { job: BundleJob; context: SiteContext },
): Promise<string> {
  const hasPdf = await findBrowser().then(
    () => true,
    () => false,
  );
  const folder = path.join(into, folderName(id, day));
  const part = `${folder}${PART}`;
  await fs.rm(part, { recursive: true, force: true });
  await fs.mkdir(part, { recursive: true });
  const pages = await writeBundle(part, { ...bundle, day, hasPdf }, context);
  if (hasPdf)
    await printPages(
      pages.map(name => ({ page: path.join(part, `${name}.html`), file: path.join(part, `${name}.pdf`) })),
      signal,
    );
  await fs.rm(folder, { recursive: true, force: true });
  await fs.rename(part, folder);
  return folder;
}
