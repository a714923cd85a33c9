import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readJson } from '../../kernel/files.ts';
import { foldersOf } from '../../pipelines/folders.ts';
import { planRun } from '../../pipelines/plan.ts';
import { readManifest } from '../../pipelines/publish.ts';
import { run } from '../../pipelines/run.ts';
import { acceptedDeliveries, type DeliveryMeta } from '../../sources/partners/store.ts';
import { Warehouse } from '../../transforms/warehouse.ts';
import { hashesOf } from '../support/pipeline.ts';
import { openWarehouse, SETTINGS } from '../support/warehouse.ts';
import {
  CONTRACTS,
  type Contract,
  type DeliveredRow,
  type DeliveredWorld,
  deliver,
  deliveredWorld,
  demoOf,
  realAreas,
} from './delivered-world.ts';

const CONTRACT = CONTRACTS.find(({ id }) => id === 'huurachterstand-orib') as Contract;
/** Two buurten of one wijk whose counts are too small to be shown; their sum is. */
const HIDDEN = ['BU09171100', 'BU09171101'];
const NOBODY = 65534;

interface Told {
  world: DeliveredWorld;
  data: string;
  id: string;
}
const told: Told[] = [];
let folder: string;

/** A delivery of all buurten, in which the two hidden ones have these many in arrears. */
async function rowsWith(hidden: readonly number[]): Promise<DeliveredRow[]> {
  const areas = await realAreas('BU');
  return areas.map(area => {
    const at = HIDDEN.indexOf(area);
    return { area, period: '2024-K4', age: '', counts: [500, at < 0 ? 60 : (hidden[at] ?? 0)] };
  });
}

interface Given {
  hidden: number[];
  umask: number;
  now: string;
}

async function publish({ hidden, umask, now }: Given, raw?: string): Promise<Told> {
  const data = path.join(folder, `data-${told.length}`);
  const world = { ...(await deliveredWorld(new Map())), data };
  if (raw) await fs.cp(raw, path.join(data, 'raw'), { recursive: true });
  await deliver(world, CONTRACT, await rowsWith(hidden));
  const { project, effects, clock } = await demoOf(world);
  clock.now = new Date(now);
  const before = process.umask(umask);
  try {
    const report = await run(project, { offline: raw !== undefined }, effects);
    expect(report).toMatchObject({ state: 'published', deliveries: [{ state: 'accepted' }] });
    return { world, data, id: report.release_id ?? '' };
  } finally {
    process.umask(before);
  }
}

beforeAll(async () => {
  // Whoever may read the tests' own folder is nobody else; this one lies where everyone comes.
  folder = await fs.mkdtemp(path.join(await fs.realpath(os.tmpdir()), 'vie-open-'));
  await fs.chmod(folder, 0o755);
  told.push(await publish({ hidden: [3, 5], umask: 0o000, now: '2026-01-15T04:30:00Z' }));
  const kwb = path.join(folder, 'raw');
  await fs.cp(path.join(told[0]?.data ?? '', 'raw/kwb'), path.join(kwb, 'kwb'), { recursive: true });
  told.push(await publish({ hidden: [5, 3], umask: 0o077, now: '2026-02-19T23:59:59Z' }, kwb));
});
afterAll(() => fs.rm(folder, { recursive: true, force: true }));

const publicOf = ({ data, id }: Told): string => path.join(data, 'releases', id, 'public');

