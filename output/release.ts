import fs from 'node:fs/promises';
import path from 'node:path';
import { fsyncPath, listFiles, sha256File, toJson, writeDurable } from '../kernel/files.ts';
import { writeArrow } from './arrow.ts';
import { SCHEMA_VERSION } from './catalog.ts';
import { writeCsv } from './csv.ts';
import { writeDictionary } from './dictionary/write.ts';
import { contentHashes, writeDuckdb } from './duckdb.ts';
import { type ExportJob, tablesOf } from './exporter.ts';
import { writeGeojson } from './geojson.ts';
import { writeParquet } from './parquet.ts';
import { writeProgrammes } from './programmes/write.ts';
import { writeRestricted } from './restricted.ts';

/** A file of a release. The DuckDB file has no fixed bytes: its tables are hashed instead. */
export interface ReleaseFile {
  path: string;
  bytes?: number;
  sha256?: string;
  tables?: Record<string, string>;
}

export interface Manifest {
  release_id: string;
  schema_version: string;
  notice: string | null;
  set_status: string;
  inputs: ReleaseInputs;
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
    retrieved_at: string;
    licence: string;
  }[];
  declarations_sha256: string;
  /** Per indicator a hash of what its declaration says about the figures; older manifests do not have it. */
  definitions?: Record<string, string>;
  /** What it holds, when that is not everything. */
  excerpt?: Excerpt;
  code: { version: string; sha256: string };
}

/** Folder of a release that everyone may read; `latest` leads to it. */
export const PUBLIC = 'public';

const DATABASE = `${PUBLIC}/vie.duckdb`;

const EXPORTERS = {
  parquet: writeParquet,
  csv: writeCsv,
  arrow: writeArrow,
  geojson: writeGeojson,
  dictionary: writeDictionary,
  programmes: writeProgrammes,
  duckdb: writeDuckdb,
};

/** The forms in which a release is published. */
export const EXPORTS = Object.keys(EXPORTERS);

/** Writes every file of the release into its unfinished folder and the manifest last; each is on disk on return. */
export async function writeRelease(
  job: ExportJob,
  inputs: ReleaseInputs,
  csv: 'all' | 'none',
  onExport: (what: string) => void,
): Promise<Manifest> {
  const open = { ...job, folder: path.join(job.folder, PUBLIC) };
  await fs.mkdir(open.folder);
  for (const [what, write] of Object.entries(EXPORTERS)) {
    if ((what === 'csv' && csv === 'none') || inputs.excerpt?.exports.includes(what) === false) continue;
    onExport(what);
    await job.warehouse.sparingly(() => write(open));
  }
  onExport('restricted');
  await job.warehouse.sparingly(() => writeRestricted(job));
  const manifest: Manifest = {
    release_id: job.releaseId,
    schema_version: SCHEMA_VERSION,
    notice: job.notice,
    set_status: 'concept, afgeleid',
    inputs,
    outputs: await describeFiles(job),
  };
  await writeDurable(path.join(job.folder, 'manifest.json'), toJson(manifest));
  if (manifest.outputs.some(file => file.path === DATABASE))
    await fs.chmod(path.join(job.folder, DATABASE), 0o444);
  return manifest;
}

async function describeFiles(job: ExportJob): Promise<ReleaseFile[]> {
  const files: ReleaseFile[] = [];
  for (const name of await listFiles(job.folder)) {
    const file = path.join(job.folder, name);
    await fsyncPath(file);
    if (name === DATABASE)
      files.push({ path: name, tables: await contentHashes(job.warehouse, tablesOf(job)) });
    else files.push({ path: name, bytes: (await fs.stat(file)).size, sha256: await sha256File(file) });
  }
  for (const folder of new Set(files.map(file => path.dirname(path.join(job.folder, file.path))))) {
    await fsyncPath(folder);
  }
  return files;
}
