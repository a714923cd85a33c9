import {
  type CountTable,
  countOf,
  isCandidate,
  isGiven,
  isSmallUnion,
  isUnknown,
  isUnsafe,
  luckOf,
  type Reason,
  type Relation,
} from './table.ts';

/** A cell that stays visible or too narrow whatever may be hidden, and why. */
export interface Failure {
  cell: number;
  /** `known`: unsafe and printed before. `union`, `interval`: nothing that is left to hide protects it. */
  problem: 'known' | 'union' | 'interval';
}

/** The cells that may not be shown by themselves, each with its reason: given by the caller, small, zero. */
export function primaryCells(table: CountTable): Map<number, Reason> {
  const hidden = new Map<number, Reason>();
  for (const [cell, count] of table.counts.entries()) {
    if (table.virtual?.has(cell) || table.open?.has(cell)) continue;
    const given = table.primaries?.get(cell);
    if (given) hidden.set(cell, given);
    else if (isUnsafe(table, cell)) hidden.set(cell, count === 0 ? 'zero' : 'small_count');
  }
  return hidden;
}

/**
 * Hides one more cell where the unseen parts of a published total come to a count that may not be shown: the part that helps most
 * such totals, the smallest of those; else the total. Adds to `hidden`; gives the totals for which nothing was left.
 */
export function hideSmallUnions(table: CountTable, hidden: Map<number, Reason>): Failure[] {
  const failures: Failure[] = [];
  const isSmall = (relation: Relation): boolean =>
    !isUnknown(table, hidden, relation.total) && isSmallUnion(table, hidden, relation);
  const small = new Set(table.relations.filter(isSmall));
  // A cell that may be hidden is zero or at the threshold: one that is not zero is enough.
  const helps = (cell: number): boolean => isCandidate(table, hidden, cell) && countOf(table, cell) > 0;
  const inSmall = new Map<number, number>();
  for (const { parts } of small) for (const part of parts) inSmall.set(part, (inSmall.get(part) ?? 0) + 1);
  const use = (cell: number): number => inSmall.get(cell) ?? 0;
  for (const relation of small) {
    if (!isSmall(relation)) continue;
    const { total, parts } = relation;
    const byUse = (a: number, b: number): number =>
      use(b) - use(a) || preference(table, a) - preference(table, b) || a - b;
    const chosen =
      parts.filter(helps).sort(byUse)[0] ?? (isCandidate(table, hidden, total) ? total : undefined);
    const exposed = parts.find(part => isUnknown(table, hidden, part) && isUnsafe(table, part));
    if (chosen !== undefined) hidden.set(chosen, 'union');
    else if (exposed !== undefined) failures.push({ cell: exposed, problem: 'union' });
  }
  return failures;
}

/** Order in which cells are chosen to protect others: those of other periods, then by count, zeros last as they move one way only. */
export function preference(table: CountTable, cell: number): number {
  const count = countOf(table, cell) * luckOf(table, cell);
  if (count === 0) return Number.MAX_VALUE;
  return table.prefer?.has(cell) ? -1 / count : count;
}

/** Cells that were printed before and are unsafe: nothing can be done for them. */
export function knownUnsafe(table: CountTable, hidden: ReadonlyMap<number, Reason>): Failure[] {
  return [...hidden.keys()]
    .filter(cell => isGiven(table, cell))
    .map(cell => ({ cell, problem: 'known' as const }));
}
