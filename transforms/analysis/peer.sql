-- Every area of the country that judged areas are placed among: per indicator and level its value in the period of the judged
-- ones, with z to the unfavourable side (without polarity: to the high side). Areas elsewhere with few inhabitants are no measure.
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
  select area_code::area_text as area_code from analysis.judged_area
  union
  select t.from_code::area_text
  from silver.area_transition as t
  join analysis.judged_area as a on a.area_code = t.to_code
),
valued_area as (
  select indicator_id, area_level, area_code, area_vintage, value, lower_95, upper_95 from main_figure where value is not null
  union all
  select v.indicator_id, m.area_level, v.area_code, v.area_vintage, v.value, v.lower_95, v.upper_95
  from gold.indicator_value as v
  join main_slice as m
    on m.indicator_id = v.indicator_id and m.level = v.area_level and m.period = v.period and m.sex = v.sex
    and m.age_group = v.age_group
  anti join analysis.small_area as s on try_cast(s.area_code as area_text) = v.area_code and s.area_vintage = v.area_vintage
  where v.is_preferred and v.value is not null and v.area_code not in (select area_code from own_code)
),
-- In order: sums of doubles differ in the last bit otherwise, and rounding does not always hide that.
spread as (
  select indicator_id, area_level, avg(value order by value) as mean, stddev_samp(value order by value) as sd
  from valued_area
  group by indicator_id, area_level
)
select
  v.indicator_id, v.area_level, v.area_code, v.area_vintage, v.value, v.lower_95, v.upper_95, m.orientation,
  ten_places(m.orientation * (v.value - s.mean) / nullif(s.sd, 0)) as z, s.sd
from valued_area as v
join main_slice as m on m.indicator_id = v.indicator_id and m.area_level = v.area_level
join spread as s on s.indicator_id = v.indicator_id and s.area_level = v.area_level
order by v.indicator_id, v.area_level, v.area_code
