-- The size of the values is that of the previous release
with
paired as (
  select
    n.indicator_id, n.period, n.area_level,
    abs(n.value - o.value) / nullif(abs(o.value), 0) as relative_change
  from gold.indicator_value as n
  join previous.indicator_value as o
    on o.indicator_id = n.indicator_id and o.area_code = n.area_code and o.area_vintage = n.area_vintage
    and o.period = n.period and o.sex = n.sex and o.age_group = n.age_group
),
typical as (
  select indicator_id, period, area_level, median(relative_change) as change, count(relative_change) as cells
  from paired
  group by all
)
select
  case when change > getvariable('magnitude_fail') then 'fail' else 'warn' end as severity,
  indicator_id,
  period,
  null as area_code,
  area_level || ': half of ' || cells || ' values changed by more than ' || round(100 * change, 1) || ' %' as detail
from typical
where change > getvariable('magnitude_warn')
