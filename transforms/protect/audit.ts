import type { Highs } from 'highs';
import { VieError } from '../../kernel/errors.ts';
import { type Block, blocksOf, equations } from './blocks.ts';
import { loadSolver, Program } from './solver.ts';
import { type CountTable, countOf, type Hidden, protectedCells, thresholdOf } from './table.ts';

const SLACK = 1e-6;

/** What an attacker can say of a cell that is not printed: at least `low`, at most `high`. */
export interface Interval {
  cell: number;
  low: number;
  /** Infinity when nothing published limits it. */
  high: number;
}

/**
 * The attacker's interval of every protected cell (hidden, or unsafe and not printed), by linear programming: least and largest
 * count that fit the published ones, counts being at least 0. In order of the table.
 */
export async function audit(table: CountTable, hidden: Hidden): Promise<Interval[]> {
  const highs = await loadSolver();
  const wanted = protectedCells(table, hidden);
  const found = new Map<number, Interval>();
  for (const block of blocksOf(table, hidden)) {
    const targets = block.cells.filter(cell => wanted.has(cell));
    if (targets.length > 0)
      for (const one of extremes(highs, table, { block, targets })) found.set(one.cell, one);
  }
  return [...wanted].map(cell => {
    const count = countOf(table, cell);
    return found.get(cell) ?? { cell, low: count, high: count };
  });
}

/** Whether an attacker knows a cell more closely than the threshold allows. */
export const isNarrow = (table: CountTable, width: number): boolean => width < thresholdOf(table) - SLACK;

interface Targets {
  block: Block;
  targets: number[];
}

function extremes(highs: Highs, table: CountTable, { block, targets }: Targets): Interval[] {
  const program = programOf(highs, table, { block, reach: Number.POSITIVE_INFINITY });
  const place = new Map(block.cells.map((cell, at) => [cell, at]));
  try {
    return targets.map(cell => {
      const at = place.get(cell) ?? -1;
      const far = (sign: number): number => {
        program.setCost(at, -sign);
        const outcome = program.minimise();
        program.setCost(at, 0);
        if (outcome === 'infeasible')
          throw new VieError('bug', `The true table is not among those of cell ${cell}.`);
        if (outcome === 'unbounded') return sign * Number.POSITIVE_INFINITY;
        return countOf(table, cell) + (outcome.values[at] ?? 0);
      };
      return { cell, low: far(-1), high: far(1) };
    });
  } finally {
    program.dispose();
  }
}

/** Deviations from the true counts, so that every sum is zero and nothing deviates at the start. */
function programOf(
  highs: Highs,
  table: CountTable,
  { block, reach }: { block: Block; reach: number },
): Program {
  return new Program(highs, {
    lower: block.cells.map(cell => -countOf(table, cell)),
    upper: block.cells.map(() => reach),
    cost: block.cells.map(() => 0),
    rows: equations(block),
    changes: 'objective',
  });
}

/** How far a cell was seen to deviate from its count in tables that an attacker cannot tell from the true one. */
export class Reach {
  readonly low: Float64Array;
  readonly high: Float64Array;

  constructor(size: number) {
    this.low = new Float64Array(size);
    this.high = new Float64Array(size);
  }

  width(cell: number): number {
    return (this.high[cell] ?? 0) - (this.low[cell] ?? 0);
  }

  see(cell: number, deviation: number): void {
    if (deviation < (this.low[cell] ?? 0)) this.low[cell] = deviation;
    if (deviation > (this.high[cell] ?? 0)) this.high[cell] = deviation;
  }
}

/**
 * Looks for tables that an attacker cannot tell from the true one until each target was seen to be as wide as the threshold, or is
 * shown not to be: every solution widens many cells at once, which takes far fewer programs than two per cell. Gives the narrow ones.
 */
export function narrowCells(
  highs: Highs,
  table: CountTable,
  search: { block: Block; targets: number[]; reach: Reach },
): number[] {
  const { block, reach } = search;
  const isOpen = (cell: number) => isNarrow(table, reach.width(cell));
  if (!search.targets.some(isOpen)) return [];
  // Far enough to show the width, and never unbounded.
  const program = programOf(highs, table, { block, reach: 1000 * thresholdOf(table) });
  const place = new Map(block.cells.map((cell, at) => [cell, at]));
  const push = (cells: number[], signOf: (at: number) => number): void => {
    for (const [at, cell] of cells.entries()) program.setCost(place.get(cell) ?? -1, -signOf(at));
    const outcome = program.minimise();
    for (const cell of cells) program.setCost(place.get(cell) ?? -1, 0);
    if (typeof outcome === 'string') return;
    for (const [at, cell] of block.cells.entries()) reach.see(cell, outcome.values[at] ?? 0);
  };
  try {
    for (const sign of [1, -1]) push(search.targets.filter(isOpen), () => sign);
    pushApart(() => search.targets.filter(isOpen), push);
    for (const cell of search.targets) for (const sign of [1, -1]) if (isOpen(cell)) push([cell], () => sign);
    return search.targets.filter(isOpen);
  } finally {
    program.dispose();
  }
}

/**
 * Pushes cells against each other, for as long as that widens many: those of one sum cannot all go the same way. Who goes up is
 * drawn by the bits of a cell's place, so that two cells that go together in one round go apart in another.
 */
function pushApart(
  openCells: () => number[],
  push: (cells: number[], signOf: (at: number) => number) => void,
): void {
  for (let round = 0, before = Number.POSITIVE_INFINITY; ; round++) {
    const open = openCells();
    if (open.length < 4 || open.length > before * 0.9) return;
    before = open.length;
    for (const sign of [1, -1]) push(open, at => ((at >> (round % 10)) & 1 ? sign : -sign));
  }
}
