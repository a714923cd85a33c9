import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { listFiles } from '../../kernel/files.ts';
import { latestManifest, reducedProject, tempFolder, vie } from '../support/pipeline.ts';
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

/** Does something while one bit of a file, somewhere in it, is the other way round. */
async function withFlippedBit<T>(file: string, work: () => Promise<T>): Promise<T> {
  const bytes = await fs.readFile(file);
  const { mode } = await fs.stat(file);
  const at = Math.floor(bytes.length / 2);
  const write = async () => {
    await fs.chmod(file, 0o644);
    await fs.writeFile(file, bytes);
    await fs.chmod(file, mode);
  };
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await write();
  try {
    return await work();
  } finally {
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await write();
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
      const found = await withFlippedBit(path.join(data, 'raw/kwb/2024', body), check);
      expect(found).toMatchObject({ code: 65, damaged_snapshots: [`kwb/2024/${path.basename(body)}`] });
    }
  });

  test('is found in every file of the release, by its name', async () => {
    const { outputs } = await latestManifest(data);
    for (const { path: name } of outputs) {
      const found = await withFlippedBit(path.join(data, 'latest', name), check);
      expect(found, name).toMatchObject({ code: 65, damaged_release_files: [name] });
    }
  });

  test('in a snapshot is never built upon: a run without network refuses it', async () => {
    const [body = ''] = (await listFiles(path.join(data, 'raw/kwb/2024'))).filter(name =>
      name.includes('Typed'),
    );
    const ended = await withFlippedBit(path.join(data, 'raw/kwb/2024', body), () =>
      vie(['rebuild', '--data', data], { root }),
    );
    expect(ended.code).toBe(65);
    expect(ended.stderr).toMatch(/has changed since it was downloaded[\s\S]*--refresh/);
  });

  test('in a release keeps it from becoming the latest one again', async () => {
    const { release_id } = await latestManifest(data);
    const ended = await withFlippedBit(path.join(data, 'latest/area.parquet'), () =>
      vie(['publish', release_id, '--data', data], { root }),
    );
    expect(ended.code).toBe(65);
    expect(ended.stderr).toContain('area.parquet');
  });
});
