-- The form of the largest published tables. Texts with few values are enumerations in alphabetical order: they sort as
-- text, and take a fifth of the time and space. They hold the empty text too: DuckDB refuses an enumeration
-- without values.
create type indicator_text as enum (select indicator_id from input.indicator union select '' order by 1);
create type area_text as enum (select area_code from silver.area union select '' order by 1);
create type level_text as enum (
  select area_level from input.area_prefix union select 'regio' order by 1
);
create type period_text as enum (select period from input.period_item union select '' order by 1);
create type sex_text as enum ('m', 'total', 'v');
create type age_text as enum (select age_group from input.indicator_age union select '' order by 1);
create type unit_text as enum (
  select unit from input.indicator union select unit from input.topic union select '' order by 1
);
create type kind_text as enum (select value_kind from input.indicator union select '' order by 1);
create type status_text as enum (select status from input.period_item union select '' order by 1);
create type reason_text as enum (
  'awaiting_source', 'below_coverage', 'no_denominator', 'not_applicable', 'not_comparable', 'not_measured',
  'not_published', 'suppressed',
  'zero_denominator'
);
create type interval_reason_text as enum ('no_margins', 'no_value', 'not_computed', 'not_published');
create type harmonisation_text as enum ('address_weighted', 'none', 'not_possible', 'recoded', 'unchanged');
create type break_text as enum (select reason from input.indicator_break union select '' order by 1);
create type source_text as enum (select source_id from input.edition union select '' order by 1);
create type table_text as enum (select table_id from input.edition union select '' order by 1);
create type snapshot_text as enum (select snapshot_id from input.edition union select '' order by 1);
create type notice_text as enum (select coalesce(notice, '') from input.setting);

create table gold.indicator_value (
  indicator_id indicator_text, area_code area_text, area_level level_text, area_vintage integer, period period_text,
  period_start date, period_end date, sex sex_text, age_group age_text, value double, lower_95 double, upper_95 double,
  numerator double, denominator double, unit unit_text, value_kind kind_text, status status_text,
  missing_reason reason_text, interval_missing_reason interval_reason_text, coverage double, method varchar,
  break_before break_text, is_preferred boolean, source_id source_text, table_id table_text, snapshot_id snapshot_text,
  notice notice_text
);

create table gold.indicator_series (
  indicator_id indicator_text, area_code area_text, area_level level_text, area_vintage integer, period period_text,
  period_start date, period_end date, sex sex_text, age_group age_text, value double, lower_95 double, upper_95 double,
  numerator double, denominator double, unit unit_text, value_kind kind_text, status status_text,
  missing_reason reason_text, interval_missing_reason interval_reason_text, harmonisation harmonisation_text,
  harmonisation_note varchar, source_vintage integer, break_before break_text, notice notice_text
);

create table gold.trend (
  indicator_id indicator_text, area_code area_text, area_level level_text, area_vintage integer, sex sex_text,
  age_group age_text, unit unit_text, latest_period period_text, latest_value double, latest_lower double,
  latest_upper double, previous_period period_text, previous_value double, previous_lower double, previous_upper double,
  change double, change_outcome varchar, change_judgement varchar, since varchar, break_reason varchar, points integer,
  first_period period_text, last_period period_text, slope double, slope_lower double, slope_upper double, p double,
  trend varchar, judgement varchar, reason varchar, reason_text varchar, value_kind kind_text, notice notice_text
);

create table gold.aggregation (
  indicator_id indicator_text, area_code area_text, area_level level_text, part_level level_text, area_vintage integer,
  period period_text, sex sex_text, age_group age_text, unit unit_text, parts integer, parts_missing integer,
  parts_suppressed integer, coverage double, coverage_by varchar, value_from_parts double, value_missing_reason varchar,
  lower_bound double, upper_bound double, bounds_missing_reason varchar, published_value double, is_within boolean,
  difference double, weight_bound varchar, weight_effect_low double, weight_effect_high double, method varchar,
  notice notice_text
);
