import type { Highs } from 'highs';
import { VieError } from '../../kernel/errors.ts';
import { programOf } from '../../transforms/protect/audit.ts';
import { type Block, blocksOf } from '../../transforms/protect/blocks.ts';
import { loadSolver } from '../../transforms/protect/solver.ts';
import { type CountTable, countOf, type Hidden, protectedCells } from '../../transforms/protect/table.ts';

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