describe('what a partner delivered', () => {
  test('is hidden where it is small, so that the two deliveries differ in nothing that is shown', async () => {
    const warehouse = await openWarehouse();
    for (const one of told) {
      const rows = await warehouse.all(
        `select area_code::varchar as area, value from '${publicOf(one)}/indicator_value.parquet'
         where indicator_id = 'huurachterstand' and area_code in ('BU09171100', 'BU09171101', 'BU09173000') order by all`,
      );
      expect(rows).toEqual([
        { area: 'BU09171100', value: null },
        { area: 'BU09171101', value: null },
        { area: 'BU09173000', value: 12 },
      ]);
    }
  });

  test('cannot be told from what is public: other counts at another time give the same bytes', async () => {
    const [one, two] = await Promise.all(told.map(async at => hashesOf(publicOf(at))));
    // The database has no fixed bytes; the hashes of its tables are in the manifest.
    const { 'vie.duckdb': _, ...first } = one ?? {};
    const { 'vie.duckdb': __, ...second } = two ?? {};
    expect(Object.keys(first)).toContain('manifest.json');
    expect(second).toEqual(first);
    expect(told[1]?.id).toBe(told[0]?.id);
  });

  test('is named by an id that is random, and by nothing of its size and time', async () => {
    for (const { data, id } of told) {
      const [delivery] = await acceptedDeliveries(data, CONTRACT);
      const meta = delivery?.snapshot.meta as DeliveryMeta;
      expect(meta.original_sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(meta.original_sha256).not.toContain(meta.snapshot_id);
      const warehouse = await openWarehouse();
      const file = path.join(data, 'releases', id, 'public/source.parquet');
      expect(
        await warehouse.all(
          `select snapshot_id, retrieved_at, row_count, modified, url, citation like '%geraadpleegd%' as is_dated
           from '${file}' where source_id = '${CONTRACT.id}'`,
        ),
      ).toEqual([
        {
          snapshot_id: meta.snapshot_id,
          retrieved_at: null,
          row_count: null,
          modified: '',
          url: '',
          is_dated: false,
        },
      ]);
    }
  });

  test('is listed with its hashes in the manifest of its owner alone', async () => {
    for (const { data, id } of told) {
      const manifest = await readManifest(foldersOf(data), id);
      expect(manifest?.parts).toEqual(['owner/orib', 'public']);
      const own = path.join(data, 'releases', id);
      const listed = async (part: string) => {
        const found = await readJson<{ outputs: { path: string }[] }>(path.join(own, part, 'manifest.json'));
        return found?.outputs.map(file => file.path) ?? [];
      };
      expect(await listed('owner/orib')).toEqual(['delivered_count.csv', 'delivered_count.parquet']);
      expect((await listed('public')).filter(name => /owner|partners|delivered/.test(name))).toEqual([]);
    }
  });

  test('is not in the build that is kept', async () => {
    for (const { data } of told) {
      const build = await Warehouse.open(path.join(data, 'build/vie.duckdb'), SETTINGS, true);
      const tables = await build.all<{ name: string }>(
        "select schema_name || '.' || table_name as name from duckdb_tables() where not internal",
      );
      await build.close();
      const names = tables.map(({ name }) => name);
      expect(names).toContain('gold.indicator_value');
      expect(names.filter(name => /restricted|delivered|\.count$|\.signal$/.test(name))).toEqual([]);
    }
  });

  test('is still known when the same bytes come again', async () => {
    const [first] = told;
    const { world } = first as Told;
    await deliver(world, CONTRACT, await rowsWith([3, 5]));
    const { project, effects } = await demoOf(world);
    expect(await run(project, { offline: true }, effects)).toMatchObject({
      state: 'unchanged',
      deliveries: [{ state: 'known', delivery: '0001' }],
    });
    expect(await planRun(project, effects)).toMatchObject({ release: 'nothing' });
  });
});

/** Everything below a folder, folders too. */
async function pathsIn(root: string): Promise<string[]> {
  const entries = await fs.readdir(root, { recursive: true, withFileTypes: true });
  return entries.map(entry => path.relative(root, path.join(entry.parentPath, entry.name))).sort();
}

const isForAll = (name: string): boolean =>
  /^(revisions(\/|$)|latest(\.json)?$|releases\/[^/]+\/public(\/|$))/.test(name);

/** Which of these paths another user of the machine can list or read. */
async function openedByNobody(root: string, names: string[]): Promise<string[]> {
  const look = `
    const fs = require('node:fs');
    const path = require('node:path');
    const names = JSON.parse(fs.readFileSync(0, 'utf8'));
    const isOpen = name => {
      const at = path.join(${JSON.stringify(root)}, name);
      try { fs.statSync(at).isDirectory() ? fs.readdirSync(at) : fs.readFileSync(at); return true; } catch { return false; }
    };
    console.log(JSON.stringify(names.filter(isOpen)));`;
  const child = spawn(process.execPath, ['-e', look], {
    cwd: '/',
    uid: NOBODY,
    gid: NOBODY,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  child.stdin.end(JSON.stringify(names));
  const found = JSON.parse(await text(child.stdout)) as string[];
  await ended;
  return found;
}

describe('another user of the machine, whatever the umask', () => {
  test.skipIf(process.getuid?.() !== 0)('lists and reads what is public, and nothing else', async () => {
    for (const { data } of told) {
      const names = await pathsIn(data);
      expect(names.length).toBeGreaterThan(100);
      expect(await openedByNobody(data, ['.', ...names])).toEqual(names.filter(isForAll));
    }
  });

  test('finds every other file and folder closed, but for the way to what is public', async () => {
    for (const { data, id } of told) {
      const modes = new Map<string, string>();
      for (const name of ['.', ...(await pathsIn(data))]) {
        if (isForAll(name)) continue;
        const found = await fs.stat(path.join(data, name));
        const mode = (found.mode & 0o777).toString(8);
        if (mode !== (found.isDirectory() ? '700' : '600')) modes.set(name, mode);
      }
      expect(Object.fromEntries(modes)).toEqual({
        '.': '711',
        releases: '711',
        [`releases/${id}`]: '711',
        [`releases/${id}/owner`]: '711',
      });
    }
  });

  test('does not get at what was taken up from the inbox', async () => {
    for (const { world } of told) {
      const taken = path.join(world.inbox, 'orib/opgenomen');
      expect((await fs.stat(taken)).mode & 0o777).toBe(0o700);
    }
  });
});
