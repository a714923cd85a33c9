import fs from 'node:fs/promises';
import path from 'node:path';
import {
  CLOSED,
  exists,
  fsyncPath,
  listDir,
  listFiles,
  makeClosed,
  OPEN,
  PASSAGE,
  sha256File,
  toJson,
  writeDurable,
} from '../kernel/files.ts';
import { writeArrow } from './arrow.ts';
import { writeCsv } from './csv.ts';
import { writeDictionary } from './dictionary/write.ts';
import { contentHashes, writeDuckdb } from './duckdb.ts';
import { type ExportJob, type Extent, SCHEMA_VERSION } from './exporter.ts';
import { writeGeojson } from './geojson.ts';
import { writeMetadata } from './metadata/write.ts';
import { writeParquet } from './parquet.ts';
import { writeRestricted } from './restricted.ts';
import { writeSchema } from './schema.ts';
import { NEWS } from './site/pages/news.ts';
import { writeSite } from './site/write.ts';

/** A file of a release. The DuckDB file has no fixed bytes: its tables are hashed instead. */
export interface ReleaseFile {
  path: string;
  bytes?: number;
  sha256?: string;
  tables?: Record<string, string>;
  /** It also says what was published before: the same inputs need not give the same bytes. */
  depends_on_history?: true;
}

/** What a part of a release consists of: nothing of the other parts but their names. */
export interface Manifest {
  release_id: string;
  schema_version: string;
  notice: string | null;
  set_status: string;
  inputs: ReleaseInputs;
  /** Folders of the release, each with a manifest of its own, in which paths are relative to it. */
  parts: string[];
  outputs: ReleaseFile[];
}

/** A part of a release: only these tables, in only these forms. */
export interface Excerpt {
  tables: string[];
  exports: string[];
}

/** Everything a release is a function of. */
export interface ReleaseInputs {
  snapshots: {
    source: string;
    edition: string;
    table: string;
    snapshot_id: string;
    modified: string;
    /** Empty for what a partner delivered. */
    retrieved_at: string;
    licence: string;
  }[];
  declarations_sha256: string;
  /** Per indicator a hash of what its declaration says about the figures; older manifests do not have it. */
  definitions?: Record<string, string>;
  /** What it holds, when that is not everything. */
  excerpt?: Excerpt;
  /** Digest of what was printed of partners' counts before it, which decides what it may show; without deliveries there is none. */
  ledger?: string;
  code: { version: string; sha256: string };
}

/** Folder of a release that everyone may read; `latest` leads to it. */
export const PUBLIC = 'public';

export const MANIFEST = 'manifest.json';
const DATABASE = 'vie.duckdb';

const EXPORTERS = {
  parquet: writeParquet,
  schema: writeSchema,
  csv: writeCsv,
  arrow: writeArrow,
  geojson: writeGeojson,
  dictionary: writeDictionary,
  site: writeSite,
  duckdb: writeDuckdb,
  // Last: of the files of the others.
  metadata: writeMetadata,
};

/** The forms in which a release is published. */
export const EXPORTS = Object.keys(EXPORTERS);

/**
 * Writes every file of the release into its unfinished folder, which stays closed, and the manifest of each part last; each is on
 * disk on return, with its mode. Returns the manifest of all parts together.
 */
export async function writeRelease(
  job: ExportJob,
  inputs: ReleaseInputs,
  { csv, onExport }: { csv: Extent | 'none'; onExport: (what: string) => void },
): Promise<Manifest> {
  const extent = csv === 'all' ? 'all' : 'region';
  const open: ExportJob = { ...job, extent, folder: path.join(job.folder, PUBLIC) };
  await makeClosed(open.folder);
  const aside: Promise<void>[] = [];
  try {
    for (const [what, write] of Object.entries(EXPORTERS)) {
      if ((what === 'csv' && csv === 'none') || inputs.excerpt?.exports.includes(what) === false) continue;
      onExport(what);
      await job.warehouse.sparingly(() => write({ ...open, aside }));
    }
  } finally {
    // Also after a failure nothing may still be writing.
    await Promise.allSettled(aside);
  }
  await Promise.all(aside);
  onExport('restricted');
  await job.warehouse.sparingly(() => writeRestricted(job));
  const about = {
    release_id: job.releaseId,
    schema_version: SCHEMA_VERSION,
    notice: job.notice,
    set_status: 'concept, afgeleid',
    inputs,
    parts: await partsIn(job.folder),
  };
  const manifests: Manifest[] = [];
  for (const part of about.parts) manifests.push(await finishPart({ ...job, extent }, part, about));
  const owners = path.join(job.folder, OWNER);
  if (await exists(owners)) await fs.chmod(owners, PASSAGE);
  return together(manifests);
}

const OWNER = 'owner';

/** The parts that there are, in the order of their names. */
async function partsIn(folder: string): Promise<string[]> {
  const owners = (await listDir(path.join(folder, OWNER))).map(name => path.join(OWNER, name));
  return [...owners, ...(await listDir(folder)).filter(name => name !== OWNER)];
}

/** The manifest of a release as one, with paths within the release. */
export const together = (manifests: readonly Manifest[]): Manifest => {
  const [first] = manifests;
  if (!first) throw new Error('A release has at least one part.');
  const outputs = manifests.flatMap(({ outputs: own }, at) =>
    own.map(file => ({ ...file, path: path.join(first.parts[at] ?? '', file.path) })),
  );
  return { ...first, outputs };
};

async function finishPart(job: ExportJob, part: string, about: Omit<Manifest, 'outputs'>): Promise<Manifest> {
  const root = path.join(job.folder, part);
  const modes = part === PUBLIC ? OPEN : CLOSED;
  const outputs: ReleaseFile[] = [];
  for (const name of await listFiles(root)) {
    const file = path.join(root, name);
    await fs.chmod(file, name === DATABASE ? READ_ONLY : modes.file);
    await fsyncPath(file);
    if (name === DATABASE) outputs.push({ path: name, tables: await contentHashes(job.warehouse, job) });
    else
      outputs.push({
        path: name,
        bytes: (await fs.stat(file)).size,
        sha256: await sha256File(file),
        ...historyOf(name),
      });
  }
  const manifest = { ...about, outputs };
  await writeDurable(path.join(root, MANIFEST), toJson(manifest), modes.file);
  for (const name of foldersAbove(outputs)) {
    await fs.chmod(path.join(root, name), modes.folder);
    await fsyncPath(path.join(root, name));
  }
  return manifest;
}

const historyOf = (name: string): Pick<ReleaseFile, 'depends_on_history'> =>
  name === path.join('site', NEWS) ? { depends_on_history: true } : {};

/** The files of a release that its inputs decide, to the byte. */
export const ofInputs = ({ outputs }: Manifest): ReleaseFile[] =>
  outputs.filter(file => !file.depends_on_history);

const READ_ONLY = 0o444;

/** The folder itself, and every one below it on the way to a file. */
function foldersAbove(files: readonly ReleaseFile[]): Set<string> {
  const folders = new Set(['.']);
  for (const file of files)
    for (let at = path.dirname(file.path); at !== '.'; at = path.dirname(at)) folders.add(at);
  return folders;
}
