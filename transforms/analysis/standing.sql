-- Where each judged area stands among all areas of its level in the country, per indicator, in the newest period. z and
-- percentile run to the unfavourable side (without polarity: to the high side), quintile 1 is the least favourable.
with
main_figure as (
  select * from analysis.latest_figure where is_main and not is_amount and area_level in ('buurt', 'wijk', 'gemeente')
),
-- How many areas have each value, and how many a lower or a higher one: equal values stand equal.
counted as (
  select indicator_id, area_level, value, count(*) as ties
  from analysis.peer
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
  f.indicator_id, f.area_code, f.area_level, f.period, f.sex, f.age_group, f.value, p.orientation,
  c.areas::integer as areas,
  p.z, p.sd,
  -- The share of areas that stand less unfavourably, equal ones for half.
  ten_places(case p.orientation
    when 1 then (c.at_most - c.ties + c.ties / 2.0::double) / c.areas::double
    else (c.areas - c.at_most + c.ties / 2.0::double) / c.areas::double
  end * 100) as percentile,
  quantile_of_rank(
    case p.orientation when 1 then c.areas - c.at_most + 1 else c.at_most - c.ties + 1 end::integer, c.areas::integer, 5
  ) as quintile
from main_figure as f
join analysis.peer as p on p.indicator_id = f.indicator_id and p.area_code = f.area_code
join placed as c on c.indicator_id = f.indicator_id and c.area_level = f.area_level and c.value = f.value
order by f.indicator_id, f.area_code
