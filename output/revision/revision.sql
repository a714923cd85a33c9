/* ---
title:
  nl: Wat een publicatie verandert aan de cijfers van elke indicator, en waardoor
  en: What a release changes in the figures of each indicator, and through what
key: [release_id, against, indicator_id]
columns:
  release_id: {nl: De publicatie, en: The release}
  against:
    nl: "Waarmee is vergeleken: previous (vorige publicatie) of baseline (nulmeting)"
    en: "Compared with: previous (release) or (frozen) baseline"
    codes: {previous: [vorige publicatie, previous release], baseline: [nulmeting, frozen baseline]}
  compared_release_id: {nl: De publicatie waarmee is vergeleken, en: The release compared with}
  indicator_id: {nl: Indicator, en: Indicator}
  name_nl: {nl: Naam, en: Name in Dutch}
  unit: {nl: Eenheid, en: Unit}
  new_cells: {nl: Nieuwe cijfers (een cijfer is één rij van indicator_value), en: New rows of indicator_value}
  gone_cells: {nl: Vervallen cijfers, en: Rows that are gone}
  changed_cells:
    nl: Cijfers met een andere waarde, ook als de waarde kwam of verviel
    en: Rows with another value, a value that came or went included
  lost_values:
    nl: Cijfers die een waarde hadden en nu leeg zijn (deel van changed_cells)
    en: Rows that had a value and have none now (part of changed_cells)
  equal_cells: {nl: Gelijke cijfers, en: Rows with the same value}
  median_change:
    nl: Middelste verandering, in de eenheid, zonder teken, van cijfers met voor en na een waarde
    en: Median absolute change in the unit, of changed rows with a value in both
  largest_change: {nl: "Grootste verandering, in de eenheid, zonder teken", en: Largest absolute change}
  largest_relative_change:
    nl: Grootste verandering als deel van de oude waarde (0.1 = 10 %)
    en: Largest change as a share of the older value (0.1 = 10%)
  by_new_period: {nl: Verschillen door een nieuwe periode of editie, en: Differences by a new period or edition}
  by_source_revision: {nl: Verschillen door een herziene bron, en: Differences by a revised source}
  by_definition:
    nl: Verschillen door andere declaraties of programmatuur
    en: Differences by other declarations or code
  by_either:
    nl: "Verschillen waarbij de bron en de declaratie van de indicator beide anders zijn: welke van de twee is niet te zeggen"
    en: "Differences where both the source and the declaration of the indicator changed: which of the two cannot be told"
  revised_tables:
    nl: Herziene tabellen van de indicator, met oude → nieuwe inhoudshash
    en: Revised tables of the indicator, with old → new content hash
  cause:
    nl: new_period, source_revision, definition of mixed (meer dan een, of niet te scheiden); leeg als alles gelijk is
    en: new_period, source_revision, definition or mixed (more than one, or inseparable); empty when nothing differs
    codes:
      new_period: [nieuwe periode of editie, new period or edition]
      source_revision: [herziene bron, revised source]
      definition: [andere declaraties of programmatuur, other declarations or code]
      mixed: [meer dan een oorzaak, more than one cause]
  notice: {nl: Waarschuwing die bij het cijfer hoort, en: Warning that goes with the figure}
--- */
-- What changed between two releases, per indicator, and through what. Reads the rows of cell-change.sql as cell_change, and
-- the variables definitions_changed (whether declarations or code differ between the two) and redefined (the indicators
-- whose own declaration differs; null = not known).
with
old_use as (
  select indicator_id::varchar as indicator_id, table_id::varchar as table_id, snapshot_id::varchar as snapshot_id, count(*) as cells
  from previous.indicator_value
  group by all
),
new_use as (
  select indicator_id::varchar as indicator_id, table_id::varchar as table_id, snapshot_id::varchar as snapshot_id, count(*) as cells
  from gold.indicator_value
  group by all
),
old_period as (
  select distinct indicator_id::varchar as indicator_id, period::varchar as period from previous.indicator_value
),
moved_edition as (
  select o.table_id as old_table, n.table_id as new_table, o.snapshot_id as old_snapshot, n.snapshot_id as new_snapshot
  from gold.source as n
  full join previous.source as o on o.source_id = n.source_id and o.edition_id = n.edition_id
  where n.snapshot_id is distinct from o.snapshot_id
),
-- Changed cells of an unchanged snapshot, with the moved tables of their denominators and weights.
named_edition as (
  select
    c.indicator_id, c.area_code, c.area_vintage, c.period, c.sex, c.age_group,
    m.new_table as table_id, m.old_snapshot, m.new_snapshot
  from cell_change as c
  join gold.indicator_value as v
    on v.indicator_id = c.indicator_id and v.area_code = c.area_code and v.area_vintage = c.area_vintage
    and v.period = c.period and v.sex = c.sex and v.age_group = c.age_group
  join moved_edition as m on m.new_table in (v.denominator_table, v.weight_table)
  where c.in_old and c.in_new and c.old_snapshot = c.new_snapshot
),
named_cell as (
  select distinct indicator_id, area_code, area_vintage, period, sex, age_group from named_edition
),
explained_cell as (
  select
    c.*,
    case
      when c.in_old and c.in_new and (c.old_snapshot <> c.new_snapshot or n.indicator_id is not null) then 'source_revision'
      when c.in_old and c.in_new then 'definition'
      when c.in_new and c.indicator_id not in (select indicator_id from previous.indicator) then 'definition'
      when c.in_new and c.new_snapshot in (select snapshot_id from previous.source) then 'definition'
      when c.in_new and c.new_table not in (select table_id from previous.source) then 'new_period'
      when c.in_new and p.period is null then 'new_period'
      when c.in_new then 'source_revision'
      when c.indicator_id not in (select indicator_id from gold.indicator) then 'definition'
      when c.old_snapshot in (select snapshot_id from gold.source) then 'definition'
      when c.old_table not in (select table_id from gold.source) then 'definition'
      else 'source_revision'
    end as nearest_cause
  from cell_change as c
  left join old_period as p on p.indicator_id = c.indicator_id and p.period = c.period
  left join named_cell as n
    on n.indicator_id = c.indicator_id and n.area_code = c.area_code and n.area_vintage = c.area_vintage
    and n.period = c.period and n.sex = c.sex and n.age_group = c.age_group
),
-- A release is a function of snapshots, declarations and code: where the latter two are equal, it was a snapshot.
caused_cell as (
  select
    * exclude (nearest_cause),
    case
      when not getvariable('definitions_changed') then if(nearest_cause = 'definition', 'source_revision', nearest_cause)
      when nearest_cause = 'source_revision' and coalesce(list_contains(getvariable('redefined'), indicator_id), true) then 'either'
      else nearest_cause
    end as cause
  from explained_cell
),
change_of_indicator as (
  select
    indicator_id,
    count(*) filter (where in_new and not in_old) as new_cells,
    count(*) filter (where in_old and not in_new) as gone_cells,
    count(*) filter (where in_new and in_old) as changed_cells,
    count(*) filter (where in_new and in_old and old_value is not null and new_value is null) as lost_values,
    median(abs(new_value - old_value)) as median_change,
    max(abs(new_value - old_value)) as largest_change,
    max(abs(new_value - old_value) / nullif(abs(old_value), 0)) as largest_relative_change,
    count(*) filter (where cause = 'new_period') as by_new_period,
    count(*) filter (where cause = 'source_revision') as by_source_revision,
    count(*) filter (where cause = 'definition') as by_definition,
    count(*) filter (where cause = 'either') as by_either,
    case when count(distinct cause) = 1 and min(cause) <> 'either' then min(cause) else 'mixed' end as cause
  from caused_cell
  group by indicator_id
),
revised_of_indicator as (
  select o.indicator_id, m.new_table as table_id, m.old_snapshot, m.new_snapshot
  from moved_edition as m
  join old_use as o on o.table_id = m.old_table and o.snapshot_id = m.old_snapshot
  join new_use as n
    on n.indicator_id = o.indicator_id and n.table_id = m.new_table and n.snapshot_id = m.new_snapshot
  union
  select indicator_id, table_id, old_snapshot, new_snapshot
  from named_edition
  where old_snapshot is not null and new_snapshot is not null
),
revised_list as (
  select
    indicator_id,
    string_agg(
      table_id || ' (' || old_snapshot || ' → ' || new_snapshot || ')', ', ' order by table_id, old_snapshot, new_snapshot
    ) as revised_tables
  from revised_of_indicator
  group by indicator_id
),
old_total as (
  select indicator_id, sum(cells) as cells from old_use group by indicator_id
),
new_total as (
  select indicator_id, sum(cells) as cells from new_use group by indicator_id
)
select
  coalesce(n.indicator_id, o.indicator_id) as indicator_id,
  coalesce(ni.name_nl, oi.name_nl) as name_nl,
  coalesce(ni.unit, oi.unit) as unit,
  coalesce(c.new_cells, 0)::integer as new_cells,
  coalesce(c.gone_cells, 0)::integer as gone_cells,
  coalesce(c.changed_cells, 0)::integer as changed_cells,
  coalesce(c.lost_values, 0)::integer as lost_values,
  (coalesce(n.cells, 0) - coalesce(c.new_cells, 0) - coalesce(c.changed_cells, 0))::integer as equal_cells,
  c.median_change,
  c.largest_change,
  c.largest_relative_change,
  coalesce(c.by_new_period, 0)::integer as by_new_period,
  coalesce(c.by_source_revision, 0)::integer as by_source_revision,
  coalesce(c.by_definition, 0)::integer as by_definition,
  coalesce(c.by_either, 0)::integer as by_either,
  r.revised_tables,
  c.cause
from new_total as n
full join old_total as o on o.indicator_id = n.indicator_id
left join change_of_indicator as c on c.indicator_id = coalesce(n.indicator_id, o.indicator_id)
left join revised_list as r on r.indicator_id = coalesce(n.indicator_id, o.indicator_id)
left join gold.indicator as ni on ni.indicator_id = coalesce(n.indicator_id, o.indicator_id)
left join previous.indicator as oi on oi.indicator_id = coalesce(n.indicator_id, o.indicator_id)
order by 1
