import fs from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { VieError } from '../../kernel/errors.ts';
import { listDir, sha256 } from '../../kernel/files.ts';
import type { Edition } from '../../sources/declaration.ts';
import {
  type Downloads,
  type Draft,
  type Snapshot,
  SnapshotStore,
  type Ticket,
} from '../../sources/snapshot.ts';
import { answering, clientWith, editionOf, errorOf, tempFolder } from './fixtures.ts';

const EDITION = editionOf(
  `
id: kwb
connector: cbs-odata-v3
service: opendata
dimensions: {area: WijkenEnBuurten}
topics: {inwoners: AantalInwoners}
editions: {"2020": {table: 84799NED}}
`,
  '2020',
);
const TICKET: Ticket = {
  address: 'https://opendata.cbs.nl',
  selection: '{}',
  modified: '2021-03-26T02:00:00',
};
const URL = 'https://opendata.cbs.nl/page';
const at = (hour: number) => new Date(Date.UTC(2026, 0, 15, hour));
const asText = (bytes: Buffer): string => JSON.stringify(JSON.parse(bytes.toString()));

/** A store in a folder of its own, and a service with these bodies. */
async function bench(bodies: Record<string, string | Buffer>) {
  const store = new SnapshotStore(await tempFolder());
  const transport = answering(bodies);
  const open = (ticket = TICKET) => store.open(EDITION, ticket, clientWith(transport));
  const folder = store.folder(EDITION);
  return { store, open, asked: transport.asked, folder, incoming: path.join(folder, 'incoming') };
}

const draftOf = (content: string): Draft => ({
  title: 'Kerncijfers',
  url: URL,
  rows: 1,
  digest: sha256(content),
  pages: new Map([['page.json', { start: 0, end: content.length, count: 1 }]]),
});

const accept = async () => undefined;

interface Given {
  content: string;
  hour?: number;
  ticket?: Ticket;
  judge?: (candidate: Snapshot) => Promise<void>;
}

async function commit(store: SnapshotStore, { content, hour = 5, ticket = TICKET, judge = accept }: Given) {
  const downloads: Downloads = await store.open(EDITION, ticket, clientWith(answering({ [URL]: content })));
  await downloads.obtain('page.json', URL, asText);
  return store.commit(EDITION, { downloads, draft: draftOf(content), ticket, now: at(hour) }, judge);
}

const current = async (store: SnapshotStore, edition: Pick<Edition, 'key'> = EDITION) =>
  (await store.current(edition))?.snapshot.meta.snapshot_id;
const idOf = (content: string): string => sha256(content).slice(0, 16);

describe('an interrupted download', () => {
  test('is taken up again: what is there is not asked for twice', async () => {
    const { open, asked } = await bench({ [URL]: '{"value": [1]}' });
    expect(await (await open()).obtain('page.json', URL, asText)).toBe('{"value":[1]}');
    expect(await (await open()).obtain('page.json', URL, asText)).toBe('{"value":[1]}');
    expect(asked).toEqual([URL]);
  });

  test.each([
    ['text', 'page.json', Buffer.from('{"value": [1')],
    ['gzip', 'page.json.gz', gzipSync('{"value": [1]}').subarray(0, 20)],
    ['an empty file', 'page.json', Buffer.alloc(0)],
  ])('with a half-written body (%s) fetches that one again', async (_name, file, bytes) => {
    const { open, asked, incoming } = await bench({ [URL]: '{"value": [1]}' });
    await open();
    await fs.writeFile(path.join(incoming, file), bytes);
    expect(await (await open()).obtain('page.json', URL, asText)).toBe('{"value":[1]}');
    expect(asked).toEqual([URL]);
  });

  test('with a body that was not yet renamed forgets that one', async () => {
    const { open, incoming } = await bench({});
    await open();
    await fs.writeFile(path.join(incoming, 'page.json.part'), '{');
    await open();
    expect(await listDir(incoming)).toEqual(['ticket.json']);
  });

  test.each<[string, Partial<Ticket>]>([
    ['another release', { modified: '2022-01-01T02:00:00' }],
    ['other rows', { selection: '{"periods":["2020"]}' }],
    ['another service', { address: 'http://127.0.0.1:8099' }],
  ])('starts anew when %s is asked for', async (_name, change) => {
    const { open, asked } = await bench({ [URL]: '{"value": [1]}' });
    await (await open()).obtain('page.json', URL, asText);
    await (await open({ ...TICKET, ...change })).obtain('page.json', URL, asText);
    expect(asked).toHaveLength(2);
  });

  test('takes in nothing more once it is closed', async () => {
    const { open } = await bench({ [URL]: '{"value": [1]}' });
    const downloads = await open();
    await downloads.close();
    await expect(downloads.obtain('page.json', URL, asText)).rejects.toThrow(/given up/);
  });
});

