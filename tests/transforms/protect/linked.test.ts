import { describe, expect, it } from 'vitest';
import type { PartnerContract } from '../../../sources/partners/declaration.ts';
import { linkedGroups } from '../../../sources/partners/links.ts';
import { type History, rowsOf } from '../../../transforms/protect/linked.ts';
import { type PrintedSlice, printedSlice } from '../../../transforms/protect/printed.ts';
import { hiddenRows } from '../../../transforms/protect/rows.ts';
import type { AreaCounts } from '../../../transforms/protect/slices.ts';
import { contractGiven } from '../../support/contract.ts';

type Links = Partial<Record<'of' | 'same_as' | 'part_of' | 'complement_of', string>>;

const contractOf = (id: string, counts: Record<string, Links>): PartnerContract =>
  contractGiven({
    id,
    sensitive: false,
    counts: Object.fromEntries(
      Object.entries(counts).map(([name, links]) => [name, { column: name, ...links }]),
    ),
  });

const BUURTEN = ['BU00010000', 'BU00010001', 'BU00010002'];
const [FIRST, SECOND, THIRD] = BUURTEN as [string, string, string];

/** Three buurten in a wijk, each with its counts. */
function areasOf(counts: Record<string, [number, number, number]>): AreaCounts[] {
  const names = Object.entries(counts);
  const row = (area_code: string, places: number[]): AreaCounts => ({
    area_code,
    leaves: places.map(at => BUURTEN[at] ?? ''),
    counts: Object.fromEntries(
      names.map(([name, of]) => [name, places.reduce((sum, at) => sum + (of[at] ?? 0), 0)]),
    ),
    is_whole: true,
  });
  return [...BUURTEN.map((code, at) => row(code, [at])), row('WK000100', [0, 1, 2])];
}

type Delivered = [contract: PartnerContract, counts: Record<string, [number, number, number]>];

/** The rows that are hidden when these are protected together. */
async function hiddenIn(delivered: Delivered[], histories?: History[]): Promise<string[]> {
  const members = delivered.map(([contract, counts]) => ({
    contract,
    areas: areasOf(counts),
    wholes: new Map(),
  }));
  const rows = rowsOf(members, histories ?? delivered.map(([contract]) => ({ contract, printed: [] })), {
    about: 'x',
    prefer: new Set(),
  });
  return [...(await hiddenRows(rows)).keys()];
}

/** Alone, and together; the same rows of both. */
const both = async (one: Delivered, other: Delivered) => ({
  alone: [await hiddenIn([one]), await hiddenIn([other])],
  together: await hiddenIn([one, other]),
});

const TENANTS = contractOf('arrears', { tenants: {}, arrears: { of: 'tenants' } });

describe('counts of two contracts about the same people are hidden together', () => {
  it('a count and the rest of its whole', async () => {
    const rest = contractOf('sound', {
      all: { same_as: 'arrears/tenants' },
      without: { of: 'all', complement_of: 'arrears/arrears' },
    });
    const { alone, together } = await both(
      [TENANTS, { tenants: [50, 80, 60], arrears: [3, 30, 40] }],
      [rest, { all: [50, 80, 60], without: [47, 50, 20] }],
    );
    // The 3 are protected by 30 beside them, the 47 of 50 by 20: of 73 in arrears, 30 (80 - 50) and 40 are then known.
    expect(alone).toEqual([
      [FIRST, SECOND],
      [FIRST, THIRD],
    ]);
    expect(together).toContain(FIRST);
    expect(together.length).toBeGreaterThan(1);
  });

  it('a whole and a part of it', async () => {
    const total = contractOf('total', { people: {} });
    const young = contractOf('young', { young: { part_of: 'total/people' } });
    const { alone, together } = await both(
      [total, { people: [40, 50, 60] }],
      [young, { young: [35, 20, 30] }],
    );
    // 40 - 35 = 5 who are not young.
    expect(alone).toEqual([[], []]);
    expect(together).toContain(FIRST);
    expect(together.length).toBeGreaterThan(1);
  });

  it('one count with two wholes', async () => {
    const other = contractOf('other', { cases: { of: 'homes', same_as: 'arrears/arrears' }, homes: {} });
    const { alone, together } = await both(
      [TENANTS, { tenants: [25, 60, 80], arrears: [20, 30, 40] }],
      [other, { cases: [20, 30, 40], homes: [100, 100, 100] }],
    );
    // The 5 tenants without arrears are hidden with the 20 of 25; the 20 of 100 homes are not.
    expect(alone).toEqual([expect.arrayContaining([FIRST]), []]);
    expect(together).toContain(FIRST);
  });

  it('also when the other was printed in an earlier release and is delivered no more', async () => {
    const total = contractOf('total', { people: {} });
    const young = contractOf('young', { young: { part_of: 'total/people' } });
    const slice = { period: '2024', sex: 'total', age_group: 'total' };
    const printed: PrintedSlice = printedSlice(total, [slice, areasOf({ people: [40, 50, 60] })], new Map());
    const histories = [
      { contract: total, printed: [printed] },
      { contract: young, printed: [] },
    ];
    expect(await hiddenIn([[young, { young: [35, 20, 30] }]], histories)).toContain(FIRST);
  });
});

it('a partner that knows the whole of each buurt gets no closer to the part that another delivers', async () => {
  const whole = contractOf('whole', { all: {} });
  const part = contractOf('part', { everyone: { same_as: 'whole/all' }, some: { of: 'everyone' } });
  const all: [number, number, number] = [9, 30, 100];
  const delivered = (partner: string): Delivered[] => [
    [whole, { all }],
    [
      { ...part, partner },
      { everyone: all, some: [3, 20, 50] },
    ],
  ];
  // 3 of 9 and 20 of 30 are hidden: 23 of 39. Who knows the 9 and the 30 knows that the 20 lie between 23 - 9 = 14 and 23.
  expect(await hiddenIn(delivered('corporatie'))).toEqual([FIRST, SECOND]);
  expect(await hiddenIn(delivered('ggd'))).toEqual([FIRST, SECOND, THIRD]);
});

it('what contradicts its link is named with both counts and the area', async () => {
  const same = contractOf('same', { all: { same_as: 'arrears/tenants' } });
  const arrears: Delivered = [TENANTS, { tenants: [50, 60, 80], arrears: [20, 30, 40] }];
  await expect(hiddenIn([arrears, [same, { all: [50, 61, 80] }]])).rejects.toMatchObject({
    code: 'contract',
    message: expect.stringContaining('same/all is 61, and what it is the same as is 60 in BU00010001'),
  });
  const more = contractOf('more', { young: { part_of: 'arrears/tenants' } });
  await expect(hiddenIn([arrears, [more, { young: [51, 10, 10] }]])).rejects.toMatchObject({
    message: expect.stringContaining('51, more than the 50'),
  });
});

it('contracts that are linked by way of others are one group', () => {
  const contracts = [
    contractOf('a', { x: {} }),
    contractOf('b', { y: {} }),
    contractOf('c', { z: { part_of: 'a/x' } }),
    contractOf('d', { w: { same_as: 'c/z' } }),
  ];
  expect(linkedGroups(contracts).map(group => group.map(({ id }) => id))).toEqual([['a', 'c', 'd'], ['b']]);
});
