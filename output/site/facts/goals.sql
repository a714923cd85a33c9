-- Goals with their progress, period by period, and what may be expected of it.
select
  g.goal_id, g.name_nl, g.population_code, g.benchmark_code, g.rule::varchar as rule, g.close_share,
  g.path_from::integer as path_from, left(g.deadline, 4)::integer as deadline,
  p.indicator_id::varchar as indicator_id, p.period::varchar as period, p.unit::varchar as unit, p.age_group::varchar as age_group,
  p.baseline_period, p.region_value, p.region_lower, p.region_upper, p.reference_value, p.gap, p.gap_lower, p.gap_upper,
  p.gap_baseline, p.target_gap, p.share_closed, p.status::varchar as status, p.status_reason, p.value_kind::varchar as value_kind,
  o.agreed_change, o.smallest_visible_change, o.power, o.visibility::varchar as visibility,
  o.first_visible_year::integer as first_visible_year, o.first_likely_year::integer as first_likely_year,
  o.year_reason::varchar as year_reason, o.expected_gap, o.expected_lower, o.expected_upper,
  o.expected_reason::varchar as expected_reason, o.reason::varchar as outlook_reason
from gold.goal as g
left join gold.goal_progress as p on p.goal_id = g.goal_id
left join gold.goal_outlook as o on o.goal_id = p.goal_id and o.indicator_id = p.indicator_id
order by g.goal_id, p.indicator_id, p.period
