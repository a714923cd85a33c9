-- No area lost its value since the previous release
with
before as (
  select indicator_id, period, area_level, area_vintage, count(value) as filled
  from previous.indicator_value
  group by all
),
after as (
  select indicator_id, period, area_level, area_vintage, count(value) as filled
  from gold.indicator_value
  group by all
)
select
  'fail' as severity,
  b.indicator_id,
  b.period,
  null as area_code,
  b.area_level || ' (indeling ' || b.area_vintage || '): ' || b.filled || ' values before, ' || coalesce(a.filled, 0) || ' now' as detail
from before as b
left join after as a
  on a.indicator_id = b.indicator_id and a.period = b.period and a.area_level = b.area_level
  and a.area_vintage = b.area_vintage
where coalesce(a.filled, 0) < b.filled
