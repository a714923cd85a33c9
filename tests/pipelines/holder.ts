import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import { type Folders, foldersOf, makeFolders } from '../../pipelines/folders.ts';
import { compiledProject } from '../support/compiled.ts';
import { tempFolder } from '../support/pipeline.ts';
import { SETTINGS } from '../support/warehouse.ts';

export const HELD_SINCE = '2026-01-15T04:00:00.000Z';

export async function emptyData(): Promise<Folders> {
  const folders = foldersOf(await tempFolder('data'));
  await makeFolders(folders);
  return folders;
}

/** Does the work while another process holds the data folder as `vie run` does; kills that process afterwards. */
export async function whileHeld(
  folders: Folders,
  work: (holder: ChildProcess) => Promise<void>,
): Promise<void> {
  const lock = path.join(await compiledProject(), 'dist/pipelines/lock.js');
  const script = path.join(await tempFolder('holder'), 'hold.mjs');
  const [where, settings] = [folders, SETTINGS].map(value => JSON.stringify(value));
  await fs.writeFile(
    script,
    `import { takeLock } from ${JSON.stringify(lock)};
     await takeLock(${where}, { verb: 'run', now: new Date('${HELD_SINCE}') }, ${settings});
     console.log('held');
     setInterval(() => {}, 1000);`,
  );
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  await once(child.stdout, 'data');
  try {
    await work(child);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}
