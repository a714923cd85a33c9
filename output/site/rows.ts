/** An area with a page. */
export interface AreaRow {
  area_code: string;
  area_level: string;
  area_vintage: number;
  name: string;
  wijk_code: string | null;
  gemeente_code: string | null;
  population: number | null;
  population_period: string | null;
  is_region: boolean;
}

/** The figure by which an area is judged, or why there is none. */
export interface FigureRow {
  area_code: string;
  indicator_id: string;
  period: string;
  age_group: string;
  value: number | null;
  lower_95: number | null;
  upper_95: number | null;
  missing_reason: string | null;
  interval_missing_reason: string | null;
  reliability: string | null;
  reliability_reason: string | null;
  country_value: number | null;
  outcome: string | null;
  outcome_reason: string | null;
  register_difference: string | null;
  caution: string | null;
  trend: string | null;
  judgement: string | null;
  trend_reason: string | null;
  rank_lower: number | null;
  rank_upper: number | null;
  ranked_areas: number | null;
}

/** A figure with the area it is of. */
export interface AreaFigure {
  area: AreaRow;
  figure: FigureRow;
}

/** The postcodes of a buurt that begin with the same digits. */
export interface PostcodeRow {
  digits: string;
  area_code: string;
  /** Two letters of each postcode, run together: 'AAABAD'. */
  letters: string;
}

/** Two figures that go together over areas. */
export interface RelationRow {
  area_level: string;
  indicator_x: string;
  indicator_y: string;
  spearman: number;
  lower_95: number;
  upper_95: number;
  areas: number;
}

/** One point of a series. */
export interface SeriesRow {
  indicator_id: string;
  area_code: string;
  age_group: string;
  /** Whether it is in the age group by which areas are judged. */
  is_main: boolean;
  period: string;
  year: number;
  value: number | null;
  lower_95: number | null;
  upper_95: number | null;
  missing_reason: string | null;
  break_before: string | null;
}

/** A part of the fingerprint of an area. */
export interface NodeRow {
  area_code: string;
  ring: string;
  node_id: string;
  parent_id: string | null;
  indicator_id: string | null;
  name_nl: string;
  outcome: string | null;
  outcome_reason: string | null;
  missing_reason: string | null;
  indicators_present: number;
  indicators: number;
  is_judged: boolean;
}

export interface CumulationRow {
  area_code: string;
  indicators: number;
  judged: number;
  worse: number;
  better: number;
  worse_indicators: string | null;
  domains_judged: number;
  domains_worse: number;
  worse_domains: string | null;
  is_enough_judged: boolean;
  count_reason: string | null;
  country_share: number | null;
  region_share: number | null;
  share_reason: string | null;
  imd_score: number | null;
  score_reason: string | null;
  worse_model_estimates: number;
  caution: string | null;
}

export interface BreadthRow {
  subject_kind: string;
  subject_id: string;
  area_code: string;
  domain: string | null;
  scope: string | null;
  reason: string | null;
  gemeente_outcome: string | null;
  verdict_kind: string | null;
  spread_kind: string | null;
  spread_basis: string | null;
  gemeente_period: string | null;
  gemeenten_judged: number | null;
  gemeenten_worse: number | null;
  buurten_judged: number | null;
  buurten_worse: number | null;
  people_share_worse: number | null;
}

/** A goal, one of its indicators and a period of it; of a goal without figures the rest is null. */
export interface GoalRow {
  goal_id: string;
  name_nl: string;
  population_code: string;
  benchmark_code: string;
  rule: string;
  close_share: number | null;
  path_from: number | null;
  deadline: number | null;
  indicator_id: string | null;
  period: string;
  unit: string;
  age_group: string;
  baseline_period: string | null;
  region_value: number | null;
  region_lower: number | null;
  region_upper: number | null;
  reference_value: number | null;
  gap: number | null;
  gap_lower: number | null;
  gap_upper: number | null;
  gap_baseline: number | null;
  target_gap: number | null;
  share_closed: number | null;
  status: string;
  status_reason: string | null;
  value_kind: string;
  agreed_change: number | null;
  smallest_visible_change: number | null;
  power: number | null;
  visibility: string | null;
  first_visible_year: number | null;
  first_likely_year: number | null;
  year_reason: string | null;
  expected_gap: number | null;
  expected_lower: number | null;
  expected_upper: number | null;
  expected_reason: string | null;
  outlook_reason: string | null;
}

export interface HotSpotRow {
  area_code: string;
  indicator_id: string;
  spot: string;
  neighbours_by: string;
}

/** How many people more than at the value of the country. */
export interface ExcessRow {
  area_code: string;
  indicator_id: string;
  counted: string | null;
  excess: number;
  excess_lower: number | null;
  excess_upper: number | null;
  period: string;
  age_group: string;
  value_kind: string;
  caution: string | null;
}

/** Worse than the country, and getting worse. */
export interface RedRedRow {
  area_code: string;
  indicator_id: string;
  period: string;
  age_group: string;
  value: number;
  benchmark_value: number;
  unit: string;
  slope: number;
  points: number;
  first_period: string;
}

export interface InterventionRow {
  /** A shown area that it reaches, or a part of which. */
  area_code: string;
  intervention_id: string;
  /** The areas that it is declared for, separated by |. */
  declared_codes: string;
  name_nl: string;
  state: string;
  status: string;
  owner: string;
  target_group: string;
  domains: string;
  evidence_level: string | null;
  programme_id: string | null;
}

/** A statement that holds of an area, in words that say no more than the tables. */
export interface FindingRow {
  area_code: string;
  place: number;
  text_nl: string;
  indicator_id: string | null;
  goal_id: string | null;
}
