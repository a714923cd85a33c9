import fs from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { listFiles, sha256 } from '../../../kernel/files.ts';
import { tryDelivery } from '../../../sources/partners/look.ts';
import { acceptedDeliveries, periodsInForce } from '../../../sources/partners/store.ts';
import { SnapshotStore } from '../../../sources/snapshot.ts';
import { lostByPowerCut } from '../../support/power-cut.ts';
import { csv, GOOD, storedIn, world } from './world.ts';

const ID = { id: 'jgz-overgewicht' };
const of2024 = csv(GOOD).replaceAll('2023/2024', '2024/2025');

describe('an accepted delivery', () => {
  test('is kept as received and in our form, as a snapshot like others', async () => {
    const { put, takeUp, data, inbox } = await world();
    await put('overgewicht-2023.csv', csv(GOOD));
    expect(await takeUp()).toMatchObject([
      { state: 'accepted', delivery: '0001', rows: 4, areas: 2, periods: ['2023/2024'], supersedes: [] },
    ]);
    const [delivery] = await acceptedDeliveries(data, ID);
    expect(delivery).toMatchObject({
      id: '0001',
      periods: ['2023/2024'],
      acceptedAt: '2026-11-26T09:00:00.000Z',
    });
    const read = async (name: string) =>
      gunzipSync(await fs.readFile(path.join(delivery?.snapshot.dir ?? '', name))).toString();
    expect(await read('original.csv.gz')).toBe(csv(GOOD));
    expect(await read('rows.csv.gz')).toBe(
      csv([
        'area_code,period,sex,age_group,gemeten,overgewicht,obesitas',
        'BU09280001,2023/2024,m,5-6,40,8,2',
        'BU09280001,2023/2024,v,5-6,38,7,1',
        'BU09280002,2023/2024,m,5-6,51,12,3',
        'BU09280002,2023/2024,v,10-11,47,9,0',
      ]),
    );
    const current = await new SnapshotStore(data).current({ key: 'jgz-overgewicht/0001' });
    expect(current?.snapshot.meta).toMatchObject({
      source: 'jgz-overgewicht',
      edition: '0001',
      rows: 4,
      original_sha256: sha256(csv(GOOD)),
    });
    for (const { name } of current?.snapshot.meta.files ?? []) await current?.snapshot.read(name);
    expect(await listFiles(inbox)).toEqual(['ggd-zuid-limburg/opgenomen/0001-overgewicht-2023.csv']);
  });

  test('is not taken up twice, under whatever name it comes', async () => {
    const { put, takeUp, stored } = await world();
    await put('overgewicht-2023.csv', csv(GOOD));
    await takeUp();
    const before = await stored();
    await put('overgewicht-nogmaals.csv', csv(GOOD));
    expect(await takeUp()).toMatchObject([{ state: 'known', delivery: '0001' }]);
    expect(await stored()).toEqual(before);
    expect(await takeUp()).toEqual([]);
  });

  test('takes the place of an earlier one for its periods alone, and both are kept', async () => {
    const { put, takeUp, data } = await world();
    await put('overgewicht-a.csv', `${csv(GOOD)}${of2024.split('\n').slice(1).join('\n')}`);
    await takeUp();
    await put('overgewicht-b.csv', of2024.replace(';40;8;2', ';41;8;2'));
    expect(await takeUp()).toMatchObject([
      { state: 'accepted', delivery: '0002', supersedes: [{ delivery: '0001', periods: ['2024/2025'] }] },
    ]);
    const deliveries = await acceptedDeliveries(data, ID);
    expect(periodsInForce(deliveries)).toEqual(
      new Map([
        ['0001', ['2023/2024']],
        ['0002', ['2024/2025']],
      ]),
    );
  });

  test('of a survey keeps question and answer', async () => {
    const { put, takeUp, stored } = await world();
    await put(
      'peiling.csv',
      csv([
        'buurt,jaar,vraag,antwoord,respondenten,aandeel',
        'BU09280001,2024,"Veilig, ook ""s avonds?",ja,120,"61,5"',
        'BU09280001,2024,"Veilig, ook ""s avonds?",nee,120,"38,5"',
      ]),
      'gemeente-kerkrade',
    );
    expect(await takeUp()).toMatchObject([{ state: 'accepted', rows: 2 }]);
    const [, rows] = Object.entries(await stored()).find(([name]) => name.endsWith('rows.csv.gz')) ?? [];
    expect(rows).toBe(
      csv([
        'area_code,period,question,answer,n,share',
        'BU09280001,2024,"Veilig, ook ""s avonds?",ja,120,61.5',
        'BU09280001,2024,"Veilig, ook ""s avonds?",nee,120,38.5',
      ]),
    );
  });
});

describe('the inbox', () => {
  test('need not be there', async () => {
    const { takeUp, stored } = await world();
    expect(await takeUp()).toEqual([]);
    expect(await stored()).toEqual({});
  });

  test('leaves what no contract is for, and what waits for the areas of its vintage', async () => {
    const { put, takeUp, stored } = await world({ knownAreas: () => undefined });
    const files = [await put('iets-anders.csv', csv(GOOD)), await put('overgewicht.csv', csv(GOOD))];
    expect((await takeUp()).map(one => one.state)).toEqual(['unclaimed', 'waiting']);
    for (const file of files) expect(await fs.readFile(file, 'utf8')).toBe(csv(GOOD));
    expect(await stored()).toEqual({});
  });

  test('is looked at without changing anything by try', async () => {
    const { put, options, stored } = await world();
    const file = await put('overgewicht.csv', csv(GOOD));
    expect(await tryDelivery('ggd-zuid-limburg', file, options)).toMatchObject({
      state: 'accepted',
      rows: 4,
      areas: 2,
      delivery: null,
    });
    expect(await stored()).toEqual({});
    expect(await fs.readFile(file, 'utf8')).toBe(csv(GOOD));
  });

  test('goes on with other files after one that is refused', async () => {
    const { put, takeUp } = await world();
    await put('overgewicht-a.csv', csv(GOOD.slice(0, 1)));
    await put('overgewicht-b.csv', csv(GOOD).replace(';40;', ';123456782;'));
    await put('overgewicht-c.csv', csv(GOOD));
    expect((await takeUp()).map(one => one.state)).toEqual(['refused', 'personal', 'accepted']);
  });
});

