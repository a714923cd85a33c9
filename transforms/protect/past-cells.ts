import type { CountOf, DeliveredRows, Pair, Stage } from './delivered-rows.ts';
import { Elimination } from './elimination.ts';
import { type HierarchicalTable, hierarchicalTable, type Measure } from './hierarchy.ts';
import type { CountTable, Reason, Relation } from './table.ts';

/** What a table gains by what was printed before: the cells that had another count then, after its own. */
export interface PastCells extends Pick<CountTable, 'counts' | 'relations'> {
  /** Shown then with the count of now. */
  known: Set<number>;
  /** Shown then, and no row of now. */
  open: Set<number>;
  /** Hidden then, and no row of now. */
  hidden: Map<number, Reason>;
  /** Neither shown nor hidden, then or now. */
  virtual: Set<number>;
}

/** The table of one pair of counts over all areas, as they are now; an area that has no row now is not printed. */
export function pairTable(rows: DeliveredRows, pair: Pair): HierarchicalTable {
  const { parents, overlapping } = rows;
  const areas = pair.areas ?? rows.areas;
  const numerator = (leaf: string): number => atLeaf(rows.count, pair, leaf).numerator.count;
  const denominator = (leaf: string): number => atLeaf(rows.count, pair, leaf).denominator.count;
  return hierarchicalTable({
    parents,
    overlapping,
    numerator,
    ...(pair.denominator ? { denominator } : {}),
    ...(areas ? { published: (area: string) => areas.has(area) } : {}),
  });
}

/**
 * A count of a smallest area that did not change is the same unknown in all releases, and one that got back to what it was is the
 * one of then. Whoever keeps the releases knows all their sums: each is a cell here, once for as many releases as had it.
 */
export function pastCells(rows: DeliveredRows, pair: Pair, made: HierarchicalTable): PastCells {
  const places = new Places(rows, pair, made);
  const shown = new Set<number>();
  const hidden = new Set<number>();
  const relations = new Map<string, Relation>();
  for (const stage of rows.past) {
    const place = places.of(stage);
    for (const [at, { area, measure }] of made.cells.entries()) {
      if (!stage.areas.has(area) || !isCounted(stage, pair, { measure, leaf: made.leaves(area)[0] }))
        continue;
      (stage.hidden.has(area) ? hidden : shown).add(place[at] ?? at);
    }
    for (const relation of made.table.relations) keep(relations, moved(relation, place), made);
  }
  const added = [...relations.values()];
  const counts = [...made.table.counts, ...places.added];
  // A small count that follows is nobody's knowledge to rest on: it is what must not happen.
  for (const cell of following([...made.table.relations, ...added], shown))
    if ((counts[cell] ?? 0) >= rows.threshold) shown.add(cell);
  return {
    ...statesOf(made, { shown, hidden, size: places.size }),
    counts: places.added,
    relations: added,
  };
}

/** What follows from what was printed is as well known, as a new group of areas that were all printed. */
function following(relations: readonly Relation[], shown: ReadonlySet<number>): number[] {
  if (shown.size === 0) return [];
  const unseen = new Elimination();
  for (const { total, parts } of relations) {
    const cells = [[total, -1] as const, ...parts.map(part => [part, 1] as const)];
    unseen.add(new Map(cells.filter(([cell]) => !shown.has(cell))));
  }
  return unseen.determined();
}

type LeafCounts = Record<Measure, { count: number; isCounted: boolean }>;

/** The three counts of a smallest area; what was not counted adds nothing, and is nobody's knowledge. */
function atLeaf(count: CountOf, { numerator, denominator }: Pair, leaf: string): LeafCounts {
  const part = count(leaf, numerator);
  const whole = denominator ? count(leaf, denominator) : undefined;
  const of = whole ?? part ?? 0;
  const isBoth = part !== undefined && whole !== undefined;
  return {
    numerator: { count: part ?? 0, isCounted: part !== undefined },
    complement: { count: of - (part ?? 0), isCounted: isBoth },
    denominator: { count: of, isCounted: whole !== undefined },
  };
}

