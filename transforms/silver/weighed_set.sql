-- Areas whose weights must come from one count: the members of each area group; and for what is compared with the rest of an
-- area, that area with those that are taken out of it.
with
pair as (
  select population_code, benchmark_code from input.goal where is_rest
  union
  select without_code, area_code from input.benchmark where kind = 'rest'
),
population as (
  select p.population_code, p.benchmark_code, g.area_vintage, g.member_code
  from pair as p
  join silver.area_group_member as g on g.group_code = p.population_code
  union
  select p.population_code, p.benchmark_code, v.area_vintage, p.population_code
  from pair as p
  cross join (select distinct area_vintage from input.edition) as v
  where p.population_code not in (select group_code from silver.area_group_member)
),
rest_set as (
  select population_code || '/' || benchmark_code as set_code, area_vintage, member_code, false as is_whole
  from population
  union
  select population_code || '/' || benchmark_code, area_vintage, benchmark_code, true
  from population
)
select group_code as set_code, area_vintage, member_code, false as is_whole
from silver.area_group_member
union all
select * from rest_set
order by set_code, area_vintage, member_code
