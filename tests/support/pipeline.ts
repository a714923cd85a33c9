import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { inject } from 'vitest';
import { type Effects, namedId, silentLog } from '../../kernel/effects.ts';
import { listFiles, sha256File } from '../../kernel/files.ts';
import { projectRoot } from '../../kernel/root.ts';
import type { Manifest } from '../../output/release.ts';
import { onRecordings } from '../../pipelines/demo.ts';
import { excerptOf } from '../../pipelines/excerpt.ts';
import { foldersOf } from '../../pipelines/folders.ts';
import type { Host } from '../../pipelines/host.ts';
import { main } from '../../pipelines/program.ts';
import { loadProject, type Project } from '../../pipelines/project.ts';
import { readManifest } from '../../pipelines/publish.ts';
import { replayTransport } from '../../sources/demo/replay.ts';
import { onFileEnd } from './clean-up.ts';
import { compiledProject, ROOMS } from './compiled.ts';

/** A folder of its own that goes when the tests of the file are done. */
export async function tempFolder(name: string): Promise<string> {
  const folder = await fs.mkdtemp(path.join(inject('workspace'), `${name}-`));
  onFileEnd(() => fs.rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Recorded answers of the demo country; not to be changed. */
export const recordingsFolder = (): string => inject('recordings');

export interface CopyOptions {
  /** With `dist`, so that programs of the copy can be run. */
  compiled?: boolean;
}

/** A copy of the declarations and the SQL that a test may change. */
export async function copyProject({ compiled = false }: CopyOptions = {}): Promise<string> {
  const target = path.join(await tempFolder('copy'), 'project');
  const root = compiled ? await compiledProject() : projectRoot();
  await fs.mkdir(target);
  await fs.symlink(path.join(projectRoot(), 'node_modules'), path.join(target, 'node_modules'));
  const isNoCode = (file: string) => !file.endsWith('.ts');
  for (const name of ['package.json', 'config.yaml', ...ROOMS])
    await fs.cp(path.join(projectRoot(), name), path.join(target, name), {
      recursive: true,
      filter: isNoCode,
    });
  for (const room of compiled ? ROOMS : [])
    await fs.cp(path.join(root, 'dist', room), path.join(target, 'dist', room), { recursive: true });
  return target;
}

/** Indicators of the reduced project: one or two of each measure. */
export const FEW = [
  'aandeel-0-15',
  'bijstand-per-1000',
  'inwoners',
  'roken-vapen-jongvolwassenen',
  'schulden-jongvolwassenen',
  'woz-waarde',
];

const TWO_SOURCES = ['kwb.yaml', 'gezondheidsmonitor-jongvolwassenen.yaml'];

/** A copy with two sources and a few indicators, for tests that need many runs. */
export async function reducedProject(options: CopyOptions = {}): Promise<string> {
  const root = await copyProject(options);
  const remove = (...parts: string[]) => fs.rm(path.join(root, ...parts), { recursive: true });
  for (const name of await fs.readdir(path.join(root, 'sources'))) {
    if (name.endsWith('.yaml') && !TWO_SOURCES.includes(name)) await remove('sources', name);
  }
  await remove('indicators', 'goals');
  for (const name of await listFiles(path.join(root, 'indicators'))) {
    if (name.endsWith('.yaml') && ![...FEW, 'themes'].includes(path.basename(name, '.yaml')))
      await remove('indicators', name);
  }
  await withoutYardsticks(root);
  await fs.appendFile(path.join(root, 'config.yaml'), 'sources: {kwb: {editions: ["2024"]}}\n');
  return root;
}

/** Takes the indicators that others are adjusted for or ranked by out of the config of a copy that does not have them. */
export async function withoutYardsticks(root: string): Promise<void> {
  const file = path.join(root, 'config.yaml');
  await fs.writeFile(
    file,
    (await fs.readFile(file, 'utf8')).replace(/^(control|ranking|headlines): .*\n( {2}.*\n)*/gm, ''),
  );
}

/** Every source that the demo has, but one edition of the largest. */
export const NEARLY_ALL = 'sources: {rivm-gezondheid: {editions: ["2022"]}}\n';

/** A source of each kind: half of that work. */
export const MEDIUM = `only: [gezondheidsmonitor/2016, gezondheidsmonitor/2020, gezondheidsmonitor-jongvolwassenen, kwb/2020,
  kwb/2024, regionale-kerncijfers, rivm-gezondheid/2022, politie-misdrijven, levensverwachting]
`;

/** Writes a config that extends the one of `root`, and returns its path. */
export async function configFile(yaml: string, root = projectRoot()): Promise<string> {
  const file = path.join(await tempFolder('config'), 'config.yaml');
  await fs.writeFile(file, `extends: ${path.join(root, 'config.yaml')}\n${yaml}`);
  return file;
}

export interface Demo {
  project: Project;
  effects: Effects;
  /** Every address that was asked for. */
  requests: string[];
  /** Moments after which the clock can be set. */
  clock: { now: Date };
}

export interface DemoOptions {
  root?: string;
  config?: string;
  data?: string;
  /** Recorded answers, instead of those of the whole demo country. */
  recordings?: string;
  /** Given the recorded answers, those of this test. */
  transport?: (recorded: Effects['http']) => Effects['http'];
}

/** The project on the recorded answers of the demo country, with a clock that stands still. */
export async function demo(options: DemoOptions = {}): Promise<Demo> {
  const { root, config, data, transport } = options;
  const recordings = options.recordings ?? recordingsFolder();
  const folder = data ?? (await tempFolder('data'));
  const loaded = await loadProject({ root: root ?? projectRoot(), config, data: folder, env: {} });
  const project = await onRecordings(loaded, recordings);
  const recorded = await replayTransport(recordings);
  const http = transport ? transport(recorded) : recorded;
  const requests: string[] = [];
  const clock = { now: new Date('2026-01-15T04:30:00Z') };
  const { config: settings } = project.loaded;
  const changed = {
    ...settings,
    http: { ...settings.http, attempts: 2 },
  };
  return {
    project: { ...project, loaded: { ...project.loaded, config: changed } },
    requests,
    clock,
    effects: {
      now: () => clock.now,
      randomId: namedId,
      sleep: async () => undefined,
      http: (url, signal) => {
        requests.push(url);
        return http(url, signal);
      },
      log: silentLog,
      progress: { step() {}, update() {}, line() {}, end() {} },
      signal: new AbortController().signal,
    },
  };
}

/** As little as a run can make: the tables that releases are compared by, as Parquet. */
export const EXCERPT = excerptOf({ tables: ['indicator_value'], exports: ['parquet'] });

/** The same, for the command line. */
export const EXCERPT_FLAGS = ['--only-tables', 'indicator_value', '--only-exports', 'parquet'];

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface ProgramOptions {
  root?: string;
  env?: Record<string, string>;
  onStart?: (child: ChildProcess) => void;
}

/** Runs a compiled program of the project in a process of its own, and waits for its end. */
export async function runProgram(
  file: string,
  args: string[],
  { root, ...options }: ProgramOptions = {},
): Promise<Ended> {
  return runScript(path.join(root ?? (await compiledProject()), 'dist', file), args, options);
}

/** Runs a script in a process of its own, and waits for its end. */
export function runScript(
  script: string,
  args: string[],
  { env, onStart }: Omit<ProgramOptions, 'root'> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    ended.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    ended.stderr += chunk.toString();
  });
  onStart?.(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ ...ended, code }));
  });
}

