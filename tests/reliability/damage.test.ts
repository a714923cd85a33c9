import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { listFiles } from '../../kernel/files.ts';
import { latestFolder, latestManifest, reducedProject, tempFolder, vie } from '../support/pipeline.ts';
import { runOnce } from './intact.ts';

let root: string;
let data: string;
beforeAll(async () => {
  root = await reducedProject();
  data = await tempFolder('data');
  expect(await runOnce(root, data)).toMatchObject({ code: 0 });
});

interface Checked {
  code: number | null;
  damaged_snapshots: string[];
  damaged_release_files: string[];
}

async function check(): Promise<Checked> {
  const { code, stdout } = await vie(['check', '--json', '--data', data], { root });
  return { ...(JSON.parse(stdout) as Checked), code };
}

/** The file with one bit, somewhere in it, the other way round. */
async function flipBit(file: string): Promise<void> {
  const bytes = await fs.readFile(file);
  const { mode } = await fs.stat(file);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await fs.chmod(file, 0o644);
  await fs.writeFile(file, bytes);
  await fs.chmod(file, mode);
}

/** Does something while one bit of each file is the other way round. */
async function withFlippedBit<T>(files: readonly string[], work: () => Promise<T>): Promise<T> {
  for (const file of files) await flipBit(file);
  try {
    return await work();
  } finally {
    for (const file of files) await flipBit(file);
  }
}

describe('one flipped bit', () => {
  test('is not found where there is none', async () => {
    expect(await check()).toMatchObject({ code: 0, damaged_snapshots: [], damaged_release_files: [] });
  });

  test('is found in any body of a snapshot, by its name', async () => {
    const bodies = (await listFiles(path.join(data, 'raw/kwb/2024'))).filter(name => name.endsWith('.gz'));
    expect(bodies.length).toBeGreaterThan(2);
    for (const body of bodies) {
      const found = await withFlippedBit([path.join(data, 'raw/kwb/2024', body)], check);
      expect(found).toMatchObject({ code: 65, damaged_snapshots: [`kwb/2024/${path.basename(body)}`] });
    }
  });

  test('is found in every file of the release, by its name', async () => {
    const folder = await latestFolder(data);
    const names = (await latestManifest(data)).outputs.map(file => file.path);
    const every = (n: number) => names.filter((_, index) => index % 2 === n);
    for (const damaged of [every(0), every(1), names.slice(0, 1)]) {
      const files = damaged.map(name => path.join(folder, name));
      const found = await withFlippedBit(files, check);
      expect(found).toMatchObject({ code: 65 });
      expect(found.damaged_release_files.sort()).toEqual(damaged.sort());
    }
  });

  test('in a snapshot is never built upon: a run without network refuses it', async () => {
    const [body = ''] = (await listFiles(path.join(data, 'raw/kwb/2024'))).filter(name =>
      name.includes('Typed'),
    );
    const ended = await withFlippedBit([path.join(data, 'raw/kwb/2024', body)], () =>
      vie(['rebuild', '--data', data], { root }),
    );
    expect(ended.code).toBe(65);
    expect(ended.stderr).toMatch(/has changed since it was downloaded[\s\S]*--refresh/);
  });

  test('in a release keeps it from becoming the latest one again', async () => {
    const { release_id } = await latestManifest(data);
    const ended = await withFlippedBit([path.join(data, 'latest/area.parquet')], () =>
      vie(['publish', release_id, '--data', data], { root }),
    );
    expect(ended.code).toBe(65);
    expect(ended.stderr).toContain('area.parquet');
  });
});
