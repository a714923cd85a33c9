import { createHmac } from 'node:crypto';
import { VieError } from '../../kernel/errors.ts';
import type { DeliveredRows } from './delivered-rows.ts';
import { type Groups, groupsOf } from './groups.ts';
import type { CellKey, HierarchicalTable } from './hierarchy.ts';
import { type PastCells, pairTable, pastCells } from './past-cells.ts';
import { suppress } from './suppress.ts';
import type { CountTable, Reason } from './table.ts';

interface Layer {
  made: HierarchicalTable;
  groups: Groups;
  past: PastCells;
}

/**
 * The rows to hide, each with its reason. A row goes as soon as one of its counts must; hiding more than a count asks for never
 * makes it easier to find. The last round is the audit: linear programs bound every hidden count, and none asks for more rows.
 * Throws a `contract` error when a count cannot be protected.
 */
export async function hiddenRows(rows: DeliveredRows): Promise<Map<string, string>> {
  const hidden = hiddenBefore(rows);
  const layers = rows.pairs.map((pair): Layer => {
    const made = pairTable(rows, pair);
    return { made, groups: groupsOf(rows, pair, made), past: pastCells(rows, pair, made) };
  });
  for (const { groups } of layers)
    for (const area of groups.tell) if (!hidden.has(area)) hidden.set(area, 'group');
  for (let before = -1; before !== hidden.size; ) {
    before = hidden.size;
    for (const layer of layers) await hideMore(rows, layer, hidden);
  }
  return hidden;
}

/** Rows that an earlier release hid stay hidden, for the reason of then. */
function hiddenBefore({ past, areas }: DeliveredRows): Map<string, string> {
  const hidden = new Map<string, string>();
  for (const stage of past)
    for (const [area, reason] of stage.hidden)
      if (!hidden.has(area) && areas?.has(area) !== false) hidden.set(area, reason);
  return hidden;
}

async function hideMore(rows: DeliveredRows, layer: Layer, hidden: Map<string, string>): Promise<void> {
  const { made, groups, past } = layer;
  const table = filled(rows, layer, hidden);
  const { hidden: cells, failures } = await suppress(table, drawsOf(rows, layer));
  // Of what only earlier releases were about, and of a group that was given away before, nothing can be hidden any more.
  const isOfNow = (cell: number) =>
    made.cells[cell] !== undefined && !past.hidden.has(cell) && !groups.unsafe.has(cell);
  const failed = failures.find(failure => failure.problem !== 'known' && isOfNow(failure.cell));
  if (failed) throw unprotected(rows, made.cells[failed.cell]);
  for (const [cell, reason] of cells) {
    const area = made.cells[cell]?.area;
    if (area !== undefined && !hidden.has(area)) hidden.set(area, reason);
  }
}

/** The table with what is hidden, known and preferred, by cell. */
function filled(
  { threshold, prefer, isSensitive }: DeliveredRows,
  { made, groups, past }: Layer,
  hidden: ReadonlyMap<string, string>,
): CountTable {
  const { table, cells } = made;
  const where = (areas: { has(area: string): boolean }) =>
    new Set([...cells.keys()].filter(at => !table.virtual.has(at) && areas.has(cells[at]?.area ?? '')));
  const primaries = new Map([...where(hidden)].map(at => [at, 'before' as Reason]));
  return {
    counts: [...table.counts, ...past.counts],
    relations: [...table.relations, ...past.relations],
    virtual: past.virtual,
    open: past.open,
    shares: groups.shares,
    limits: groups.limits,
    unsafe: groups.unsafe,
    showsZeros: !isSensitive,
    threshold,
    primaries: new Map([...primaries, ...past.hidden]),
    known: past.known,
    prefer: where(prefer),
  };
}

function unprotected({ about, threshold }: DeliveredRows, cell?: CellKey): VieError {
  return new VieError('contract', `A count of ${about} in ${cell?.area ?? 'an area'} cannot be protected.`, {
    where: { field: cell?.area ?? '' },
    hint: `Nothing of these is published. Counts below ${threshold} must stay out of sight: have the partner deliver larger areas, or leave out area groups that differ by a few people.`,
  });
}

/** How often cells are chosen; the choice that takes the fewest holds. */
const ATTEMPTS = 4;

/** Numbers from 0 to 1 by cell, the same for all measures of an area, that follow from the secret and tell nothing of it. */
function* drawsOf({ secret }: DeliveredRows, { made }: Layer): Generator<number[]> {
  if (!secret) return;
  const areas = new Set(made.cells.map(({ area }) => area));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const draw = (area: string): number =>
      createHmac('sha256', secret).update(`${attempt} ${area}`).digest().readUInt32BE() / 2 ** 32;
    const draws = new Map([...areas].map(area => [area, draw(area)]));
    yield made.cells.map(({ area }) => draws.get(area) ?? 0);
  }
}
