-- A published figure of a whole lies within what its parts allow, with all that is missing, suppressed, rounded or approximate
select
  'warn' as severity,
  a.indicator_id,
  a.period,
  a.area_code,
  a.published_value || ' published (' || a.sex || ', ' || a.age_group || '), ' || a.parts || ' x ' || a.part_level || ' allow '
    || coalesce('from ' || round(a.lower_bound, 4), 'any value') || coalesce(' to ' || round(a.upper_bound, 4), ' upwards') as detail
from gold.aggregation as a
where not a.is_within
