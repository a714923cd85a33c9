import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256, toJson } from '../../kernel/files.ts';
import { type Folders, foldersOf, makeFolders } from '../../pipelines/folders.ts';
import {
  damagedFiles,
  differingFiles,
  latestRelease,
  openPart,
  place,
  pointLatest,
  readManifest,
  retire,
} from '../../pipelines/publish.ts';
import { tempFolder } from '../support/pipeline.ts';
import { openWarehouse } from '../support/warehouse.ts';

async function emptyData(): Promise<Folders> {
  const folders = foldersOf(await tempFolder('data'));
  await makeFolders(folders);
  return folders;
}

const manifestOf = (id: string, outputs: object[]) => ({
  release_id: id,
  schema_version: '1.0',
  notice: null,
  set_status: '',
  inputs: { snapshots: [], declarations_sha256: '', code: { version: '', sha256: '' } },
  parts: ['public'],
  outputs,
});

/** Puts a release in place as a run does, with two files that hold its id. */
async function release(folders: Folders, id: string): Promise<void> {
  const part = await openPart(folders, id);
  await fs.mkdir(path.join(part, 'public/excel'), { recursive: true });
  const names = ['a.parquet', 'excel/a.csv'];
  for (const name of names) await fs.writeFile(path.join(part, 'public', name), `${name} of ${id}`);
  const outputs = names.map(name => ({ path: name, bytes: 1, sha256: sha256(`${name} of ${id}`) }));
  await fs.writeFile(path.join(part, 'public/manifest.json'), toJson(manifestOf(id, outputs)));
  await place(folders, part, id);
}

async function publish(folders: Folders, id: string): Promise<void> {
  await release(folders, id);
  await pointLatest(folders, id);
}

const releases = async (folders: Folders) => (await fs.readdir(folders.releases)).sort();

/** Sets when a release was made: n hours ago. */
async function age(folders: Folders, id: string, hours: number): Promise<void> {
  const when = new Date(Date.now() - hours * 3_600_000);
  await fs.utimes(path.join(folders.releases, id), when, when);
}

describe('latest', () => {
  test('is nothing before the first release', async () => {
    expect(await latestRelease(await emptyData())).toBeUndefined();
  });

  test('stays on the release before while a new one is only in place', async () => {
    const folders = await emptyData();
    await publish(folders, 'r1');
    await release(folders, 'r2');
    expect(await latestRelease(folders)).toBe('r1');
    await pointLatest(folders, 'r2');
    expect(await latestRelease(folders)).toBe('r2');
  });

  test('leads to the files of the release, as a link and as a file for systems without links', async () => {
    const folders = await emptyData();
    await publish(folders, 'r1');
    expect(await fs.readFile(path.join(folders.latest, 'a.parquet'), 'utf8')).toBe('a.parquet of r1');
    expect(await fs.readlink(folders.latest)).toBe(path.join('releases', 'r1', 'public'));
    expect(JSON.parse(await fs.readFile(`${folders.latest}.json`, 'utf8'))).toEqual({
      release_id: 'r1',
      path: 'releases/r1/public',
    });
  });

  test('is found through the file when there is no link', async () => {
    const folders = await emptyData();
    await publish(folders, 'r1');
    await fs.rm(folders.latest);
    expect(await latestRelease(folders)).toBe('r1');
  });

  test('that leads nowhere counts as none', async () => {
    const folders = await emptyData();
    await publish(folders, 'r1');
    await fs.rm(path.join(folders.releases, 'r1'), { recursive: true });
    expect(await latestRelease(folders)).toBeUndefined();
  });

  test('of an earlier version, with hashes of all parts in one manifest, is refused', async () => {
    const folders = await emptyData();
    await publish(folders, 'r1');
    await fs.writeFile(path.join(folders.releases, 'r1/manifest.json'), '{}');
    await expect(latestRelease(folders)).rejects.toMatchObject({
      code: 'contract',
      where: { file: path.join(folders.releases, 'r1') },
    });
  });

  test('can go back to an earlier release', async () => {
    const folders = await emptyData();
    await publish(folders, 'r1');
    await publish(folders, 'r2');
    await pointLatest(folders, 'r1');
    expect(await latestRelease(folders)).toBe('r1');
  });

  test('is never absent and never a mix while releases follow each other', async () => {
    const folders = await emptyData();
    await publish(folders, 'r0');
    let [looks, done] = [0, false];
    const reader = (async () => {
      while (!done) {
        // As a careful reader does: resolve the link once, then read everything below it.
        const folder = await fs.realpath(folders.latest);
        const texts = await Promise.all(
          ['a.parquet', 'excel/a.csv'].map(name => fs.readFile(path.join(folder, name), 'utf8')),
        );
        const ids = new Set(texts.map(text => text.split(' of ')[1]));
        expect([...ids]).toEqual([path.basename(path.dirname(folder))]);
        looks++;
      }
    })();
    for (let n = 1; n <= 40; n++) await publish(folders, `r${n}`);
    done = true;
    await reader;
    expect(looks).toBeGreaterThan(0);
  });
});

