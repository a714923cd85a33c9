import { isPostcode4 } from './area-hints.ts';
import { CanonicalRows, canonicalColumns, nameOf } from './canonical.ts';
import type { Column, Known } from './column.ts';
import { columnsOf, type PartnerContract } from './declaration.ts';
import { Findings, folded, masked } from './findings.ts';
import { type CheckContext, headingsIn, meant, readHeader, shown } from './header.ts';
import { ColumnWatch, type Role, titleSign } from './person-data.ts';
import { MOST_ABOVE } from './rows.ts';
import { PersonData } from './rules.ts';

/** So many times may a combination come again where a column says more than was agreed. */
const AGAIN_BY_OTHER_GROUP = 20;
/** More combinations of period and category than a delivery of counts can explain. */
const MOST_GROUPS = 100_000;
/** What tells rows of one area apart. */
const GROUPING: ReadonlySet<Role> = new Set(['period', 'age_group', 'sex', 'question', 'answer']);

/** A count that is a part of another one. */
interface Part {
  part: Column;
  whole: Column;
}

interface Row {
  number: number;
  cells: string[];
  known: Known[];
}

/** Holds the rows of one delivery to its contract and to the signs of personal data, one after the other. */
export class RowChecker {
  readonly findings = new Findings();
  /** The rows of counts, as long as nothing is wrong with them. */
  readonly canonical = new CanonicalRows();
  rows = 0;
  /** Rows were not looked at as counts, or come again as those of persons do: the file is not kept. */
  isDoubtful = false;
  readonly #context: CheckContext;
  readonly #overflow: ColumnWatch;
  readonly #unnamed = new Set<number>();
  /** The areas that were seen in each combination of period and categories. */
  readonly #seen = new Map<string, Set<string>>();
  #columns: Column[] | undefined;
  #byName = new Map<string, Column>();
  #grouping: Column[] = [];
  /** Where each column of ours comes from. */
  #ours: (Column | undefined)[] = [];
  #parts: Part[] = [];
  /** Rows before the heading, as far as it was found. */
  readonly #above: { cells: string[]; number: number }[] = [];
  #headingRow = 1;
  /** Empty rows since the last one that was not. */
  #blank: number[] = [];

  constructor(context: CheckContext) {
    this.#context = context;
    this.#overflow = new ColumnWatch('', { role: 'other', column: 0, now: context.now });
  }

