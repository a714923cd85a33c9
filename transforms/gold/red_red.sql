/* ---
title: {nl: Wat ongunstiger staat dan Nederland en verslechtert, en: What is worse than the country and getting worse}
key: [indicator_id, area_code, age_group, benchmark_code]
place: 200
columns:
  indicator_id: printed_figure.indicator_id
  area_code: printed_figure.area_code
  area_level: area_transition.area_level
  domain: indicator.domain
  period: {nl: Nieuwste periode, en: Newest period}
  age_group: comparison.age_group
  value: {nl: Waarde, en: Value}
  lower_95: printed_figure.lower_95
  upper_95: printed_figure.upper_95
  unit: indicator.unit
  benchmark_code: domain_breadth.benchmark_code
  benchmark_value: {nl: Waarde daarvan, en: Its value}
  difference: {nl: Verschil, en: Difference}
  first_period: {nl: Eerste punt van de trend, en: First point of the trend}
  points: {nl: Aantal punten, en: Number of points}
  slope: {nl: Verandering per jaar, en: Change per year}
  trend_p: {nl: Kans op zo een trend door toeval, en: Chance of such a trend}
--- */
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