/** `vie <args>` in a process of its own. */
export const vieProcess = (args: string[], options: ProgramOptions = {}): Promise<Ended> =>
  runProgram('pipelines/cli.js', args, options);

/** `vie <args>` in this process, with environment and streams of its own. */
export async function vie(
  args: string[],
  { root, env = {} }: Pick<ProgramOptions, 'root' | 'env'> = {},
): Promise<Ended> {
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  const into = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      ended[name] += text;
    },
  });
  const host: Host = {
    root,
    env,
    stdout: into('stdout'),
    stderr: into('stderr'),
    stopSignal: () => new AbortController().signal,
  };
  ended.code = await main(args, host);
  return ended;
}

/** The folder of the release that `latest` leads to: what everyone may read of it lies below `public`. */
export const latestFolder = async (data: string): Promise<string> =>
  path.dirname(await fs.realpath(path.join(data, 'latest')));

/** The manifest of a release, of all its parts. */
export async function manifestIn(folder: string): Promise<Manifest> {
  const folders = foldersOf(path.dirname(path.dirname(folder)));
  const manifest = await readManifest(folders, path.basename(folder));
  if (!manifest) throw new Error(`There is no manifest in ${folder}.`);
  return manifest;
}

/** The manifest of the release that `latest` leads to. */
export const latestManifest = async (data: string): Promise<Manifest> => manifestIn(await latestFolder(data));

/** The sha256 of every file below a folder. */
export async function hashesOf(folder: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const name of await listFiles(folder)) hashes[name] = await sha256File(path.join(folder, name));
  return hashes;
}
