import fs from 'node:fs/promises';
import path from 'node:path';
import { isSystemError, toVieError, VieError } from '../kernel/errors.ts';
import { CLOSED, makeFolder, OPEN, PASSAGE } from '../kernel/files.ts';

/** The places below the data folder. */
export interface Folders {
  data: string;
  raw: string;
  build: string;
  releases: string;
  /** What each release changed; beside the releases, because it depends on what was published before. */
  revisions: string;
  state: string;
  /** Refused deliveries, by partner. */
  quarantine: string;
  /** What was ever printed of partners' counts. */
  ledger: string;
  latest: string;
  /** What was put together for bodies and gemeenten. */
  bundles: string;
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
    quarantine: at('quarantine'),
    ledger: at('ledger'),
    latest: at('latest'),
    bundles: at('bundles'),
  };
}

/** Makes them; nothing but what a release has for everyone, and what it changed, can be read or listed by others. */
export async function makeFolders(folders: Folders): Promise<void> {
  try {
    const { data, raw, build, state, quarantine, ledger, releases, revisions } = folders;
    // Of a mounted folder only its owner sets the mode; what lies in it is closed all the same.
    await makeWith(data, PASSAGE).catch(error => {
      if (!isSystemError(error, 'EPERM')) throw error;
    });
    for (const folder of [raw, build, state, quarantine, ledger]) await makeWith(folder, CLOSED.folder);
    await makeWith(releases, PASSAGE);
    await makeWith(revisions, OPEN.folder);
  } catch (error) {
    throw (isLost(error) ? notMade(folders.data, error) : toVieError(error)).at({ file: folders.data });
  }
}

/** A folder with exactly this mode, also where it was made before or the umask takes bits away. */
async function makeWith(folder: string, mode: number): Promise<void> {
  await makeFolder(folder, mode);
  if (((await fs.stat(folder)).mode & 0o777) !== mode) await fs.chmod(folder, mode);
}

/** ENOENT: what Node answers, not EROFS, when a folder cannot be made on a read-only disk. EEXIST: a file has its name. */
const isLost = (error: unknown): boolean => isSystemError(error, 'ENOENT', 'EEXIST');

const notMade = (folder: string, cause: unknown): VieError =>
  new VieError('cannot_create', `The data folder ${folder} cannot be made.`, {
    hint: 'Is the disk mounted read-only, or a part of the path a broken link? Choose another one with --data DIR.',
    cause,
  });
