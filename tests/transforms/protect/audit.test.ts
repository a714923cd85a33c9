import { expect, it } from 'vitest';
import { narrowCells, Reach } from '../../../transforms/protect/audit.ts';
import { loadSolver } from '../../../transforms/protect/solver.ts';
import type { CountTable } from '../../../transforms/protect/table.ts';

/** Whether the first of two hidden parts of a published total is seen to be narrower than ten. */
async function isNarrowBeside(own: number, other: number): Promise<boolean> {
  const table: CountTable = { counts: [own + other, own, other], relations: [{ total: 0, parts: [1, 2] }] };
  const block = { cells: [1, 2], relations: [{ total: -1, parts: [1, 2] }] };
  const found = narrowCells(await loadSolver(), table, { block, targets: [1], reach: new Reach(3) });
  return found.includes(1);
}

// Between 0 and the total, whichever way it lies from the true count.
it.each([
  ['only down', 15, 3, false],
  ['only up', 3, 15, false],
  ['up and down by less than ten together', 4, 5, true],
  ['up and down by ten together', 4, 6, false],
])('a cell that can move %s: %i beside %i', async (_, own, other, isNarrow) => {
  expect(await isNarrowBeside(own, other)).toBe(isNarrow);
});
