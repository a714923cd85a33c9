import type { Areas } from './area-hints.ts';
import type { PartnerContract } from './declaration.ts';
import type { DeliveredFile } from './file.ts';
import type { Finding } from './findings.ts';
import { type CheckContext, chooseDelimiter } from './header.ts';
import { RowChecker } from './row-checker.ts';
import { eachRow, Unreadable } from './rows.ts';
import { PersonData, type PersonRule } from './rules.ts';
import { textOf } from './text.ts';

/** The areas of a classification, or undefined where they are not known here. */
export type KnownAreas = (vintage: number) => Areas | undefined | Promise<Areas | undefined>;

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

/** Whole: every row was read as one of counts; else it is not known what the file holds, and it is not kept. */
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
  const { checker, verdict } = judgeBy(file, context);
  const unknown = checker.column('area_code')?.breaking('area_unknown') ?? [];
  const other = await otherVintage(unknown, context);
  // Once more, so that each of these codes is told with the one that is meant.
  return other ? judgeBy(file, { ...context, other }).verdict : verdict;
}

function judgeBy(file: DeliveredFile, context: CheckContext): { checker: RowChecker; verdict: Verdict } {
  const checker = new RowChecker(context);
  for (const fault of file.faults ?? []) checker.findings.add(fault);
  if (file.faults) return { checker, verdict: refused(checker, false) };
  try {
    takeRows(file, checker, context.contract);
    return {
      checker,
      verdict: checker.findings.any ? refused(checker, !checker.isDoubtful) : accepted(checker),
    };
  } catch (error) {
    if (error instanceof PersonData) {
      return {
        checker,
        verdict: { state: 'personal', rule: error.rule, row: error.row, column: error.column },
      };
    }
    if (!(error instanceof Unreadable)) throw error;
    checker.findings.add({ rule: error.rule, ...(error.row === undefined ? {} : { row: error.row }) });
    return { checker, verdict: refused(checker, false) };
  }
}

function accepted(checker: RowChecker): Sound {
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

/** The classification of which most of the unknown codes are, so that they were not mistyped. */
async function otherVintage(
  unknown: string[],
  { contract, knownAreas }: CheckContext & { knownAreas: KnownAreas },
): Promise<CheckContext['other']> {
  if (unknown.length === 0) return undefined;
  const codes = unknown.map(code => code.trim().toUpperCase());
  let best: { vintage: number; areas: Areas; known: number } | undefined;
  for (const vintage of NEAR.map(step => contract.area.vintage + step)) {
    const areas = await knownAreas(vintage);
    const known = codes.filter(code => areas?.has(code)).length;
    if (areas && 2 * known >= codes.length && known > (best?.known ?? 0)) best = { vintage, areas, known };
  }
  return best;
}
