/** What made figures differ; `mixed`: more than one of the others, or two that cannot be told apart. */
export type Cause = 'new_period' | 'source_revision' | 'definition' | 'mixed';

/** How one indicator differs between two releases. A cell is one row of `indicator_value`. */
export interface IndicatorDiff {
  indicator_id: string;
  name_nl: string | null;
  unit: string | null;
  new_cells: number;
  gone_cells: number;
  /** Cells of both with another value; a value that came or went counts as another one. */
  changed_cells: number;
  /** Those of the changed cells that had a value and have none now. */
  lost_values: number;
  equal_cells: number;
  /** In the unit of the indicator, over the changed cells with a value in both. */
  median_change: number | null;
  largest_change: number | null;
  /** As a share of the older value: 0.1 is 10 %. */
  largest_relative_change: number | null;
  /** New, gone and changed cells by cause; together all of them. */
  by_new_period: number;
  by_source_revision: number;
  by_definition: number;
  /** Both the source and the declaration of the indicator changed: the figures cannot tell which it was. */
  by_either: number;
  /** Tables with their snapshots, as `85984NED (old → new)`, separated by commas. */
  revised_tables: string | null;
  /** Null when nothing differs. */
  cause: Cause | null;
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
