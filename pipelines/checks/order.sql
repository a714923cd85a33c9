-- The largest tables lie in the order of their key: exports take the rows as they come
with
neighbour as (
  select
    indicator_id, period, area_code,
    (indicator_id, area_code, area_vintage, period, sex, age_group) as key,
    lag((indicator_id, area_code, area_vintage, period, sex, age_group)) over () as key_before
  from gold.indicator_value
)
select
  'fail' as severity,
  indicator_id,
  period,
  area_code,
  'this row comes after one that it should come before' as detail
from neighbour
where key < key_before
