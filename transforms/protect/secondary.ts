import { Elimination } from './elimination.ts';
import { preference } from './primary.ts';
import {
  type CountTable,
  countOf,
  type Hidden,
  isCandidate,
  isGiven,
  isUnsafe,
  protectedCells,
} from './table.ts';

const SLACK = 1e-9;

/**
 * The cells to hide beside `hidden` so that no protected cell is a linear combination of published ones: all others are published
 * one after the other, the least useful first, unless that gives one away (Gaussian elimination, Langsrud 2024, as the R package
 * GaussSuppression). Somebody who is alone in a cell knows that count, so that it protects no other cell; `alone: false` leaves
 * that out.
 */
export function secondaryCells(
  table: CountTable,
  hidden: Hidden,
  { alone = true }: { alone?: boolean } = {},
): number[] {
  const guarded = protectedCells(table, hidden);
  const unseen = new Elimination();
  for (const { total, parts } of table.relations) {
    const row = new Map(parts.map(part => [part, 1] as [number, number]));
    row.set(total, -1);
    for (const cell of row.keys()) if (isGiven(table, cell)) row.delete(cell);
    unseen.add(row);
  }
  const candidates = [...table.counts.keys()].filter(cell => isCandidate(table, hidden, cell));
  const order = candidates.sort((a, b) => preference(table, b) - preference(table, a) || a - b);
  const judge: Judge = {
    unseen,
    guarded,
    isAlone: cell => alone && countOf(table, cell) === 1 && guarded.has(cell),
    matters: cell => guarded.has(cell) && (isUnsafe(table, cell) || table.primaries?.has(cell) === true),
    isOne: cell => countOf(table, cell) === 1,
  };
  return order.filter(cell => {
    if (givesAway(judge, cell)) return true;
    unseen.publish(cell);
    return false;
  });
}

interface Judge {
  unseen: Elimination;
  guarded: ReadonlySet<number>;
  /** One person is in the cell, and nobody else sees it. */
  isAlone: (cell: number) => boolean;
  /** Not even that person may know the count. */
  matters: (cell: number) => boolean;
  isOne: (cell: number) => boolean;
}

function givesAway(judge: Judge, cell: number): boolean {
  const { unseen, guarded } = judge;
  const left = unseen.without(cell);
  return left.some(({ pivot, row }) => {
    if (row.size === 1) return guarded.has(pivot);
    if (row.size === 2 && isPair(judge, row)) return true;
    return isParallel(judge, { pivot, row }, cell);
  });
}

/** Whether a protected cell follows from one person's own count. Two cells of the same one person always follow from each other. */
function isPair({ isAlone, matters, isOne }: Judge, row: ReadonlyMap<number, number>): boolean {
  const [[first, one] = [-1, 0], [second, other] = [-1, 0]] = [...row];
  const same = isOne(first) && isOne(second) && Math.abs(one + other) < SLACK;
  if (same) return false;
  return (isAlone(first) && matters(second)) || (isAlone(second) && matters(first));
}

/** The same for two pivots that depend on the same cells. */
function isParallel(
  judge: Judge,
  { pivot, row }: { pivot: number; row: Map<number, number> },
  published: number,
): boolean {
  if (!judge.matters(pivot)) return false;
  const free = [...row.keys()].find(cell => cell !== pivot) ?? -1;
  for (const other of judge.unseen.rowsWith(free)) {
    if (other.pivot === pivot || !(judge.isAlone(other.pivot) || judge.isAlone(pivot))) continue;
    const ratio = proportion({ pivot, row }, other, published);
    if (ratio === undefined) continue;
    const difference = new Map([[pivot, 1]]).set(other.pivot, -ratio);
    if (isPair(judge, difference)) return true;
  }
  return false;
}

/** By how much one row is the other beside their pivots, or undefined when it is not. */
function proportion(
  one: { pivot: number; row: ReadonlyMap<number, number> },
  other: { pivot: number; row: ReadonlyMap<number, number> },
  published: number,
): number | undefined {
  const size = other.row.size - (other.row.has(published) ? 1 : 0);
  if (size !== one.row.size) return undefined;
  let ratio: number | undefined;
  for (const [cell, value] of one.row) {
    if (cell === one.pivot) continue;
    const times = value / (other.row.get(cell) ?? 0);
    if (!Number.isFinite(times) || Math.abs(times - (ratio ?? times)) > SLACK) return undefined;
    ratio = times;
  }
  return ratio;
}
