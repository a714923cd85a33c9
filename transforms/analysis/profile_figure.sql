-- Every indicator that speaks for its construct at a level (analysis.voice), for every area of that level with any figure: what it says of
-- the area, where that stands among all Dutch areas of the level, and whether it differs from the country.
with
main_figure as (
  select * from analysis.latest_figure where is_main and area_level in ('buurt', 'wijk', 'gemeente')
),
level_indicator as (
  select indicator_id, area_level, max(period) as period, max(age_group) as age_group, max(unit) as unit
  from main_figure
  where (indicator_id::varchar, area_level) in (select (indicator_id, area_level) from analysis.voice where is_voice)
  group by indicator_id, area_level
),
area_with_figures as (
  select a.area_code, a.area_level, a.area_vintage, a.population
  from analysis.judged_area as a
  where a.area_code::area_text in (select area_code from main_figure where value is not null)
)
select
  a.area_code, a.area_level, a.area_vintage, a.population, i.domain,
  i.indicator_id, i.polarity, i.value_kind, i.polarity <> 'neutral' as is_judged,
  l.period, l.age_group, f.value, f.reliability,
  coalesce(f.unit, l.unit) as unit,
  case when f.value is null then coalesce(f.missing_reason, 'not_published'::reason_text) end as missing_reason,
  s.z,
  ten_places(s.orientation * (f.value - c.benchmark_value) / nullif(s.sd, 0)) as z_country,
  case when s.z is not null then s.percentile end as percentile,
  case when s.z is not null then s.quintile end as quintile,
  s.areas,
  case when f.value is null then 'no_value' when i.measure = 'sum' then 'amount' when s.z is null then 'no_spread' end
    as reason,
  coalesce(c.outcome, 'not_compared') as outcome,
  case when f.area_code is null then 'no_value' when c.area_code is null then 'no_benchmark' else c.reason end
    as outcome_reason,
  c.register_difference, c.caution
from area_with_figures as a
join level_indicator as l on l.area_level = a.area_level
join input.indicator as i on i.indicator_id::indicator_text = l.indicator_id and i.status = 'active'
left join main_figure as f on f.indicator_id = l.indicator_id and f.area_code = a.area_code::area_text
left join analysis.standing as s on s.indicator_id = l.indicator_id and s.area_code = a.area_code::area_text
left join analysis.against_country as c on c.indicator_id = f.indicator_id and c.area_code = f.area_code
order by a.area_code, i.indicator_id
