import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  exists,
  fsyncPath,
  listDir,
  listFiles,
  makeFolder,
  readJson,
  renameDurable,
  sha256,
  sha256File,
  swapLink,
  sweep,
  toJson,
  writeDurable,
} from '../../kernel/files.ts';
import { tempFolder } from '../sources/fixtures.ts';
import { lostByPowerCut } from '../support/power-cut.ts';

describe('writeDurable', () => {
  test('replaces the content and leaves nothing half-written behind', async () => {
    const folder = await tempFolder();
    const file = path.join(folder, 'current.json');
    await writeDurable(file, 'old');
    await writeDurable(file, 'new');
    expect(await fs.readFile(file, 'utf8')).toBe('new');
    expect(await listDir(folder)).toEqual(['current.json']);
  });

  test('keeps the old content when the new one cannot be put in its place', async () => {
    const folder = await tempFolder();
    const target = path.join(folder, 'taken');
    await fs.mkdir(target);
    await expect(writeDurable(target, 'new')).rejects.toThrow();
    expect((await fs.stat(target)).isDirectory()).toBe(true);
  });
});

describe('swapLink', () => {
  test('points to the new target, whether or not there was a link before', async () => {
    const folder = await tempFolder();
    const link = path.join(folder, 'latest');
    await swapLink(link, 'releases/a');
    expect(await fs.readlink(link)).toBe('releases/a');
    await swapLink(link, 'releases/b');
    expect(await fs.readlink(link)).toBe('releases/b');
    expect(await listDir(folder)).toEqual(['latest']);
  });

  test('is not stopped by what an interrupted swap left behind', async () => {
    const folder = await tempFolder();
    const link = path.join(folder, 'latest');
    await fs.symlink('releases/half', `${link}.part`);
    await swapLink(link, 'releases/b');
    expect(await fs.readlink(link)).toBe('releases/b');
  });
});

describe('sweep', () => {
  test('removes unfinished files and folders, names them, and leaves the rest', async () => {
    const folder = await tempFolder();
    await fs.writeFile(path.join(folder, 'page.json.part'), '{"val');
    await fs.mkdir(path.join(folder, '.part-2026', 'report'), { recursive: true });
    await fs.writeFile(path.join(folder, 'page.json'), '{}');
    await fs.writeFile(path.join(folder, 'party.csv'), 'a');
    expect(await sweep(folder)).toEqual(['.part-2026', 'page.json.part']);
    expect(await listDir(folder)).toEqual(['page.json', 'party.csv']);
  });

  test('of an absent folder does nothing', async () => {
    expect(await sweep(path.join(await tempFolder(), 'nowhere'))).toEqual([]);
  });
});

describe('reading', () => {
  test('an absent folder is empty, an absent file undefined', async () => {
    const folder = await tempFolder();
    expect(await listDir(path.join(folder, 'nowhere'))).toEqual([]);
    expect(await readJson(path.join(folder, 'nowhere.json'))).toBeUndefined();
    expect(await exists(path.join(folder, 'nowhere'))).toBe(false);
  });

  test('a damaged JSON file is an error, not an absent one', async () => {
    const file = path.join(await tempFolder(), 'meta.json');
    await fs.writeFile(file, '{"rows": 1');
    await expect(readJson(file)).rejects.toThrow(SyntaxError);
  });

  test('a link that leads nowhere exists', async () => {
    const link = path.join(await tempFolder(), 'latest');
    await fs.symlink('gone', link);
    expect(await exists(link)).toBe(true);
  });

  test('all files below a folder are listed in a fixed order', async () => {
    const folder = await tempFolder();
    await fs.mkdir(path.join(folder, 'b'));
    for (const name of ['b/2.csv', 'a.csv', 'b/1.csv']) await fs.writeFile(path.join(folder, name), name);
    expect(await listFiles(folder)).toEqual(['a.csv', 'b/1.csv', 'b/2.csv']);
  });

  test('what was written as JSON is read back', async () => {
    const file = path.join(await tempFolder(), 'ticket.json');
    await writeDurable(file, toJson({ modified: '2021-03-26T02:00:00' }));
    expect(await readJson(file)).toEqual({ modified: '2021-03-26T02:00:00' });
  });
});

test('sha256 of a text and of a file are those of FIPS 180-2', async () => {
  // The test vector 'abc' of the standard.
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  const file = path.join(await tempFolder(), 'abc');
  await fs.writeFile(file, 'abc');
  expect(sha256('abc')).toBe(expected);
  expect(await sha256File(file)).toBe(expected);
});

test('renameDurable moves a whole folder', async () => {
  const folder = await tempFolder();
  await fs.mkdir(path.join(folder, '.part-x'));
  await fs.writeFile(path.join(folder, '.part-x', 'a'), 'a');
  await renameDurable(path.join(folder, '.part-x'), path.join(folder, 'x'));
  expect(await listFiles(folder)).toEqual(['x/a']);
});

describe('what a power cut takes away', () => {
  /** A folder in which `work` is done with the paths of two files of it. */
  const lost = async (work: (a: string, b: string, folder: string) => Promise<unknown>) => {
    const folder = await tempFolder();
    return lostByPowerCut(folder, () => work(path.join(folder, 'a'), path.join(folder, 'b'), folder));
  };

  test('is nothing of what was written, renamed, linked or made for good', async () => {
    expect(await lost(a => writeDurable(a, 'a'))).toEqual([]);
    expect(await lost(a => swapLink(a, 'releases/a'))).toEqual([]);
    expect(await lost(a => makeFolder(path.join(a, 'deep', 'down'), 0o700))).toEqual([]);
    const moved = async (a: string, b: string) => {
      await makeFolder(path.join(a, 'deep'), 0o700);
      await writeDurable(path.join(a, 'deep', 'one'), 'one');
      await renameDurable(a, b);
    };
    expect(await lost(moved)).toEqual([]);
  });

  test('is a file that got its name before its bytes were synced, also one within a folder', async () => {
    const quick = async (a: string, b: string) => {
      await fs.writeFile(a, 'a');
      await renameDurable(a, b);
    };
    expect(await lost(quick)).toEqual(['b gets its name before it is on the disk']);
    const within = async (a: string, b: string) => {
      await makeFolder(a, 0o700);
      await fs.writeFile(path.join(a, 'one'), 'one');
      await fsyncPath(a);
      await renameDurable(a, b);
    };
    expect(await lost(within)).toEqual(['b/one gets its name before it is on the disk']);
  });

  test('is a name that was not synced, at the end or before the next thing counts on it', async () => {
    const plain = async (a: string, b: string, folder: string) => {
      await fs.mkdir(a);
      await fs.rename(a, b);
      await fsyncPath(folder);
    };
    expect(await lost(plain)).toEqual(['b gets its name before it is on the disk']);
    const bare = async (a: string, b: string) => {
      await writeDurable(a, 'a');
      await fs.rename(a, b);
    };
    expect(await lost(bare)).toEqual(['b has no lasting name at the end']);
    const early = async (a: string, b: string) => {
      await fs.mkdir(path.join(a, 'deep'), { recursive: true });
      await writeDurable(b, 'b');
    };
    expect(await lost(early)).toEqual([
      'a/deep has no lasting name in a yet, when b gets one',
      'a has no lasting name in . yet, when b gets one',
      'a/deep has no lasting name at the end',
    ]);
  });
});
