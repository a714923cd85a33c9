-- Where each judged area stands among all areas of its level in the country, per indicator, in the newest period. z and
-- percentile run to the unfavourable side (without polarity: to the high side), quintile 1 is the least favourable.
with
main_figure as (
  select * from analysis.latest_figure where is_main and not is_amount and area_level in ('buurt', 'wijk', 'gemeente')
),
main_slice as (
  select distinct
    indicator_id, area_level, area_level::level_text as level, period, sex, age_group,
    case polarity when 'higher_better' then -1 else 1 end as orientation
  from main_figure
),
-- The judged areas as their series have them; codes that became them are no other areas.
own_code as (
  select area_code::area_text as area_code from silver.studied_area
  union
  select t.from_code::area_text
  from silver.area_transition as t
  join silver.studied_area as a on a.area_code = t.to_code
),
peer as (
  select indicator_id, area_level, area_code, value from main_figure where value is not null
  union all
  select v.indicator_id, m.area_level, v.area_code, v.value
  from gold.indicator_value as v
  join main_slice as m
    on m.indicator_id = v.indicator_id and m.level = v.area_level and m.period = v.period and m.sex = v.sex
    and m.age_group = v.age_group
  where v.is_preferred and v.value is not null and v.area_code not in (select area_code from own_code)
),
spread as (
  select indicator_id, area_level, avg(value) as mean, stddev_samp(value) as sd, count(*) as areas
  from peer
  group by indicator_id, area_level
),
-- How many areas have each value, and how many a lower or a higher one: equal values stand equal.
counted as (
  select indicator_id, area_level, value, count(*) as ties
  from peer
  group by indicator_id, area_level, value
),
placed as (
  select
    indicator_id, area_level, value, ties,
    sum(ties) over (partition by indicator_id, area_level order by value) as at_most,
    sum(ties) over (partition by indicator_id, area_level) as areas
  from counted
)
select
  f.indicator_id, f.area_code, f.area_level, f.period, f.sex, f.age_group, f.value, m.orientation,
  p.areas::integer as areas,
  ten_places(m.orientation * (f.value - s.mean) / nullif(s.sd, 0)) as z,
  -- The share of areas that stand less unfavourably, equal ones for half.
  ten_places(case m.orientation
    when 1 then (p.at_most - p.ties + p.ties / 2.0::double) / p.areas::double
    else (p.areas - p.at_most + p.ties / 2.0::double) / p.areas::double
  end * 100) as percentile,
  quantile_of_rank(
    case m.orientation when 1 then p.areas - p.at_most + 1 else p.at_most - p.ties + 1 end::integer, p.areas::integer, 5
  ) as quintile
from main_figure as f
join main_slice as m on m.indicator_id = f.indicator_id and m.area_level = f.area_level
join spread as s on s.indicator_id = f.indicator_id and s.area_level = f.area_level
join placed as p on p.indicator_id = f.indicator_id and p.area_level = f.area_level and p.value = f.value
order by f.indicator_id, f.area_code
