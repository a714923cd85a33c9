-- The newest figure of each KPI in each area.
with
-- The newest name of each area; those of wijken bear a number that says nothing to readers.
named as (
  select area_code as code, regexp_replace(max_by(name, area_vintage), '^Wijk [0-9]+ ', '') as name
  from gold.area group by area_code
)
select
  k.programme_id, k.kpi_id, k.name_nl, k.stage, coalesce(n.name, k.area_code) as area_name, k.period, k.value, k.lower_95,
  k.upper_95, k.unit, k.direction, k.target, k.target_by::varchar as target_by, k.status, k.status_reason
from gold.programme_kpi as k
left join named as n on n.code = k.area_code
where k.is_latest
order by k.programme_id, k.kpi_no, area_name, k.area_code
