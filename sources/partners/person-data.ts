import type { Areas } from './area-hints.ts';
import type { DeclaredColumn } from './declaration.ts';
import { headingSign } from './person-headers.ts';
import { isStreet, nameSign, signIn, yearOfDate } from './person-signs.ts';
import { PersonData, type PersonRule } from './rules.ts';

/** `other`: a column that the contract does not know. */
export type Role = DeclaredColumn['role'] | 'other';

export interface Watched {
  role: Role;
  /** From 1. */
  column: number;
  now: Date;
  headingRow?: number;
  /** The areas that codes can be of. */
  areas?: Areas;
}

const LONGEST_ANSWER = 200;
const MANY_WORDS = 8;
const LONG_TEXT = 60;
/** Distinct values that are kept to recognise; a column of counts per area has few. */
const REMEMBERED = 20_000;
/** So many dates with fewer than two rows each are no dates of measurement. */
const MANY_DATES = 60;
const MANY_ANSWERS = 30;

/**
 * Looks at the cells of one column for signs of personal data, in whatever column and row they stand. It is shown each
 * distinct value; those that are known as areas, periods or groups of the contract are told as such.
 */
export class ColumnWatch {
  readonly #role: Role;
  readonly #column: number;
  readonly #now: Date;
  readonly #headingRow: number;
  readonly #areas: Areas;
  readonly #heading: PersonRule | undefined;
  readonly #isPlace: boolean;
  readonly #dates = new Set<string>();
  readonly #years = new Set<number>();
  readonly #names = new Set<string>();
  readonly #streets = new Set<string>();
  readonly #texts = new Set<string>();
  /** Of eight digits that are of a known gemeente and a day as well: how many are a buurt there, and how many are not. */
  readonly #eight = { buurten: 0, others: 0 };

  constructor(heading: string, { role, column, now, headingRow = 1, areas = new Map() }: Watched) {
    this.#role = role;
    this.#column = column;
    this.#now = now;
    this.#headingRow = headingRow;
    this.#areas = areas;
    this.#heading = headingSign(heading);
    this.#isPlace = /buurt|wijk|gebied|gemeente|kern|school|locatie/i.test(heading);
  }

  /** A value as it stands in the file, not empty; throws `PersonData`. */
  take(value: string, row: number, isKnown = false): void {
    const refuse = (rule: PersonData['rule']) => new PersonData(rule, { row, column: this.#column });
    if (this.#heading !== undefined) {
      throw new PersonData(this.#heading, { row: this.#headingRow, column: this.#column });
    }
    if (isKnown) {
      if (this.#role === 'period') this.#rememberDate(value);
      return;
    }
    const text = value.trim();
    const sign = this.#isCode(text) ? undefined : signIn(text);
    if (sign) throw refuse(sign);
    if (this.#role === 'question' || this.#role === 'answer') this.#takeText(text, refuse);
    else this.#takeOther(text, refuse);
  }

  /** What only the whole column says; `rows` of the file. */
  finish(rows: number): void {
    const refuse = (rule: PersonData['rule']) => new PersonData(rule, { column: this.#column });
    if (this.#role === 'answer' && this.#texts.size >= MANY_ANSWERS && this.#texts.size * 2 > rows) {
      throw refuse('free_text');
    }
    if (this.#role === 'period' && this.#dates.size > MANY_DATES && rows < 2 * this.#dates.size) {
      throw refuse('birth_date');
    }
    if (this.#eight.others > this.#eight.buurten) throw refuse('birth_date');
    const all = this.#texts.size;
    if (this.#names.size >= 3 || (this.#names.size > 0 && this.#names.size === all)) throw refuse('name');
    if (this.#streets.size >= 3 || (this.#streets.size > 0 && this.#streets.size === all))
      throw refuse('street');
  }

  /** An area code without its letters, or a day written without dashes, can pass the eleven-test by chance. */
  #isCode(text: string): boolean {
    if (this.#role === 'area') return /^[01]\d{7}$/.test(text);
    return this.#role === 'period' && /^(19|20)\d{6}$/.test(text) && yearOfDate(text) !== undefined;
  }

  /** `19540101` is a buurt of Beekdaelen (GM1954) without its letters, and a day too. */
  #isOfGemeente(text: string): boolean {
    const isOne = this.#role === 'area' && /^\d{8}$/.test(text) && this.#areas.has(`GM${text.slice(0, 4)}`);
    if (isOne) this.#eight[this.#areas.has(`BU${text}`) ? 'buurten' : 'others']++;
    return isOne;
  }

  #takeText(text: string, refuse: (rule: PersonData['rule']) => PersonData): void {
    if (this.#role === 'answer' && text.length > LONGEST_ANSWER) throw refuse('free_text');
    if (nameSign(text) === 'sure' && !/^\p{Lu}\. /u.test(text)) throw refuse('name');
    this.#remember(this.#texts, text);
  }

  #takeOther(text: string, refuse: (rule: PersonData['rule']) => PersonData): void {
    const words = text.length >= LONG_TEXT ? text.split(/\s+/).length : 0;
    if (words >= MANY_WORDS || text.length > LONGEST_ANSWER) throw refuse('free_text');
    const year = yearOfDate(text);
    if (year !== undefined && !this.#isOfGemeente(text) && this.#isBirth(text, year)) {
      throw refuse('birth_date');
    }
    if (!/\p{L}{2}/u.test(text)) return;
    this.#remember(this.#texts, text);
    const name = nameSign(text);
    if (name === 'sure') throw refuse('name');
    if (name === 'perhaps' && !this.#isPlace) this.#remember(this.#names, text);
    if (isStreet(text) && !this.#isPlace) this.#remember(this.#streets, text);
  }

  /** Dates of several years, or one of long ago; Excel makes dates of this year out of "5-6". */
  #isBirth(text: string, year: number): boolean {
    this.#rememberDate(text);
    if (this.#role === 'period') return false;
    this.#years.add(year);
    return this.#years.size > 1 || year < this.#now.getUTCFullYear() - 2;
  }

  #rememberDate(text: string): void {
    this.#remember(this.#dates, text);
  }

  /** A copy: a part of a block of text would keep the whole block in memory. */
  #remember(set: Set<string>, text: string): void {
    if (set.size < REMEMBERED) set.add(Buffer.from(text.toLowerCase()).toString());
  }
}

/** The sign that a title or note above the heading gives; these may be long. */
export function titleSign(cell: string): PersonRule | undefined {
  const text = cell.trim();
  if (text.length > LONGEST_ANSWER) return 'free_text';
  return signIn(text) ?? (nameSign(text) === 'sure' ? 'name' : undefined);
}

/** Whether a file name may be shown: nothing in it looks like a person. */
export function isPlainName(name: string): boolean {
  const words = name
    .replace(/\.[^.]*$/, '')
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean);
  const text = words.join(' ');
  return !signIn(text) && !words.some(word => nameSign(word) !== undefined || /^\d{7,}$/.test(word));
}
