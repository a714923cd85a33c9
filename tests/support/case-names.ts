import type { Declared } from './given.ts';

/** A gemeente with what lies in it, a region, or the country. */
const CODE = /\b(?:(?:GM|WK|BU)\d{4}(?:[0-9A-Z]{2,4})?|(?:LD|PV|CR|CG)\d{2}|GG\d{4}|NL(?:\d{2,3})?)\b/g;
const IS_CODE = new RegExp(`^${CODE.source}$`);
const MARK = /\bc(\d+)-/gi;
/** What has a mark, with it. */
const NAME = /\bc\d+-[a-z0-9-]*/gi;
/** Wijken and buurten bear the number of their gemeente. */
const kindOf = (code: string): string => (/^(GM|WK|BU)/.test(code) ? 'GM' : code.slice(0, 2));
const numberOf = (code: string): string => code.slice(2, kindOf(code) === 'GM' ? 6 : undefined);

/** Numbers of areas that a case of a world has taken, by kind. */
export type Taken = Map<string, number>;

/**
 * Names for one of several cases in a world. Ids get a mark in front, and areas other numbers: in the order of those that were
 * given, so that the order of rows stays as it was.
 */
export class CaseNames {
  readonly #no: number;
  readonly #numbers = new Map<string, string>();
  readonly #given = new Map<string, string>();
  readonly #groups: Set<string>;

  constructor(no: number, declared: Declared, taken: Taken) {
    this.#no = no;
    this.#groups = new Set(declared.config.area_groups.map(({ code }) => code));
    const codes = JSON.stringify(declared).match(CODE) ?? [];
    const inOrder = codes.sort((a, b) => (numberOf(a) < numberOf(b) ? -1 : 1));
    for (const code of inOrder) this.#number(code, taken);
  }

  #number(code: string, taken: Taken): void {
    const [kind, number] = [kindOf(code), numberOf(code)];
    if (this.#numbers.has(kind + number)) return;
    const next = (taken.get(kind) ?? 0) + 1;
    taken.set(kind, next);
    const other = String(kind === 'NL' ? this.#no : next).padStart(number.length || 2, '0');
    this.#numbers.set(kind + number, other);
    this.#given.set(kind + other, number);
  }

  /** The name in the world for an id of the case. */
  id = (name: string): string => `c${this.#no}-${name}`;

  benchmark = (code: string): string => `C${this.#no}-${code}`;

  /** The code in the world for that of an area or area group of the case; another text as it is. */
  code = (text: string): string => {
    if (this.#groups.has(text)) return text.replace('-', `-C${this.#no}-`);
    if (!IS_CODE.test(text)) return text;
    const other = this.#numbers.get(kindOf(text) + numberOf(text));
    return other === undefined ? text : text.slice(0, 2) + other + text.slice(2 + numberOf(text).length);
  };

  /** Every area code in a structure, as key or as value. */
  codes = <T>(value: T): T => {
    if (typeof value === 'string') return this.code(value) as T;
    if (Array.isArray(value)) return value.map(item => this.codes(item)) as T;
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [this.code(key), this.codes(item)]),
    ) as T;
  };

  /** A query of the case, as the world understands it. */
  query = (sql: string): string =>
    sql
      .replace(/'([^']*)'/g, (_, text: string) => `'${this.code(text)}'`)
      .replace(/_id = '([^']*)'/g, (_, name: string) => `_id = '${this.id(name)}'`);

  /** Whether a row speaks of this case and of no other; a row that speaks of none is a fault of its query. */
  isOwn(row: object): boolean {
    const text = JSON.stringify(row);
    const marks = [...text.matchAll(MARK)].map(([, no]) => Number(no) === this.#no);
    const codes = text.replace(NAME, '').match(CODE) ?? [];
    const areas = codes
      .filter(code => code !== 'NL')
      .map(code => this.#given.has(kindOf(code) + numberOf(code)));
    if (marks.length + areas.length === 0) throw new Error(`Whose is ${text}? Select an id or an area too.`);
    return [...marks, ...areas].every(Boolean);
  }

  /** A row with the names that the case gave. */
  back<T extends object>(row: T): T {
    return Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'string' ? this.#back(value) : value,
      ]),
    ) as T;
  }

  #back(text: string): string {
    return text.replace(MARK, '').replace(CODE, code => {
      const number = this.#given.get(kindOf(code) + numberOf(code));
      return number === undefined ? code : code.slice(0, 2) + number + code.slice(2 + numberOf(code).length);
    });
  }
}
