import { plainCount } from './cells.ts';
import type { Column } from './column.ts';
import { columnsOf, type PartnerContract } from './declaration.ts';
import { Findings, masked } from './findings.ts';
import { type CheckContext, folded, meant, readHeader, shown } from './header.ts';
import { KeySet } from './keys.ts';
import { ColumnWatch } from './person-data.ts';
import { PersonData, type RuleId } from './rules.ts';

/** So many times may a combination come again where a column says more than was agreed. */
const AGAIN_BY_OTHER_GROUP = 20;

/** A count that is a part of another one. */
interface Part {
  part: Column;
  whole: Column;
}

/** Holds the rows of one delivery to its contract and to the signs of personal data, one after the other. */
export class RowChecker {
  readonly findings = new Findings();
  rows = 0;
  readonly #context: CheckContext;
  readonly #overflow: ColumnWatch;
  readonly #keys = new KeySet();
  readonly #unnamed = new Set<number>();
  #columns: Column[] | undefined;
  #byRole = new Map<string, Column>();
  #counted: Column[] = [];
  #grouping: (Column | undefined)[] = [];
  #parts: Part[] = [];
  #blankAt: number | undefined;
  #values: number[] = [];
  /** What the last row comes to, by column of the file. */
  outs: string[] = [];
  #indexes: number[] = [];
  readonly #partsOfKey = [0, 0, 0, 0, 0];

  constructor(context: CheckContext) {
    this.#context = context;
    this.#overflow = new ColumnWatch('', { role: 'other', column: 0, now: context.now });
  }

