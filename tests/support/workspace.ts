import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { listFiles, sha256 } from '../../kernel/files.ts';
import { projectRoot } from '../../kernel/root.ts';
import { writeRecordings } from '../../sources/demo/generator.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder that goes when all tests are done. */
    workspace: string;
    /** The answers of the demo country; not to be changed. */
    recordings: string;
  }
}

let workspace = '';

export async function setup(project: TestProject): Promise<void> {
  workspace = await fs.mkdtemp(path.join(await fs.realpath(os.tmpdir()), 'vie-tests-'));
  project.provide('workspace', workspace);
  project.provide('recordings', await recordings());
}

export async function teardown(): Promise<void> {
  await fs.rm(workspace, { recursive: true, force: true });
}

/** Recordings are kept as long as nothing changes that they could be made from. */
async function recordings(): Promise<string> {
  const sources = path.join(projectRoot(), 'sources');
  const files = (await listFiles(sources)).map(name => fs.readFile(path.join(sources, name)));
  const stamp = sha256(Buffer.concat(await Promise.all(files))).slice(0, 16);
  const cache = path.join(projectRoot(), 'node_modules/.cache/vie');
  const kept = path.join(cache, stamp);
  if (await fs.stat(kept).catch(() => undefined)) return kept;
  const made = path.join(workspace, 'recordings');
  await writeRecordings(projectRoot(), made);
  await fs.mkdir(cache, { recursive: true });
  for (const name of await fs.readdir(cache)) await removeOld(path.join(cache, name));
  await fs.cp(made, `${kept}.part`, { recursive: true });
  await fs.rename(`${kept}.part`, kept).catch(() => undefined);
  return made;
}

/** Another run may still be reading one of today. */
async function removeOld(folder: string): Promise<void> {
  const { mtimeMs } = await fs.stat(folder);
  if (Date.now() - mtimeMs > 86_400_000) await fs.rm(folder, { recursive: true });
}
