import { expect, it } from 'vitest';
import { type HierarchyInput, hierarchicalTable } from '../../../transforms/protect/hierarchy.ts';
import { suppress } from '../../../transforms/protect/suppress.ts';
import { checkTable } from '../../../transforms/protect/table.ts';

/** Two wijken of two buurten, and a lab of which one buurt lies in each. */
const parents = new Map<string, string | undefined>([
  ['BU1', 'WK1'],
  ['BU2', 'WK1'],
  ['BU3', 'WK2'],
  ['BU4', 'WK2'],
  ['WK1', 'GM'],
  ['WK2', 'GM'],
  ['GM', undefined],
]);
const counts: Record<string, number> = { BU1: 3, BU2: 75, BU3: 20, BU4: 10 };
const input: HierarchyInput = { parents, numerator: leaf => counts[leaf] ?? 0 };

it('areas are the sums of their leaves', () => {
  const { table, cell } = hierarchicalTable(input);
  checkTable(table);
  const count = (area: string) => table.counts[cell({ area, measure: 'numerator' })];
  expect(['WK1', 'WK2', 'GM'].map(count)).toEqual([78, 30, 108]);
  expect(table.virtual.size).toBe(0);
});

it('an area that cuts through others adds their pieces, which are not printed', () => {
  const overlapping = new Map([['LL', ['BU2', 'BU3', 'BU4']]]);
  const { table, cells, cell } = hierarchicalTable({ ...input, overlapping });
  checkTable(table);
  // LL without WK1 is WK2, LL and WK1 is BU2, WK1 without LL is BU1: only what LL leaves of GM is BU1 again.
  expect(cells.map(({ area }) => area)).toEqual(['BU1', 'BU2', 'BU3', 'BU4', 'WK1', 'GM', 'WK2', 'LL']);
  const relations = table.relations.map(({ total, parts }) =>
    [total, ...parts].map(at => cells[at]?.area).join(' '),
  );
  expect(relations).toEqual(expect.arrayContaining(['GM LL BU1', 'LL BU2 WK2', 'WK1 BU2 BU1']));
  const crossing = hierarchicalTable({ ...input, overlapping: new Map([['LL', ['BU2', 'BU3']]]) });
  const rest = crossing.cell({ area: 'GM without LL', measure: 'numerator' });
  expect(crossing.table.counts[rest]).toBe(13);
  expect([...crossing.table.virtual]).toEqual([rest]);
  expect(() => cell({ area: 'elsewhere', measure: 'numerator' })).toThrow(
    /no cell for numerator of elsewhere/,
  );
});

it('an area inside another leaves no small rest when both are printed', async () => {
  const { table, cell } = hierarchicalTable({
    ...input,
    overlapping: new Map([['LL', ['BU2']]]),
    published: area => !area.startsWith('BU'),
  });
  const { hidden, failures } = await suppress(table);
  expect(failures).toEqual([]);
  const isHidden = (area: string) => hidden.has(cell({ area, measure: 'numerator' }));
  expect(isHidden('LL') || isHidden('WK1')).toBe(true);
});

it('who is left of a denominator is as well protected as who is counted', async () => {
  const share = { ...input, denominator: (leaf: string) => (counts[leaf] ?? 0) + (leaf === 'BU2' ? 2 : 60) };
  const { table, cell } = hierarchicalTable(share);
  checkTable(table);
  const rest = cell({ area: 'BU2', measure: 'complement' });
  expect([table.counts[rest], table.virtual.has(rest)]).toEqual([2, true]);
  const { hidden } = await suppress(table);
  const isHidden = (measure: 'numerator' | 'denominator') => hidden.has(cell({ area: 'BU2', measure }));
  expect(isHidden('numerator') || isHidden('denominator')).toBe(true);
  const open = hierarchicalTable({ ...share, openDenominator: true });
  expect((await suppress(open.table)).hidden.has(cell({ area: 'BU2', measure: 'numerator' }))).toBe(true);
});

it('categories add up to the whole of every area', () => {
  const { table, cell } = hierarchicalTable({
    ...input,
    categories: ['young', 'old'],
    numerator: (leaf, category) => (category === 'young' ? 1 : (counts[leaf] ?? 0)),
  });
  checkTable(table);
  expect(table.counts[cell({ area: 'GM', measure: 'numerator' })]).toBe(112);
  expect(table.counts[cell({ area: 'GM', category: 'young', measure: 'numerator' })]).toBe(4);
});
