import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Config } from '../indicators/config.ts';
import type { Effects } from '../kernel/effects.ts';
import { isSystemError, VieError } from '../kernel/errors.ts';
import { CLOSED, exists, PART, readJson, toJson, writeDurable } from '../kernel/files.ts';
import { Warehouse } from '../transforms/warehouse.ts';
import { type Folders, foldersOf, makeFolders } from './folders.ts';
import type { Project } from './project.ts';

/** Who writes in the data folder at the moment. */
export interface Holder {
  pid: number;
  host: string;
  started: string;
  verb: string;
}

/** What another program, or a version that did not link the file into place, may have left under the name of the lock. */
const NO_DATABASE = /not a valid DuckDB database file/;

/**
 * Takes the data folder for one writer. The lock is the operating system's lock on a small DuckDB file, so it ends
 * with the process, however that ends; the file itself is never removed or replaced, for someone may hold it. Throws
 * `locked` naming the holder when another one writes.
 */
export async function takeLock(
  folders: Folders,
  { verb, now }: { verb: string; now: Date },
  settings: Config['duckdb'],
): Promise<() => Promise<void>> {
  const file = path.join(folders.state, 'lock.duckdb');
  const holderFile = path.join(folders.state, 'holder.json');
  const open = (name: string) => Warehouse.open(name, { ...settings, threads: 1 });
  if (!(await exists(file))) await putInPlace(file, open);
  const warehouse = await open(file).catch(async (error: VieError) => {
    if (error.code !== 'bug') throw error;
    throw NO_DATABASE.test(error.message) ? noLock(file, error) : await lockedError(holderFile, error);
  });
  const holder: Holder = { pid: process.pid, host: os.hostname(), started: now.toISOString(), verb };
  await writeDurable(holderFile, toJson(holder));
  return () => warehouse.close();
}

interface Writer {
  project: Project;
  effects: Pick<Effects, 'now'>;
}

/** Does work on the data folder as its one writer. */
export async function asOnlyWriter<T>(
  { project, effects }: Writer,
  verb: string,
  work: (folders: Folders) => Promise<T>,
): Promise<T> {
  const folders = foldersOf(project.loaded.dataDir);
  await makeFolders(folders);
  const unlock = await takeLock(folders, { verb, now: effects.now() }, project.loaded.config.duckdb);
  try {
    return await work(folders);
  } finally {
    await unlock();
  }
}

/** Makes the lock file whole under a name of its own and links it into place, unless someone else was first. */
async function putInPlace(file: string, open: (name: string) => Promise<Warehouse>): Promise<void> {
  const part = `${file}-${randomUUID()}${PART}`;
  try {
    await (await open(part)).close();
    await fs.chmod(part, CLOSED.file);
    await fs.link(part, file);
  } catch (error) {
    // The one who was first sweeps unfinished files, ours among them.
    if (!(await exists(file))) throw error;
  } finally {
    await fs.rm(part, { force: true });
  }
}

const noLock = (file: string, cause: unknown): VieError =>
  new VieError('locked', 'The file that locks the data folder is damaged, or is not a lock.', {
    where: { file },
    hint: 'Make sure that no vie process runs on this data folder, then remove the file and run again.',
    cause,
  });

async function lockedError(holderFile: string, cause: unknown): Promise<VieError> {
  const holder = await readJson<Holder>(holderFile).catch(() => undefined);
  const who =
    holder && !isGone(holder)
      ? `'vie ${holder.verb}' (process ${holder.pid} on ${holder.host}, since ${holder.started})`
      : 'another vie process';
  return new VieError('locked', `The data folder is in use by ${who}.`, {
    where: { file: path.dirname(path.dirname(holderFile)) },
    hint: 'Wait until it has finished; reading the latest release is possible meanwhile.',
    cause,
  });
}

/** Whether the one who is named ended before the present holder wrote its own name. */
function isGone({ pid, host }: Holder): boolean {
  if (host !== os.hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return isSystemError(error, 'ESRCH');
  }
}
