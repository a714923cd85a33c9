-- The members of each area group in each vintage; a province or other region stands for its gemeenten.
with
vintage as (
  select distinct area_vintage from silver.area
),
declared as (
  select m.group_code, v.area_vintage, m.area_code
  from input.area_group_member as m
  join vintage as v on v.area_vintage between m.valid_from and m.valid_until
),
from_region as (
  select d.group_code, d.area_vintage, a.area_code as member_code
  from declared as d
  join input.region_gemeente as r on r.area_code = d.area_code
  join silver.area as a on a.area_code = r.gemeente_code and a.area_vintage = d.area_vintage
),
direct as (
  select group_code, area_vintage, area_code as member_code
  from declared
  where area_code not in (select area_code from input.region_gemeente)
)
select * from direct
union
select * from from_region
order by group_code, area_vintage, member_code