describe('an unfinished release', () => {
  test('starts in an empty folder, whatever an interrupted run left', async () => {
    const folders = await emptyData();
    const first = await openPart(folders, 'r1');
    await fs.writeFile(path.join(first, 'half'), 'x');
    const second = await openPart(folders, 'r2');
    expect(await fs.readdir(second)).toEqual([]);
    expect(await releases(folders)).toEqual([path.basename(second)]);
  });

  test('takes the place of one of the same id', async () => {
    const folders = await emptyData();
    await publish(folders, 'r1');
    await fs.writeFile(path.join(folders.releases, 'r1', 'old'), 'x');
    await release(folders, 'r1');
    expect((await fs.readdir(path.join(folders.releases, 'r1'))).sort()).toEqual(['public']);
  });
});

describe('retiring releases', () => {
  test('keeps the newest ones', async () => {
    const folders = await emptyData();
    for (const [n, id] of ['r1', 'r2', 'r3', 'r4'].entries()) {
      await publish(folders, id);
      await age(folders, id, 10 - n);
    }
    expect(await retire(folders, 2)).toEqual(['r2', 'r1']);
    expect(await releases(folders)).toEqual(['r3', 'r4']);
  });

  test('never removes the latest one, however old it is', async () => {
    const folders = await emptyData();
    for (const [n, id] of ['r1', 'r2', 'r3'].entries()) {
      await publish(folders, id);
      await age(folders, id, 10 - n);
    }
    await pointLatest(folders, 'r1');
    expect(await retire(folders, 1)).toEqual(['r2']);
    expect(await releases(folders)).toEqual(['r1', 'r3']);
    expect(await latestRelease(folders)).toBe('r1');
  });

  test('goes by when a release was made, not by its name', async () => {
    const folders = await emptyData();
    await publish(folders, 'b-old');
    await publish(folders, 'a-new');
    await age(folders, 'b-old', 5);
    expect(await retire(folders, 1)).toEqual(['b-old']);
  });

  test('leaves an unfinished release to those who sweep', async () => {
    const folders = await emptyData();
    await publish(folders, 'r1');
    await fs.mkdir(path.join(folders.releases, '.part-r2'));
    expect(await retire(folders, 1)).toEqual([]);
    expect(await releases(folders)).toContain('.part-r2');
  });
});

describe('damage', () => {
  const damaged = async (folders: Folders, id: string) =>
    damagedFiles(await openWarehouse(), { folders, id });

  test('is not found in a release as it was published', async () => {
    const folders = await emptyData();
    await publish(folders, 'r1');
    expect(await damaged(folders, 'r1')).toEqual([]);
  });

  test('of one letter, and a file that is gone, are found by name', async () => {
    const folders = await emptyData();
    await publish(folders, 'r1');
    const at = (name: string) => path.join(folders.releases, 'r1', name);
    await fs.writeFile(at('public/a.parquet'), 'a.parquet of r2');
    expect(await damaged(folders, 'r1')).toEqual(['public/a.parquet']);
    await fs.rm(at('public/excel/a.csv'));
    expect(await damaged(folders, 'r1')).toEqual(['public/a.parquet', 'public/excel/a.csv']);
  });

  test('are found in every part, also one of which all is lost', async () => {
    const folders = await emptyData();
    const part = await openPart(folders, 'r1');
    const parts = ['owner/orib', 'public'];
    for (const name of parts) {
      await fs.mkdir(path.join(part, name), { recursive: true });
      await fs.writeFile(path.join(part, name, 'a.csv'), name);
      const outputs = [{ path: 'a.csv', bytes: 1, sha256: sha256(name) }];
      await fs.writeFile(
        path.join(part, name, 'manifest.json'),
        toJson({ ...manifestOf('r1', outputs), parts }),
      );
    }
    await place(folders, part, 'r1');
    expect(await damaged(folders, 'r1')).toEqual([]);
    await fs.writeFile(path.join(folders.releases, 'r1/owner/orib/a.csv'), 'x');
    expect(await damaged(folders, 'r1')).toEqual(['owner/orib/a.csv']);
    await fs.rm(path.join(folders.releases, 'r1/owner'), { recursive: true });
    expect(await damaged(folders, 'r1')).toEqual(['owner/orib/manifest.json']);
  });

  test('cannot be judged of a release that is not there', async () => {
    await expect(damaged(await emptyData(), 'r9')).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
  });

  test('of a manifest that is not there is no manifest', async () => {
    expect(await readManifest(await emptyData(), 'r9')).toBeUndefined();
  });
});

test('two manifests differ in files with other bytes, other table hashes, and files of one side only', () => {
  const file = (path: string, sha256: string) => ({ path, sha256 });
  const database = (hash: string) => ({ path: 'vie.duckdb', tables: { area: hash } });
  const a = manifestOf('a', [file('same', '1'), file('other', '1'), file('left', '1'), database('x')]);
  const b = manifestOf('b', [file('same', '1'), file('other', '2'), file('right', '1'), database('y')]);
  const [left, right] = [a, b] as Parameters<typeof differingFiles>;
  expect(differingFiles(left, right)).toEqual(['left', 'other', 'right', 'vie.duckdb']);
  expect(differingFiles(left, left)).toEqual([]);
});

test('what also tells of earlier releases may differ between two that are equal', () => {
  const news = (sha256: string) => ({ path: 'site/nieuw.html', sha256, depends_on_history: true });
  const [left, right] = [manifestOf('a', [news('1')]), manifestOf('a', [news('2')])];
  expect(differingFiles(...([left, right] as Parameters<typeof differingFiles>))).toEqual([]);
});
