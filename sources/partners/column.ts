import type { Cell, CellCheck } from './cells.ts';
import type { DeclaredColumn } from './declaration.ts';
import { type Findings, masked } from './findings.ts';
import { ColumnWatch, type Role } from './person-data.ts';
import { PersonData, type RuleId } from './rules.ts';

/** A cell that was looked at: what it comes to, and its number among the distinct values of the column. */
export interface Known extends Cell {
  index: number;
}

/** Distinct values that are remembered; beyond it each cell is looked at anew. */
const REMEMBERED = 50_000;

const KEYS: ReadonlySet<Role> = new Set(['area', 'period', 'age_group', 'sex', 'question', 'answer']);

export interface ColumnSpec {
  at: number;
  heading: string;
  now: Date;
  declared?: DeclaredColumn | undefined;
  check?: CellCheck | undefined;
}

/** One column of a delivery: every distinct value is held to its rule and to the signs of personal data once. */
export class Column {
  readonly at: number;
  readonly heading: string;
  readonly role: Role;
  readonly isKey: boolean;
  readonly isCount: boolean;
  readonly watch: ColumnWatch;
  readonly #check: CellCheck | undefined;
  readonly #known = new Map<string, Known>();
  readonly #indexes = new Map<string, number>();
  #lastCell: string | undefined;
  #last: Known = { out: '', value: Number.NaN, index: 0 };
  /** Largest number; for the sign that every row is one person. */
  max = 0;
  readonly thousands = new Thousands();

  constructor({ at, heading, now, declared, check }: ColumnSpec) {
    this.at = at;
    this.heading = heading;
    this.role = declared?.role ?? 'other';
    this.isKey = KEYS.has(this.role);
    this.isCount = this.role === 'count' || this.role === 'n';
    this.watch = new ColumnWatch(heading, { role: this.role, column: at + 1, now });
    this.#check = check;
  }

  /** What the cell comes to; throws `PersonData`. */
  look(cell: string, row: number): Known {
    if (cell === this.#lastCell) return this.#last;
    const known = this.#known.get(cell) ?? this.#lookAnew(cell, row);
    this.#lastCell = cell;
    this.#last = known;
    return known;
  }

  #lookAnew(cell: string, row: number): Known {
    const found: Cell = this.#check?.(cell) ?? { out: '', value: Number.NaN };
    const isKnown =
      found.rule === undefined &&
      this.#check !== undefined &&
      this.role !== 'question' &&
      this.role !== 'answer';
    if (cell.trim() !== '') this.watch.take(cell, row, isKnown);
    if (this.#known.size >= REMEMBERED) {
      if (this.isKey) throw new PersonData('person_rows', { column: this.at + 1 });
      return { ...found, index: 0 };
    }
    const known = { ...found, index: this.isKey ? this.#indexOf(found, cell) : 0 };
    // A copy: a part of a block of text would keep the whole block in memory.
    this.#known.set(Buffer.from(cell).toString(), known);
    return known;
  }

  /** The distinct values as we write them, in order of appearance. */
  get values(): string[] {
    return [...new Set([...this.#known.values()].filter(one => one.rule === undefined).map(one => one.out))];
  }

  /** The cells that break a rule, as they stand in the file. */
  breaking(rule: RuleId): string[] {
    return [...this.#known].filter(([, one]) => one.rule === rule).map(([cell]) => cell);
  }

  /** Other spellings of one value are one value. */
  #indexOf({ out, rule }: Cell, cell: string): number {
    const key = Buffer.from(rule === undefined ? out : `\0${cell}`).toString();
    const index = this.#indexes.get(key) ?? this.#indexes.size;
    this.#indexes.set(key, index);
    return index;
  }
}

const LISTED = 40;

/** `1.234` in a column of counts: thousands only where another value (`1.234.567`) or the contract leaves no doubt. */
class Thousands {
  readonly #rows: { row: number; value: string }[] = [];
  #seen = 0;
  #hasTwoDots = false;
  /** A number of four digits without dot. */
  hasPlain = false;

  add(cell: string, row: number): void {
    this.#seen++;
    this.#hasTwoDots ||= cell.indexOf('.') !== cell.lastIndexOf('.');
    if (this.#rows.length < LISTED) this.#rows.push({ row, value: masked(cell.trim()) });
  }

  report(column: string, findings: Findings): void {
    if (this.#seen === 0 || (this.#hasTwoDots && !this.hasPlain)) return;
    for (const { row, value } of this.#rows) findings.add({ rule: 'decimal_confusion', row, column, value });
    const [last] = this.#rows;
    const more = this.#seen - this.#rows.length;
    if (last && more > 0) findings.add({ rule: 'decimal_confusion', column }, more);
  }
}
