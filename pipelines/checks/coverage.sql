-- No area lost its value since the previous release, other than by protection of what a partner delivered
with
before as (
  select indicator_id, period, area_level, area_vintage, count(value) as filled
  from previous.indicator_value
  group by all
),
after as (
  select
    indicator_id, period, area_level, area_vintage,
    count(*) filter (where value is not null or missing_reason = 'suppressed' and d.source_id is not null) as filled
  from gold.indicator_value as v
  left join (select distinct source_id from restricted.delivery) as d on d.source_id = v.source_id::varchar
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
