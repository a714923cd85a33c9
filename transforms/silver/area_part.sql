-- Wholes in the region and what they are made of, per vintage: area groups of gemeenten, gemeenten of wijken and of buurten,
-- wijken of buurten; with how many parts there are.
with
own_gemeente as (
  select distinct area_vintage, member_code from silver.area_group_member
),
inside as (
  select a.area_code, a.area_level, a.area_vintage, a.wijk_code, a.gemeente_code
  from silver.area as a
  join own_gemeente as g on g.area_vintage = a.area_vintage and g.member_code = a.gemeente_code
  where a.area_level in ('wijk', 'buurt')
),
pair as (
  select group_code as whole_code, 'regio' as whole_level, 'gemeente' as part_level, area_vintage, member_code as part_code
  from silver.area_group_member
  union all
  select gemeente_code, 'gemeente', area_level, area_vintage, area_code from inside
  union all
  select wijk_code, 'wijk', area_level, area_vintage, area_code from inside where area_level = 'buurt'
)
select
  whole_code, whole_level, part_level, area_vintage, part_code,
  count(*) over (partition by whole_code, part_level, area_vintage) as parts
from pair
order by whole_code, part_level, area_vintage, part_code
