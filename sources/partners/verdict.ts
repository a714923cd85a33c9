import type { PartnerContract } from './declaration.ts';
import type { DeliveredFile } from './file.ts';
import type { Finding } from './findings.ts';
import { type CheckContext, chooseDelimiter } from './header.ts';
import { RowChecker } from './row-checker.ts';
import { eachRow, Unreadable } from './rows.ts';
import { PersonData, type PersonRule } from './rules.ts';
import { textOf } from './text.ts';

/** The area codes of a classification, or undefined where they are not known here. */
export type KnownAreas = (
  vintage: number,
) => ReadonlySet<string> | undefined | Promise<ReadonlySet<string> | undefined>;

/** What a delivery holds when it is as agreed. */
export interface Sound {
  state: 'accepted';
  rows: number;
  areas: number;
  /** In our form, sorted. */
  periods: string[];
  /** The rows in our form, as CSV with a heading. */
  csv: Buffer;
}

/** Every row was read, or else nothing is known of what the file holds, and it is not kept. */
export interface Unsound {
  state: 'refused';
  rows: number;
  findings: Finding[];
  totals: Record<string, number>;
  isWhole: boolean;
}

export type Verdict =
  | Sound
  | Unsound
  | { state: 'personal'; rule: PersonRule; row?: number | undefined; column?: number | undefined };

/** Holds a file to its contract, and to the signs of personal data. */
export async function judge(
  file: DeliveredFile,
  context: CheckContext & { knownAreas: KnownAreas },
): Promise<Verdict> {
  const checker = new RowChecker(context);
  try {
    takeRows(file, checker, context.contract);
  } catch (error) {
    if (error instanceof PersonData) {
      return { state: 'personal', rule: error.rule, row: error.row, column: error.column };
    }
    if (!(error instanceof Unreadable)) throw error;
    checker.findings.add({ rule: error.rule, ...(error.row === undefined ? {} : { row: error.row }) });
    return refused(checker, false);
  }
  if (checker.findings.any) {
    await nameVintage(checker, context);
    return refused(checker, true);
  }
  const [areas, periods] = ['area_code', 'period'].map(name => checker.column(name)?.values ?? []);
  return {
    state: 'accepted',
    rows: checker.rows,
    areas: areas?.length ?? 0,
    periods: periods ?? [],
    csv: checker.canonical.csv,
  };
}

function takeRows(
  { bytes, isTooLarge }: DeliveredFile,
  checker: RowChecker,
  contract: PartnerContract,
): void {
  if (isTooLarge) throw new Unreadable('file_too_large');
  const read = textOf(bytes);
  if ('unreadable' in read) throw new Unreadable(read.unreadable);
  eachRow(read.text, chooseDelimiter(contract), (cells, row) => checker.take(cells, row));
  checker.finish();
  if (!read.text.endsWith('\n')) checker.findings.add({ rule: 'no_final_newline' });
}

function refused({ findings: { listed, totals }, rows }: RowChecker, isWhole: boolean): Unsound {
  return { state: 'refused', rows, findings: listed, totals, isWhole };
}

const NEAR = [-1, 1, -2, 2, -3, 3, -4, -5, -6];

/** Codes that all belong to one other classification were not mistyped. */
async function nameVintage(
  checker: RowChecker,
  { contract, knownAreas }: CheckContext & { knownAreas: KnownAreas },
): Promise<void> {
  const unknown = checker.column('area_code')?.breaking('area_unknown') ?? [];
  if (unknown.length === 0) return;
  const { vintage } = contract.area;
  for (const other of NEAR.map(step => vintage + step)) {
    const codes = await knownAreas(other);
    if (!codes || !unknown.every(code => codes.has(code.trim().toUpperCase()))) continue;
    const hint = `Dit is de indeling van ${other}; afgesproken is ${vintage}.`;
    checker.findings.relabel('area_unknown', 'area_other_vintage', hint);
    return;
  }
}
