-- Which Dutch areas differ from the country, on the figures that speak for their construct and have a favourable side: by their
-- interval, and by limits that add the spread between all areas of the level to it. Against these an area of the region is seen.
with
benchmark as (
  select
    c.indicator_id, c.area_level, any_value(c.polarity) as polarity, any_value(c.benchmark_value) as benchmark
  from analysis.against_country as c
  join analysis.voice as v on v.indicator_id = c.indicator_id::varchar and v.area_level = c.area_level and v.is_voice
  where c.polarity <> 'neutral' and c.benchmark_value is not null
  group by c.indicator_id, c.area_level
),
compared as (
  select
    p.indicator_id, p.area_level, p.area_code, p.value, b.benchmark, b.polarity,
    se_of_interval(p.lower_95, p.upper_95) as se,
    rag_95(p.value, p.lower_95, p.upper_95, b.benchmark, b.polarity) as outcome
  from analysis.peer as p
  join benchmark as b on b.indicator_id = p.indicator_id and b.area_level = p.area_level
  where p.area_code not in (select area_code from analysis.reused_code)
),
spread_input as (
  select {indicator_id: indicator_id, area_level: area_level} as group_key, value, se, benchmark as target
  from compared
  where outcome is not null
),
spread as (
  select group_key, tau2 from overdispersion('spread_input')
)
select
  c.indicator_id, c.area_level, c.area_code, c.outcome,
  judged(
    side_of(
      funnel_additive(c.value, c.se, s.tau2, -z_of_level(0.95)), funnel_additive(c.value, c.se, s.tau2, z_of_level(0.95)),
      c.benchmark
    ),
    c.polarity
  ) as outcome_in_spread
from compared as c
left join spread as s on s.group_key = {indicator_id: c.indicator_id, area_level: c.area_level}
where c.outcome is not null
order by c.indicator_id, c.area_level, c.area_code
