import { VieError } from '../../kernel/errors.ts';
import { type AreaLayout, areaLayout, type Parents } from './areas.ts';
import type { CountTable, Relation } from './table.ts';

export type Measure = 'numerator' | 'complement' | 'denominator';

/** What a cell counts; without category it is all categories together. */
export interface CellKey {
  area: string;
  category?: string;
  measure: Measure;
}

export type LeafCount = (leaf: string, category?: string) => number;

export interface HierarchyInput {
  parents: Parents;
  /** Areas that cut through the hierarchy, as living labs: code and smallest areas. */
  overlapping?: ReadonlyMap<string, readonly string[]>;
  /** Exclude each other, and together are the total. */
  categories?: readonly string[];
  /** Count per smallest area and category. */
  numerator: LeafCount;
  /** Of how many; the rest is as revealing as the numerator. */
  denominator?: LeafCount;
  /** Denominators are public from elsewhere and cannot be hidden. Small ones are then failures: they bound the numerator. */
  openDenominator?: boolean;
  /** Whether the figures of an area are printed; default all areas. */
  published?: (area: string) => boolean;
}

/** The table to protect, and what each of its cells is. */
export interface HierarchicalTable {
  table: Pick<CountTable, 'counts' | 'relations'> & { virtual: Set<number>; open: Set<number> };
  cells: CellKey[];
  /** Place of a cell; throws a `contract` error when there is none. */
  cell: (key: CellKey) => number;
  /** The smallest areas of an area. */
  leaves: (area: string) => readonly string[];
}

/**
 * Cells, sums and cells that are not printed of counts per area, category and measure: every area, all categories together, every
 * piece of overlapping areas, and for each denominator the complement of the numerator.
 */
export function hierarchicalTable(input: HierarchyInput): HierarchicalTable {
  const layout = areaLayout(input.parents, input.overlapping ?? new Map());
  const cells = keysOf(input, layout);
  const places = new Map(cells.map((key, at) => [nameOf(key), at]));
  const cell = (key: CellKey): number => {
    const at = places.get(nameOf(key));
    if (at === undefined) throw new VieError('contract', `The table has no cell for ${nameOf(key)}.`);
    return at;
  };
  const counts = cells.map(key => countOfKey(input, layout, key));
  const relations = [
    ...areaSums(cells, layout, cell),
    ...categorySums(input, cells, cell),
    ...complements(cells, cell),
  ];
  const isPrinted = ({ area, measure }: CellKey): boolean =>
    measure !== 'complement' && !layout.areas.get(area)?.derived && input.published?.(area) !== false;
  const isPublic = ({ measure }: CellKey): boolean =>
    measure === 'denominator' && input.openDenominator === true;
  const leaves = new Map([...layout.areas.values()].map(area => [area.code, [...area.leaves]]));
  const select = (wanted: (key: CellKey) => boolean) =>
    new Set([...cells.keys()].filter(at => wanted(cells[at] ?? { area: '', measure: 'complement' })));
  return {
    table: { counts, relations, virtual: select(key => !isPrinted(key)), open: select(isPublic) },
    cells,
    cell,
    leaves: area => leaves.get(area) ?? [],
  };
}

type CellOf = (key: CellKey) => number;

const nameOf = ({ area, category, measure }: CellKey): string =>
  `${measure} of ${area}${category === undefined ? '' : `, ${category}`}`;

function keysOf({ categories = [], denominator }: HierarchyInput, layout: AreaLayout): CellKey[] {
  const measures: Measure[] = denominator ? ['numerator', 'complement', 'denominator'] : ['numerator'];
  return [...layout.areas.keys()].flatMap(area =>
    measures.flatMap(measure => [
      { area, measure },
      ...categories.map(category => ({ area, category, measure })),
    ]),
  );
}

function countOfKey(input: HierarchyInput, layout: AreaLayout, { area, category, measure }: CellKey): number {
  const { categories = [], numerator, denominator } = input;
  const wanted = category === undefined && categories.length > 0 ? categories : [category];
  let sum = 0;
  for (const leaf of layout.areas.get(area)?.leaves ?? []) {
    for (const one of wanted) {
      const whole = denominator?.(leaf, one) ?? 0;
      sum += measure === 'denominator' ? whole : numerator(leaf, one) * (measure === 'complement' ? -1 : 1);
      if (measure === 'complement') sum += whole;
    }
  }
  return sum;
}

function areaSums(cells: CellKey[], { sums }: AreaLayout, cell: CellOf): Relation[] {
  const parts = new Map<string, string[][]>();
  for (const sum of sums) parts.set(sum.total, [...(parts.get(sum.total) ?? []), sum.parts]);
  return cells.flatMap(key =>
    (parts.get(key.area) ?? []).map(areas => ({
      total: cell(key),
      parts: areas.map(area => cell({ ...key, area })),
    })),
  );
}

function categorySums({ categories = [] }: HierarchyInput, cells: CellKey[], cell: CellOf): Relation[] {
  if (categories.length === 0) return [];
  const totals = cells.filter(key => key.category === undefined);
  return totals.map(key => ({
    total: cell(key),
    parts: categories.map(category => cell({ ...key, category })),
  }));
}

function complements(cells: CellKey[], cell: CellOf): Relation[] {
  const wholes = cells.filter(key => key.measure === 'denominator');
  return wholes.map(key => ({
    total: cell(key),
    parts: [cell({ ...key, measure: 'numerator' }), cell({ ...key, measure: 'complement' })],
  }));
}