  /** Takes the next row, the first being the heading. Throws `PersonData`. */
  take(cells: string[], number: number): void {
    if (!this.#columns) this.#seekHeading(cells, number);
    else if (cells.every(cell => cell.trim() === '')) this.#blank.push(number);
    else this.#takeCounts(cells, number, this.#columns);
  }

  /** What only the whole file says. */
  finish(): void {
    this.#takeFirstAsHeading();
    for (const column of this.#columns ?? []) {
      column.watch.finish(this.rows);
      column.thousands.report(column.heading, this.findings);
    }
    this.#overflow.finish(this.rows);
    this.#checkShares();
    this.#checkExplained();
    if (this.rows === 0 && !this.findings.has('column_missing')) this.findings.add({ rule: 'no_rows' });
  }

  /** The column of an area, a period, a category or a concept. */
  column(name: string): Column | undefined {
    return this.#byName.get(name);
  }

  /** Half the headings make a heading; where none of the first rows has them the first one is held to be it. */
  #seekHeading(cells: string[], number: number): void {
    const { contract } = this.#context;
    const isHeading = 2 * headingsIn(cells, contract) >= columnsOf(contract).length;
    if (!isHeading) {
      this.#above.push({ cells, number });
      if (this.#above.length > MOST_ABOVE) this.#takeFirstAsHeading();
      return;
    }
    const [first] = this.#above;
    for (const row of this.#above) expectNoPersonIn(row);
    if (first) {
      this.isDoubtful = true;
      const hint = `De kopregel staat op rij ${number}.`;
      this.findings.add({ rule: 'heading_below', row: first.number, hint });
    }
    this.#columns = this.#start(cells, number);
  }

  #takeFirstAsHeading(): void {
    const [first, ...others] = this.#above;
    if (this.#columns || !first) return;
    this.#columns = this.#start(first.cells, first.number);
    for (const { cells, number } of others) this.take(cells, number);
  }

  #start(cells: string[], number: number): Column[] {
    const { contract, now } = this.#context;
    this.#headingRow = number;
    for (const [at, heading] of cells.entries()) {
      const watch = new ColumnWatch('', { role: 'other', column: at + 1, now });
      if (heading.trim() !== '') watch.take(heading, number);
    }
    const columns = readHeader({ cells, row: number }, this.#context, this.findings);
    const agreed = columns.filter(({ role }) => role !== 'other');
    for (const declared of columnsOf(contract)) {
      const found = agreed.find(({ heading }) => folded(heading) === folded(declared.column));
      if (found) this.#byName.set(nameOf(declared), found);
    }
    this.#grouping = columns.filter(({ role }) => GROUPING.has(role));
    this.#parts = partsOf(contract, this.#byName);
    const names = canonicalColumns(contract);
    this.#ours = names.map(name => this.#byName.get(name));
    this.canonical.add(names);
    return columns;
  }

  #takeCounts(cells: string[], number: number, columns: Column[]): void {
    for (const row of this.#blank.splice(0)) this.findings.add({ rule: 'blank_row', row });
    this.rows++;
    this.#checkWidth(cells, number, columns.length);
    const row: Row = { number, cells, known: [] };
    let isSound = true;
    for (const column of columns) if (!this.#takeCell(column, row)) isSound = false;
    if (isSound) this.#checkParts(row);
    this.#checkName(row, columns);
    this.#checkKey(row);
    if (!this.findings.any) this.#keepLine(row);
  }

  #keepLine({ known }: Row): void {
    // A group that the contract does not ask for is the total.
    this.canonical.add(this.#ours.map(column => (column ? (known[column.at]?.out ?? '') : 'total')));
  }

  #cellOf(name: string, known: Known[]): Known | undefined {
    const column = this.#byName.get(name);
    return column && known[column.at];
  }

  #checkWidth(cells: string[], row: number, width: number): void {
    if (cells.length === width) return;
    const extra = cells.slice(width).filter(cell => cell.trim() !== '');
    for (const cell of extra) this.#overflow.take(cell, row);
    if (cells.length > width && extra.length === 0) return;
    const hint = `De kopregel heeft ${width} velden, deze rij ${cells.length}.`;
    this.findings.add({ rule: 'field_count', row, hint });
  }

  /** False when the cell breaks a rule. */
  #takeCell(column: Column, row: Row): boolean {
    const cell = row.cells[column.at] ?? '';
    const known = column.look(cell, row.number);
    row.known[column.at] = known;
    if (column.isName) return true;
    if (column.role === 'other') return this.#takeUnknown(column, cell, row.number);
    if (known.rule !== undefined) this.#addFinding(column, known, row);
    else if (known.pending) column.thousands.add(cell, row.number);
    return known.rule === undefined;
  }

