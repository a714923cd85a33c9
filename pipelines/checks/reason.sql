-- Every absent value has a reason, and no present one has
select
  'fail' as severity,
  indicator_id,
  period,
  area_code,
  case when value is null then 'no value and no reason' else 'value ' || value || ' with reason ' || missing_reason end as detail
from gold.indicator_value
where (value is null) <> (missing_reason is not null)
