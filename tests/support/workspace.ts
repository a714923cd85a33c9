import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { projectRoot } from '../../kernel/root.ts';
import { writeRecordings } from '../../sources/demo/generator.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    workspace: string;
  }
}

const ROOMS = ['kernel', 'sources', 'transforms', 'indicators', 'output', 'pipelines'];
let workspace = '';

/** Makes the folder that all tests share: the answers of the demo country, and a compiled copy of the project. */
export async function setup(project: TestProject): Promise<void> {
  workspace = await fs.mkdtemp(path.join(await fs.realpath(os.tmpdir()), 'vie-tests-'));
  project.provide('workspace', workspace);
  await writeRecordings(projectRoot(), path.join(workspace, 'recordings'));
  await compile(path.join(workspace, 'project'));
}

export async function teardown(): Promise<void> {
  await fs.rm(workspace, { recursive: true, force: true });
}

/** Declarations and SQL as they are, the code as JavaScript below `dist`; types are checked elsewhere. */
async function compile(target: string): Promise<void> {
  const root = projectRoot();
  await fs.mkdir(target, { recursive: true });
  for (const name of ['package.json', 'config.yaml']) {
    await fs.copyFile(path.join(root, name), path.join(target, name));
  }
  await fs.symlink(path.join(root, 'node_modules'), path.join(target, 'node_modules'));
  for (const room of ROOMS) {
    const isNoCode = (file: string) => !file.endsWith('.ts');
    await fs.cp(path.join(root, room), path.join(target, room), { recursive: true, filter: isNoCode });
  }
  const tsc = path.join(root, 'node_modules/.bin/tsc');
  const options = ['--noCheck', '--incremental', 'false', '--outDir', path.join(target, 'dist')];
  await promisify(execFile)(tsc, ['-p', path.join(root, 'tsconfig.json'), ...options]);
}
