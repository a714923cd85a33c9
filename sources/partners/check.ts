import { createHash, type Hash } from 'node:crypto';
import { CanonicalRows } from './canonical.ts';
import type { PartnerContract } from './declaration.ts';
import { type Finding, Findings } from './findings.ts';
import { chooseDelimiter } from './header.ts';
import { PackedRows } from './packed.ts';
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
  /** Give the rows in our form too, packed, unless they are too many. */
  keepsRows?: boolean;
}

/** What became of looking at a file; nothing is stored for it. */
export type Verdict = { survey: Survey } & (
  | { state: 'accepted'; rows: number; areas: number; periods: string[]; packed?: Buffer[] | undefined }
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
  const packed = options.keepsRows ? new PackedRows() : undefined;
  try {
    await takeRows(file, surveyed, checker, { ...options, hash, packed });
  } catch (error) {
    packed?.drop();
    if (error instanceof PersonData) {
      return { survey: surveyed, state: 'personal', rule: error.rule, row: error.row, column: error.column };
    }
    if (!(error instanceof Unreadable)) throw error;
    return refusedUnread(surveyed, { rule: error.rule, row: error.row }, checker.findings, checker.rows);
  }
  const isSame = hash.digest('hex') === surveyed.sha256;
  const verdict: Verdict = isSame
    ? await concluded(surveyed, checker, options)
    : { survey: surveyed, state: 'busy' };
  if (verdict.state === 'accepted') return { ...verdict, packed: await packed?.end() };
  packed?.drop();
  return verdict;
}

async function takeRows(
  file: string,
  surveyed: Survey,
  checker: RowChecker,
  { contract, signal, onBytes, hash, packed }: CheckOptions & { hash: Hash; packed: PackedRows | undefined },
): Promise<void> {
  const reading = { signal, hash, onBytes: (done: number) => onBytes?.(done, surveyed.bytes) };
  const canonical = new CanonicalRows(checker, contract);
  await packed?.add(canonical.heading);
  for await (const batch of readRows(file, surveyed, chooseDelimiter(contract), reading)) {
    const text = canonical.take(batch);
    if (!checker.findings.any) await packed?.add(text);
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
