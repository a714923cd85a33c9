-- What the build starts from: the declarations and the cells of the snapshots, as tables.
create schema input;
-- The declarations themselves, a table per kind; see declared.ts.
create schema declared;
create schema silver;
create schema gold;
-- What several published analyses are made from; not published itself.
create schema analysis;
-- Values that not everyone may see: beside the file of the build, so that nothing of them is ever written to it.
attach ':memory:' as restricted;

-- Partner deliveries: who gave them and who may see them; their counts as delivered and added up, and what became of each.
create table restricted.delivery (
  edition_no integer, source_id varchar, partner varchar, access varchar, min_n integer, min_count integer,
  shows_extremes boolean
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


create table input.area_prefix (prefix varchar, area_level varchar);
-- What some sources put behind the name of a gemeente and others do not, as an expression.
create table input.name_suffix (pattern varchar);
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
-- One-sided p of local Moran's I, and the smallest that the buurt could have (transforms/hot-spots.ts).
create table input.local_p (indicator_id varchar, area_code varchar, p double, smallest_p double);
-- Limits of the slope and relative index of inequality, by simulation with a seed (transforms/inequality-limits.ts).
create table input.slope_limit (
  indicator_id varchar, area_level varchar, extent varchar, slope_lower double, slope_upper double, relative_lower double,
  relative_upper double
);
