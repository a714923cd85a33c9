import { VieError } from '../../kernel/errors.ts';
import { type Random, seededRandom } from './random.ts';

/** The value of one area and the places (in the same list) of its neighbours that have a value. */
export interface SpatialArea {
  value: number;
  neighbours: readonly number[];
}

export interface PermutationOptions {
  permutations?: number;
  seed?: number;
}

/**
 * Pseudo p of local Moran's I per area, one-sided in the direction found (Anselin 1995, as GeoDa): the area keeps its value, its
 * neighbours are drawn from all others without replacement, and p = (as extreme + 1) / (permutations + 1). Null for areas without
 * neighbours and when all values are equal. The same seed gives the same p. Correct for the number of areas with `p_adjusted`.
 * Throws a `contract` error with fewer than 99 permutations, a value that is no number, or a neighbour that is the area itself.
 */
export function localMoranP(
  areas: readonly SpatialArea[],
  { permutations = 999, seed = 1 }: PermutationOptions = {},
): (number | null)[] {
  refuse(areas, permutations);
  const mean = areas.reduce((sum, area) => sum + area.value, 0) / areas.length;
  const z = Float64Array.from(areas, area => area.value - mean);
  const random = seededRandom(seed);
  if (z.every(deviation => deviation === z[0])) return areas.map(() => null);
  return areas.map(({ neighbours }, place) =>
    neighbours.length === 0 ? null : onePseudoP({ z, place, neighbours, permutations, random }),
  );
}

interface OneArea {
  z: Float64Array;
  place: number;
  neighbours: readonly number[];
  permutations: number;
  random: Random;
}

/** Local I differs from the sum of the neighbours by a constant of the area, so that sums are compared. */
function onePseudoP({ z, place, neighbours, permutations, random }: OneArea): number {
  const own = z[place] ?? 0;
  const found = neighbours.reduce((sum, neighbour) => sum + own * (z[neighbour] ?? 0), 0);
  const others = Float64Array.from([...z.subarray(0, place), ...z.subarray(place + 1)]);
  const slack = 1e-12 * (1 + Math.abs(found));
  let higher = 0;
  let lower = 0;
  for (let permutation = 0; permutation < permutations; permutation++) {
    const drawn = own * sumOfDraw(others, neighbours.length, random);
    if (drawn >= found - slack) higher++;
    if (drawn <= found + slack) lower++;
  }
  return (Math.min(higher, lower) + 1) / (permutations + 1);
}

/** Sum of `count` of the values without replacement: the first steps of a Fisher-Yates shuffle, which may start anywhere. */
function sumOfDraw(values: Float64Array, count: number, random: Random): number {
  let sum = 0;
  for (let at = 0; at < count; at++) {
    const chosen = at + Math.floor(random() * (values.length - at));
    const value = values[chosen] ?? 0;
    values[chosen] = values[at] ?? 0;
    values[at] = value;
    sum += value;
  }
  return sum;
}

function refuse(areas: readonly SpatialArea[], permutations: number): void {
  const wrong =
    permutations < 99
      ? `${permutations} permutations instead of at least 99`
      : areas.some(area => !Number.isFinite(area.value))
        ? 'a value that is no number'
        : areas.some((area, place) =>
              area.neighbours.some(neighbour => neighbour === place || !(neighbour in areas)),
            )
          ? 'a neighbour that is the area itself or not there'
          : undefined;
  if (wrong) throw new VieError('contract', `Local Moran cannot be tested: ${wrong}.`);
}
