import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PartnerContract } from '../../../sources/partners/declaration.ts';
import type { LoadableDelivery } from '../../../transforms/load/loadable.ts';
import type { PrintedSlice } from '../../../transforms/protect/printed.ts';
import { type Protected, protectDeliveries } from '../../../transforms/protect/protect.ts';
import type { Warehouse } from '../../../transforms/warehouse.ts';
import { contractGiven, type GivenContract } from '../../support/contract.ts';
import { silverWorld, TRANSFORMS } from '../../support/warehouse.ts';

/** One gemeente: a wijk of five buurten, and one of two. */
const [B0, B1, B2, B3, B4] = ['BU00010000', 'BU00010001', 'BU00010002', 'BU00010003', 'BU00010004'] as const;
const [C0, C1] = ['BU00010100', 'BU00010101'] as const;
const [WIJK, OTHER, GEMEENTE] = ['WK000100', 'WK000101', 'GM0001'] as const;
const LAB = 'LL-LAB';

type Counts = Record<string, number | [x: number, y: number] | null>;
/** Nobody needs protection here. */
const LARGE: Counts = { [B0]: 30, [B1]: 20, [B2]: 40, [B3]: 50, [B4]: 60, [C0]: 70, [C1]: 80 };

const contractOf = (given: GivenContract = {}): PartnerContract =>
  contractGiven({
    id: 'levering',
    sensitive: false,
    counts: { x: { column: 'x' }, y: { column: 'y' } },
    ...given,
  });

/** Without the other count. */
const SINGLE = { contract: { counts: { x: { column: 'x' } } } };

let warehouse: Warehouse;
beforeAll(async () => {
  const codes = [B0, B1, B2, B3, B4, C0, C1, WIJK, OTHER, GEMEENTE];
  const areas = Object.fromEntries(codes.map(code => [code, code]));
  ({ warehouse } = await silverWorld({ editions: [{ id: '2024', areas }] }, []));
  // As in every run there are cells of open sources.
  await warehouse.insert('input.cell', [{ topic_id: 1, slice_no: 1, area_no: 1, value: 1 }]);
  await warehouse.insert('input.edition', [{ edition_no: 9, area_vintage: 2024, area_list: 'exact' }]);
});

/** What all releases so far printed and hid, as a ledger keeps it. */
let ledger: PrintedSlice[];
beforeEach(() => {
  ledger = [];
});

interface Delivered {
  contract?: object;
  lab?: string[];
  /** What is known of what was printed; default: all of it. */
  knows?: PrintedSlice[] | undefined;
}

interface Release extends Protected {
  /** Per area that is shown its count of x. */
  shown: Record<string, number>;
  hidden: Record<string, string>;
}

/** Makes a release of these counts. A single number is x, and y is a large number that never changes. */
async function release(counts: Counts, { contract, lab = [], ...given }: Delivered = {}): Promise<Release> {
  const made = contractOf(contract);
  const [x = '', y] = Object.keys(made.counts ?? {});
  for (const table of [
    'restricted.delivery',
    'restricted.count',
    'restricted.delivered_count',
    'input.topic',
    'input.area_group_member',
  ])
    await warehouse.run(`delete from ${table}`);
  await warehouse.insert('restricted.delivery', [{ edition_no: 9, source_id: made.id, partner: 'ggd' }]);
  await warehouse.insert(
    'input.topic',
    Object.keys(made.counts ?? {}).map((concept, topic_id) => ({ topic_id, edition_no: 9, concept })),
  );
  await warehouse.insert(
    'input.area_group_member',
    lab.map(area_code => ({ group_code: LAB, area_code, valid_from: 2024, valid_until: 2024 })),
  );
  const slice = { edition_no: 9, period: '2024', sex: 'total', age_group: 'total' };
  const rows = Object.entries(counts).flatMap(([area_code, given]) => {
    const [own, beside] = Array.isArray(given) ? given : [given, 500];
    return [
      { ...slice, area_code, concept: x, count: own },
      ...(y ? [{ ...slice, area_code, concept: y, count: beside }] : []),
    ];
  });
  await warehouse.insert('restricted.count', rows);
  const delivery = {
    no: 9,
    contract: made,
    delivery: { id: '0001' },
    periods: ['2024'],
  } as unknown as LoadableDelivery;
  const found = await protectDeliveries(warehouse, [delivery], {
    contracts: [made],
    folder: path.join(TRANSFORMS, 'protect'),
    printed: 'knows' in given ? given.knows : ledger,
    secret: undefined,
    onDelivery: () => undefined,
  });
  ledger = [...ledger, ...found.slices];
  const kept = await warehouse.all<{ area_code: string; count: number; is_hidden: boolean; reason: string }>(
    `select area_code, count::integer as count, is_hidden, reason from restricted.delivered_count
     where concept = '${x}' order by area_code`,
  );
  return {
    ...found,
    shown: Object.fromEntries(kept.filter(row => !row.is_hidden).map(row => [row.area_code, row.count])),
    hidden: Object.fromEntries(kept.filter(row => row.is_hidden).map(row => [row.area_code, row.reason])),
  };
}

