import loadHighs, { type Highs, type Model } from 'highs';
import { VieError } from '../../kernel/errors.ts';

/** The types of the package are those of its CommonJS build, where the function is a field of what is imported. */
const load = loadHighs as unknown as typeof loadHighs.default;

let loading: Promise<Highs> | undefined;

/** The linear programming solver, loaded once per process. */
export function loadSolver(): Promise<Highs> {
  loading ??= load();
  return loading;
}

/** Columns with bounds and costs, and rows that are zero: coefficient per column. */
export interface ProgramShape {
  lower: readonly number[];
  upper: readonly number[];
  cost: readonly number[];
  rows: readonly ReadonlyMap<number, number>[];
  /** `objective`: costs change from solve to solve; `bounds`: bounds do. Decides which simplex can go on where it stopped. */
  changes: 'objective' | 'bounds';
}

/** Primal values per column, or why there are none. */
export type Outcome = { values: Float64Array } | 'unbounded' | 'infeasible';

/** A linear program that keeps its basis between solves. Dispose of it: its memory is outside the garbage collector. */
export class Program {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #rows: number;

  constructor(highs: Highs, { lower, upper, cost, rows, changes }: ProgramShape) {
    this.#highs = highs;
    this.#rows = rows.length;
    const starts = [0];
    for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.size);
    this.#model = highs.createModel({
      numCols: lower.length,
      numRows: rows.length,
      colCost: cost,
      colLower: lower,
      colUpper: upper,
      rowLower: rows.map(() => 0),
      rowUpper: rows.map(() => 0),
      matrix: {
        format: 'csr',
        numRows: rows.length,
        numCols: lower.length,
        starts,
        indices: rows.flatMap(row => [...row.keys()]),
        values: rows.flatMap(row => [...row.values()]),
      },
    });
    const simplex_strategy = changes === 'objective' ? 4 : 1;
    this.#model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex', simplex_strategy });
  }

  setCost(column: number, cost: number): void {
    this.#model.changeColCost(column, cost);
  }

  setBounds(column: number, lower: number, upper: number): void {
    this.#model.changeColBounds(column, lower, upper);
  }

  /** Solves with one more row: that sum of columns is at least so much. */
  minimiseWith(terms: ReadonlyMap<number, number>, least: number): Outcome {
    const row = this.#rows;
    const entries = { indices: [...terms.keys()], values: [...terms.values()] };
    this.#model.addRow(least, Number.POSITIVE_INFINITY, entries);
    try {
      return this.minimise();
    } finally {
      this.#model.deleteRows({ kind: 'range', from: row, to: row });
    }
  }

  /** Solves from where the last solve ended; once more from the start when the solver loses its way. Throws a `bug` after that. */
  minimise(): Outcome {
    const { modelStatus } = this.#highs.constants;
    for (const attempt of ['on', 'anew']) {
      if (attempt === 'anew') this.#model.clearSolver();
      const status = this.#model.run().modelStatus;
      if (status === modelStatus.optimal) return { values: this.#model.getSolution().colValue };
      if (status === modelStatus.infeasible) return 'infeasible';
      if (status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible)
        return 'unbounded';
    }
    throw new VieError('bug', 'The solver of the disclosure audit gave no answer twice.');
  }

  dispose(): void {
    this.#model.dispose();
  }
}