describe('a take-up that breaks off at any step', () => {
  const STEPS = ['writeFile', 'rename', 'rm', 'mkdir'] as const;

  test.each(STEPS)('at any %s loses nothing and takes nothing twice', async step => {
    for (let at = 1; ; at++) {
      const { put, takeUp, data, inbox } = await world();
      const file = await put('overgewicht.csv', csv(GOOD));
      const reached = await breakingOff(step, at, takeUp);
      const isInInbox = await fs.readFile(file, 'utf8').then(
        () => true,
        () => false,
      );
      const before = await acceptedDeliveries(data, ID);
      expect(isInInbox || before.length === 1, `${step} ${at}`).toBe(true);
      await takeUp();
      const after = await acceptedDeliveries(data, ID);
      expect(
        after.map(one => one.id),
        `${step} ${at}`,
      ).toEqual(['0001']);
      for (const { name } of after[0]?.snapshot.meta.files ?? []) await after[0]?.snapshot.read(name);
      expect(Object.keys(await storedIn(data)).filter(name => name.includes('.part'))).toEqual([]);
      expect(await listFiles(inbox)).toEqual(['ggd-zuid-limburg/opgenomen/0001-overgewicht.csv']);
      if (!reached) break;
    }
  });
});

test('a power cut takes away nothing of a delivery that was kept, nor of a refusal that was written', async () => {
  const { put, takeUp, data } = await world();
  await put('overgewicht-a.csv', csv(GOOD.slice(0, 1)));
  await put('overgewicht-b.csv', csv(GOOD));
  const states: string[] = [];
  const lost = await lostByPowerCut(data, async () => {
    for (const { state } of await takeUp()) states.push(state);
  });
  expect(states).toEqual(['refused', 'accepted']);
  expect(lost).toEqual([]);
});

/** Lets the nth call of a function of the file system fail, as if the process ended there; false when it never came. */
async function breakingOff(
  step: 'writeFile' | 'rename' | 'rm' | 'mkdir',
  at: number,
  work: () => Promise<unknown>,
): Promise<boolean> {
  const original = fs[step] as (...given: unknown[]) => Promise<unknown>;
  let calls = 0;
  const replaced = async (...given: unknown[]) => {
    if (++calls >= at) throw new Error('the process ends here');
    return original(...given);
  };
  Object.assign(fs, { [step]: replaced });
  try {
    await work().catch(() => undefined);
  } finally {
    Object.assign(fs, { [step]: original });
  }
  return calls >= at;
}

describe('a file that is too large', () => {
  const LIMIT = 64 * 1024 * 1024;
  const sized = async (size: number) => {
    const made = await world();
    const file = await made.put('overgewicht.csv', '');
    await fs.truncate(file, size);
    return made;
  };

  test('is read up to the limit itself', async () => {
    const { takeUp } = await sized(LIMIT);
    expect(await takeUp()).toMatchObject([{ state: 'refused', bytes: LIMIT, totals: { nul_bytes: 1 } }]);
  });

  test('is refused unread one byte beyond it, says why in Dutch, and is not kept', async () => {
    const { takeUp, stored } = await sized(LIMIT + 1);
    expect(await takeUp()).toMatchObject([
      { state: 'refused', rows: 0, bytes: LIMIT + 1, totals: { file_too_large: 1 } },
    ]);
    const kept = await stored();
    expect(Object.keys(kept).map(name => path.basename(name))).toEqual(['refusal.csv', 'refusal.txt']);
    expect(Object.values(kept).join()).toMatch(/groter dan 64 MB[\s\S]*bestand per periode/);
    expect(Object.values(kept).join()).toContain('niet bewaard');
  });
});

test.each([
  ['grows', 'BU09280003;2023/2024;5-6;jongens;40;8;2\n'],
  ['is cut short', ''],
])('a file that %s while it is read is left for the next run', async (_, tail) => {
  const { put, takeUp, stored } = await world();
  const file = await put('overgewicht.csv', csv(GOOD));
  const change = () => (tail ? fs.appendFile(file, tail) : fs.truncate(file, 60));
  expect(await whileOpen(file, change, takeUp)).toMatchObject([{ state: 'busy', delivery: null }]);
  expect(await stored()).toEqual({});
  expect(await fs.readFile(file, 'utf8')).toBe(tail ? csv(GOOD) + tail : csv(GOOD).slice(0, 60));
  expect(await takeUp()).toMatchObject([{ state: tail ? 'accepted' : 'refused' }]);
});

/** Changes a file right after it was opened. */
async function whileOpen<T>(file: string, change: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  const { open } = fs;
  const opened = async (name: string, ...more: unknown[]) => {
    const handle = await (open as (...given: unknown[]) => ReturnType<typeof open>)(name, ...more);
    if (name !== file) return handle;
    const { stat } = handle;
    let isFirst = true;
    return Object.assign(handle, {
      stat: async () => {
        const found = await stat.call(handle);
        if (isFirst) await change();
        isFirst = false;
        return found;
      },
    });
  };
  Object.assign(fs, { open: opened });
  try {
    return await work();
  } finally {
    Object.assign(fs, { open });
  }
}