/** What someone finds by taking what is known of its parts from what a release shows of an area. */
const rest = ({ shown }: Release, area: string, parts: Counts): number | undefined =>
  shown[area] === undefined
    ? undefined
    : shown[area] - Object.values(parts).reduce<number>((sum, n) => sum + Number(n), 0);

it('where nothing is small everything is shown, and is kept once', async () => {
  const first = await release(LARGE);
  expect(first.shown).toEqual({ ...LARGE, [WIJK]: 200, [OTHER]: 150, [GEMEENTE]: 350 });
  expect(first.slices).toHaveLength(1);
  const second = await release(LARGE);
  expect(second.shown).toEqual(first.shown);
  expect(second.slices).toEqual([]);
});

it('what is kept are the counts of the smallest areas, those in every other, and what is hidden', async () => {
  const { slices } = await release({ ...LARGE, [C0]: 3 }, { lab: [B0, B1] });
  expect(slices).toMatchObject([
    {
      contract: 'levering',
      period: '2024',
      leaves: [B0, B1, B2, B3, B4, C0, C1],
      areas: { [LAB]: [0, 1], [WIJK]: [0, 1, 2, 3, 4], [OTHER]: [5, 6], [GEMEENTE]: [0, 1, 2, 3, 4, 5, 6] },
      counts: { x: [30, 20, 40, 50, 60, 3, 80], y: Array(7).fill(500) },
      hidden: { [C0]: 'small_count' },
    },
  ]);
});

describe('the first release and the third', () => {
  // Counts x and y. The second release hides B0 and B1 for their y; in the third x of B0 is 5, and B1 is as it always was.
  const first: Counts = { ...LARGE };
  const second: Counts = { ...LARGE, [B0]: [30, 6], [B1]: [20, 7] };
  const third: Counts = { ...LARGE, [B0]: [5, 6], [B1]: [20, 7] };
  // The first printed 20, 40, 50 and 60: of a wijk of 175 that leaves 5.
  const known = { [B1]: 20, [B2]: 40, [B3]: 50, [B4]: 60 };

  it('do not give away together what the second hid', async () => {
    expect((await release(first)).shown).toMatchObject(known);
    expect((await release(second)).hidden).toMatchObject({ [B0]: 'small_count', [B1]: 'small_count' });
    const last = await release(third);
    expect(last.hidden).toHaveProperty(B0);
    expect(rest(last, WIJK, known)).toBeUndefined();
    // Neither by way of the gemeente, of which the first printed the other wijk: 325 - 150 - 170 = 5.
    expect(rest(last, GEMEENTE, { ...known, [OTHER]: 150 })).toBeUndefined();
  });

  it('would, for who only knew the release before', async () => {
    await release(first);
    const before = (await release(second)).slices;
    expect(rest(await release(third, { knows: before }), WIJK, known)).toBe(5);
  });
});

describe('a rollback', () => {
  // The second release is the first that has C1, and shows it; whoever goes back to the first and corrects C0 forgets that.
  const first: Counts = { ...LARGE, [C1]: null };
  const second: Counts = { ...LARGE, [C0]: 32, [C1]: 30 };
  const third: Counts = { ...LARGE, [C0]: 5, [C1]: 30 };

  it('leaves what the release that was taken back printed in the ledger', async () => {
    const kept = (await release(first, SINGLE)).slices;
    expect((await release(second, SINGLE)).shown).toMatchObject({ [C0]: 32, [C1]: 30, [OTHER]: 62 });
    expect(rest(await release(third, SINGLE), OTHER, { [C1]: 30 })).toBeUndefined();
    // Without: 35 - 30 = 5.
    ledger = kept;
    expect(rest(await release(third, SINGLE), OTHER, { [C1]: 30 })).toBe(5);
  });
});

