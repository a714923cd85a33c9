-- The goals of this region, as declared.
with
listed as (
  select goal_id, string_agg(indicator_id, '|' order by indicator_id) as indicators
  from input.goal_indicator
  group by goal_id
)
select
  g.goal_id, g.name_nl, g.name_en, g.goal, g.population_code,
  case when g.is_rest then 'rest_of ' else '' end || g.benchmark_code as benchmark_code,
  g.rule, g.close_share, g.deadline, l.indicators, s.notice
from input.goal as g
join listed as l on l.goal_id = g.goal_id
cross join input.setting as s
order by g.goal_id
