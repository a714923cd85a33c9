-- The cell that changed most of each indicator, the relatively largest first; reads the rows of cell-change.sql as
-- cell_change, and the variable small: relative changes below it are left out.
with
changed_cell as (
  select
    indicator_id, area_code, area_vintage, period, sex, age_group, old_value, new_value,
    abs(new_value - old_value) / nullif(abs(old_value), 0) as relative_change
  from cell_change
  where old_value is not null and new_value is not null
    and coalesce(abs(new_value - old_value) / nullif(abs(old_value), 0), 1) >= getvariable('small')
),
most_changed as (
  select *
  from changed_cell
  qualify row_number() over (
    partition by indicator_id
    order by abs(new_value - old_value) desc, area_code, area_vintage, period, sex, age_group
  ) = 1
)
select
  m.indicator_id, coalesce(i.name_nl, m.indicator_id) as name_nl, i.unit, m.area_code, coalesce(a.name, m.area_code) as area_name,
  m.area_vintage, m.period, m.sex, m.age_group, m.old_value, m.new_value, m.relative_change
from most_changed as m
left join gold.indicator as i on i.indicator_id = m.indicator_id
left join gold.area as a on a.area_code = m.area_code and a.area_vintage = m.area_vintage
order by m.relative_change desc nulls last, m.indicator_id
limit 15
