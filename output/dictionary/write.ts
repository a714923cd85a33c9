import fs from 'node:fs/promises';
import { type ExportJob, fileIn } from '../exporter.ts';
import { readFacts } from './facts.ts';
import { indexPage } from './index-page.ts';
import { indicatorPage } from './indicator-page.ts';
import { pageMarkdown } from './page-markdown.ts';

/** The data dictionary as Markdown: an index and a page per indicator; on the site it is part of the pages. */
export async function writeDictionary(job: ExportJob): Promise<void> {
  await fs.mkdir(fileIn(job, 'dictionary'), { recursive: true });
  const all = await readFacts(job.warehouse, { groups: job.groups });
  for (const page of [indexPage(all, job), ...all.map(facts => indicatorPage(facts, job))]) {
    await fs.writeFile(fileIn(job, 'dictionary', `${page.name}.md`), pageMarkdown(page));
  }
}
