import fs from 'node:fs/promises';
import path from 'node:path';
import { VieError } from '../../kernel/errors.ts';
import { exists, listDir } from '../../kernel/files.ts';
import { foldersOf } from '../folders.ts';
import { expectKnown } from '../known.ts';
import { type BundleJob, makeBundles, makePackages } from '../make-bundles.ts';
import type { Invocation } from '../options.ts';
import { printPages } from '../print-pages.ts';
import { latestRelease, publicFolder } from '../publish.ts';
import { openSession, print } from '../session.ts';

interface ReportOptions {
  area?: string;
  pdf?: string;
  for?: string;
  due?: boolean;
  package?: boolean;
  out?: string;
}

/**
 * `vie report`: where the benchmark reports of the latest release lie, or, with `--pdf DIR`, each of them printed there; or puts
 * together what a body (`--for`, `--due`) or a gemeente (`--package`) gets.
 */
export async function report({ options }: Invocation<ReportOptions>): Promise<number> {
  const session = await openSession(options);
  const { project, effects } = session;
  const folders = foldersOf(project.loaded.dataDir);
  const release = await latestRelease(folders);
  if (!release) throw new VieError('usage', 'There is no release yet.', { hint: 'Make one first: vie run.' });
  const { signal } = effects;
  const into = path.resolve(options.out ?? folders.bundles);
  const job = { project, folders, release, into, day: effects.now().toISOString().slice(0, 10), signal };
  const files =
    options.for || options.due
      ? await makeBundles(job, options.for)
      : options.package
        ? await makePackages(job, options.area)
        : await reports({ folders, release, signal }, options);
  print(session, { release_id: release, files }, () => (files.length > 0 ? files : ['Nothing is due.']));
  return 0;
}

/** The pages of the release, or the PDFs they were printed to; these bear the release, so that two never take each other's place. */
async function reports(
  { folders, release, signal }: Pick<BundleJob, 'folders' | 'release' | 'signal'>,
  { area, pdf }: ReportOptions,
): Promise<string[]> {
  const folder = path.join(publicFolder(folders, release), 'site', 'rapport');
  const known = (await exists(folder))
    ? (await listDir(folder)).map(name => path.basename(name, '.html'))
    : [];
  if (known.length === 0)
    throw new VieError('usage', `Release ${release} has no reports.`, {
      where: { file: folder },
      hint: 'It is an excerpt, or of before there were any: publish a whole release with vie run.',
    });
  if (area) expectKnown('report', area, known);
  const pages = (area ? [area] : known).map(code => path.join(folder, `${code}.html`));
  if (!pdf) return pages;
  const jobs = pages.map(page => ({
    page,
    file: path.join(pdf, `${path.basename(page, '.html')}-${release}.pdf`),
  }));
  await fs.mkdir(pdf, { recursive: true });
  await printPages(jobs, signal);
  return jobs.map(job => job.file);
}