describe('what is called otherwise', () => {
  const first: Counts = { ...LARGE };
  const second: Counts = { ...LARGE, [C0]: 5 };
  // 80 was printed: of a wijk of 85 that leaves 5.
  const left = (made: Release) => rest(made, OTHER, { [C1]: 80 });

  it('is another contract, unless it says which one it replaces', async () => {
    await release(first);
    expect(left(await release(second, { contract: { id: 'nieuw' } }))).toBe(5);
    ledger = ledger.slice(0, 1);
    expect(
      left(await release(second, { contract: { id: 'nieuw', replaces: ['levering'] } })),
    ).toBeUndefined();
  });

  it('is the same contract also when that replaced one itself', async () => {
    await release(first);
    await release({ ...first, [B0]: 31 }, { contract: { id: 'tweede', replaces: ['levering'] } });
    expect(left(await release(second, { contract: { id: 'derde', replaces: ['tweede'] } }))).toBeUndefined();
  });

  it('is the same count, when it says what that was called', async () => {
    const counts = (replaces?: string[]) => ({ z: { column: 'z', replaces }, y: { column: 'y' } });
    await release(first);
    expect(left(await release(second, { contract: { counts: counts() } }))).toBe(5);
    ledger = ledger.slice(0, 1);
    expect(left(await release(second, { contract: { counts: counts(['x']) } }))).toBeUndefined();
  });
});

describe('a living lab that is redefined', () => {
  // B2 and C0 are small, and B1 and C1 are hidden with them: the wijken leave 29 for B1 and B2, and 89 for C0 and C1.
  const counts: Counts = { ...LARGE, [B2]: 9, [C0]: 9 };
  const then = [B1, C1];
  const now = [B1, C0];
  const hidden = { [B2]: 'small_count', [B1]: 'union', [C0]: 'small_count', [C1]: 'union' };

  it('is not printed beside what it was, if both together give a buurt away', async () => {
    const first = await release(counts, { ...SINGLE, lab: then });
    expect(first).toMatchObject({ hidden, shown: { [LAB]: 100 } });
    // B1 and C0 are 29: C1 is 71 more than C0, and both are 89, so that C0 is 9.
    expect((await release(counts, { ...SINGLE, lab: now })).hidden).toEqual({
      ...hidden,
      [LAB]: 'secondary',
    });
    ledger = [];
    expect(await release(counts, { ...SINGLE, lab: now })).toMatchObject({ hidden, shown: { [LAB]: 29 } });
  });

  it('stays known when it is gone, and when a release in between had none', async () => {
    await release(counts, { ...SINGLE, lab: then });
    await release({ ...counts, [B3]: 55 }, SINGLE);
    expect((await release(counts, { ...SINGLE, lab: now })).hidden).toEqual({
      ...hidden,
      [LAB]: 'secondary',
    });
  });
});

describe('a slice that cannot be protected', () => {
  it('is left out with its reason, and is not remembered as hidden', async () => {
    // The same period was printed with a buurt that the classification of today does not have.
    await release({ [C0]: 12, [C1]: 80 });
    const elsewhere = ledger.map(slice => ({ ...slice, leaves: ['BU00990000', C1], areas: {} }));
    const made = await release({ [C0]: 12, [C1]: 80 }, { knows: elsewhere });
    expect(made.shown).toEqual({});
    expect(made.hidden).toMatchObject({ [C0]: 'left_out', [C1]: 'left_out', [OTHER]: 'left_out' });
    expect(made.leftOut).toMatchObject([{ code: 'contract', where: { field: 'BU00990000' } }]);
    expect(made.slices).toEqual([]);
  });
});

it('nothing is shown when nobody knows what was printed', async () => {
  const { shown, slices, leftOut } = await release(LARGE, { knows: undefined });
  expect([shown, slices, leftOut]).toEqual([{}, [], []]);
});

it('of a row of which one count was withheld the others are not shown either', async () => {
  const { hidden } = await release({ ...LARGE, [C0]: [null, 3] as unknown as [number, number] });
  const others = await warehouse.all<{ area_code: string; reason: string }>(
    `select area_code, reason from restricted.delivered_count where concept = 'y' and is_hidden order by all`,
  );
  expect(hidden[C0]).toBe('source');
  expect(others).toEqual([
    { area_code: C0, reason: 'source' },
    { area_code: GEMEENTE, reason: 'incomplete' },
    { area_code: OTHER, reason: 'incomplete' },
  ]);
});
