import type { Indicator } from '../../indicators/declaration.ts';
import type { Warehouse } from '../../transforms/warehouse.ts';

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
  method: string | null;
  table_id: string;
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

const INDICATORS = `
  select * replace (
    cells::integer as cells, cells_with_value::integer as cells_with_value,
    first_period::varchar as first_period, last_period::varchar as last_period
  )
  from gold.indicator
  where $1 is null or indicator_id = $1
  order by indicator_id`;

const SOURCES = `
  select source_id, edition_id, table_id, source_title, table_title, publisher, licence, citation, homepage,
    area_vintage, modified, retrieved_at, rhythm, source_status, source_status_note
  from gold.source
  order by source_id, area_vintage desc, edition_id desc`;

const PERIODS = `
  select indicator_id::varchar as indicator_id, period::varchar as period, table_id::varchar as table_id, area_vintage,
    is_preferred, status::varchar as status, break_before::varchar as break_before,
    missing_reason::varchar as missing_reason, count(*)::integer as cells
  from gold.indicator_value
  where $1 is null or indicator_id = $1
  group by all
  order by indicator_id, max(period_end) desc, period desc, is_preferred desc, area_vintage desc, table_id, status,
    break_before, missing_reason`;

const LEVELS = `
  select indicator_id::varchar as indicator_id, area_level::varchar as area_level, count(*)::integer as cells,
    count(value)::integer as cells_with_value,
    arg_max(period::varchar, (period_end, period::varchar)) filter (where value is not null) as last_period
  from gold.indicator_value
  where $1 is null or indicator_id = $1
  group by all
  order by indicator_id, area_level`;

const LATEST = `
  with
  -- The country, the area groups, and the gemeenten that belong to one.
  shown_area as (
    select area_code, area_vintage, name, area_groups
    from gold.area
    where area_level in ('land', 'regio') or (area_level = 'gemeente' and area_groups is not null)
  ),
  shown_value as (
    select v.*, a.name, a.area_groups
    from gold.indicator_value as v
    join shown_area as a on a.area_code = v.area_code and a.area_vintage = v.area_vintage
    where v.is_preferred and ($1 is null or v.indicator_id = $1)
  ),
  newest as (
    select indicator_id, arg_max(period::varchar, (period_end, period::varchar)) as period
    from shown_value
    where value is not null
    group by indicator_id
  )
  select v.indicator_id::varchar as indicator_id, v.period::varchar as period, v.area_code::varchar as area_code,
    v.area_level::varchar as area_level, v.area_vintage, v.name, v.area_groups, v.sex::varchar as sex,
    v.age_group::varchar as age_group, v.value, v.lower_95, v.upper_95, v.unit::varchar as unit,
    v.status::varchar as status, v.missing_reason::varchar as missing_reason,
    v.interval_missing_reason::varchar as interval_missing_reason, v.coverage, v.method, v.table_id::varchar as table_id
  from shown_value as v
  join newest as n on n.indicator_id = v.indicator_id and n.period = v.period::varchar
  order by indicator_id, v.area_level = 'gemeente', v.name, area_code, age_group, sex`;

/** What a release says of each indicator, or of one, from the tables in schema gold: five queries, however many there are. */
export async function readFacts(warehouse: Warehouse, scope: FactsScope): Promise<IndicatorFacts[]> {
  const only = [scope.indicator ?? null];
  const indicators = await warehouse.all<IndicatorRow>(INDICATORS, only);
  const sources = bySource(await warehouse.all<SourceRow>(SOURCES));
  const periods = byIndicator(await warehouse.all<PeriodRow>(PERIODS, only));
  const levels = byIndicator(await warehouse.all<LevelRow>(LEVELS, only));
  const latest = byIndicator(await warehouse.all<LatestRow>(LATEST, only));
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
  gather(rows, row => row.indicator_id);

const bySource = (rows: SourceRow[]): Map<string, SourceRow[]> => gather(rows, row => row.source_id);

function gather<T>(rows: T[], keyOf: (row: T) => string): Map<string, T[]> {
  const lists = new Map<string, T[]>();
  for (const row of rows) {
    const list = lists.get(keyOf(row));
    if (list) list.push(row);
    else lists.set(keyOf(row), [row]);
  }
  return lists;
}
