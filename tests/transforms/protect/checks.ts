import { expect } from 'vitest';
import type { HierarchicalTable } from '../../../transforms/protect/hierarchy.ts';
import type { CountTable } from '../../../transforms/protect/table.ts';
import { type Attacker, atomsOf, follows, leavesOf, type World } from './attacker.ts';

export interface Situation {
  world: World;
  made: HierarchicalTable;
  table: CountTable;
  hidden: ReadonlyMap<number, string>;
  attacker: Attacker;
}

export const isSafe = ({ counts, threshold = 10, zerosUnsafe }: CountTable, cell: number): boolean => {
  const count = counts[cell] ?? 0;
  return count === 0 ? !zerosUnsafe : count >= threshold;
};

/** Each different set of atoms behind a cell that is hidden, or not printed and unsafe. Pieces of areas have no atoms of their own here. */
function targets({ made, table, hidden, world }: Situation): { cell: number; atoms: string[] }[] {
  const isArea = (area: string) => world.parents.has(area) || world.overlapping.has(area);
  const found = [...made.cells.entries()]
    .filter(
      ([cell, { area }]) =>
        isArea(area) && (hidden.has(cell) || (table.virtual?.has(cell) && !isSafe(table, cell))),
    )
    .map(([cell, key]) => ({ cell, atoms: atomsOf(world, key) }));
  return [...new Map(found.map(one => [one.atoms.toSorted().join(), one])).values()];
}

export function smallCountsAreHidden({ table, hidden }: Situation): void {
  for (const cell of table.counts.keys())
    if (!table.virtual?.has(cell) && !isSafe(table, cell)) expect(hidden.has(cell)).toBe(true);
  for (const cell of table.primaries?.keys() ?? []) expect(hidden.has(cell)).toBe(true);
}

/** Neither from what is printed, nor a small count for the one person who is alone in a hidden cell. */
export function nothingFollowsExactly(situation: Situation): void {
  const { attacker, table } = situation;
  const all = targets(situation).map(one => ({ ...one, left: attacker.residual(one.atoms) }));
  const alone = all.filter(({ cell }) => table.counts[cell] === 1);
  for (const { cell, left } of all) {
    expect(follows(left), `cell ${cell} follows`).toBe(false);
    if (table.counts[cell] === 1 || isSafe(table, cell)) continue;
    for (const one of alone)
      expect(follows(left, one.left), `cell ${cell} follows for who is alone in ${one.cell}`).toBe(false);
  }
}

export async function boundsAreWide(
  situation: Situation,
  except: (cell: number) => boolean = () => false,
): Promise<void> {
  const { attacker, table } = situation;
  const all = targets(situation).filter(({ cell }) => !except(cell));
  const bounds = await attacker.bounds(all.map(({ atoms }) => atoms));
  for (const [n, { low, high }] of bounds.entries())
    expect(high - low, `width of cell ${all[n]?.cell}`).toBeGreaterThan((table.threshold ?? 10) - 1e-4);
}

/** Under a printed total, hidden parts come to the threshold or to zero. */
export function unionsAreLarge({ world, made, table, hidden }: Situation): void {
  for (const [cell, key] of made.cells.entries()) {
    if (!isSeen(table, hidden, cell)) continue;
    const children = [...world.parents.keys()].filter(code => world.parents.get(code) === key.area);
    const groups = [children.map(area => made.cell({ ...key, area }))];
    if (key.category === undefined)
      groups.push(world.categories.map(category => made.cell({ ...key, category })));
    for (const group of groups) {
      const unseen = group.filter(part => !isSeen(table, hidden, part));
      const sum = unseen.reduce((total, part) => total + (table.counts[part] ?? 0), 0);
      if (sum > 0) expect(sum, `unseen parts of cell ${cell}`).toBeGreaterThanOrEqual(table.threshold ?? 10);
    }
  }
}

/** No two printed areas, of which one lies in the other, differ by a small count. */
export function differencesAreLarge({ world, made, table, hidden }: Situation): void {
  const seen = [...made.cells.entries()]
    .filter(([cell]) => isSeen(table, hidden, cell))
    .map(([cell, key]) => ({
      count: table.counts[cell] ?? 0,
      key,
      leaves: new Set(leavesOf(world, key.area)),
    }));
  for (const outer of seen) {
    for (const inner of seen) {
      if (inner.key.measure !== outer.key.measure || inner.key.category !== outer.key.category) continue;
      if (![...inner.leaves].every(leaf => outer.leaves.has(leaf))) continue;
      const rest = outer.count - inner.count;
      const what = `${outer.key.area} without ${inner.key.area}`;
      if (rest > 0) expect(rest, what).toBeGreaterThanOrEqual(table.threshold ?? 10);
    }
  }
}

const isSeen = (table: CountTable, hidden: ReadonlyMap<number, string>, cell: number): boolean =>
  !hidden.has(cell) && !table.virtual?.has(cell);
