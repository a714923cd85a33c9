-- The areas that series run on: those of the newest vintage with buurten; wijken and buurten only of the gemeenten that
-- belong to an area group of the config, where there are groups.
with
target as (
  select coalesce(max(area_vintage) filter (where area_level = 'buurt'), max(area_vintage)) as area_vintage
  from silver.area
),
inside as (
  select distinct a.gemeente_code
  from silver.area_group_member as g
  join target as t on t.area_vintage = g.area_vintage
  join silver.area as a on a.area_code = g.member_code and a.area_vintage = g.area_vintage
  where a.gemeente_code is not null
)
select a.area_code, a.area_vintage, a.area_level
from silver.area as a
join target as t on t.area_vintage = a.area_vintage
where
  a.area_level not in ('wijk', 'buurt')
  or a.gemeente_code in (select gemeente_code from inside)
  or not exists (select 1 from inside)
order by a.area_code