  #addFinding({ at, role, heading }: Column, { rule, hint }: Known, { number, cells }: Row): void {
    if (rule === undefined) return;
    const place = { row: number, column: heading };
    const value = masked((cells[at] ?? '').trim());
    const shownValue = value ? { value } : {};
    const isHeader = cells.every((cell, n) => folded(cell) === folded(this.#columns?.[n]?.heading ?? ''));
    if (!isHeader) this.findings.add({ rule, ...place, ...shownValue, ...(hint ? { hint } : {}) });
    else if (role === 'area') this.findings.add({ rule: 'second_header', ...place, ...shownValue });
  }

  /** A column that is not agreed is named once, where it first holds something. */
  #takeUnknown({ at, heading }: Column, cell: string, row: number): boolean {
    if (this.#unnamed.has(at) || cell.trim() === '') return true;
    this.#unnamed.add(at);
    const declared = columnsOf(this.#context.contract).map(one => one.column);
    if (heading === '') {
      this.findings.add({ rule: 'column_unknown', row, column: `(kolom ${at + 1} zonder kop)` });
    } else {
      const place = { row: this.#headingRow, column: shown(heading) };
      this.findings.add({ rule: 'column_unknown', ...place, ...meant(heading, declared) });
    }
    return false;
  }

  /** The name of another area shows that one column was sorted and the others were not. */
  #checkName({ number, known }: Row, columns: Column[]): void {
    const column = columns.find(({ isName }) => isName);
    const name = column && known[column.at];
    const area = this.#cellOf('area_code', known);
    if (!name || name.rule !== undefined || !area || area.rule !== undefined) return;
    const own = this.#context.known.get(area.out) ?? '';
    if (folded(own) === name.out) return;
    const hint = `Bij deze code hoort ${own}.`;
    this.findings.add({ rule: 'name_other', row: number, column: column.heading, hint });
  }

  #checkParts({ number, known }: Row): void {
    for (const { part, whole } of this.#parts) {
      const [less, more] = [known[part.at]?.value, known[whole.at]?.value];
      if (less === undefined || more === undefined || !(less > more)) continue;
      const hint = `Deel van '${whole.heading}'.`;
      this.findings.add({ rule: 'of_exceeded', row: number, column: part.heading, hint });
    }
  }

  #checkKey(row: Row): void {
    const area = this.#cellOf('area_code', row.known);
    if (!area) return;
    let group = '';
    for (const { at } of this.#grouping) group += `${row.known[at]?.key}\n`;
    const areas = this.#seen.get(group) ?? new Set();
    if (areas.has(area.key) && area.rule === undefined) {
      const column = this.#byName.get('area_code')?.heading ?? '';
      this.findings.add({ rule: 'row_twice', row: row.number, column });
    }
    this.#seen.set(group, areas.add(area.key));
    if (this.#seen.size > MOST_GROUPS) throw new PersonData('person_rows');
  }

  /** 0.6 of 1 is 60 %, and would be taken for less than one. */
  #checkShares(): void {
    const share = this.#byName.get('share');
    if (!share || share.max === 0 || share.max > 1) return;
    const hint = 'Alle percentages zijn 1 of minder: schrijf 61,5 en niet 0,615.';
    this.findings.add({ rule: 'share_range', column: share.heading, hint });
  }

  #areasArePostcodes(): boolean {
    const strange = this.#byName.get('area_code')?.breaking('area_form') ?? [];
    return strange.length > 0 && strange.every(isPostcode4);
  }

  /** Rows that come again and again, or count one at a time, are persons. */
  #checkExplained(): void {
    if (!this.#byName.has('area_code') || !this.#byName.has('period')) return;
    const distinct = [...this.#seen.values()].reduce((sum, areas) => sum + areas.size, 0);
    const again = this.rows - distinct;
    const counted = (this.#columns ?? []).filter(({ isCount }) => isCount);
    const isOneEach = counted.length > 0 && counted.every(({ max }) => max <= 1);
    // A group that is not agreed, in a column of its own, makes rows come again too, and so do areas that are too large.
    const isCoarse = this.#unnamed.size > 0 || this.#areasArePostcodes();
    const most = distinct * (isCoarse ? AGAIN_BY_OTHER_GROUP : 1);
    if (again > distinct) this.isDoubtful = true;
    if (again > most || (again > 0 && isOneEach)) throw new PersonData('person_rows');
  }
}

/** Throws `PersonData` when a title or note shows a person. */
function expectNoPersonIn({ cells, number }: { cells: string[]; number: number }): void {
  for (const [at, cell] of cells.entries()) {
    const sign = titleSign(cell);
    if (sign) throw new PersonData(sign, { row: number, column: at + 1 });
  }
}

function partsOf({ counts = {} }: PartnerContract, byName: Map<string, Column>): Part[] {
  return Object.entries(counts).flatMap(([name, { of = '' }]) => {
    const [part, whole] = [byName.get(name), byName.get(of)];
    return part && whole ? [{ part, whole }] : [];
  });
}
