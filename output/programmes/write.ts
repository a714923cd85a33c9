import fs from 'node:fs/promises';
import { type ExportJob, fileIn } from '../exporter.ts';
import { readGaps, readProgrammes } from './facts.ts';
import { overviewPage } from './page.ts';

/** The overview of programmes for the programme office: `programmes/index.html`. */
export async function writeProgrammes(job: ExportJob): Promise<void> {
  const programmes = await readProgrammes(job.warehouse);
  const gaps = await readGaps(job.warehouse);
  const page = overviewPage({ programmes, gaps, notice: job.notice, releaseId: job.releaseId });
  await fs.mkdir(fileIn(job, 'programmes'), { recursive: true });
  await fs.writeFile(fileIn(job, 'programmes', 'index.html'), page);
}
