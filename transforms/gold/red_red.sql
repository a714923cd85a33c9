-- What is worse than the country and getting worse: the areas and indicators that ask for attention first.
select
  c.indicator_id,
  c.area_code,
  c.area_level,
  c.domain,
  c.period,
  c.age_group,
  c.value,
  c.lower_95,
  c.upper_95,
  c.unit,
  c.benchmark_code,
  c.benchmark_value,
  c.difference,
  t.first_period,
  t.points,
  t.slope,
  t.p as trend_p,
  s.notice
from analysis.against_country as c
join gold.trend as t
  on t.indicator_id::varchar = c.indicator_id::varchar and t.area_code::varchar = c.area_code::varchar
  and t.age_group::varchar = c.age_group::varchar and t.area_vintage = c.area_vintage
  and t.latest_period::varchar = c.period::varchar
cross join input.setting as s
where c.outcome = 'worse' and t.judgement = 'worsening'
order by c.indicator_id, c.area_code, c.age_group, c.benchmark_code
