-- Every cell occurs once
select
  'fail' as severity,
  indicator_id,
  period,
  area_code,
  count(*) || ' rows for vintage ' || area_vintage || ', sex ' || sex || ', age ' || age_group as detail
from gold.indicator_value
group by indicator_id, area_code, area_vintage, period, sex, age_group
having count(*) > 1
