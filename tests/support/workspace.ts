import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import type { TestProject } from 'vitest/node';
import { listFiles } from '../../kernel/files.ts';
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
  const { config } = ts.parseConfigFileTextToJson(
    'tsconfig.json',
    await fs.readFile(path.join(root, 'tsconfig.json'), 'utf8'),
  ) as { config: { compilerOptions: object } };
  const options = {
    ...config.compilerOptions,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2023,
    lib: [],
  };
  for (const room of [...ROOMS, 'tests/reliability/processes']) {
    for (const name of await listFiles(path.join(root, room)).catch(() => [])) {
      const text = await fs.readFile(path.join(root, room, name));
      const isCode = name.endsWith('.ts');
      const file = path.join(
        target,
        isCode ? 'dist' : '',
        room,
        isCode ? name.replace(/\.ts$/, '.js') : name,
      );
      const content = isCode
        ? ts.transpileModule(text.toString(), { compilerOptions: options, fileName: name }).outputText
        : text;
      await fs.mkdir(path.dirname(file), { recursive: true });
      await fs.writeFile(file, content);
    }
  }
}
