import { VieError } from '../../kernel/errors.ts';

/** Why a cell is hidden. */
export type Reason = 'small_count' | 'zero' | 'group' | 'source' | 'secondary' | 'union' | 'before';

/** The count of cell `total` is the sum of the counts of the cells `parts`. */
export interface Relation {
  total: number;
  parts: readonly number[];
}

/** Shares of which none outside these bounds may be certain: numerators, each with what makes it whole. */
export interface ShareRule {
  /** From 0 to 1; with 0, only that nobody is counted may not be certain. */
  least: number;
  most: number;
  /** The cell of those who are not counted, by the cell of those who are. */
  rests: ReadonlyMap<number, number>;
  /** Instead of such a cell, a whole that is public, by numerator. */
  wholes: ReadonlyMap<number, number>;
}

/** Counts with the sums that hold between them; a cell is a place in `counts`. */
export interface CountTable {
  /** Whole numbers of at least 0. */
  counts: readonly number[];
  relations: readonly Relation[];
  /** Not printed, but could be worked out: differences of overlapping areas, complements, areas below what is published. */
  virtual?: ReadonlySet<number>;
  /** Counts from 1 up to this may not be shown, and what is hidden stays uncertain by this much. Default 10. */
  threshold?: number;
  /** A zero may not be shown either. */
  zerosUnsafe?: boolean;
  /** Printed by an earlier release with the same count: hiding it protects nothing. */
  known?: ReadonlySet<number>;
  /** Public from elsewhere, as inhabitants: never hidden and in no need of it. */
  open?: ReadonlySet<number>;
  /** May not be seen whatever their counts, as a rest of nobody. */
  unsafe?: ReadonlySet<number>;
  /** Counts that cannot be larger than this, because they are of a whole that is public. */
  limits?: ReadonlyMap<number, number>;
  shares?: readonly ShareRule[];
  /** Per cell a number from 0 to 1 that nobody else knows: who reruns the choice of cells learns nothing from it. */
  luck?: readonly number[];
  /** No zero is hidden for its own sake, and everyone knows: what is hidden is at least 1. */
  showsZeros?: boolean;
  /** Hidden in other periods: chosen first where something must protect. */
  prefer?: ReadonlySet<number>;
  /** Hidden by a rule outside this table: group disclosure, suppression by the source, or an earlier release. */
  primaries?: ReadonlyMap<number, Reason>;
}

const DEFAULT_THRESHOLD = 10;
/** Choices are made by count times luck, from a half to twice: neighbours change places. */
const SPREAD = 2;

export const thresholdOf = (table: CountTable): number => table.threshold ?? DEFAULT_THRESHOLD;

export const countOf = (table: CountTable, cell: number): number => table.counts[cell] ?? 0;

/** What may not be seen by its count alone, also where it is not printed. */
export function isUnsafe(table: CountTable, cell: number): boolean {
  const count = countOf(table, cell);
  if (table.unsafe?.has(cell)) return true;
  return count === 0 ? table.zerosUnsafe === true : count < thresholdOf(table);
}

/** What everyone knows whatever is hidden now. */
export const isGiven = (table: CountTable, cell: number): boolean =>
  table.known?.has(cell) === true || table.open?.has(cell) === true;

/** Whether an attacker does not see the count: hidden or never printed, and not known from elsewhere. */
export const isUnknown = (table: CountTable, hidden: Hidden, cell: number): boolean =>
  (hidden.has(cell) || table.virtual?.has(cell) === true) && !isGiven(table, cell);

/** The hidden cells; a map of reasons or a set. */
export interface Hidden {
  has(cell: number): boolean;
  keys(): Iterable<number>;
}

/** How far a count can rise for all that everyone knows. */
export const roomOf = (table: CountTable, cell: number): number =>
  (table.limits?.get(cell) ?? Number.POSITIVE_INFINITY) - countOf(table, cell);

/** How uncertain a hidden count must be: no more than it is by what everyone knows. */
export const widthOf = (table: CountTable, cell: number): number =>
  Math.min(thresholdOf(table), depthOf(table, cell) + roomOf(table, cell));

/** How far a count can fall for all that everyone knows. */
export const depthOf = (table: CountTable, cell: number): number =>
  Math.max(0, countOf(table, cell) - Number(table.showsZeros === true && !table.virtual?.has(cell)));

/** By how much a cell seems larger or smaller than it is where cells are chosen. */
export const luckOf = (table: CountTable, cell: number): number =>
  2 ** (SPREAD * ((table.luck?.[cell] ?? 0.5) - 0.5));

/** The cells that could be hidden beside those that are. */
export const isCandidate = (table: CountTable, hidden: Hidden, cell: number): boolean =>
  !hidden.has(cell) && !table.virtual?.has(cell) && !isGiven(table, cell);

/**
 * What an attacker may not come near: every hidden cell, every unsafe cell that is not printed, and the total that is not printed
 * over hidden parts that together are a small count, because it gives that sum. In order of the table.
 */
export function protectedCells(table: CountTable, hidden: Hidden): Set<number> {
  const cells = new Set(hidden.keys());
  for (const cell of table.virtual ?? []) if (isUnsafe(table, cell)) cells.add(cell);
  for (const relation of table.relations)
    if (table.virtual?.has(relation.total) && isSmallUnion(table, hidden, relation))
      cells.add(relation.total);
  return new Set([...cells].filter(cell => !isGiven(table, cell)).sort((a, b) => a - b));
}

/** Whether the parts that are not seen together are a count that may not be shown, and one of them is protected. */
export function isSmallUnion(table: CountTable, hidden: Hidden, relation: Relation): boolean {
  const unseen = relation.parts.filter(part => isUnknown(table, hidden, part));
  const sum = unseen.reduce((total, part) => total + countOf(table, part), 0);
  return sum > 0 && sum < thresholdOf(table);
}

/** Throws a `contract` error that names the first cell or relation that is no part of a table of counts. */
export function checkTable(table: CountTable): void {
  const { counts, relations } = table;
  const refuse = (what: string): never => {
    throw new VieError('contract', `The table cannot be protected: ${what}.`);
  };
  if (!(thresholdOf(table) >= 1)) refuse(`threshold ${thresholdOf(table)} is below 1`);
  const wrong = counts.findIndex(count => !Number.isSafeInteger(count) || count < 0);
  if (wrong >= 0) refuse(`cell ${wrong} holds ${counts[wrong]}, which is no count`);
  for (const { total, parts } of relations) {
    const strange = [total, ...parts].find(cell => counts[cell] === undefined);
    if (strange !== undefined) refuse(`a relation names cell ${strange}, which is not there`);
    if (new Set([total, ...parts]).size !== parts.length + 1)
      refuse(`the relation of cell ${total} names a cell twice`);
    const sum = parts.reduce((added, part) => added + countOf(table, part), 0);
    if (sum !== counts[total]) refuse(`cell ${total} is ${counts[total]} and its parts are ${sum}`);
  }
}
