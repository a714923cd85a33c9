import { toVieError, type VieError } from '../kernel/errors.ts';
import type { ReleaseInputs } from '../output/release.ts';
import type { Comparison } from '../output/revision/revision.ts';
import type { Warehouse } from '../transforms/warehouse.ts';
import { soundBaseline } from './baseline.ts';
import type { BaselineRecord } from './baseline-record.ts';
import { compareReleases } from './diff.ts';
import type { Folders } from './folders.ts';
import { COMPARED_FILES, showRelease } from './previous.ts';
import { publicFolder, readManifest } from './publish.ts';
import type { BaselineReport } from './report.ts';

/** A candidate in schema `gold`, with what it was made of. */
export interface Newer {
  root: string;
  folders: Folders;
  releaseId: string;
  inputs: ReleaseInputs;
}

/** Holds schema `gold` against a release; null when that has no manifest. */
export async function compareWith(
  warehouse: Warehouse,
  { root, folders, releaseId, inputs }: Newer,
  older: string | undefined,
): Promise<Comparison | null> {
  const manifest = older ? await readManifest(folders, older) : undefined;
  if (!older || !manifest) return null;
  await showRelease(warehouse, 'previous', publicFolder(folders, older));
  try {
    const newer = { release_id: releaseId, inputs };
    return await compareReleases(warehouse, root, { older: manifest, newer });
  } finally {
    await warehouse.run('drop schema previous cascade');
  }
}

export interface AgainstBaseline {
  frozen: BaselineRecord | null;
  comparison: Comparison | null;
  error: VieError | null;
}

/**
 * Holds schema `gold` against the frozen baseline. A baseline that is damaged or gone does not hold up a publication: it is
 * reported instead. `known`: a comparison that was made already, and serves when the baseline is that release.
 */
export async function compareWithBaseline(
  warehouse: Warehouse,
  newer: Newer,
  known: Comparison | null,
): Promise<AgainstBaseline> {
  try {
    const frozen = (await soundBaseline(newer.folders, warehouse, COMPARED_FILES)) ?? null;
    const isKnown = frozen?.release_id === known?.release_id;
    const comparison = isKnown ? known : await compareWith(warehouse, newer, frozen?.release_id);
    return { frozen, comparison: frozen && comparison, error: null };
  } catch (thrown) {
    const error = toVieError(thrown);
    if (error.code !== 'contract') throw error;
    return { frozen: null, comparison: null, error };
  }
}

/** What a run says of it. */
export function baselineReport({ frozen, error }: AgainstBaseline): BaselineReport | null {
  if (!frozen && !error) return null;
  const problem = error && { message: error.message, exitCode: error.exitCode, hint: error.hint ?? null };
  return { release_id: frozen?.release_id ?? null, error: problem };
}
