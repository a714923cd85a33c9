-- What the build starts from: the declarations and the cells of the snapshots, as tables.
create schema input;
create schema silver;
create schema gold;
-- What several published analyses are made from; not published itself.
create schema analysis;
-- Values that not everyone may see: beside the file of the build, so that nothing of them is ever written to it.
attach ':memory:' as restricted;

-- Partner deliveries: who gave them and who may see them; their counts as delivered and added up, and what became of each.
create table restricted.delivery (
  edition_no integer, source_id varchar, partner varchar, access varchar, min_cell integer, is_sensitive boolean, min_n integer
);
-- As delivered: nothing but the protection of these counts reads this table.
create table restricted.count (
  edition_no integer, area_code varchar, period varchar, sex varchar, age_group varchar, concept varchar, count bigint
);
create table restricted.signal (
  edition_no integer, area_code varchar, period varchar, question varchar, answer varchar, n bigint, share double
);
create table restricted.delivered_count (
  edition_no integer, source_id varchar, concept varchar, area_code varchar, area_level varchar, area_vintage integer, period varchar, sex varchar,
  age_group varchar, count bigint, is_hidden boolean, reason varchar
);


create table input.setting (
  coverage double, register_difference double, judged double, min_population integer, breadth_gemeenten double,
  breadth_people double, region_code varchar, control_indicator varchar, notice varchar
);
create table input.area_prefix (prefix varchar, area_level varchar);
create table input.edition (
  edition_no integer, edition_key varchar, source_id varchar, edition_id varchar, table_id varchar, area_vintage integer,
  snapshot_id varchar, modified varchar, retrieved_at varchar, source_title varchar, table_title varchar,
  publisher varchar, licence varchar, citation varchar, homepage varchar, url varchar, rhythm varchar, row_count bigint,
  empty_cell varchar, empty_topic varchar, area_list varchar, has_margins boolean, source_status varchar,
  source_status_note varchar
);
-- topic_id runs by source, concept and edition, so that the cells of an indicator lie together.
create table input.topic (
  topic_id integer, edition_no integer, concept varchar, topic_key varchar, title varchar, topic_group varchar, unit varchar,
  decimals integer, datatype varchar, default_meaning varchar, is_unverified boolean
);
create table input.period_item (
  edition_no integer, period varchar, period_start date, period_end date, kind varchar, status varchar
);
create table input.area_item (edition_no integer, area_code varchar, name varchar, municipality varchar);
-- Kinds of area in a table that have no level here, and are left out.
create table input.area_set_aside (
  edition_no integer, prefix varchar, areas integer, example varchar, is_declared boolean
);
create table input.area_label (edition_no integer, label varchar, area_code varchar);
-- Cells carry numbers for area and slice (period, sex, age): a fifth of the time and space of texts.
create table input.area_key (area_no integer, area_code varchar);
create table input.slice (slice_no integer, period varchar, sex varchar, age_group varchar);
-- reason: why there is no value, where the source says so itself.
create table input.cell (
  topic_id integer, slice_no integer, area_no integer, value double, lower_95 double, upper_95 double, reason varchar
);
create table input.area_text (edition_no integer, area_code varchar, concept varchar, text varchar);
-- Centroid (WGS84) and outline (GeoJSON geometry) of areas; addresses with the buurt they lie in, per vintage.
create table input.area_geometry (
  area_vintage integer, area_code varchar, longitude double, latitude double, geometry varchar
);
create table input.address (area_vintage integer, pc6 varchar, house_number integer, buurt_code varchar);
create table input.region (
  area_code varchar, area_level varchar, name varchar, valid_from integer, valid_until integer, unchanged_since integer
);
create table input.region_gemeente (area_code varchar, area_level varchar, gemeente_code varchar);
create table input.recode (vintage integer, old_code varchar, new_code varchar);
-- Gemeenten that are declared to have the boundary of the year before.
create table input.area_unchanged (area_code varchar, vintage integer);
create table input.area_group (group_code varchar, name_nl varchar, name_en varchar);
create table input.area_group_published (group_code varchar, area_code varchar, preference integer);
create table input.area_group_member (
  group_code varchar, valid_from integer, valid_until integer, area_code varchar
);
-- Pseudo p of local Moran's I, by permutation with a seed (indicators/hot-spots.ts).
create table input.local_p (indicator_id varchar, area_code varchar, p double);
-- kind: area, rest (the area without without_code), own_gemeente or own_previous.
create table input.benchmark (
  benchmark_code varchar, name_nl varchar, name_en varchar, kind varchar, area_code varchar, without_code varchar
);
create table input.indicator (
  indicator_id varchar, name_nl varchar, name_en varchar, tier varchar, domain varchar, programme_lines varchar,
  goals varchar, pg_dimension varchar, headline boolean, is_structural boolean, unit varchar, polarity varchar, value_kind varchar,
  source_id varchar, measure varchar, per double, weight_concept varchar, weight_instead_of varchar,
  denominator_note varchar, range_low double, range_high double, definition varchar, rationale varchar,
  interpretation varchar, numerator_text varchar, denominator_text varchar, comparability varchar, derived_from varchar,
  access varchar, status varchar, status_note varchar
);
-- The rings around indicators: each domain in its theme; weight is that of the domain in the rank score of cumulation.
create table input.theme (
  theme_id varchar, name_nl varchar, name_en varchar, domain varchar, domain_en varchar, weight double
);
create table input.indicator_term (indicator_id varchar, role varchar, source_id varchar, concept varchar);
create table input.indicator_age (indicator_id varchar, age_group varchar);
create table input.indicator_level (indicator_id varchar, area_level varchar);
create table input.indicator_break (indicator_id varchar, period varchar, reason varchar);
-- The goals of this region. For is_rest the reference is the benchmark area without the population.
create table input.goal (
  goal_id varchar, name_nl varchar, name_en varchar, goal varchar, population_code varchar, benchmark_code varchar,
  is_rest boolean, rule varchar, close_share double, deadline varchar
);
create table input.goal_indicator (goal_id varchar, indicator_id varchar, baseline_period varchar);
-- Figures that a programme printed, with the period of ours that comes nearest.
create table input.printed_figure (
  goal_id varchar, indicator_id varchar, area_code varchar, period varchar, value double, printed_in varchar,
  difference_reason varchar
);
-- Everything that is done for people somewhere; a programme is an intervention with KPIs, rules and verdicts.
create table input.intervention (
  intervention_id varchar, name_nl varchar, name_en varchar, status varchar, status_note varchar, owner varchar,
  target_group varchar, area_vintage integer, period_from date, period_until date, evidence_level varchar
);
create table input.intervention_area (intervention_id varchar, area_code varchar);
create table input.intervention_domain (intervention_id varchar, domain varchar);
create table input.programme (
  programme_id varchar, programme_line varchar, pillar varchar, ses_theme varchar, control_group varchar
);
create table input.kpi (
  programme_id varchar, kpi_id varchar, kpi_no integer, name_nl varchar, name_en varchar, stage varchar, indicator_id varchar,
  age_group varchar, direction varchar, target double, target_by date, baseline_period varchar, baseline_end date
);
create table input.kpi_area (programme_id varchar, kpi_id varchar, area_code varchar);
create table input.kpi_outcome (programme_id varchar, kpi_id varchar, outcome_id varchar);
-- Either threshold or question; otherwise: what is proposed when the rule does not hold.
create table input.programme_rule (
  programme_id varchar, kpi_id varchar, rule_no integer, due date, threshold double, question varchar, answer_holds boolean,
  answered_on date, answered_by varchar, answer_note varchar, otherwise varchar
);
create table input.programme_verdict (
  programme_id varchar, verdict_on date, verdict varchar, verdict_by varchar, verdict_reason varchar
);
