-- The areas that are most alike in features that policy does not change (indicators declared as structural), among all Dutch
-- areas of the same level; never on the outcomes that are compared with them.
with
feature as (
  select distinct f.indicator_id, f.area_level, f.area_level::level_text as level, f.period, f.sex, f.age_group
  from analysis.latest_figure as f
  join input.indicator as i on i.indicator_id = f.indicator_id::varchar and i.is_structural
  where f.is_main and f.area_level in ('buurt', 'wijk', 'gemeente')
),
own as (
  select f.area_level, f.area_code, f.indicator_id, f.value
  from analysis.latest_figure as f
  join feature as t on t.indicator_id = f.indicator_id and t.area_level = f.area_level and t.age_group = f.age_group and t.sex = f.sex
),
other as (
  select t.area_level, v.area_code, v.area_vintage, v.indicator_id, v.value
  from gold.indicator_value as v
  join feature as t
    on t.indicator_id = v.indicator_id and t.level = v.area_level and t.period = v.period and t.sex = v.sex
    and t.age_group = v.age_group
  where v.is_preferred and v.value is not null
    and v.area_code not in (select area_code::area_text from analysis.judged_area)
    and v.area_code not in (
      select x.from_code::area_text
      from silver.area_transition as x
      join analysis.judged_area as a on a.area_code = x.to_code
    )
),
-- A code that is in use for another area in another vintage is no one area.
reused as (
  select o.area_code
  from (select distinct area_code, area_vintage from other) as o
  join silver.area as a on a.area_code::area_text = o.area_code and a.area_vintage = o.area_vintage
  group by o.area_code
  having count(distinct a.name) > 1
),
area_feature as (
  select area_level, area_code, indicator_id as feature, value, true as is_wanted from own where value is not null
  union all
  select area_level, area_code, indicator_id, value, false from other where area_code not in (select area_code from reused)
),
-- Areas of one level are scaled and compared among themselves.
buurt_feature as (
  from area_feature where area_level = 'buurt'
),
wijk_feature as (
  from area_feature where area_level = 'wijk'
),
gemeente_feature as (
  from area_feature where area_level = 'gemeente'
),
scaled_buurt as (
  from scaled_features('buurt_feature')
),
scaled_wijk as (
  from scaled_features('wijk_feature')
),
scaled_gemeente as (
  from scaled_features('gemeente_feature')
),
buurt_distance as (
  from neighbour_distances('scaled_buurt', 0.6)
),
wijk_distance as (
  from neighbour_distances('scaled_wijk', 0.6)
),
gemeente_distance as (
  from neighbour_distances('scaled_gemeente', 0.6)
),
nearest as (
  select 'buurt' as area_level, * from nearest_areas('buurt_distance', 10)
  union all
  select 'wijk', * from nearest_areas('wijk_distance', 10)
  union all
  select 'gemeente', * from nearest_areas('gemeente_distance', 10)
),
listed as (
  select area_level, count(*) as features, string_agg(indicator_id::varchar, '|' order by indicator_id) as names
  from feature
  group by area_level
),
name as (
  select area_code, first(name order by area_vintage desc) as name from silver.area group by area_code
)
select
  n.area_code::varchar as area_code,
  n.area_level,
  n.place::integer as place,
  n.other_code::varchar as other_code,
  m.name as other_name,
  ten_places(n.distance) as distance,
  ten_places(n.relative_distance) as relative_distance,
  n.shared::integer as features_shared,
  l.features::integer as features,
  l.names as feature_ids,
  s.notice
from nearest as n
join listed as l on l.area_level = n.area_level
left join name as m on m.area_code = n.other_code::varchar
cross join input.setting as s
order by n.area_code, n.place
