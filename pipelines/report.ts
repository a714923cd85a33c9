import type { Fault, Where } from '../kernel/errors.ts';
import type { Excerpt } from '../output/release.ts';
import type { IndicatorDiff } from '../output/revision/revision.ts';
import type { FetchOutcome } from '../sources/fetch.ts';
import type { DeliveryReport } from '../sources/partners/report.ts';
import type { CheckResult } from './checks.ts';
import type { Incomplete } from './completeness.ts';

export interface RunOptions {
  /** Only these sources are fetched; the others keep their snapshots. */
  sources?: string[] | undefined;
  /** Nothing is fetched. */
  offline?: boolean;
  /** Fetch even what seems unchanged. */
  refresh?: boolean;
  /** Build even when the release exists already, and hold the result against it. */
  rebuild?: boolean;
  /** Some tables in some forms, in a data folder without a whole release. */
  excerpt?: Excerpt | undefined;
  verb?: string;
}

export interface EditionReport {
  key: string;
  table: string;
  state: FetchOutcome['state'] | 'delivered';
  rows: number | null;
  snapshot_id: string | null;
  error: {
    code: string;
    /** What the service answered; 404: it has no such table. */
    status?: number | null;
    message: string;
    exitCode: number;
    where: Where;
    /** What is wrong as well, found in the same look. */
    also?: Fault[];
    hint: string | null;
  } | null;
}

/** What is declared as not yet seen at the live service, and was not found. */
export interface NotFound {
  /** Editions without a table. */
  tables: string[];
  /** Concepts without a column, as `source/edition concept`; only known of a build. */
  columns: string[];
}

/** What came of the comparison with the frozen baseline. */
export interface BaselineReport {
  release_id: string | null;
  error: { message: string; exitCode: number; hint: string | null } | null;
}

export interface Problem {
  message: string;
  exitCode: number;
  where: Where;
  hint: string | null;
}

/** What kept counts of partners from being printed. */
export interface ProtectionReport {
  /** The ledger is damaged: no count at all is printed. */
  ledger: Problem | null;
  /** Counts that could not be protected, of one delivery, period and age group each. */
  left_out: Problem[];
}

export interface RunReport {
  /** published: a new release; unchanged: nothing to do; verified: rebuilt and equal; blocked: a check failed. */
  state: 'published' | 'unchanged' | 'verified' | 'blocked';
  reason: string;
  release_id: string | null;
  editions: EditionReport[];
  /** What partners delivered, and what became of it; not in records of runs before there was an inbox. */
  deliveries?: DeliveryReport[];
  /** Not in records of runs before there was a ledger. */
  protection?: ProtectionReport;
  /** What deliveries that give figures lack; not in records of runs before this was looked at. */
  incomplete?: Incomplete[];
  not_found: NotFound;
  /** What the release holds, when that is not everything. */
  excerpt?: Excerpt | undefined;
  checks: CheckResult[];
  diff: IndicatorDiff[];
  /** Null when none was frozen, or nothing was compared with it. */
  baseline: BaselineReport | null;
}
