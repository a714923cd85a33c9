import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256, toJson } from '../../kernel/files.ts';
import { freeze, mustStay, soundBaseline } from '../../pipelines/baseline.ts';
import { baselineFile, readBaseline } from '../../pipelines/baseline-record.ts';
import { type Folders, foldersOf, makeFolders } from '../../pipelines/folders.ts';
import { openPart, place, pointLatest, retire } from '../../pipelines/publish.ts';
import { tempFolder } from '../support/pipeline.ts';
import { openWarehouse } from '../support/warehouse.ts';

/** A data folder with releases of one file each, the oldest first. */
async function dataWith(...ids: string[]): Promise<Folders> {
  const folders = foldersOf(await tempFolder('data'));
  await makeFolders(folders);
  for (const [n, id] of ids.entries()) {
    const part = await openPart(folders, id);
    await fs.mkdir(path.join(part, 'public'), { recursive: true });
    await fs.writeFile(path.join(part, 'public/a.csv'), id);
    const outputs = [{ path: 'a.csv', bytes: id.length, sha256: sha256(id) }];
    const manifest = { release_id: id, parts: ['public'], outputs };
    await fs.writeFile(path.join(part, 'public/manifest.json'), toJson(manifest));
    await place(folders, part, id);
    await pointLatest(folders, id);
    const when = new Date(Date.UTC(2026, 0, n + 1));
    await fs.utimes(path.join(folders.releases, id), when, when);
  }
  return folders;
}

const NOW = new Date('2026-01-15T04:30:00Z');
const frozen = async (folders: Folders, id: string, given: { note?: string; replace?: boolean } = {}) =>
  freeze(await openWarehouse(), { folders, id }, { note: null, replace: false, now: NOW, ...given });
const sound = async (folders: Folders) => soundBaseline(folders, await openWarehouse());
const at = (folders: Folders, id: string, name: string) => path.join(folders.releases, id, 'public', name);
const releases = (folders: Folders) => fs.readdir(folders.releases);

describe('freezing a baseline', () => {
  test('writes what was frozen, to the byte, and when', async () => {
    const folders = await dataWith('r1', 'r2');
    expect(await readBaseline(folders)).toBeUndefined();
    await frozen(folders, 'r1', { note: 'Nulmeting 2026' });
    const manifest = await fs.readFile(at(folders, 'r1', 'manifest.json'));
    const text = await fs.readFile(path.join(folders.data, 'baseline.json'), 'utf8');
    expect(JSON.parse(text)).toEqual({
      release_id: 'r1',
      manifest_sha256: sha256(manifest),
      frozen_at: '2026-01-15T04:30:00.000Z',
      note: 'Nulmeting 2026',
      history: [],
    });
    expect(await sound(folders)).toMatchObject({ release_id: 'r1' });
  });

  test('of a release that is damaged, or not there, is refused', async () => {
    const folders = await dataWith('r1');
    await expect(frozen(folders, 'r9')).rejects.toMatchObject({ code: 'usage' });
    await fs.writeFile(at(folders, 'r1', 'a.csv'), 'x');
    await expect(frozen(folders, 'r1')).rejects.toMatchObject({ exitCode: 65, message: /a\.csv/ });
    expect(await readBaseline(folders)).toBeUndefined();
  });

  test('does not replace another one unless that is asked, and keeps it in the history', async () => {
    const folders = await dataWith('r1', 'r2', 'r3');
    await frozen(folders, 'r1', { note: 'begin' });
    await expect(frozen(folders, 'r2')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('r1'),
      hint: expect.stringContaining('--replace'),
    });
    expect(await readBaseline(folders)).toMatchObject({ release_id: 'r1' });
    await frozen(folders, 'r2', { replace: true });
    const { history } = await frozen(folders, 'r3', { replace: true });
    expect(history.map(one => [one.release_id, one.note])).toEqual([
      ['r2', null],
      ['r1', 'begin'],
    ]);
  });

  test('of the same release again changes nothing', async () => {
    const folders = await dataWith('r1');
    await frozen(folders, 'r1', { note: 'begin' });
    const before = await fs.readFile(baselineFile(folders), 'utf8');
    await frozen(folders, 'r1', { note: 'other', replace: true });
    expect(await fs.readFile(baselineFile(folders), 'utf8')).toBe(before);
  });
});

describe('a frozen release', () => {
  test('is never retired, nor are those that were frozen before it', async () => {
    const folders = await dataWith('r1', 'r2', 'r3', 'r4', 'r5');
    await frozen(folders, 'r2');
    await frozen(folders, 'r1', { replace: true });
    expect((await retire(folders, 1)).sort()).toEqual(['r3', 'r4']);
    expect(await releases(folders)).toEqual(['r1', 'r2', 'r5']);
  });

  test('holds nothing back of what is newer', async () => {
    const folders = await dataWith('r1', 'r2', 'r3');
    await frozen(folders, 'r1');
    expect(await retire(folders, 2)).toEqual([]);
    expect(await releases(folders)).toEqual(['r1', 'r2', 'r3']);
  });

  test('stays as it is when it is built once more, unless it is no longer whole', async () => {
    const folders = await dataWith('r1', 'r2');
    const stays = async (id: string) => mustStay(folders, id, await openWarehouse());
    expect(await stays('r1')).toBe(false);
    await frozen(folders, 'r1');
    expect([await stays('r1'), await stays('r2')]).toEqual([true, false]);
    await fs.rm(at(folders, 'r1', 'a.csv'));
    expect(await stays('r1')).toBe(false);
  });
});

describe('a baseline that cannot be trusted is refused, with what to do', () => {
  test.each([
    ['a file with another letter', 'a.csv', 'x', /baseline, release r1, is damaged: public\/a\.csv/],
    ['another manifest', 'manifest.json', '{}', /is damaged: manifest\.json/],
    ['no file', 'a.csv', undefined, /is damaged: public\/a\.csv/],
    ['no manifest', 'manifest.json', undefined, /is missing/],
  ])('%s', async (_, name, content, message) => {
    const folders = await dataWith('r1', 'r2');
    await frozen(folders, 'r1');
    if (content === undefined) await fs.rm(at(folders, 'r1', name));
    else await fs.writeFile(at(folders, 'r1', name), content);
    await expect(sound(folders)).rejects.toMatchObject({
      exitCode: 65,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/backup.*vie baseline <release> --replace/),
    });
    await expect(frozen(folders, 'r1')).rejects.toMatchObject({ exitCode: 65 });
    expect(await frozen(folders, 'r2', { replace: true })).toMatchObject({ release_id: 'r2' });
  });

  test.each([
    ['half a file', '{"release_id": "r1", '],
    ['a file of something else', '{"release": "r1"}'],
    ['an empty file', ''],
  ])('%s; and nothing is retired meanwhile', async (_, text) => {
    const folders = await dataWith('r1', 'r2', 'r3');
    await fs.writeFile(baselineFile(folders), text);
    await expect(sound(folders)).rejects.toMatchObject({
      exitCode: 65,
      where: { file: baselineFile(folders) },
      hint: expect.stringContaining('backup'),
    });
    expect(await retire(folders, 1)).toEqual([]);
    expect(await releases(folders)).toEqual(['r1', 'r2', 'r3']);
  });
});
