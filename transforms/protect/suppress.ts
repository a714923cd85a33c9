import { isNarrow, narrowCells, Reach } from './audit.ts';
import { blocksOf } from './blocks.ts';
import { type Failure, hideSmallUnions, knownUnsafe, primaryCells } from './primary.ts';
import { secondaryCells } from './secondary.ts';
import { certainShares, goalsOf } from './shares.ts';
import { loadSolver } from './solver.ts';
import { type CountTable, checkTable, protectedCells, type Reason } from './table.ts';
import { Widener } from './widen.ts';

/** What to hide and why, and what stays unsafe even so: the caller refuses to publish when there are failures. */
export interface Suppression {
  hidden: Map<number, Reason>;
  failures: Failure[];
}

/**
 * Hides what may not be shown and what would give it away: small counts (and what the caller names), small sums of hidden parts,
 * cells that are a linear combination of published ones, cells that an attacker can bound more closely than the threshold, and
 * cells that keep a share from being certain.
 * The same table and draws give the same cells. Throws a `contract` error for a table whose sums do not hold.
 */
export async function suppress(table: CountTable, draws: Iterable<Luck> = []): Promise<Suppression> {
  checkTable(table);
  const { lucky, hidden, failures } = fewest(table, draws);
  failures.push(...(await hideUntilWide(lucky, hidden)));
  return { hidden, failures };
}

/** Numbers from 0 to 1 by cell. */
type Luck = readonly number[];

/** What keeps cells from being worked out exactly, by the draw that takes the fewest cells. */
function fewest(table: CountTable, draws: Iterable<Luck>): Suppression & { lucky: CountTable } {
  const primaries = primaryCells(table);
  const attempt = (lucky: CountTable): Suppression & { lucky: CountTable } => {
    const hidden = new Map(primaries);
    const failures = [...knownUnsafe(lucky, hidden), ...hideSmallUnions(lucky, hidden)];
    for (const cell of secondaryCells(lucky, hidden)) hidden.set(cell, 'secondary');
    return { lucky, hidden, failures };
  };
  let best: ReturnType<typeof attempt> | undefined;
  for (const luck of draws) {
    const next = attempt({ ...table, luck });
    if (!best || next.hidden.size < best.hidden.size) best = next;
    // Where one more is needed, no draw does without.
    if (best.hidden.size <= primaries.size + 1) break;
  }
  return best ?? attempt(table);
}

/** Hides more cells until each protected cell is as wide as the threshold and no share is certain. What was once seen wide stays so when more is hidden. */
async function hideUntilWide(table: CountTable, hidden: Map<number, Reason>): Promise<Failure[]> {
  const highs = await loadSolver();
  const reach = new Reach(table.counts.length);
  const hopeless = new Set<number>();
  // Met, or given away by what is known.
  const settled = new Set<string>();
  let widener: Widener | undefined;
  try {
    for (;;) {
      const wanted = protectedCells(table, hidden);
      const blocks = blocksOf(table, hidden);
      const inBlock = new Set(blocks.flatMap(block => block.cells));
      const narrow = [...wanted].filter(cell => !inBlock.has(cell));
      for (const block of blocks) {
        const targets = block.cells.filter(cell => wanted.has(cell));
        narrow.push(...narrowCells(highs, table, { block, targets, reach }));
      }
      const open = narrow.filter(cell => !hopeless.has(cell));
      const goals = goalsOf(table, hidden).filter(({ key }) => !settled.has(key));
      const certain = certainShares(highs, table, { blocks, goals });
      for (const { key } of goals) settled.add(key);
      if (open.length === 0 && certain.length === 0)
        return [...hopeless].map(cell => ({ cell, problem: 'interval' }));
      widener ??= new Widener(highs, table, hidden);
      hideAround({ table, hidden, reach, widener, hopeless }, open);
      for (const goal of certain) hide(hidden, widener, widener.meet(goal, hidden, reach) ?? []);
    }
  } finally {
    widener?.dispose();
  }
}

interface Widening {
  table: CountTable;
  hidden: Map<number, Reason>;
  reach: Reach;
  widener: Widener;
  /** Cells that nothing can protect. */
  hopeless: Set<number>;
}

function hideAround({ table, hidden, reach, widener, hopeless }: Widening, narrow: number[]): void {
  for (const cell of narrow) {
    if (!isNarrow(table, cell, reach.width(cell))) continue;
    const more = widener.widen(cell, hidden, reach);
    if (!more) hopeless.add(cell);
    hide(hidden, widener, more ?? []);
  }
}

function hide(hidden: Map<number, Reason>, widener: Widener, more: number[]): void {
  for (const one of more) hidden.set(one, 'secondary');
  widener.hide(more);
}
