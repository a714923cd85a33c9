import type { ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, inject } from 'vitest';
import { listFiles, sha256, sha256File } from '../../kernel/files.ts';
import type { Manifest } from '../../output/release.ts';
import { excerptOf } from '../../pipelines/excerpt.ts';
import type { SnapshotMeta } from '../../sources/snapshot.ts';
import {
  latestFolder,
  latestManifest,
  manifestIn,
  recordingsFolder,
  runProgram,
} from '../support/pipeline.ts';

/** The release that `latest` leads to; it and all others that stand beside it are whole. */
export async function intactRelease(data: string, about: string): Promise<Manifest> {
  const latest = path.basename(await latestFolder(data));
  const ids = await finishedReleases(data);
  expect(ids, about).toContain(latest);
  for (const id of ids) await expectWhole(path.join(data, 'releases', id), about);
  return latestManifest(data);
}

/** Releases that stand under their own name; an unfinished one never does. */
export async function finishedReleases(data: string): Promise<string[]> {
  const names = await fs.readdir(path.join(data, 'releases')).catch(() => []);
  return names.filter(name => !name.startsWith('.part'));
}

/** Every file of a release is there as its manifest says, and no other. */
export async function expectWhole(folder: string, about: string): Promise<void> {
  const manifest = await manifestIn(folder);
  expect(manifest.release_id, about).toBe(path.basename(folder));
  const listed = manifest.outputs.map(file => file.path);
  const present = await listFiles(folder);
  const manifests = manifest.parts.map(part => path.join(part, 'manifest.json'));
  expect(present, about).toEqual([...listed, ...manifests].sort());
  for (const { path: name, sha256: expected } of manifest.outputs) {
    if (expected) expect(await sha256File(path.join(folder, name)), `${about}, ${name}`).toBe(expected);
  }
}

/** Every snapshot holds the bytes that it says it holds. */
export async function intactSnapshots(data: string, about: string): Promise<void> {
  const names = await listFiles(path.join(data, 'raw'));
  const metas = names.filter(name => path.basename(name) === 'meta.json');
  for (const name of metas) {
    const folder = path.join(data, 'raw', path.dirname(name));
    const meta = JSON.parse(await fs.readFile(path.join(folder, 'meta.json'), 'utf8')) as SnapshotMeta;
    for (const file of meta.files) {
      const bytes = await fs.readFile(path.join(folder, file.name));
      expect(sha256(bytes), `${about}, ${name}, ${file.name}`).toBe(file.sha256);
    }
  }
}

/** What an unfinished write leaves. */
export async function leftovers(data: string): Promise<string[]> {
  const names = await fs.readdir(data, { recursive: true });
  return names.filter(name => /\.part|\.wal$|\.tmp/.test(name));
}

/** Both forms of `latest` name the same release. */
export async function pointers(data: string): Promise<[link: string, file: string]> {
  const link = path.basename(path.dirname(await fs.readlink(path.join(data, 'latest'))));
  const text = await fs.readFile(path.join(data, 'latest.json'), 'utf8');
  return [link, (JSON.parse(text) as { release_id: string }).release_id];
}

/** When a run is to be killed: after so many milliseconds, or as soon as a name appears in a folder. */
export type Moment = { after: number } | { folder: string; name: RegExp };

function killAt(child: ChildProcess, moment: Moment): void {
  if ('after' in moment) {
    const timer = setTimeout(() => child.kill('SIGKILL'), moment.after);
    child.once('close', () => clearTimeout(timer));
    return;
  }
  const watcher = watch(moment.folder, (_, name) => {
    if (name && moment.name.test(name)) child.kill('SIGKILL');
  });
  child.once('close', () => watcher.close());
}

/** What a run builds that is not to take long: every kind of file. */
const SOME = excerptOf({ tables: ['indicator_value'], exports: ['parquet', 'csv', 'arrow', 'duckdb'] });

/** A run in a process of its own, killed without warning at a moment. */
export async function runOnce(root: string, data: string, given: { config?: string; kill?: Moment } = {}) {
  const started = performance.now();
  const excerpt = inject('depth') === 'all' ? '' : JSON.stringify(SOME);
  const args = [recordingsFolder(), root, data, excerpt, ...(given.config ? [given.config] : [])];
  const ended = await runProgram('tests/reliability/processes/run.js', args, {
    onStart: child => given.kill && killAt(child, given.kill),
  });
  return { ...ended, took: performance.now() - started };
}
