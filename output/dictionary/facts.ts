import type { Indicator } from '../../indicators/declaration.ts';
import { projectText } from '../../kernel/root.ts';
import { quoteText, type Warehouse } from '../../transforms/warehouse.ts';
import { grouped } from '../grouped.ts';

/** The fields of a declaration that are free text. */
type TextField = {
  [Key in keyof Indicator]-?: NonNullable<Indicator[Key]> extends string
    ? string extends NonNullable<Indicator[Key]>
      ? Key
      : never
    : never;
}[keyof Indicator];

/** Those that table indicator has under another name, or not at all. */
type Renamed = 'id' | 'source' | 'numerator_nl' | 'denominator_nl' | 'denominator_note';

/** An indicator as the release describes it: a row of table indicator, of which the texts are those of the declaration. */
export interface IndicatorRow extends Record<Exclude<TextField, Renamed>, string | null> {
  indicator_id: string;
  name_nl: string;
  name_en: string;
  tier: string;
  domain: string;
  programme_lines: string | null;
  goals: string | null;
  headline: boolean;
  unit: string;
  polarity: string;
  value_kind: string;
  source_id: string | null;
  measure: string | null;
  numerator_text: string | null;
  denominator_text: string | null;
  derived_from: string | null;
  part_of: string | null;
  voice_levels: string | null;
  access: string | null;
  status: string;
  cells: number;
  cells_with_value: number;
  last_period: string | null;
  set_status: string;
  notice: string | null;
}

/** One edition of a source. */
export interface SourceRow {
  source_id: string;
  edition_id: string;
  table_id: string;
  source_title: string | null;
  table_title: string | null;
  publisher: string | null;
  licence: string | null;
  citation: string | null;
  homepage: string | null;
  area_vintage: number;
  modified: string | null;
  /** Null for what a partner delivered. */
  retrieved_at: string | null;
  rhythm: string | null;
  source_status: string | null;
  source_status_note: string | null;
}

/** The cells of one period in one table that share a reason (null: they have a value). */
export interface PeriodRow {
  indicator_id: string;
  period: string;
  table_id: string;
  area_vintage: number;
  is_preferred: boolean;
  status: string;
  break_before: string | null;
  missing_reason: string | null;
  cells: number;
}

export interface LevelRow {
  indicator_id: string;
  area_level: string;
  cells: number;
  cells_with_value: number;
  last_period: string | null;
}

/** A value of the latest period for the country, an area group, or a gemeente of one. */
export interface LatestRow {
  indicator_id: string;
  period: string;
  area_code: string;
  area_level: string;
  area_vintage: number;
  name: string | null;
  area_groups: string | null;
  sex: string;
  age_group: string;
  value: number | null;
  lower_95: number | null;
  upper_95: number | null;
  unit: string;
  status: string;
  missing_reason: string | null;
  interval_missing_reason: string | null;
  coverage: number | null;
  reliability: string | null;
  reliability_reason: string | null;
  computation: string;
  method: string | null;
  table_id: string;
  /** How many a 0 may still be that the source rounded. */
  zero_up_to: number | null;
}

export interface IndicatorFacts {
  indicator: IndicatorRow;
  sources: SourceRow[];
  periods: PeriodRow[];
  levels: LevelRow[];
  latest: LatestRow[];
}

export interface FactsScope {
  /** Area groups of the config, in its order; the first is the region itself. */
  groups: string[];
  /** Only this indicator. */
  indicator?: string;
}

/** What a release says of each indicator, or of one, from the tables in schema gold: five queries, however many there are. */
export async function readFacts(warehouse: Warehouse, scope: FactsScope): Promise<IndicatorFacts[]> {
  const asked = scope.indicator === undefined ? 'null' : quoteText(scope.indicator);
  await warehouse.run(`set variable asked_indicator = ${asked}::varchar`);
  const rowsOf = <T>(name: string) => warehouse.all<T>(projectText(`output/dictionary/${name}.sql`));
  const indicators = await rowsOf<IndicatorRow>('indicators');
  const sources = bySource(await rowsOf<SourceRow>('sources'));
  const periods = byIndicator(await rowsOf<PeriodRow>('periods'));
  const levels = byIndicator(await rowsOf<LevelRow>('levels'));
  const latest = byIndicator(await rowsOf<LatestRow>('latest'));
  const inConfigOrder = (a: LatestRow, b: LatestRow) => rank(a, scope.groups) - rank(b, scope.groups);
  return indicators.map(indicator => ({
    indicator,
    sources: sources.get(indicator.source_id ?? '') ?? [],
    periods: periods.get(indicator.indicator_id) ?? [],
    levels: levels.get(indicator.indicator_id) ?? [],
    latest: (latest.get(indicator.indicator_id) ?? []).sort(inConfigOrder),
  }));
}

/** The country first, then the groups in the order of the config, then the gemeenten. */
function rank({ area_level, area_code }: LatestRow, groups: string[]): number {
  if (area_level === 'land') return -1;
  return area_level === 'regio' ? groups.indexOf(area_code) : groups.length;
}

const byIndicator = <T extends { indicator_id: string }>(rows: T[]): Map<string, T[]> =>
  grouped(rows, row => row.indicator_id);

const bySource = (rows: SourceRow[]): Map<string, SourceRow[]> => grouped(rows, row => row.source_id);
