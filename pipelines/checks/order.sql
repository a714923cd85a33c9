-- The values lie in the order of their key: exports take the rows as they come
with
-- The key as one number: codes of enumerations follow the alphabet, and each stays far below its share of the digits.
placed as (
  select
    indicator_id, period, area_code,
    ((((enum_code(indicator_id)::hugeint * 1000000 + enum_code(area_code)) * 10000 + area_vintage) * 100000
      + enum_code(period)) * 10 + enum_code(sex)) * 1000 + enum_code(age_group) as place
  from gold.indicator_value
),
neighbour as (
  select *, lag(place) over () as place_before from placed
)
select
  'fail' as severity,
  indicator_id,
  period,
  area_code,
  'this row comes after one that it should come before' as detail
from neighbour
where place < place_before
