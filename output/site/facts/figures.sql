-- The figure by which each shown area is judged, per indicator of which its level has figures, beside that of the country.
with
level_figure as (
  select indicator_id, area_level, max(period) as period, max(age_group) as age_group, max(unit) as unit
  from analysis.latest_figure
  where is_main
  group by indicator_id, area_level
),
trend as (
  select t.indicator_id, t.area_code, t.age_group, t.trend, t.judgement, t.reason
  from gold.trend as t
  join analysis.judged_area as j on j.area_code::area_text = t.area_code and j.area_vintage = t.area_vintage
  where t.sex = 'total'
),
country as (
  select indicator_id, area_code, any_value(benchmark_value) as value, any_value(outcome) as outcome,
    any_value(reason) as reason, any_value(register_difference) as register_difference, any_value(caution) as caution
  from analysis.against_country
  group by indicator_id, area_code
)
select
  a.area_code, l.indicator_id::varchar as indicator_id, coalesce(f.period, l.period)::varchar as period,
  coalesce(f.age_group, l.age_group)::varchar as age_group, f.value, f.lower_95, f.upper_95,
  case when f.value is null then coalesce(f.missing_reason::varchar, 'not_published') end as missing_reason,
  f.interval_missing_reason::varchar as interval_missing_reason, f.reliability::varchar as reliability,
  f.reliability_reason::varchar as reliability_reason,
  c.value as country_value, c.outcome::varchar as outcome, c.reason::varchar as outcome_reason,
  c.register_difference::varchar as register_difference, c.caution,
  t.trend::varchar as trend, t.judgement::varchar as judgement, t.reason::varchar as trend_reason,
  r.rank_lower::integer as rank_lower, r.rank_upper::integer as rank_upper, r.areas::integer as ranked_areas
from analysis.judged_area as a
join level_figure as l on l.area_level = a.area_level
join input.indicator as i on i.indicator_id::indicator_text = l.indicator_id and i.status = 'active'
left join analysis.latest_figure as f
  on f.indicator_id = l.indicator_id and f.area_code = a.area_code::area_text and f.is_main
left join country as c on c.indicator_id = l.indicator_id and c.area_code = a.area_code::area_text
left join trend as t
  on t.indicator_id = l.indicator_id and t.area_code = a.area_code::area_text and t.age_group = f.age_group
left join gold.rank as r on r.indicator_id::varchar = l.indicator_id::varchar and r.area_code::varchar = a.area_code
where a.area_code in (select area_code from shown_area)
order by a.area_code, i.indicator_id
