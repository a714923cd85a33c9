import fs from 'node:fs/promises';
import { listFiles, toJson } from '../../kernel/files.ts';
import { type ExportJob, fileIn } from '../exporter.ts';
import { csvw } from './csvw.ts';
import { dataPackage } from './datapackage.ts';
import { dcat } from './dcat.ts';
import { describeRelease } from './description.ts';
import { dataFiles, typedColumns } from './files.ts';

/**
 * Describes the data files that lie in the folder of the public part, and nothing of another part: `datapackage.json` (Data Package 2.0),
 * `dcat.jsonld` (DCAT-AP-NL 3.0) and, where there are CSV files, `csv-metadata.json` (CSV on the Web).
 */
export async function writeMetadata(job: ExportJob): Promise<void> {
  await Promise.all(job.aside ?? []);
  const about = await describeRelease(job.warehouse, job);
  const files = await dataFiles(job);
  const columns = await typedColumns(job);
  const all = new Set(await listFiles(job.folder));
  await fs.writeFile(fileIn(job, 'datapackage.json'), toJson(dataPackage(about, files, columns)));
  await fs.writeFile(fileIn(job, 'dcat.jsonld'), toJson(dcat(about, files, name => all.has(name))));
  if (files.some(({ path }) => path.endsWith('.csv.gz')))
    await fs.writeFile(fileIn(job, 'csv-metadata.json'), toJson(csvw(about, files, columns)));
}
