import { createHash } from 'node:crypto';
import type { PartnerContract } from './declaration.ts';
import { type Finding, Findings } from './findings.ts';
import { chooseDelimiter } from './header.ts';
import { readRows, Unreadable } from './records.ts';
import { RowChecker } from './row-checker.ts';
import { PersonData, type PersonRule } from './rules.ts';
import type { Survey } from './survey.ts';

/** The area codes of a classification, or undefined where they are not known here. */
export type KnownAreas = (
  vintage: number,
) => ReadonlySet<string> | undefined | Promise<ReadonlySet<string> | undefined>;

export interface CheckOptions {
  contract: PartnerContract;
  known: ReadonlySet<string>;
  knownAreas: KnownAreas;
  now: Date;
  signal?: AbortSignal | undefined;
  onBytes?: (done: number, total: number) => void;
}

/** What became of looking at a file; nothing is stored for it. */
export type Verdict = { survey: Survey } & (
  | { state: 'accepted'; rows: number; areas: number; periods: string[] }
  | { state: 'refused'; rows: number; findings: Finding[]; totals: Record<string, number>; isWhole: boolean }
  | { state: 'personal'; rule: PersonRule; row?: number | undefined; column?: number | undefined }
  | { state: 'busy' }
);

/** Reads the whole file and holds it to the contract; in memory that does not grow with the file. */
export async function checkDelivery(file: string, surveyed: Survey, options: CheckOptions): Promise<Verdict> {
  const { unreadable } = surveyed;
  if (unreadable) return refusedUnread(surveyed, { rule: unreadable }, new Findings(), 0);
  const checker = new RowChecker(options);
  const hash = createHash('sha256');
  try {
    await takeRows(file, surveyed, checker, { ...options, hash });
  } catch (error) {
    if (error instanceof PersonData) {
      return { survey: surveyed, state: 'personal', rule: error.rule, row: error.row, column: error.column };
    }
    if (!(error instanceof Unreadable)) throw error;
    return refusedUnread(surveyed, { rule: error.rule, row: error.row }, checker.findings, checker.rows);
  }
  if (hash.digest('hex') !== surveyed.sha256) return { survey: surveyed, state: 'busy' };
  return concluded(surveyed, checker, options);
}

async function takeRows(
  file: string,
  surveyed: Survey,
  checker: RowChecker,
  { contract, signal, onBytes, hash }: CheckOptions & { hash: ReturnType<typeof createHash> },
): Promise<void> {
  const reading = { signal, hash, onBytes: (done: number) => onBytes?.(done, surveyed.bytes) };
  for await (const { first, rows } of readRows(file, surveyed, chooseDelimiter(contract), reading)) {
    for (let at = 0; at < rows.length; at++) checker.take(rows[at] ?? [], first + at);
  }
  checker.finish();
}

async function concluded(surveyed: Survey, checker: RowChecker, options: CheckOptions): Promise<Verdict> {
  const { findings, rows } = checker;
  if (!surveyed.endsWithLine) findings.add({ rule: 'no_final_newline' });
  const area = checker.column('area');
  if (findings.any) {
    await nameVintage(area?.breaking('area_unknown') ?? [], findings, options);
    const { listed, totals } = findings;
    return { survey: surveyed, state: 'refused', rows, findings: listed, totals, isWhole: true };
  }
  const periods = checker.column('period')?.values.sort() ?? [];
  return { survey: surveyed, state: 'accepted', rows, areas: area?.values.length ?? 0, periods };
}

/** Of what could not be read it is not known whether it is about persons. */
function refusedUnread(surveyed: Survey, finding: Finding, findings: Findings, rows: number): Verdict {
  findings.add(finding);
  const { listed, totals } = findings;
  return { survey: surveyed, state: 'refused', rows, findings: listed, totals, isWhole: false };
}

const NEAR = [-1, 1, -2, 2, -3, 3, -4, -5, -6];

/** Codes that all belong to one other classification were not mistyped. */
async function nameVintage(unknown: string[], findings: Findings, { contract, knownAreas }: CheckOptions) {
  if (unknown.length === 0) return;
  const { vintage } = contract.area;
  for (const other of NEAR.map(step => vintage + step)) {
    const codes = await knownAreas(other);
    if (!codes || !unknown.every(code => codes.has(code.trim().toUpperCase()))) continue;
    findings.relabel(
      'area_unknown',
      'area_other_vintage',
      `Dit is de indeling van ${other}; afgesproken is ${vintage}.`,
    );
    return;
  }
}
