-- The fingerprint of each judged area: indicators in sub-themes in themes, as the rings of a chart. z runs to the unfavourable
-- side; a ring is the mean of the ring inside it, so that overlapping indicators of a sub-theme count once. What has no
-- polarity stands in its sub-theme without judgement, and enters no mean.
with
indicator_ring as (
  select
    f.*, t.theme_id, t.name_nl as theme_nl, t.name_en as theme_en, t.domain_en, i.name_nl, i.name_en,
    case when f.is_judged then f.z end as entering_z
  from analysis.profile_figure as f
  join input.theme as t on t.domain = f.domain
  join input.indicator as i on i.indicator_id = f.indicator_id
),
sub_theme_ring as (
  select
    area_code, area_level, area_vintage, theme_id, theme_nl, theme_en, domain, domain_en,
    count(entering_z) as parts_present,
    count(*) filter (where is_judged) as parts,
    case
      when count(entering_z) / nullif(count(*) filter (where is_judged), 0)::double >= any_value(s.judged)
      then ten_places(avg(entering_z order by indicator_id))
    end as z,
    count(value) as indicators_present,
    count(*) as indicators,
    count(value) filter (where value_kind = 'model_estimate') as estimates
  from indicator_ring
  cross join input.setting as s
  group by area_code, area_level, area_vintage, theme_id, theme_nl, theme_en, domain, domain_en
),
theme_ring as (
  select
    area_code, area_level, area_vintage, theme_id, theme_nl, theme_en,
    count(z) as parts_present,
    count(*) filter (where parts > 0) as parts,
    case
      when count(z) / nullif(count(*) filter (where parts > 0), 0)::double >= any_value(s.judged)
      then ten_places(avg(z order by domain))
    end as z,
    sum(indicators_present) as indicators_present,
    sum(indicators) as indicators,
    sum(estimates) as estimates
  from sub_theme_ring
  cross join input.setting as s
  group by area_code, area_level, area_vintage, theme_id, theme_nl, theme_en
),
whole as (
  select
    area_code, area_level, area_vintage,
    count(z) as parts_present,
    count(*) filter (where parts > 0) as parts,
    case
      when count(z) / nullif(count(*) filter (where parts > 0), 0)::double >= any_value(s.judged)
      then ten_places(avg(z order by theme_id))
    end as z,
    sum(indicators_present) as indicators_present,
    sum(indicators) as indicators,
    sum(estimates) as estimates
  from theme_ring
  cross join input.setting as s
  group by area_code, area_level, area_vintage
),
node as (
  select
    area_code, area_level, area_vintage, 'indicator' as ring,
    theme_id || '/' || domain || '/' || indicator_id as node_id, theme_id || '/' || domain as parent_id,
    theme_id as theme, domain as sub_theme, indicator_id, name_nl, name_en,
    period, age_group, value, unit, z, percentile, quintile, areas, outcome, outcome_reason, register_difference,
    is_judged, value_kind, missing_reason, reason, caution,
    (entering_z is not null)::integer as parts_present, is_judged::integer as parts,
    (value is not null)::integer as indicators_present, 1 as indicators
  from indicator_ring
  union all by name
  select
    area_code, area_level, area_vintage, 'sub_theme' as ring,
    theme_id || '/' || domain as node_id, theme_id as parent_id,
    theme_id as theme, domain as sub_theme, domain as name_nl, domain_en as name_en,
    z, parts > 0 as is_judged, estimates, parts_present, parts, indicators_present, indicators
  from sub_theme_ring
  union all by name
  select
    area_code, area_level, area_vintage, 'theme' as ring,
    theme_id as node_id, 'total' as parent_id,
    theme_id as theme, theme_nl as name_nl, theme_en as name_en,
    z, parts > 0 as is_judged, estimates, parts_present, parts, indicators_present, indicators
  from theme_ring
  union all by name
  select
    area_code, area_level, area_vintage, 'total' as ring,
    'total' as node_id, 'alle thema''s' as name_nl, 'all themes' as name_en,
    z, parts > 0 as is_judged, estimates, parts_present, parts, indicators_present, indicators
  from whole
)
select
  n.area_code, n.area_level, n.area_vintage, n.ring, n.node_id, n.parent_id, n.theme, n.sub_theme,
  n.indicator_id, n.name_nl, n.name_en, n.period, n.age_group, n.value, n.unit,
  n.is_judged,
  n.z,
  case
    when not n.is_judged then null
    when n.z < -2 then -2
    when n.z < -1 then -1
    when n.z <= 1 then 0
    when n.z <= 2 then 1
    when n.z > 2 then 2
  end as class,
  n.percentile,
  case when n.is_judged then n.quintile end as quintile,
  n.areas,
  n.outcome,
  n.outcome_reason,
  n.register_difference,
  n.indicators_present::integer as indicators_present,
  n.indicators::integer as indicators,
  ten_places(n.indicators_present / nullif(n.indicators, 0)::double) as coverage,
  n.parts_present::integer as parts_present,
  n.parts::integer as parts,
  n.value_kind,
  n.missing_reason,
  case
    when n.ring = 'indicator' then n.reason
    when n.parts = 0 then 'not_judged'
    when n.z is null then 'too_few_parts'
  end as reason,
  case
    when n.ring = 'indicator' then n.caution
    when n.estimates > 0 then 'modelschattingen: ' || n.estimates || ' van ' || n.indicators_present
      || ' cijfers; een signaal, geen meting'
  end as caution,
  s.notice
from node as n
cross join input.setting as s
order by n.area_code, n.ring, n.node_id
