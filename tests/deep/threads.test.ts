import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Manifest } from '../../output/release.ts';
import { amountOf } from '../support/depth.ts';
import {
  configFile,
  latestManifest,
  MEDIUM,
  recordingsFolder,
  tempFolder,
  vieProcess,
} from '../support/pipeline.ts';

/** A data folder of the demo with the snapshots of another one. */
async function demoFolder(snapshots?: string): Promise<string> {
  const folder = await tempFolder('data');
  await fs.mkdir(path.join(folder, 'demo'));
  await fs.symlink(recordingsFolder(), path.join(folder, 'demo/recordings'));
  if (snapshots) {
    await fs.cp(path.join(snapshots, 'demo/raw'), path.join(folder, 'demo/raw'), { recursive: true });
  }
  return folder;
}

async function release(folder: string, threads: number, env: Record<string, string>): Promise<Manifest> {
  const config = await configFile(`${MEDIUM}duckdb: {threads: ${threads}}\n`);
  const hasSnapshots = await fs.stat(path.join(folder, 'demo/raw')).catch(() => undefined);
  const offline = hasSnapshots ? ['--offline'] : [];
  const ended = await vieProcess(['run', '--demo', ...offline, '--data', folder, '--config', config], {
    env,
  });
  expect(ended, ended.stderr).toMatchObject({ code: 0, stderr: '' });
  const manifest = await latestManifest(path.join(folder, 'demo'));
  await fs.rm(path.join(folder, 'demo/releases'), { recursive: true });
  return manifest;
}

const OTHERS = [
  { threads: 4, env: { TZ: 'Pacific/Auckland', LANG: 'nl_NL.UTF-8' } },
  { threads: 1, env: { TZ: 'Europe/Amsterdam' } },
];

test('one, two and four threads, and a clock on the other side of the world, give the same bytes', async () => {
  const folder = await demoFolder();
  const two = await release(folder, 2, { TZ: 'UTC' });
  const others = OTHERS.slice(0, amountOf('numbers of threads that are compared') - 1);
  expect(two.outputs.length).toBeGreaterThan(50);
  for (const { threads, env } of others) {
    const other = await release(await demoFolder(folder), threads, env);
    expect(other.release_id).toBe(two.release_id);
    // The sha256 of every file, and the hash of every table of the database.
    expect(other.outputs).toEqual(two.outputs);
  }
});