describe('a snapshot', () => {
  test('holds the bodies as received, and says what they are and where they come from', async () => {
    const { store, folder, incoming } = await bench({});
    const { snapshot, isNew } = await commit(store, { content: '{"value": [1]}' });
    expect(isNew).toBe(true);
    expect(await listDir(folder)).toEqual([idOf('{"value": [1]}'), 'current.json']);
    expect(await listDir(incoming)).toEqual([]);
    expect(snapshot.meta).toMatchObject({
      source: 'kwb',
      edition: '2020',
      table: '84799NED',
      modified: TICKET.modified,
      licence: 'CC BY 4.0',
      retrieved_at: '2026-01-15T05:00:00.000Z',
      rows: 1,
      files: [{ name: 'page.json', url: URL, sha256: sha256('{"value": [1]}'), bytes: 14 }],
    });
    expect((await snapshot.read('page.json')).toString()).toBe('{"value": [1]}');
  });

  test('is not made again for the same content; the later look is noted', async () => {
    const { store, folder } = await bench({});
    await commit(store, { content: '[1]', hour: 5 });
    const later = { ...TICKET, modified: '2021-04-01T02:00:00' };
    const { snapshot, isNew } = await commit(store, { content: '[1]', hour: 9, ticket: later });
    expect(isNew).toBe(false);
    expect(snapshot.meta.retrieved_at).toBe(at(5).toISOString());
    expect(await listDir(folder)).toEqual([idOf('[1]'), 'current.json']);
    const said = (await store.current(EDITION))?.said;
    expect(said).toMatchObject({ modified: '2021-04-01T02:00:00', checked_at: at(9).toISOString() });
  });

  test('that is refused is not stored, and the one before it stays', async () => {
    const { store, folder } = await bench({});
    await commit(store, { content: '[1]' });
    const judge = async () => {
      throw new VieError('contract', 'another unit');
    };
    await expect(commit(store, { content: '[2]', judge })).rejects.toThrow('another unit');
    expect(await listDir(folder)).not.toContain(idOf('[2]'));
    expect(await current(store)).toBe(idOf('[1]'));
  });

  test('that was stored but not yet named when the power failed counts as the present one', async () => {
    const { store, folder } = await bench({});
    await commit(store, { content: '[1]', hour: 5 });
    const named = await fs.readFile(path.join(folder, 'current.json'));
    await commit(store, { content: '[2]', hour: 6 });
    await fs.writeFile(path.join(folder, 'current.json'), named);
    expect(await current(store)).toBe(idOf('[2]'));
    await fs.rm(path.join(folder, 'current.json'));
    expect(await current(store)).toBe(idOf('[2]'));
  });

  test('of earlier content is the present one again when the source goes back to it', async () => {
    const { store } = await bench({});
    await commit(store, { content: '[1]', hour: 5 });
    await commit(store, { content: '[2]', hour: 6 });
    await commit(store, { content: '[1]', hour: 7 });
    expect(await current(store)).toBe(idOf('[1]'));
  });

  test('of which one byte was changed is refused on reading', async () => {
    const { store, folder } = await bench({});
    const { snapshot } = await commit(store, { content: '{"value": [45749]}' });
    const file = path.join(folder, snapshot.meta.snapshot_id, 'page.json');
    await fs.writeFile(file, '{"value": [45748]}');
    const error = (await errorOf(() => snapshot.read('page.json'))) as VieError;
    expect(error).toMatchObject({ code: 'contract', where: { file, source: 'kwb', table: '84799NED' } });
    expect(error.hint).toContain('--refresh');
  });

  test('reads no file that it does not list', async () => {
    const { store, folder } = await bench({});
    const { snapshot } = await commit(store, { content: '[1]' });
    await fs.writeFile(path.join(folder, snapshot.meta.snapshot_id, 'other.json'), '[]');
    await expect(snapshot.read('other.json')).rejects.toThrow(VieError);
  });
});

describe('the store', () => {
  test('knows nothing of an edition that was never fetched', async () => {
    const { store } = await bench({});
    expect(await current(store, { key: 'kwb/1999' })).toBeUndefined();
  });

  test('does not take an unfinished download or a folder without description for a snapshot', async () => {
    const { store, folder, open } = await bench({ [URL]: '[1]' });
    await (await open()).obtain('page.json', URL, asText);
    await fs.mkdir(path.join(folder, '0123456789abcdef'));
    expect(await current(store)).toBeUndefined();
  });

  test('sweeps half-written files, and leaves unfinished downloads', async () => {
    const { store, folder, incoming, open } = await bench({});
    await open();
    await fs.writeFile(path.join(folder, 'current.json.part'), '{');
    await store.sweep();
    expect(await listDir(folder)).toEqual(['incoming']);
    expect(await listDir(incoming)).toEqual(['ticket.json']);
  });
});
