import { type CountTable, countOf, type Hidden, isUnknown, type Relation } from './table.ts';

/** Cells that an attacker does not know and the sums between them; two blocks say nothing about each other. */
export interface Block {
  cells: number[];
  relations: Relation[];
}

/**
 * The cells that do not follow at once from the published ones, in independent blocks. A sum with one unseen cell gives it, and
 * unseen parts of which the published rest leaves nothing are zero; what follows so is left out.
 */
export function blocksOf(table: CountTable, hidden: Hidden): Block[] {
  const unknown = new Set([...table.counts.keys()].filter(cell => isUnknown(table, hidden, cell)));
  settle(table, unknown);
  const block = new Map<number, Block>([...unknown].map(cell => [cell, { cells: [cell], relations: [] }]));
  for (const { total, parts } of table.relations) {
    const cells = [total, ...parts].filter(cell => unknown.has(cell));
    const joined = cells.map(cell => block.get(cell)).filter(one => one !== undefined);
    const [largest] = joined.toSorted((a, b) => b.cells.length - a.cells.length);
    if (!largest) continue;
    for (const other of new Set(joined)) if (other !== largest) join(block, largest, other);
    largest.relations.push({
      total: unknown.has(total) ? total : -1,
      parts: parts.filter(p => unknown.has(p)),
    });
  }
  const blocks = [...new Set(block.values())];
  for (const { cells } of blocks) cells.sort((a, b) => a - b);
  return blocks.sort((a, b) => (a.cells[0] ?? 0) - (b.cells[0] ?? 0));
}

function join(block: Map<number, Block>, into: Block, other: Block): void {
  for (const cell of other.cells) {
    into.cells.push(cell);
    block.set(cell, into);
  }
  for (const relation of other.relations) into.relations.push(relation);
}

/** Takes out of `unknown` what one sum alone gives away, until nothing more follows. */
function settle(table: CountTable, unknown: Set<number>): void {
  for (let before = -1; before !== unknown.size; ) {
    before = unknown.size;
    for (const { total, parts } of table.relations) {
      const left = parts.filter(part => unknown.has(part));
      const totalUnknown = unknown.has(total);
      const nothingLeft = !totalUnknown && left.every(part => countOf(table, part) === 0);
      if (nothingLeft || left.length + Number(totalUnknown) === 1)
        for (const cell of [total, ...left]) unknown.delete(cell);
    }
  }
}

/** The sums of a block by the place of the cells in it: parts minus total. */
export function equations({ cells, relations }: Block): Map<number, number>[] {
  const place = new Map(cells.map((cell, at) => [cell, at]));
  return relations.map(({ total, parts }) => {
    const row = new Map(parts.map(part => [place.get(part) ?? -1, 1]));
    const at = place.get(total);
    if (at !== undefined) row.set(at, -1);
    return row;
  });
}
