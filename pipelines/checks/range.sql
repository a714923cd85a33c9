-- Values are possible: within the declared range, not negative where counted, inside their interval
select
  'fail' as severity,
  v.indicator_id,
  v.period,
  v.area_code,
  'value ' || v.value || ' (interval ' || coalesce(v.lower_95::varchar, '-') || ' to ' || coalesce(v.upper_95::varchar, '-') || ')' as detail
from gold.indicator_value as v
join input.indicator as i on i.indicator_id = v.indicator_id
where
  not isfinite(v.value)
  or v.value < i.range_low
  or v.value > i.range_high
  or v.value < v.lower_95
  or v.value > v.upper_95
  or v.numerator < 0
  or v.denominator < 0
