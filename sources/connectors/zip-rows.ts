import { areaForm } from '../../indicators/areas.ts';
import { type Period, parsePeriod } from '../../indicators/periods.ts';
import { VieError } from '../../kernel/errors.ts';
import type { CsvMember } from '../connector.ts';
import type { Edition, EditionMember } from '../declaration.ts';
import { plainColumn, type ResolvedTopic, resolveTopics, type TopicColumn } from '../topics.ts';
import { type MemberRow, masked, refusedRow } from './zip-member.ts';

/** What stands for no value; `NA` and `NULL` are how R and databases write it. */
export const NO_VALUE = ['', '.', 'NA', 'NULL'];
const NUMBER = /^-?\d*([.,])?\d+(e[+-]?\d+)?$/i;
const SAMPLE = 5;

/** A member of which every row was seen. */
export interface VerifiedMember extends CsvMember {
  level: EditionMember['level'];
  rows: number;
  /** By label, as the file writes it. */
  periods: Map<string, Period>;
  available: TopicColumn[];
  sample: Record<string, unknown>[];
  sha256: string;
}

type Given = EditionMember & { name: string; encoding: string };

/** Takes in the rows of one member, and refuses the first that is not as declared, with row and column. */
export class CsvMemberCheck {
  readonly #member: Given;
  readonly #edition: Edition;
  readonly #area: RegExp;
  readonly #seen = new Map<string, number>();
  readonly #periods = new Map<string, Period>();
  readonly #sample: Record<string, unknown>[] = [];
  #header: string[] = [];
  #topics: ResolvedTopic[] = [];
  #delimiter = '';
  #decimal: '.' | ',' | undefined;

  constructor(member: Given, edition: Edition) {
    this.#member = member;
    this.#edition = edition;
    this.#area = new RegExp(areaForm(member.level));
  }

  /** The first row is the header. */
  take(row: MemberRow): void {
    if (this.#header.length === 0) this.#takeHeader(row);
    else this.#takeRow(row);
  }

  #takeRow({ cells, row }: MemberRow): void {
    if (cells.length !== this.#header.length) {
      throw this.#refused(`The row has ${cells.length} cells, the header ${this.#header.length}.`, { row });
    }
    const values = new Map(this.#header.map((name, at) => [name, cells[at]?.trim() ?? '']));
    const area = this.#areaOf(values, row);
    const period = this.#periodOf(values, row);
    const before = this.#seen.get(`${area} ${period}`);
    if (before !== undefined)
      throw this.#refused(`The row repeats row ${before} (${area} ${period}).`, { row });
    this.#seen.set(`${area} ${period}`, row);
    for (const { key } of this.#topics) this.#checkNumber(values.get(key) ?? '', { row, field: key });
    if (this.#sample.length < SAMPLE) this.#sample.push(Object.fromEntries(values));
  }

  /** What was found; refuses a member without rows. */
  result(): Omit<VerifiedMember, 'sha256'> {
    if (this.#seen.size === 0) throw this.#refused('The file has no rows.', {});
    const { level, name, encoding, area, areaName } = this.#member;
    return {
      level,
      name,
      encoding,
      delimiter: this.#delimiter,
      decimal: this.#decimal ?? '.',
      header: this.#header,
      area,
      areaName,
      topics: this.#topics,
      rows: this.#seen.size,
      periods: this.#periods,
      available: this.#columns(),
      sample: this.#sample,
    };
  }

  #takeHeader({ cells, row, delimiter }: MemberRow): void {
    const header = cells.map(cell => cell.trim());
    const repeated = header.find((name, at) => header.indexOf(name) !== at);
    if (repeated !== undefined) {
      throw this.#refused(`Column '${repeated}' occurs twice.`, { row, field: repeated });
    }
    const missing = this.#keyColumns().filter(name => !header.includes(name));
    if (missing[0] !== undefined) {
      const text = `The file lacks column ${missing.join(', ')}; it has ${header.join(', ')}.`;
      throw this.#refused(text, { row, field: missing[0] });
    }
    this.#header = header;
    this.#delimiter = delimiter;
    try {
      this.#topics = resolveTopics(this.#edition, this.#columns());
    } catch (error) {
      throw error instanceof VieError ? error.at({ member: this.#member.name, row }) : error;
    }
  }

  #keyColumns(): string[] {
    const { area, areaName } = this.#member;
    return [area, areaName, this.#edition.dimensions.period].filter(name => name !== undefined);
  }

  /** Columns that are neither keys nor to be ignored. */
  #columns(): TopicColumn[] {
    const others = new Set([...this.#keyColumns(), ...this.#edition.source.ignore_columns]);
    return this.#header.filter(name => !others.has(name)).map(plainColumn);
  }

  #areaOf(values: Map<string, string>, row: number): string {
    const { area: field, level } = this.#member;
    const code = values.get(field) ?? '';
    if (this.#area.test(code)) return code;
    throw this.#refused(`'${masked(code)}' is not the code of a ${level}.`, { row, field });
  }

  #periodOf(values: Map<string, string>, row: number): string {
    const { dimensions, period } = this.#edition;
    const field = dimensions.period;
    if (field === undefined) return period;
    const label = values.get(field) ?? '';
    const parsed = this.#periods.get(label) ?? parsePeriod(label);
    if (!parsed) throw this.#refused(`'${masked(label)}' is not a period we know.`, { row, field });
    this.#periods.set(label, parsed);
    return parsed.period;
  }

  /** Numbers of one file have one decimal sign; the first that has one decides. */
  #checkNumber(cell: string, where: { row: number; field: string }): void {
    if (NO_VALUE.includes(cell)) return;
    const sign = NUMBER.exec(cell)?.[1] as '.' | ',' | undefined;
    if (!NUMBER.test(cell) || (sign && this.#decimal && sign !== this.#decimal)) {
      const form = this.#decimal === ',' ? ' with decimal comma' : this.#decimal ? ' with decimal point' : '';
      throw this.#refused(`'${masked(cell)}' is not a number${form}.`, where);
    }
    this.#decimal ??= sign;
  }

  #refused(text: string, where: { row?: number; field?: string }): VieError {
    return refusedRow(text, { file: this.#member.name, ...where });
  }
}
