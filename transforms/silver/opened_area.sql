-- The areas whose figures people open: those that can be judged, the areas that they and goals are compared with, and those
-- whose published figure is that of a group; in any vintage.
with
compared as (
  select area_code from input.benchmark
  union all
  select without_code from input.benchmark
  union all
  select population_code from input.goal
  union all
  select benchmark_code from input.goal
  union all
  select area_code from input.area_group_published
)
select area_code from silver.studied_area
union
select area_code from compared where area_code is not null
order by area_code
