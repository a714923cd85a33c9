import loadHighs from 'highs';

/** A solver of its own; the types of the package are those of its CommonJS build. */
const solver = (loadHighs as unknown as typeof loadHighs.default)();

/** Numbers of people, each with how often it counts. */
export type Terms = ReadonlyMap<string, number>;

interface Equation {
  terms: Map<string, number>;
  sum: number;
}

export interface Bounds {
  low: number;
  high: number;
}

/** The largest prime below 2^26: products of two rests are exact. A rank is wrong once in as many times. */
const PRIME = 67108859;
/** More people than there are. */
const EVERYBODY = 1000000;

/**
 * Knows sums of numbers of people that are at least zero, and says what follows of others. Knows nothing of how they were hidden.
 */
export class ReleaseAttacker {
  readonly #equations: Equation[] = [];
  readonly #known = new Map<string, number>();
  #places: Map<string, number> | undefined;
  #rows: { row: Float64Array; pivot: number }[] = [];

  learn(terms: Terms, sum: number): void {
    this.#equations.push({ terms: new Map(terms), sum });
    this.#places = undefined;
  }

  /** What is left of a sum without what is known at once. */
  #rest(terms: Terms, sum: number): Equation {
    const rest: Equation = { terms: new Map(), sum };
    for (const [name, times] of terms) {
      const value = this.#known.get(name);
      if (value === undefined) rest.terms.set(name, times);
      else rest.sum -= times * value;
    }
    return rest;
  }

  /** Works out at once what a single sum gives, and lines the others up for elimination. */
  #prepare(): Map<string, number> {
    if (this.#places) return this.#places;
    for (let before = -1; before !== this.#known.size; ) {
      before = this.#known.size;
      for (const { terms, sum } of this.#equations) {
        const rest = this.#rest(terms, sum);
        const [[name, times] = ['', 1]] = rest.terms;
        if (rest.terms.size === 1) this.#known.set(name, rest.sum / times);
        if (rest.sum === 0 && [...rest.terms.values()].every(value => value > 0))
          for (const zero of rest.terms.keys()) this.#known.set(zero, 0);
      }
    }
    const names = this.#equations.flatMap(({ terms, sum }) => [...this.#rest(terms, sum).terms.keys()]);
    this.#places = new Map([...new Set(names)].map((name, at) => [name, at]));
    this.#rows = [];
    for (const { terms, sum } of this.#equations) {
      const row = this.#reduce(this.#vector(this.#rest(terms, sum).terms));
      const pivot = row.findIndex(value => value !== 0);
      if (pivot >= 0) this.#rows.push({ row: scaled(row, inverse(row[pivot] ?? 1)), pivot });
    }
    return this.#places;
  }

  #vector(terms: Terms): Float64Array {
    const row = new Float64Array(this.#places?.size ?? 0);
    for (const [name, times] of terms) row[this.#places?.get(name) ?? -1] = ((times % PRIME) + PRIME) % PRIME;
    return row;
  }

  #reduce(row: Float64Array): Float64Array {
    for (const { row: known, pivot } of this.#rows) {
      const times = row[pivot] ?? 0;
      if (times === 0) continue;
      for (const [at, value] of known.entries())
        if (value !== 0) row[at] = ((row[at] ?? 0) + (PRIME - times) * value) % PRIME;
    }
    return row;
  }

  /** Whether the sum is a combination of the sums that are known. */
  follows(terms: Terms): boolean {
    const places = this.#prepare();
    const rest = this.#rest(terms, 0);
    if ([...rest.terms.keys()].some(name => !places.has(name))) return false;
    return this.#reduce(this.#vector(rest.terms)).every(value => value === 0);
  }

  /** Least and largest value of each sum, by linear programming. */
  async bounds(sums: readonly Terms[]): Promise<Bounds[]> {
    const places = this.#prepare();
    const highs = await solver;
    const rests = sums.map(terms => this.#rest(terms, 0));
    const data = this.#program(rests);
    return highs.withModel({ format: 'lp', data }, model => {
      model.options.set('output_flag', false);
      const extreme = ({ terms, sum }: Equation, sign: number): number => {
        const columns = [...terms].map(
          ([name, times]) => [model.getColByName(`x${places.get(name)}`), times] as const,
        );
        for (const [column, times] of columns) model.changeColCost(column, sign * times);
        model.run();
        const { colValue } = model.getSolution();
        for (const [column] of columns) model.changeColCost(column, 0);
        return columns.reduce((total, [column, times]) => total + times * (colValue[column] ?? 0), -sum);
      };
      return rests.map(rest => ({ low: extreme(rest, 1), high: extreme(rest, -1) }));
    });
  }

  /** The program in the LP format; numbers that only the wanted sums name are free below everybody. */
  #program(wanted: Equation[]): string {
    const places = this.#places ?? new Map<string, number>();
    for (const { terms } of wanted)
      for (const name of terms.keys()) if (!places.has(name)) places.set(name, places.size);
    const side = (terms: Terms) =>
      [...terms]
        .map(([name, times]) => `${times < 0 ? '-' : '+'} ${Math.abs(times)} x${places.get(name)}`)
        .join(' ');
    const rules = this.#equations
      .map(({ terms, sum }) => this.#rest(terms, sum))
      .filter(({ terms }) => terms.size > 0)
      .map(({ terms, sum }, n) => ` e${n}: ${side(terms)} = ${sum}`);
    const limits = [...places.values()].map(at => ` x${at} <= ${EVERYBODY}`);
    rules.push(` all: ${[...places.values()].map(at => `x${at}`).join(' + ')} >= 0`);
    return `Minimize\n goal: 0 x0\nSubject To\n${rules.join('\n')}\nBounds\n${limits.join('\n')}\nEnd`;
  }
}

const scaled = (row: Float64Array, times: number): Float64Array => row.map(value => (value * times) % PRIME);

/** By Fermat: the power of the prime minus two. */
function inverse(value: number): number {
  let [result, base] = [1, value];
  for (let power = PRIME - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}