/** Complements are not printed. */
function isCounted(
  stage: Stage,
  pair: Pair,
  { measure, leaf = '' }: { measure: Measure; leaf: string | undefined },
) {
  return measure !== 'complement' && atLeaf(stage.count, pair, leaf)[measure].isCounted;
}

/** Where the counts of a stage are: at the cells of now as far as they are the same, else at cells that are added. */
class Places {
  readonly added: number[] = [];
  readonly #rows: DeliveredRows;
  readonly #pair: Pair;
  readonly #made: HierarchicalTable;
  readonly #leaves: string[];
  readonly #places = new Map<string, number>();

  constructor(rows: DeliveredRows, pair: Pair, made: HierarchicalTable) {
    [this.#rows, this.#pair, this.#made] = [rows, pair, made];
    this.#leaves = [...new Set(made.cells.flatMap(({ area }) => made.leaves(area)))];
  }

  get size(): number {
    return this.#made.cells.length + this.added.length;
  }

  of(stage: Stage): number[] {
    const changed = this.#changes(stage);
    return this.#made.cells.map((key, at) => {
      const others = this.#made.leaves(key.area).filter(leaf => changed[key.measure].has(leaf));
      if (others.length === 0) return at;
      const name = [at, ...others.map(leaf => `${leaf} ${changed[key.measure].get(leaf)?.name}`)].join();
      const by = others.reduce((sum, leaf) => sum + (changed[key.measure].get(leaf)?.by ?? 0), 0);
      const place = this.#places.get(name) ?? this.#add((this.#made.table.counts[at] ?? 0) + by);
      this.#places.set(name, place);
      return place;
    });
  }

  #add(count: number): number {
    this.added.push(count);
    return this.size - 1;
  }

  /** The smallest areas whose count was another: by how much, and what it is called as an unknown of its own. */
  #changes(stage: Stage): Record<Measure, Map<string, { by: number; name: string }>> {
    const found = { numerator: new Map(), complement: new Map(), denominator: new Map() };
    for (const leaf of this.#leaves) {
      const now = atLeaf(this.#rows.count, this.#pair, leaf);
      const then = atLeaf(stage.count, this.#pair, leaf);
      for (const measure of ['numerator', 'complement', 'denominator'] as const) {
        const { count, isCounted: isKnown } = then[measure];
        if (count === now[measure].count && isKnown === now[measure].isCounted) continue;
        found[measure].set(leaf, { by: count - now[measure].count, name: `${count}${isKnown ? '' : '?'}` });
      }
    }
    return found;
  }
}

const moved = ({ total, parts }: Relation, place: readonly number[]): Relation => ({
  total: place[total] ?? total,
  parts: parts.map(part => place[part] ?? part),
});

/** Keeps a sum once, and only when it is none of now. */
function keep(relations: Map<string, Relation>, relation: Relation, { cells }: HierarchicalTable): void {
  const { total, parts } = relation;
  if (total >= cells.length || parts.some(part => part >= cells.length))
    relations.set(`${total}=${parts}`, relation);
}

interface Seen {
  shown: ReadonlySet<number>;
  hidden: ReadonlySet<number>;
  size: number;
}

/** A count that one release showed is known, whatever another hid. */
function statesOf({ cells, table }: HierarchicalTable, { shown, hidden, size }: Seen) {
  const isRow = (at: number): boolean => at < cells.length && !table.virtual.has(at);
  const all = Array.from({ length: size }, (_, at) => at);
  return {
    known: new Set([...shown].filter(isRow)),
    open: new Set([...shown].filter(at => !isRow(at))),
    hidden: new Map(
      [...hidden].filter(at => !isRow(at) && !shown.has(at)).map(at => [at, 'before' as const]),
    ),
    virtual: new Set(all.filter(at => !isRow(at) && !shown.has(at) && !hidden.has(at))),
  };
}
