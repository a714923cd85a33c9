import type { Areas } from './area-hints.ts';
import type { Cell, CellCheck } from './cells.ts';
import type { DeclaredColumn } from './declaration.ts';
import { type Findings, masked } from './findings.ts';
import { ColumnWatch, type Role } from './person-data.ts';
import { PersonData, type PersonRule, type RuleId } from './rules.ts';

/** A cell that was looked at; other spellings of one value have the same key. */
export interface Known extends Cell {
  key: string;
}

/** Distinct cells that are remembered; beyond it each is looked at anew. */
const REMEMBERED = 50_000;

/** More distinct values of what tells rows apart than counts can have: then they tell persons apart. */
const MOST_KEYS: { readonly [R in Role]?: readonly [most: number, rule: PersonRule] } = {
  area: [REMEMBERED, 'person_rows'],
  period: [REMEMBERED, 'person_rows'],
  age_group: [256, 'person_rows'],
  sex: [16, 'person_rows'],
  question: [4096, 'free_text'],
  answer: [4096, 'free_text'],
};

export interface ColumnSpec {
  at: number;
  /** Of the heading. */
  row: number;
  heading: string;
  now: Date;
  areas: Areas;
  declared?: DeclaredColumn | undefined;
  /** It holds the names of the areas. */
  isName: boolean;
  check?: CellCheck | undefined;
}

/** One column of a delivery: every distinct value is held to its rule and to the signs of personal data once. */
export class Column {
  readonly at: number;
  readonly heading: string;
  readonly role: Role;
  readonly isCount: boolean;
  readonly isName: boolean;
  readonly watch: ColumnWatch;
  readonly #check: CellCheck | undefined;
  readonly #known = new Map<string, Known>();
  readonly #keys = new Set<string>();
  /** Largest number; for the sign that every row is one person. */
  max = 0;
  readonly thousands = new Thousands();

  constructor({ at, row, heading, now, areas, declared, isName, check }: ColumnSpec) {
    this.at = at;
    this.heading = heading;
    this.isName = isName;
    this.role = declared?.role ?? 'other';
    this.isCount = this.role === 'count' || this.role === 'n';
    // Names that are of no area are looked at as any text is.
    this.watch = new ColumnWatch(isName ? '' : heading, {
      role: this.role,
      column: at + 1,
      headingRow: row,
      now,
      areas,
    });
    this.#check = check;
  }

  /** What the cell comes to; throws `PersonData`. */
  look(cell: string, row: number): Known {
    return this.#known.get(cell) ?? this.#lookAnew(cell, row);
  }

  #lookAnew(cell: string, row: number): Known {
    const found: Cell = this.#check?.(cell) ?? { out: '', value: Number.NaN };
    const isOfContract = found.rule === undefined && this.#check !== undefined;
    const isText = this.role === 'question' || this.role === 'answer';
    if (cell.trim() !== '') this.watch.take(cell, row, isOfContract && !isText);
    const known = { ...found, key: found.rule === undefined ? found.out : `\0${cell}` };
    this.#countKeys(known.key);
    this.max = Math.max(this.max, found.value || 0);
    this.thousands.hasPlain ||= found.value >= 1000 && found.out === cell.trim();
    if (this.#known.size < REMEMBERED) this.#known.set(cell, known);
    return known;
  }

  #countKeys(key: string): void {
    const [most, rule] = MOST_KEYS[this.role] ?? [];
    if (most === undefined || rule === undefined) return;
    this.#keys.add(key);
    if (this.#keys.size > most) throw new PersonData(rule, { column: this.at + 1 });
  }

  /** The distinct values as we write them, sorted. */
  get values(): string[] {
    const sound = [...this.#known.values()].filter(({ rule }) => rule === undefined);
    return [...new Set(sound.map(({ out }) => out))].sort();
  }

  /** The cells that break a rule, as they stand in the file. */
  breaking(rule: RuleId): string[] {
    return [...this.#known].filter(([, one]) => one.rule === rule).map(([cell]) => cell);
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
    const more = this.#seen - this.#rows.length;
    if (more > 0) findings.add({ rule: 'decimal_confusion', column }, more);
  }
}
