import type { PartnerContract } from './declaration.ts';
import type { RowBatch } from './records.ts';
import type { RowChecker } from './row-checker.ts';

/** The columns of `rows.csv.gz`. */
const columnsOfRows = ({ counts }: PartnerContract): string[] =>
  counts
    ? ['area_code', 'period', 'sex', 'age_group', ...Object.keys(counts)]
    : ['area_code', 'period', 'question', 'answer', 'n', 'share'];

export const canonicalHeader = (contract: PartnerContract): string => columnsOfRows(contract).join(',');

/** Turns the rows of a file into the one form that we read: UTF-8, commas, no spaces, periods and groups in our words. */
export class CanonicalRows {
  readonly #checker: RowChecker;
  readonly #contract: PartnerContract;
  readonly #texts: ReadonlySet<number>;
  #places: number[] | undefined;

  constructor(checker: RowChecker, contract: PartnerContract) {
    this.#checker = checker;
    this.#contract = contract;
    this.#texts = new Set(contract.signals ? [2, 3] : []);
  }

  get heading(): string {
    return `${canonicalHeader(this.#contract)}\n`;
  }

  /** Has the rows checked, and gives the lines of those that are counts; throws `PersonData`. */
  take({ first, rows }: RowBatch): string {
    let text = '';
    for (let n = 0; n < rows.length; n++) {
      if (!this.#checker.take(rows[n] ?? [], first + n)) continue;
      this.#places ??= placesOf(this.#checker, this.#contract);
      text += lineOf(this.#checker.outs, this.#places, this.#texts);
    }
    return text;
  }
}

/** Where each column of ours stands in the file; -1: all rows are of the total. */
function placesOf(checker: RowChecker, contract: PartnerContract): number[] {
  const roleOf = (name: string) => (name in (contract.counts ?? {}) ? `count:${name}` : name);
  return columnsOfRows(contract).map(
    name => checker.column(name === 'area_code' ? 'area' : roleOf(name))?.at ?? -1,
  );
}

function lineOf(outs: string[], places: number[], texts: ReadonlySet<number>): string {
  let line = '';
  for (let n = 0; n < places.length; n++) {
    const at = places[n] ?? -1;
    const out = at < 0 ? 'total' : (outs[at] ?? '');
    line += n === 0 ? out : `,${texts.has(n) ? quoted(out) : out}`;
  }
  return `${line}\n`;
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
