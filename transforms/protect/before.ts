import type { Before, DeliveredRows, Pair } from './delivered-rows.ts';
import { type HierarchicalTable, hierarchicalTable, type LeafCount, type Measure } from './hierarchy.ts';
import type { CountTable, Reason, Relation } from './table.ts';

/** What a table gains by a release before it: the cells that have another count now, after its own. */
export interface EarlierCells extends Pick<CountTable, 'counts' | 'relations'> {
  /** Shown then with the count of now. */
  known: Set<number>;
  /** Shown then with a count that is no longer true. */
  open: Set<number>;
  virtual: Set<number>;
  /** Hidden then. */
  hidden: Map<number, Reason>;
}

/**
 * A smallest area of which the count did not change is the same unknown in two releases. Whoever keeps the first knows its sums: a
 * row that a correction makes small would follow from the old and the new sum around it.
 */
export function earlierCells(rows: DeliveredRows, pair: Pair, made: HierarchicalTable): EarlierCells {
  const { counts, relations, virtual } = made.table;
  const found: EarlierCells = {
    counts: [],
    relations: [],
    known: new Set(),
    open: new Set(),
    virtual: new Set(),
    hidden: new Map(),
  };
  const { before } = rows;
  if (!before) return found;
  const old = pairTable({ ...rows, count: before.count }, pair).table.counts;
  const isChanged = changes(rows, pair, before);
  const added: number[] = [];
  const place = made.cells.map(({ area, measure }, at) =>
    isChanged(area, measure) ? counts.length + added.push(old[at] ?? 0) - 1 : at,
  );
  for (const [at, { area }] of made.cells.entries()) {
    const to = place[at] ?? at;
    const isShown = !virtual.has(at) && before.shown.has(area);
    if (isShown) (to === at ? found.known : found.open).add(to);
    else if (to !== at && virtual.has(at)) found.virtual.add(to);
    else if (to !== at) found.hidden.set(to, 'before');
  }
  const moved = relations.map(
    ({ total, parts }): Relation => ({
      total: place[total] ?? total,
      parts: parts.map(part => place[part] ?? part),
    }),
  );
  const isNew = ({ total, parts }: Relation) => [total, ...parts].some(cell => cell >= counts.length);
  return { ...found, counts: added, relations: moved.filter(isNew) };
}

/** The table of one pair of counts over all areas. */
export function pairTable(
  { parents, overlapping, count }: Pick<DeliveredRows, 'parents' | 'overlapping' | 'count'>,
  { numerator, denominator }: Pair,
): HierarchicalTable {
  return hierarchicalTable({
    parents,
    overlapping,
    numerator: leaf => count(leaf, numerator),
    ...(denominator ? { denominator: (leaf: string) => count(leaf, denominator) } : {}),
  });
}

/** Whether a count of an area is made of a count of a smallest area that changed, be it that changes cancel out. */
function changes({ parents, overlapping, count }: DeliveredRows, pair: Pair, before: Before) {
  const { numerator, denominator } = pair;
  const of = (counts: typeof count, leaf: string): Record<Measure, number> => {
    const [part, all] = [counts(leaf, numerator), denominator ? counts(leaf, denominator) : 0];
    return { numerator: part, denominator: all, complement: all - part };
  };
  const changed = (measure: Measure): LeafCount => {
    return leaf => Number(of(count, leaf)[measure] !== of(before.count, leaf)[measure]);
  };
  const table = (measure: Measure) =>
    hierarchicalTable({ parents, overlapping, numerator: changed(measure) });
  const tables = {
    numerator: table('numerator'),
    complement: table('complement'),
    denominator: table('denominator'),
  };
  return (area: string, measure: Measure): boolean => {
    const { table: found, cell } = tables[measure];
    return (found.counts[cell({ area, measure: 'numerator' })] ?? 0) > 0;
  };
}
