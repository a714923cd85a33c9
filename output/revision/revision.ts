import { describedTable } from '../../transforms/tables.ts';

/** The table `revision` stands beside a release, because it depends on what was published before. */
export const describedRevision = () => describedTable('output/revision/revision.sql');

type Counts =
  | 'new_cells'
  | 'gone_cells'
  | 'changed_cells'
  | 'lost_values'
  | 'equal_cells'
  | 'by_new_period'
  | 'by_source_revision'
  | 'by_definition'
  | 'by_either';

type Sizes = 'median_change' | 'largest_change' | 'largest_relative_change';

/** How one indicator differs between two releases: a row of table revision, whose header says what each column holds. */
export interface IndicatorDiff extends Record<Counts, number>, Record<Sizes, number | null> {
  indicator_id: string;
  name_nl: string | null;
  unit: string | null;
  revised_tables: string | null;
  cause: string | null;
}

/** The cell of an indicator that changed most, where that is at least `SMALL`. */
export interface LargestChange {
  indicator_id: string;
  name_nl: string;
  unit: string | null;
  area_code: string;
  area_name: string;
  area_vintage: number;
  period: string;
  sex: string;
  age_group: string;
  old_value: number;
  new_value: number;
  relative_change: number | null;
}

/** An edition whose snapshot is not the same in both releases; null where a release does not have it. */
export interface MovedEdition {
  edition: string;
  table: string;
  old_snapshot: string | null;
  new_snapshot: string | null;
  old_modified: string | null;
  new_modified: string | null;
}

/** A release held against an earlier one. */
export interface Comparison {
  release_id: string;
  declarations_changed: boolean;
  code_changed: boolean;
  editions: MovedEdition[];
  /** Every indicator with figures in one of the two. */
  indicators: IndicatorDiff[];
  largest: LargestChange[];
}

/** What a release changes: against the one before and against the frozen baseline, as far as there are. */
export interface Revision {
  release_id: string;
  notice: string | null;
  previous: Comparison | null;
  baseline: Comparison | null;
  baseline_note: string | null;
  /** Why there is no comparison with a baseline that was frozen. */
  baseline_problem: string | null;
}

export const AGAINST = ['previous', 'baseline'] as const;

export const differs = (row: IndicatorDiff): boolean => row.cause !== null;

/** Relative changes below this are counted, not listed: one weight that is revised moves every figure of an area group a bit. */
export const SMALL = 0.001;
