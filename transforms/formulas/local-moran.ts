import { VieError } from '../../kernel/errors.ts';

/** The value of one area and the places (in the same list) of its neighbours that have a value. */
export interface SpatialArea {
  value: number;
  neighbours: readonly number[];
}

/** One-sided p of local Moran's I in the direction found, and the smallest that the area could have at all. */
export interface LocalP {
  p: number;
  smallest: number;
}

/**
 * p of local Moran's I per area under conditional randomisation (Anselin 1995): the area keeps its value, its k neighbours are any
 * k of all others, each set as likely. Not drawn but counted, so that no seed decides: the sets of each size and sum follow from
 * the product of (1 + y x^value) over all areas, from which the area itself is divided out (the shift algorithm of Streitberg &
 * Röhmel 1986). Values stand on the grid of their decimals, or of GRID steps where that is coarser. Null for areas without
 * neighbours and when all values are equal. Correct for the number of areas with `p_adjusted`. Throws a `contract` error for a
 * value that is no number, or a neighbour that is the area itself.
 */
export function localMoranP(areas: readonly SpatialArea[]): (LocalP | null)[] {
  refuse(areas);
  const most = Math.max(0, ...areas.map(area => area.neighbours.length));
  const grid = onGrid(
    areas.map(area => area.value),
    most,
  );
  const top = Math.max(...grid);
  if (top === 0 || most === 0) return areas.map(() => null);
  const all = sumsOfSets(grid, { most, top });
  const others = rowsOf(most, top);
  return areas.map(({ neighbours }, place) => {
    const own = grid[place] ?? 0;
    const found = neighbours.reduce((sum, neighbour) => sum + (grid[neighbour] ?? 0), 0);
    return neighbours.length === 0
      ? null
      : tails(without(all, { own, others, size: neighbours.length }), found);
  });
}

/** Steps between the lowest and the highest value; fewer where sets are large and areas many, by the additions they cost. */
const GRID = 2048;
const ADDITIONS = 1e8;

/** Values as whole numbers from 0: exact where their decimals allow it. */
function onGrid(values: readonly number[], most: number): Int32Array {
  const lowest = Math.min(...values);
  const range = Math.max(...values) - lowest;
  const steps = Math.max(
    1,
    Math.min(GRID, Math.floor((2 * ADDITIONS) / (values.length * Math.max(1, most) ** 2))),
  );
  const fits = (scale: number): boolean =>
    range * scale <= steps &&
    values.every(value => Math.abs(value * scale - Math.round(value * scale)) < 1e-6);
  const scale = [1, 10, 100, 1000].find(fits) ?? (range > 0 ? steps / range : 0);
  return Int32Array.from(values, value => Math.round((value - lowest) * scale));
}

/** Per size from 0 how many sets have each sum: a row of size j runs from 0 to j times the highest value. */
type Sums = Float64Array[];

const rowsOf = (most: number, top: number): Sums =>
  Array.from({ length: most + 1 }, (_, size) => new Float64Array(size * top + 1));

function sumsOfSets(grid: Int32Array, { most, top }: { most: number; top: number }): Sums {
  const sums = rowsOf(most, top);
  (sums[0] ?? [])[0] = 1;
  for (const value of grid) {
    for (let size = most; size > 0; size--) addShifted(sums[size], sums[size - 1], value);
  }
  return sums;
}

function addShifted(to: Float64Array | undefined, from: Float64Array | undefined, by: number): void {
  if (!to || !from) return;
  for (let sum = 0; sum < from.length; sum++) to[sum + by] = (to[sum + by] ?? 0) + (from[sum] ?? 0);
}

/** The row of one size for all areas but one: a set without it is any set, less the smaller ones that it was added to. */
function without(
  all: Sums,
  { own, others, size }: { own: number; others: Sums; size: number },
): Float64Array {
  (others[0] ?? [])[0] = 1;
  for (let at = 1; at <= size; at++) {
    const row = others[at];
    const smaller = others[at - 1];
    row?.set(all[at] ?? []);
    if (row && smaller)
      for (let sum = 0; sum < smaller.length; sum++)
        row[sum + own] = (row[sum + own] ?? 0) - (smaller[sum] ?? 0);
  }
  return others[size] ?? new Float64Array();
}

/** Below this a count is the rounding of doubles. */
const NOTHING = 1e-13;

function tails(counts: Float64Array, found: number): LocalP {
  const last = counts.length - 1;
  const total = tail(counts, [0, last]);
  const p = Math.min(tail(counts, [0, found]), tail(counts, [last, found])) / total;
  const least = NOTHING * total;
  const smallest = Math.min(tail(counts, [0, last], least), tail(counts, [last, 0], least)) / total;
  return { p: Math.max(NOTHING, p), smallest };
}

/** How many sets have a sum from one place to another, in that order; with `least` up to the first sum at which there are more. */
function tail(counts: Float64Array, [from, to]: [number, number], least = Number.POSITIVE_INFINITY): number {
  const step = Math.sign(to - from) || 1;
  let sum = 0;
  for (let at = from; at !== to + step && sum <= least; at += step) sum += counts[at] ?? 0;
  return sum;
}

function refuse(areas: readonly SpatialArea[]): void {
  const wrong = areas.some(area => !Number.isFinite(area.value))
    ? 'a value that is no number'
    : areas.some((area, place) =>
          area.neighbours.some(neighbour => neighbour === place || !(neighbour in areas)),
        )
      ? 'a neighbour that is the area itself or not there'
      : undefined;
  if (wrong) throw new VieError('contract', `Local Moran cannot be tested: ${wrong}.`);
}
