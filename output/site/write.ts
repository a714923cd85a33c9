import fs from 'node:fs/promises';
import { projectText } from '../../kernel/root.ts';
import { type ExportJob, fileIn, tablesOf } from '../exporter.ts';
import { describeRelease } from '../metadata/description.ts';
import { schemaOrg } from '../metadata/schema-org.ts';
import { doorsPage } from './doors.ts';
import { readSite, type SiteFacts } from './facts.ts';
import { pageHtml, type SiteContext, type SitePage } from './page.ts';
import { aboutPage } from './pages/about.ts';
import { areaPage, hasReport } from './pages/area.ts';
import { comparePage } from './pages/compare.ts';
import { goalsPage } from './pages/goals.ts';
import { indicatorPage } from './pages/indicator.ts';
import { listPage } from './pages/list.ts';
import { newsPage } from './pages/news.ts';
import { pilingPage } from './pages/piling.ts';
import { programmesPage } from './pages/programmes.ts';
import { reportPage } from './pages/report.ts';
import { startPage } from './pages/start.ts';
import { themesPage } from './pages/themes.ts';
import { shards } from './shards.ts';
import { writeWorkbook } from './workbook.ts';

const ASSETS = ['theme.css', 'site.css', 'site.js'];

/** The site of a release: complete pages that open from a folder, one script, and data for it; above it the page with its doors. */
export async function writeSite(job: ExportJob): Promise<void> {
  const facts = await readSite(job.warehouse, job.groups);
  const context = contextOf(job, facts);
  for (const folder of ['gebied', 'indicator', 'rapport', 'data/gebied'])
    await fs.mkdir(fileIn(job, 'site', folder), { recursive: true });
  for (const name of ASSETS)
    await fs.writeFile(fileIn(job, 'site', name), projectText(`output/site/assets/${name}`));
  const below = { ...context, up: '../' };
  for (const page of pagesAtTop(context))
    await fs.writeFile(fileIn(job, 'site', page.path), pageHtml(page, context));
  for (const page of pagesBelow(below))
    await fs.writeFile(fileIn(job, 'site', page.path), pageHtml(page, below));
  const dataset = schemaOrg(await describeRelease(job.warehouse, job), tablesOf(job));
  await fs.writeFile(fileIn(job, 'index.html'), doorsPage(context, dataset));
  await writeWorkbook(fileIn(job, 'vie.xlsx'), context);
  for (const { path, text } of shards(context)) await fs.writeFile(fileIn(job, 'site', path), text);
}

/** What the pages of a release need; its hoofdindicatoren are those of the job, or else those that declare themselves so. */
export const contextOf = (
  job: Pick<ExportJob, 'releaseId' | 'notice' | 'programme' | 'headlines' | 'revision' | 'publisher'>,
  facts: SiteFacts,
): SiteContext => ({
  facts,
  releaseId: job.releaseId,
  notice: job.notice,
  revision: job.revision,
  programme: job.programme ?? 'Indicatoren',
  publisher: job.publisher,
  region: facts.areas.find(area => area.is_region),
  up: '',
  byCode: new Map(facts.areas.map(area => [area.area_code, area])),
  headlines:
    job.headlines ??
    facts.indicators.filter(one => one.indicator.headline).map(one => one.indicator.indicator_id),
});

function* pagesAtTop(context: SiteContext): Generator<SitePage> {
  yield startPage(context);
  yield listPage(context);
  yield comparePage(context);
  yield pilingPage(context);
  yield themesPage(context);
  yield goalsPage(context);
  yield programmesPage(context);
  yield newsPage(context);
  yield aboutPage(context);
}

function* pagesBelow(context: SiteContext): Generator<SitePage> {
  for (const area of context.facts.areas) yield areaPage(area, context);
  for (const area of context.facts.areas.filter(hasReport)) yield reportPage(area, context);
  for (const one of context.facts.indicators) yield indicatorPage(one, context);
}
