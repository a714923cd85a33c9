-- The areas that have a page: the area groups, and the gemeenten, wijken and buurten of the region (variable shown_region, or else that of
-- the config) that are judged.
with
region_gemeente as (
  select m.member_code
  from silver.area_group_member as m
  join input.setting as s on coalesce(getvariable('shown_region'), s.region_code) = m.group_code
  join analysis.judged_area as j on j.area_code = m.member_code and j.area_vintage = m.area_vintage
),
shown as (
  select area_code, area_level, area_vintage, name, wijk_code, gemeente_code, population, population_period
  from analysis.judged_area
  where
    area_level = 'regio' or area_code in (select member_code from region_gemeente)
    or gemeente_code in (select member_code from region_gemeente)
)
select
  s.area_code, s.area_level::varchar as area_level, s.area_vintage, coalesce(g.name_nl, s.name, s.area_code) as name,
  case when s.area_level = 'buurt' then s.wijk_code end as wijk_code,
  case when s.area_level in ('wijk', 'buurt') then s.gemeente_code end as gemeente_code,
  s.population::integer as population, s.population_period::varchar as population_period,
  s.area_code = coalesce(getvariable('shown_region'), t.region_code) as is_region
from shown as s
cross join input.setting as t
left join input.area_group as g on g.group_code = s.area_code
order by list_position(['regio', 'gemeente', 'wijk', 'buurt'], s.area_level::varchar), not is_region, name, s.area_code
