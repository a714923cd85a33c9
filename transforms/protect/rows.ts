import { VieError } from '../../kernel/errors.ts';
import { type EarlierCells, earlierCells, pairTable } from './before.ts';
import type { DeliveredRows } from './delivered-rows.ts';
import { type Groups, groupsOf } from './groups.ts';
import type { CellKey, HierarchicalTable } from './hierarchy.ts';
import { suppress } from './suppress.ts';
import type { CountTable, Reason } from './table.ts';

interface Layer {
  made: HierarchicalTable;
  groups: Groups;
  earlier: EarlierCells;
}

/**
 * The rows to hide, each with its reason. A row goes as soon as one of its counts must; hiding more than a count asks for never
 * makes it easier to find. The last round is the audit: linear programs bound every hidden count, and none asks for more rows.
 * Throws a `contract` error when a count cannot be protected.
 */
export async function hiddenRows(rows: DeliveredRows): Promise<Map<string, string>> {
  const hidden = new Map(rows.hiddenBefore);
  const layers = rows.pairs.map((pair): Layer => {
    const made = pairTable(rows, pair);
    return { made, groups: groupsOf(rows, pair, made), earlier: earlierCells(rows, pair, made) };
  });
  for (const { groups } of layers)
    for (const area of groups.tell) if (!hidden.has(area)) hidden.set(area, 'group');
  for (let before = -1; before !== hidden.size; ) {
    before = hidden.size;
    for (const layer of layers) await hideMore(rows, layer, hidden);
  }
  return hidden;
}

async function hideMore(rows: DeliveredRows, layer: Layer, hidden: Map<string, string>): Promise<void> {
  const table = filled(rows, layer, hidden);
  const { hidden: cells, failures } = await suppress(table);
  // Of counts that are no longer true, and of a group that was given away before, nothing can be hidden any more.
  const isOfNow = (cell: number) => layer.made.cells[cell] !== undefined && !layer.groups.unsafe.has(cell);
  const failed = failures.find(failure => failure.problem !== 'known' && isOfNow(failure.cell));
  if (failed) throw unprotected(rows, layer.made.cells[failed.cell]);
  for (const [cell, reason] of cells) {
    const area = layer.made.cells[cell]?.area;
    if (area !== undefined && !hidden.has(area)) hidden.set(area, reason);
  }
}

/** The table with what is hidden, known and preferred, by cell. */
function filled(
  { threshold, known, prefer }: DeliveredRows,
  { made, groups, earlier }: Layer,
  hidden: ReadonlyMap<string, string>,
): CountTable {
  const { table, cells } = made;
  const where = (areas: { has(area: string): boolean }) =>
    new Set([...cells.keys()].filter(at => !table.virtual.has(at) && areas.has(cells[at]?.area ?? '')));
  const primaries = new Map([...where(hidden)].map(at => [at, 'before' as Reason]));
  return {
    counts: [...table.counts, ...earlier.counts],
    relations: [...table.relations, ...earlier.relations],
    virtual: new Set([...table.virtual, ...earlier.virtual]),
    open: earlier.open,
    shares: groups.shares,
    limits: groups.limits,
    unsafe: groups.unsafe,
    threshold,
    primaries: new Map([...primaries, ...earlier.hidden]),
    known: new Set([...where(known), ...earlier.known]),
    prefer: where(prefer),
  };
}

function unprotected({ about, threshold }: DeliveredRows, cell?: CellKey): VieError {
  return new VieError('contract', `A count of ${about} in ${cell?.area ?? 'an area'} cannot be protected.`, {
    where: { field: cell?.area ?? '' },
    hint: `Nothing was published. Counts below ${threshold} must stay out of sight: have the partner deliver larger areas, or leave out area groups that differ by a few people.`,
  });
}
