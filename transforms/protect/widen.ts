import type { Highs } from 'highs';
import type { Reach } from './audit.ts';
import { type Goal, shortOf } from './shares.ts';
import { Program } from './solver.ts';
import {
  type CountTable,
  countOf,
  depthOf,
  type Hidden,
  isCandidate,
  isGiven,
  luckOf,
  roomOf,
  widthOf,
} from './table.ts';

const SLACK = 1e-6;
const ZERO_WEIGHT = 40;

/** Finds the cells to hide that give a narrow cell room, at the least weight: by linear programming over all that may still move. */
export class Widener {
  readonly #table: CountTable;
  readonly #cells: number[];
  readonly #place: Map<number, number>;
  readonly #program: Program;

  /** Column 2n is what cell n may rise, 2n + 1 what it may fall. */
  constructor(highs: Highs, table: CountTable, hidden: Hidden) {
    this.#table = table;
    this.#cells = [...table.counts.keys()].filter(cell => !isGiven(table, cell));
    this.#place = new Map(this.#cells.map((cell, at) => [cell, at]));
    const cost = this.#cells.map(cell => (isCandidate(table, hidden, cell) ? weight(table, cell) : 0));
    this.#program = new Program(highs, {
      lower: cost.flatMap(() => [0, 0]),
      upper: this.#cells.flatMap(cell => [roomOf(table, cell), depthOf(table, cell)]),
      cost: cost.flatMap(one => [one, one]),
      rows: table.relations.map(({ total, parts }) => this.#row(total, parts)),
      changes: 'bounds',
    });
  }

  #row(total: number, parts: readonly number[]): Map<number, number> {
    const row = new Map<number, number>();
    for (const [cell, sign] of [[total, -1] as const, ...parts.map(part => [part, 1] as const)]) {
      const at = this.#place.get(cell);
      if (at === undefined) continue;
      row.set(2 * at, sign);
      row.set(2 * at + 1, -sign);
    }
    return row;
  }

  /** The cells to hide so that `cell` is as wide as the threshold, or undefined when nothing that may be hidden does it. */
  widen(cell: number, hidden: Hidden, reach: Reach): number[] | undefined {
    const at = this.#place.get(cell);
    if (at === undefined) return undefined;
    const up = widthOf(this.#table, cell) + (reach.low[cell] ?? 0);
    const down = widthOf(this.#table, cell) - (reach.high[cell] ?? 0);
    const room = roomOf(this.#table, cell);
    const rise = up <= room ? this.#move([2 * at, 2 * at + 1], up, room) : undefined;
    const depth = depthOf(this.#table, cell);
    const fall = down <= depth ? this.#move([2 * at + 1, 2 * at], down, depth) : undefined;
    const best = [rise, fall]
      .filter(move => move !== undefined)
      .map(move => ({ move, cells: this.#touched(move, hidden) }))
      .sort((a, b) => a.cells.length - b.cells.length)[0];
    if (!best) return undefined;
    this.#see(best.move, reach);
    return best.cells;
  }

  /** The cells to hide so that a goal can be true, or undefined when it cannot. */
  meet(goal: Goal, hidden: Hidden, reach: Reach): number[] | undefined {
    const terms = new Map<number, number>();
    for (const [cell, times] of goal.terms) {
      const at = this.#place.get(cell);
      if (at !== undefined) terms.set(2 * at, times).set(2 * at + 1, -times);
    }
    const outcome = this.#program.minimiseWith(terms, shortOf(this.#table, goal));
    if (typeof outcome === 'string') return undefined;
    this.#see(outcome.values, reach);
    return this.#touched(outcome.values, hidden);
  }

  #see(move: Float64Array, reach: Reach): void {
    for (const [n, cell] of this.#cells.entries()) reach.see(cell, deviation(move, n));
  }

  /** Moves the first column at least so far and the second not at all. */
  #move([moved, still]: [number, number], by: number, upper: number): Float64Array | undefined {
    const cell = this.#cells[moved >> 1] ?? 0;
    this.#program.setBounds(moved, by, upper);
    this.#program.setBounds(still, 0, 0);
    const outcome = this.#program.minimise();
    for (const column of [moved, still])
      this.#program.setBounds(
        column,
        0,
        column % 2 === 0 ? roomOf(this.#table, cell) : depthOf(this.#table, cell),
      );
    return typeof outcome === 'string' ? undefined : outcome.values;
  }

  #touched(move: Float64Array, hidden: Hidden): number[] {
    return this.#cells.filter(
      (cell, n) => isCandidate(this.#table, hidden, cell) && Math.abs(deviation(move, n)) > SLACK,
    );
  }

  /** Tells that cells are hidden from now on, and cost nothing to move. */
  hide(cells: readonly number[]): void {
    for (const cell of cells) {
      const at = this.#place.get(cell) ?? -1;
      this.#program.setCost(2 * at, 0);
      this.#program.setCost(2 * at + 1, 0);
    }
  }

  dispose(): void {
    this.#program.dispose();
  }
}

const deviation = (move: Float64Array, at: number): number => (move[2 * at] ?? 0) - (move[2 * at + 1] ?? 0);

/** Few and small cells rather than many or large ones; a zero last. */
function weight(table: CountTable, cell: number): number {
  const count = countOf(table, cell);
  const own = count === 0 ? ZERO_WEIGHT : Math.log2(2 + count * luckOf(table, cell));
  return table.prefer?.has(cell) ? own / 10 : own;
}
