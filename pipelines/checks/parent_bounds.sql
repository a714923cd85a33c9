-- A published figure of a whole lies within what its parts allow, with all that is missing, suppressed, rounded or approximate.
-- Estimates are about people in private households, the weights about all inhabitants: that moves wijken by up to 0.7 points on
-- the national tables of 2012 to 2022, and is told from 1 point on.
select
  'warn' as severity,
  a.indicator_id,
  a.period,
  a.area_code,
  a.published_value || ' published (' || a.sex || ', ' || a.age_group || '), ' || a.parts || ' x ' || a.part_level || ' allow '
    || coalesce('from ' || round(a.lower_bound, 4), 'any value') || coalesce(' to ' || round(a.upper_bound, 4), ' upwards') as detail
from gold.aggregation as a
join input.indicator as i on i.indicator_id = a.indicator_id
where
  not a.is_within
  and (
    i.value_kind <> 'model_estimate'
    or coalesce(a.lower_bound - a.published_value > 1, false) or coalesce(a.published_value - a.upper_bound > 1, false)
  )
