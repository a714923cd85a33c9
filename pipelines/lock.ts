import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Config } from '../kernel/config.ts';
import { VieError } from '../kernel/errors.ts';
import { exists, readJson, toJson, writeDurable } from '../kernel/files.ts';
import { Warehouse } from '../transforms/warehouse.ts';
import type { Folders } from './folders.ts';

/** Who writes in the data folder at the moment. */
export interface Holder {
  pid: number;
  host: string;
  started: string;
  verb: string;
}

/** What a crash while the lock file was made leaves; nobody can hold it. */
const NO_DATABASE = /not a valid DuckDB database file/;

/**
 * Takes the data folder for one writer. The lock is the operating system's lock on a small DuckDB file, so it ends
 * with the process, however that ends. Throws `locked` naming the holder when another one writes.
 */
export async function takeLock(
  folders: Folders,
  verb: string,
  now: Date,
  settings: Config['duckdb'],
): Promise<() => Promise<void>> {
  const file = path.join(folders.state, 'lock.duckdb');
  const holderFile = path.join(folders.state, 'holder.json');
  const open = () => Warehouse.open(file, { ...settings, threads: 1 });
  const warehouse = await open().catch(async (error: VieError) => {
    if (!(await exists(file)) || error.code !== 'bug') throw error;
    if (!NO_DATABASE.test(error.message)) throw await lockedError(holderFile, error);
    await fs.rm(file);
    return open();
  });
  const holder: Holder = { pid: process.pid, host: os.hostname(), started: now.toISOString(), verb };
  await writeDurable(holderFile, toJson(holder));
  return () => warehouse.close();
}

async function lockedError(holderFile: string, cause: unknown): Promise<VieError> {
  const holder = await readJson<Holder>(holderFile).catch(() => undefined);
  const who = holder
    ? `'vie ${holder.verb}' (process ${holder.pid} on ${holder.host}, since ${holder.started})`
    : 'another vie process';
  return new VieError('locked', `The data folder is in use by ${who}.`, {
    where: { file: path.dirname(path.dirname(holderFile)) },
    hint: 'Wait until it has finished; reading the latest release is possible meanwhile.',
    cause,
  });
}
