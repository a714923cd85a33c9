import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { listFiles } from '../../kernel/files.ts';
import { projectRoot } from '../../kernel/root.ts';

export const ROOMS = ['kernel', 'sources', 'transforms', 'indicators', 'output', 'pipelines'];

let compiled: Promise<string> | undefined;

/** A project of which `dist` is made from the present sources: the real one after `npm run build`, else a stand-in. */
export const compiledProject = (): Promise<string> => {
  compiled ??= isBuilt(projectRoot()).then(built => (built ? projectRoot() : standIn()));
  return compiled;
};

/** The stamp has the date at which the last build began. */
async function isBuilt(root: string): Promise<boolean> {
  const built = await fs.stat(path.join(root, 'dist/.built')).catch(() => undefined);
  if (!built) return false;
  for (const room of [...ROOMS, 'tests']) {
    for (const name of await listFiles(path.join(root, room))) {
      if (name.endsWith('.ts') && (await fs.stat(path.join(root, room, name))).mtimeMs > built.mtimeMs)
        return false;
    }
  }
  return true;
}

/** The declarations of the project beside code compiled for this worker; types are checked elsewhere. */
async function standIn(): Promise<string> {
  const root = projectRoot();
  const target = path.join(inject('workspace'), `compiled-${process.pid}`);
  await fs.mkdir(target);
  for (const name of ['package.json', 'config.yaml', 'node_modules', ...ROOMS])
    await fs.symlink(path.join(root, name), path.join(target, name));
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const options = ['--noCheck', '--incremental', 'false', '--outDir', path.join(target, 'dist')];
  await promisify(execFile)(process.execPath, [tsc, '-p', root, ...options]);
  return target;
}
