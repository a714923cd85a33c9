import loadHighs from 'highs';
import type { CellKey, HierarchicalTable } from '../../../transforms/protect/hierarchy.ts';

/** A solver of its own; the types of the package are those of its CommonJS build. */
const solver = (loadHighs as unknown as typeof loadHighs.default)();

/** A world of people counted per smallest area, category, and whether they are in the numerator: what the attacker knows exists. */
export interface World {
  parents: Map<string, string | undefined>;
  overlapping: Map<string, string[]>;
  categories: string[];
  /** Count per atom, by `leaf/category/in` or `leaf/category/out`. */
  atoms: Map<string, number>;
}

/** Own way to the leaves of an area: nothing of the engine is used. */
export function leavesOf(world: World, area: string): string[] {
  const own = world.overlapping.get(area);
  if (own) return own;
  const children = [...world.parents.keys()].filter(code => world.parents.get(code) === area);
  return children.length === 0 ? [area] : children.flatMap(child => leavesOf(world, child));
}

export function atomsOf(world: World, { area, category, measure }: CellKey): string[] {
  const sides = measure === 'denominator' ? ['in', 'out'] : [measure === 'numerator' ? 'in' : 'out'];
  const categories = category === undefined ? world.categories : [category];
  return leavesOf(world, area).flatMap(leaf =>
    categories.flatMap(one => sides.map(side => `${leaf}/${one}/${side}`)),
  );
}

/** Printed cells as sums of atoms, in exact whole numbers: what follows from them, and between which bounds the rest lies. */
export class Attacker {
  readonly #places: Map<string, number>;
  readonly #rows: { row: bigint[]; pivot: number }[] = [];
  readonly #equations: { atoms: string[]; count: number }[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    this.#places = new Map([...world.atoms.keys()].map((atom, at) => [atom, at]));
  }

  /** Learns the number of people in a set of atoms. */
  learn(atoms: string[]): void {
    this.#equations.push({ atoms, count: this.count(atoms) });
    const row = this.#reduce(this.#vector(atoms));
    const pivot = row.findIndex(value => value !== 0n);
    if (pivot >= 0) this.#rows.push({ row, pivot });
  }

  count(atoms: string[]): number {
    return atoms.reduce((sum, atom) => sum + (this.#world.atoms.get(atom) ?? 0), 0);
  }

  /** What is left of a set of atoms after all that is known: only zeros when the number of people in it follows. */
  residual(atoms: string[]): bigint[] {
    return this.#reduce(this.#vector(atoms));
  }

  #vector(atoms: string[]): bigint[] {
    const row = new Array<bigint>(this.#places.size).fill(0n);
    for (const atom of atoms) row[this.#places.get(atom) ?? -1] = 1n;
    return row;
  }

  #reduce(row: bigint[]): bigint[] {
    let left = row;
    for (const known of this.#rows) left = combine(left, known.row, known.pivot);
    return left;
  }

  /** Least and largest number of people in each set of atoms, by a program of its own over the atoms. */
  async bounds(sets: string[][]): Promise<{ low: number; high: number }[]> {
    const highs = await solver;
    const name = (atom: string) => `x${this.#places.get(atom)}`;
    const rules = this.#equations.map(
      ({ atoms, count }, n) => ` e${n}: ${atoms.map(name).join(' + ')} = ${count}`,
    );
    rules.push(` all: ${[...this.#places.keys()].map(name).join(' + ')} <= 1000000`);
    const data = `Minimize\n goal: 0 x0\nSubject To\n${rules.join('\n')}\nEnd`;
    return highs.withModel({ format: 'lp', data }, model => {
      model.options.set('output_flag', false);
      const least = (atoms: string[], sign: number): number => {
        const columns = atoms.map(atom => model.getColByName(name(atom)));
        for (const column of columns) model.changeColCost(column, sign);
        model.run();
        const { colValue } = model.getSolution();
        for (const column of columns) model.changeColCost(column, 0);
        return columns.reduce((sum, column) => sum + (colValue[column] ?? 0), 0);
      };
      return sets.map(atoms => ({ low: least(atoms, 1), high: least(atoms, -1) }));
    });
  }
}

/** Whether a row is zero, or would be with as much as needed of another. */
export function follows(row: bigint[], other?: bigint[]): boolean {
  if (row.every(value => value === 0n)) return true;
  const pivot = other?.findIndex(value => value !== 0n) ?? -1;
  return other !== undefined && pivot >= 0 && combine(row, other, pivot).every(value => value === 0n);
}

/** A row without the pivot of another: whole numbers, with what they share divided out. */
function combine(row: bigint[], other: bigint[], pivot: number): bigint[] {
  const times = row[pivot] ?? 0n;
  const own = other[pivot] ?? 0n;
  if (times === 0n) return row;
  const sum = row.map((value, at) => value * own - (other[at] ?? 0n) * times);
  const shared = sum.reduce((a, b) => gcd(a, b), 0n);
  return shared > 1n ? sum.map(value => value / shared) : sum;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y) [x, y] = [y, x % y];
  return x;
}

/** What the attacker sees of a table: every cell that is printed and not hidden, and what was known before. */
export function attackerOf(world: World, made: HierarchicalTable, seen: (cell: number) => boolean): Attacker {
  const attacker = new Attacker(world);
  for (const [cell, key] of made.cells.entries()) if (seen(cell)) attacker.learn(atomsOf(world, key));
  return attacker;
}