  /** Takes the next row, the first being the heading; true when it is a row of counts. Throws `PersonData`. */
  take(cells: string[], row: number): boolean {
    if (!this.#columns) {
      this.#start(cells, row);
      return false;
    }
    if (isBlank(cells)) {
      this.#blankAt ??= row;
      return false;
    }
    if (this.#blankAt !== undefined) this.findings.add({ rule: 'blank_row', row: this.#blankAt });
    this.#blankAt = undefined;
    this.rows++;
    this.#checkWidth(cells, row, this.#columns.length);
    let isSound = true;
    for (const column of this.#columns) {
      if (!this.#takeCell(column, cells, row)) isSound = false;
    }
    if (isSound) this.#checkParts(row);
    this.#checkKey(row);
    return true;
  }

  /** What only the whole file says. */
  finish(): void {
    const columns = this.#columns ?? [];
    for (const column of columns) {
      column.watch.finish(this.rows);
      column.thousands.report(column.heading, this.findings);
    }
    this.#overflow.finish(this.rows);
    this.#checkExplained();
    if (this.rows === 0 && !this.findings.has('column_missing')) this.findings.add({ rule: 'no_rows' });
  }

  /** The column of a role, or of a count (`count:<concept>`); `outs` is by its position in the file. */
  column(role: string): Column | undefined {
    return this.#byRole.get(role);
  }

  #start(cells: string[], row: number): void {
    for (const [at, heading] of cells.entries()) {
      const watch = new ColumnWatch('', { role: 'other', column: at + 1, now: this.#context.now });
      if (heading.trim() !== '') watch.take(heading, row);
    }
    const { contract } = this.#context;
    const columns = readHeader(cells, this.#context, this.findings, row);
    this.#columns = columns;
    const named = new Map(
      columns.filter(({ role }) => role !== 'other').map(one => [folded(one.heading), one]),
    );
    for (const { column, role, concept } of columnsOf(contract)) {
      const found = named.get(folded(column));
      if (found) this.#byRole.set(concept === undefined ? role : `count:${concept}`, found);
    }
    this.#counted = columns.filter(({ role }) => role === 'count' || role === 'n');
    this.#grouping = ['period', 'age_group', 'sex', 'question', 'answer'].map(role => this.#byRole.get(role));
    this.#parts = partsOf(contract, this.#byRole);
  }

  #checkWidth(cells: string[], row: number, width: number): void {
    if (cells.length === width) return;
    const extra = cells.slice(width).filter(cell => cell.trim() !== '');
    for (const cell of extra) this.#overflow.take(cell, row);
    if (cells.length > width && extra.length === 0) return;
    this.findings.add({
      rule: 'field_count',
      row,
      hint: `De kopregel heeft ${width} velden, deze rij ${cells.length}.`,
    });
  }

  /** False when the cell breaks a rule. */
  #takeCell(column: Column, cells: string[], row: number): boolean {
    const { at, isCount } = column;
    const cell = cells[at] ?? '';
    if (isCount) {
      const value = plainCount(cell);
      if (value >= 0) {
        if (value > column.max) column.max = value;
        if (value >= 1000) column.thousands.hasPlain = true;
        this.#values[at] = value;
        this.outs[at] = cell;
        return true;
      }
    }
    const known = column.look(cell, row);
    this.outs[at] = known.out;
    this.#values[at] = known.value;
    this.#indexes[at] = known.index;
    if (column.role === 'other') return this.#takeUnknown(column, cell, row);
    if (known.pending) column.thousands.add(cell, row);
    if (known.value > column.max) column.max = known.value;
    if (known.rule === undefined) return true;
    this.#addFinding(column, known.rule, { cell, cells, row, hint: known.hint });
    return false;
  }

  #addFinding(
    { role, heading }: Column,
    rule: RuleId,
    { cell, cells, row, hint }: { cell: string; cells: string[]; row: number; hint: string | undefined },
  ): void {
    const isHeader = cells.every((one, at) => folded(one) === folded(this.#columns?.[at]?.heading ?? ''));
    if (isHeader && role !== 'area') return;
    const value = masked(cell.trim());
    this.findings.add({
      rule: isHeader ? 'second_header' : rule,
      row,
      column: heading,
      ...(value ? { value } : {}),
      ...(hint && !isHeader ? { hint } : {}),
    });
  }

  /** A column that is not agreed is named once, where it first holds something. */
  #takeUnknown({ at, heading }: Column, cell: string, row: number): boolean {
    if (this.#unnamed.has(at) || cell.trim() === '') return true;
    this.#unnamed.add(at);
    const declared = columnsOf(this.#context.contract).map(one => one.column);
    const column = heading === '' ? `(kolom ${at + 1} zonder kop)` : shown(heading);
    this.findings.add({ rule: 'column_unknown', row, column, ...meant(heading, declared) });
    return false;
  }

  #checkParts(row: number): void {
    for (const { part, whole } of this.#parts) {
      const [less = Number.NaN, more = Number.NaN] = [this.#values[part.at], this.#values[whole.at]];
      if (!(less > more)) continue;
      this.findings.add({
        rule: 'of_exceeded',
        row,
        column: part.heading,
        hint: `Deel van '${whole.heading}'.`,
      });
    }
  }

  #checkKey(row: number): void {
    const area = this.#byRole.get('area');
    if (!area) return;
    const parts = this.#partsOfKey;
    for (let at = 0; at < parts.length; at++) {
      const column = this.#grouping[at];
      parts[at] = column ? (this.#indexes[column.at] ?? 0) : 0;
    }
    if (this.#keys.add(this.#indexes[area.at] ?? 0, parts)) return;
    this.findings.add({ rule: 'row_twice', row, column: area.heading });
  }

  /** Rows that come again and again, or count one at a time, are persons. */
  #checkExplained(): void {
    if (!this.#byRole.has('area') || !this.#byRole.has('period')) return;
    const again = this.rows - this.#keys.distinct;
    const isOneEach = this.#counted.length > 0 && this.#counted.every(({ max }) => max <= 1);
    // A group that is not agreed, in a column of its own, makes rows come again too.
    const most = this.#keys.distinct * (this.#unnamed.size > 0 ? AGAIN_BY_OTHER_GROUP : 1);
    if (again > most || (again > 0 && isOneEach)) throw new PersonData('person_rows');
  }
}

const isBlank = (cells: string[]): boolean =>
  cells[0]?.trim() === '' && cells.every(cell => cell.trim() === '');

function partsOf({ counts = {} }: PartnerContract, byConcept: Map<string, Column>): Part[] {
  return Object.entries(counts).flatMap(([name, { of }]) => {
    const [part, whole] = [byConcept.get(`count:${name}`), byConcept.get(`count:${of}`)];
    return part && whole ? [{ part, whole }] : [];
  });
}
