import fs from 'node:fs/promises';
import path from 'node:path';
import { listDir, makeClosed, readJson, toJson, writeDurable } from '../kernel/files.ts';
import type { Folders } from './folders.ts';
import type { RunReport } from './report.ts';

const KEPT = 100;

/** What is kept of a run, beside the releases: when it was, what it did, and what its checks found. */
export interface RunRecord extends RunReport {
  started: string;
  finished: string;
}

export const runsFolder = (folders: Folders): string => path.join(folders.state, 'runs');

export async function recordRun(folders: Folders, record: RunRecord): Promise<void> {
  const folder = runsFolder(folders);
  await makeClosed(folder);
  await writeDurable(path.join(folder, `${record.started.replaceAll(':', '')}.json`), toJson(record));
  const names = await listDir(folder);
  for (const name of names.slice(0, Math.max(0, names.length - KEPT))) await fs.rm(path.join(folder, name));
}

/** The last run, or undefined before the first. */
export async function lastRun(folders: Folders): Promise<RunRecord | undefined> {
  const names = (await listDir(runsFolder(folders))).filter(name => name.endsWith('.json'));
  const last = names.at(-1);
  return last ? readJson<RunRecord>(path.join(runsFolder(folders), last)) : undefined;
}
