import fs from 'node:fs/promises';
import path from 'node:path';
import { toVieError, VieError } from '../kernel/errors.ts';

/** The places below the data folder. */
export interface Folders {
  data: string;
  raw: string;
  build: string;
  releases: string;
  /** What each release changed; beside the releases, because it depends on what was published before. */
  revisions: string;
  state: string;
  latest: string;
}

export function foldersOf(data: string): Folders {
  const at = (name: string) => path.join(data, name);
  return {
    data,
    raw: at('raw'),
    build: at('build'),
    releases: at('releases'),
    revisions: at('revisions'),
    state: at('state'),
    latest: at('latest'),
  };
}

export async function makeFolders(folders: Folders): Promise<void> {
  try {
    for (const folder of [folders.raw, folders.build, folders.releases, folders.revisions, folders.state]) {
      await fs.mkdir(folder, { recursive: true });
    }
  } catch (error) {
    throw (isLost(error) ? notMade(folders.data, error) : toVieError(error)).at({ file: folders.data });
  }
}

/** Node answers ENOENT, not EROFS, when a folder cannot be made with its parents on a read-only disk. */
const isLost = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const notMade = (folder: string, cause: unknown): VieError =>
  new VieError('cannot_create', `The data folder ${folder} cannot be made.`, {
    hint: 'Is the disk mounted read-only, or a part of the path a broken link? Choose another one with --data DIR.',
    cause,
  });
