-- Every cell that only one of two releases has, or whose value differs between them.
with
old_cell as (
  select indicator_id, area_code, area_vintage, period, sex, age_group, value, table_id, snapshot_id
  from previous.indicator_value
),
new_cell as (
  select indicator_id, area_code, area_vintage, period, sex, age_group, value, table_id, snapshot_id
  from gold.indicator_value
)
select
  coalesce(n.indicator_id, o.indicator_id)::varchar as indicator_id,
  coalesce(n.area_code, o.area_code)::varchar as area_code,
  coalesce(n.area_vintage, o.area_vintage)::integer as area_vintage,
  coalesce(n.period, o.period)::varchar as period,
  coalesce(n.sex, o.sex)::varchar as sex,
  coalesce(n.age_group, o.age_group)::varchar as age_group,
  o.indicator_id is not null as in_old,
  n.indicator_id is not null as in_new,
  o.value as old_value,
  n.value as new_value,
  o.table_id::varchar as old_table,
  n.table_id::varchar as new_table,
  o.snapshot_id::varchar as old_snapshot,
  n.snapshot_id::varchar as new_snapshot
from new_cell as n
full join old_cell as o
  on o.indicator_id = n.indicator_id and o.area_code = n.area_code and o.area_vintage = n.area_vintage
  and o.period = n.period and o.sex = n.sex and o.age_group = n.age_group
where n.indicator_id is null or o.indicator_id is null or n.value is distinct from o.value
