import path from 'node:path';
import type { BundleDeclaration } from '../indicators/bundle.ts';
import { VieError } from '../kernel/errors.ts';
import { listDir, readJson } from '../kernel/files.ts';
import { projectText } from '../kernel/root.ts';
import type { Bundle } from '../output/site/bundle.ts';
import { readSite } from '../output/site/facts.ts';
import type { SiteContext } from '../output/site/page.ts';
import { hasReport } from '../output/site/pages/area.ts';
import type { AreaRow } from '../output/site/rows.ts';
import type { BaselineFigures } from '../output/site/workbook.ts';
import { contextOf } from '../output/site/write.ts';
import { quoteText, Warehouse } from '../transforms/warehouse.ts';
import { readBaseline } from './baseline-record.ts';
import type { Folders } from './folders.ts';
import type { Project } from './project.ts';
import { publicFolder } from './publish.ts';

/** The bundles of the config that are about this region. */
export const activeBundles = ({ loaded: { config } }: Project): BundleDeclaration[] =>
  config.bundles.filter(one => config.area_groups.some(group => group.code === one.region));

/** The folder of a bundle made on a day, such as 'stuurgroep-2026-11-29'. */
export const folderName = (id: string, day: string): string => `${id}-${day}`;

/** The bundles of which none was made yet in the present part of the year. */
export async function dueBundles(
  project: Project,
  folder: string,
  day: string,
): Promise<BundleDeclaration[]> {
  const made = await listDir(folder);
  return activeBundles(project).filter(({ id, times_a_year }) => {
    const partOf = (date: string) =>
      `${date.slice(0, 4)} ${Math.floor(((Number(date.slice(5, 7)) - 1) * times_a_year) / 12)}`;
    return !made.some(name => {
      const date = name.slice(-10);
      return name === folderName(id, date) && partOf(date) === partOf(day);
    });
  });
}

/** Does work on the build that the latest release was made of; reads only. */
export async function onBuild<T>(
  { loaded }: Project,
  { folders, release }: { folders: Folders; release: string },
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const file = path.join(folders.build, 'vie.duckdb');
  const built = await readJson<{ release_id: string }>(path.join(folders.build, 'build.json'));
  if (built?.release_id !== release)
    throw new VieError('usage', `The build at hand is not that of release ${release}.`, {
      where: { file },
      hint: "Make it again from the snapshots: 'vie rebuild'.",
    });
  const warehouse = await Warehouse.open(file, loaded.config.duckdb, true);
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

/** What pages of a region show. */
export async function regionContext(
  project: Project,
  release: string,
  { warehouse, region }: { warehouse: Warehouse; region?: string | undefined },
): Promise<SiteContext> {
  const { programme, publisher, headlines, area_groups } = project.loaded.config;
  if (!publisher)
    throw new VieError('usage', 'The config names no publisher.', {
      hint: 'Say who answers for the figures: `publisher`.',
    });
  const { notice } = await warehouse.one<{ notice: string | null }>('select notice from input.setting');
  const groups = area_groups.map(group => group.code);
  const facts = await readSite(warehouse, groups, region);
  return contextOf({ releaseId: release, notice, programme, publisher, headlines }, facts);
}

const TIMES = ['', 'eenmaal', 'tweemaal', 'driemaal'];

/** What a declared bundle holds. */
export function declaredBundle(
  { title, times_a_year, also, gemeenten, levels, region }: BundleDeclaration,
  context: SiteContext,
): Omit<Bundle, 'day' | 'hasPdf'> {
  const { areas } = context.facts;
  const isWanted = ({ area_code, area_level }: AreaRow) =>
    area_code === region || also.includes(area_code) || (gemeenten && area_level === 'gemeente');
  return {
    title,
    occasion: `${TIMES[times_a_year] ?? `${times_a_year} maal`} per jaar`,
    reports: areas.filter(isWanted),
    areas: areas.filter(one => (levels as string[]).includes(one.area_level)),
    mapOf: null,
  };
}

/** What a package about one area holds: its report, and the figures of it, the areas in it, and the groups it is compared with. */
export function packageOf(area: AreaRow, context: SiteContext): Omit<Bundle, 'day' | 'hasPdf'> {
  const isOwn = (one: AreaRow) =>
    area.is_region ||
    one.area_level === 'regio' ||
    [one.area_code, one.gemeente_code].includes(area.area_code);
  return {
    title: `Pakket ${area.name}`,
    occasion: null,
    reports: [area],
    areas: context.facts.areas.filter(isOwn),
    mapOf: area,
  };
}

/** The areas that have a package: the region and its gemeenten. */
export const packagedAreas = ({ facts }: SiteContext): AreaRow[] =>
  facts.areas.filter(one => hasReport(one) && (one.is_region || one.area_level === 'gemeente'));

/** The figures of the frozen baseline; null when none is frozen. */
export async function baselineFigures(
  warehouse: Warehouse,
  folders: Folders,
): Promise<BaselineFigures | null> {
  const frozen = await readBaseline(folders);
  if (!frozen) return null;
  const file = path.join(publicFolder(folders, frozen.release_id), 'comparison.parquet');
  await warehouse.run(`set variable baseline_file = ${quoteText(file)}`);
  const rows = await warehouse.all<BaselineRow>(projectText('pipelines/baseline-figures.sql'));
  const figures = new Map(rows.map(row => [[row.area_code, row.indicator_id, row.age_group].join(' '), row]));
  return { releaseId: frozen.release_id, frozenAt: frozen.frozen_at, note: frozen.note, figures };
}

interface BaselineRow {
  area_code: string;
  indicator_id: string;
  age_group: string;
  period: string;
  value: number | null;
  lower_95: number | null;
  upper_95: number | null;
}
