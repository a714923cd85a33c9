import type { Highs } from 'highs';
import { type Block, equations } from './blocks.ts';
import { Program } from './solver.ts';
import { type CountTable, depthOf, roomOf, thresholdOf, widthOf } from './table.ts';

const SLACK = 1e-6;

/** Whether an attacker knows a cell more closely than the threshold, or what is public of it, allows. */
export const isNarrow = (table: CountTable, cell: number, width: number): boolean =>
  width < widthOf(table, cell) - SLACK;

/** Deviations from the true counts, so that every sum is zero and nothing deviates at the start. */
export function programOf(
  highs: Highs,
  table: CountTable,
  { block, reach }: { block: Block; reach: number },
): Program {
  return new Program(highs, {
    lower: block.cells.map(cell => -depthOf(table, cell)),
    upper: block.cells.map(cell => Math.min(reach, roomOf(table, cell))),
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
  const isOpen = (cell: number) => isNarrow(table, cell, reach.width(cell));
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
