import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { listFiles } from '../kernel/files.ts';
import type { Project } from './project.ts';

/** Hash of every declaration, SQL file and stylesheet, and of the config as far as it decides what is published. */
export async function hashDeclarations(project: Project): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of ['sources', 'indicators', 'transforms', 'output']) {
    for (const name of await listFiles(path.join(project.root, folder))) {
      if (!/\.(ya?ml|sql|css)$/.test(name)) continue;
      hash.update(`${folder}/${name}\0`).update(await fs.readFile(path.join(project.root, folder, name)));
    }
  }
  const { config } = project.loaded;
  return hash.update(JSON.stringify(DECISIVE.map(name => config[name] ?? null))).digest('hex');
}

const DECISIVE = [
  'area_groups',
  'region',
  'programme',
  'judged',
  'control',
  'ranking',
  'benchmarks',
  'headlines',
  'only',
  'sources',
  'thresholds',
  'notice',
  'programme',
  'publisher',
  'publish',
] as const;

const ROOMS = ['kernel', 'sources', 'transforms', 'indicators', 'output', 'pipelines'];

/** Hash of the running code, so that a changed formula makes a new release. */
export async function hashCode(): Promise<string> {
  const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  const hash = createHash('sha256');
  for (const room of ROOMS) {
    for (const name of await listFiles(path.join(root, room))) {
      if (/\.(js|ts)$/.test(name))
        hash.update(`${room}/${name}\0`).update(await fs.readFile(path.join(root, room, name)));
    }
  }
  return hash.digest('hex');
}
