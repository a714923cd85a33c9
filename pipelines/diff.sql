-- What changed between two releases, per indicator; which snapshots changed with it.
with
old_cell as (
  select * from previous.indicator_value
),
new_cell as (
  select * from gold.indicator_value
),
paired as (
  select
    coalesce(n.indicator_id, o.indicator_id) as indicator_id,
    n.indicator_id is not null as in_new,
    o.indicator_id is not null as in_old,
    n.value as new_value,
    o.value as old_value,
    n.table_id as new_table,
    o.snapshot_id as old_snapshot,
    n.snapshot_id as new_snapshot
  from new_cell as n
  full join old_cell as o
    on o.indicator_id = n.indicator_id and o.area_code = n.area_code and o.area_vintage = n.area_vintage
    and o.period = n.period and o.sex = n.sex and o.age_group = n.age_group
)
select
  indicator_id,
  count(*) filter (where in_new and not in_old) as new_cells,
  count(*) filter (where in_old and not in_new) as gone_cells,
  count(*) filter (where in_new and in_old and new_value is distinct from old_value) as changed_cells,
  count(*) filter (where old_value is not null and new_value is null and in_new) as lost_values,
  count(*) filter (where in_new and in_old and new_value is not distinct from old_value) as equal_cells,
  max(abs(new_value - old_value)) filter (where in_new and in_old) as largest_change,
  string_agg(distinct new_table, ', ' order by new_table) filter (where in_old and new_snapshot <> old_snapshot) as revised_tables
from paired
group by indicator_id
having new_cells + gone_cells + changed_cells + lost_values > 0
order by indicator_id
