const SLACK = 1e-9;

/**
 * The sums that hold between cells that are not seen, in reduced row echelon form, while ever more cells are published. A cell
 * follows from the published ones when a row holds nothing but that cell.
 */
export class Elimination {
  /** Coefficient per cell of each row; 1 at the pivot, which is in no other row. */
  readonly #rows = new Map<number, Map<number, number>>();
  readonly #pivotOf = new Map<number, number>();
  readonly #rowOf = new Map<number, number>();
  /** Rows in which a cell stands beside the pivot. */
  readonly #beside = new Map<number, Set<number>>();

  /** Adds one sum: coefficients of cells that are not seen. */
  add(coefficients: ReadonlyMap<number, number>): void {
    const row = new Map(coefficients);
    for (const [cell, times] of coefficients) {
      const at = this.#rowOf.get(cell);
      if (at !== undefined) addTo(row, this.#rows.get(at) ?? new Map(), -times);
    }
    if (row.size === 0) return;
    const id = this.#rows.size;
    this.#rows.set(id, row);
    for (const cell of row.keys()) this.#rowsBeside(cell).add(id);
    this.#pivot(id);
  }

  /** The rows that lose `cell` when it is published, without it. Changes pivots, not what the rows say. */
  without(cell: number): { pivot: number; row: Map<number, number> }[] {
    const own = this.#rowOf.get(cell);
    if (own !== undefined) this.#giveUpPivot(own, cell);
    return [...this.#rowsBeside(cell)].map(id => {
      const row = new Map(this.#rows.get(id));
      row.delete(cell);
      return { pivot: this.#pivotOf.get(id) ?? -1, row };
    });
  }

  /** The cells that follow. */
  determined(): number[] {
    return [...this.#rows].flatMap(([id, row]) => (row.size === 1 ? [this.#pivotOf.get(id) ?? -1] : []));
  }

  /** Publishes a cell. */
  publish(cell: number): void {
    const own = this.#rowOf.get(cell);
    if (own !== undefined) this.#giveUpPivot(own, cell);
    const alone = this.#rowOf.get(cell);
    if (alone !== undefined) this.#rows.set(alone, new Map());
    this.#rowOf.delete(cell);
    for (const id of this.#rowsBeside(cell)) this.#rows.get(id)?.delete(cell);
    this.#beside.delete(cell);
  }

  /** Rows in which `cell` stands beside the pivot, with that pivot. */
  *rowsWith(cell: number): Iterable<{ pivot: number; row: ReadonlyMap<number, number> }> {
    for (const id of this.#rowsBeside(cell))
      yield { pivot: this.#pivotOf.get(id) ?? -1, row: this.#rows.get(id) ?? new Map() };
  }

  #rowsBeside(cell: number): Set<number> {
    let rows = this.#beside.get(cell);
    if (!rows) {
      rows = new Set();
      this.#beside.set(cell, rows);
    }
    return rows;
  }

  #giveUpPivot(id: number, cell: number): void {
    const row = this.#rows.get(id) ?? new Map<number, number>();
    if (row.size < 2) return;
    this.#rowOf.delete(cell);
    this.#rowsBeside(cell).add(id);
    this.#pivot(id, cell);
  }

  /** Makes the cell that stands in the fewest other rows the pivot of a row, and takes it out of those. */
  #pivot(id: number, except?: number): void {
    const row = this.#rows.get(id) ?? new Map<number, number>();
    const pivot = this.#bestPivot(row, except);
    const scale = row.get(pivot) ?? 1;
    if (scale !== 1) for (const [cell, value] of row) row.set(cell, value / scale);
    this.#rowsBeside(pivot).delete(id);
    for (const other of this.#rowsBeside(pivot)) this.#take(other, row, pivot);
    this.#beside.delete(pivot);
    this.#pivotOf.set(id, pivot);
    this.#rowOf.set(pivot, id);
  }

  #bestPivot(row: ReadonlyMap<number, number>, except?: number): number {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const [cell, value] of row) {
      if (cell === except) continue;
      // A pivot of 1 or -1 keeps coefficients whole.
      const cost = (this.#beside.get(cell)?.size ?? 0) + (Math.abs(Math.abs(value) - 1) < SLACK ? 0 : 1e6);
      if (cost < least) [best, least] = [cell, cost];
    }
    return best;
  }

  #take(other: number, row: ReadonlyMap<number, number>, pivot: number): void {
    const target = this.#rows.get(other);
    if (!target) return;
    const times = -(target.get(pivot) ?? 0);
    for (const [cell, value] of row) {
      const sum = (target.get(cell) ?? 0) + times * value;
      if (cell === pivot || Math.abs(sum) < SLACK) {
        target.delete(cell);
        if (cell !== pivot) this.#rowsBeside(cell).delete(other);
      } else {
        target.set(cell, sum);
        this.#rowsBeside(cell).add(other);
      }
    }
  }
}

function addTo(row: Map<number, number>, other: ReadonlyMap<number, number>, times: number): void {
  for (const [cell, value] of other) {
    const sum = (row.get(cell) ?? 0) + times * value;
    if (Math.abs(sum) < SLACK) row.delete(cell);
    else row.set(cell, sum);
  }
}
