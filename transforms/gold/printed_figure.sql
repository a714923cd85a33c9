-- The figures that the programme printed, beside ours of the nearest period, with the reason for any difference.
with
own as (
  select
    v.indicator_id::varchar as indicator_id, v.area_code::varchar as area_code, v.period::varchar as period,
    v.area_vintage, v.value, v.lower_95, v.upper_95, v.unit, v.table_id, v.method, v.missing_reason
  from gold.indicator_value as v
  semi join input.printed_figure as p
    on p.indicator_id = v.indicator_id::varchar and p.area_code = v.area_code::varchar and p.period = v.period::varchar
  where v.is_preferred and v.sex = 'total'
  qualify row_number() over (
    partition by v.indicator_id, v.area_code, v.period order by v.age_group <> 'total', v.age_group
  ) = 1
),
beside as (
  select
    p.*, o.area_vintage, o.value as own_value, o.lower_95, o.upper_95, o.unit, o.table_id, o.method,
    o.value - p.value as difference,
    -- Printed with one decimal or none: ours, rounded so, is the same.
    round(o.value, case when p.value = floor(p.value) then 0 else 1 end) = p.value as is_equal
  from input.printed_figure as p
  left join own as o on o.indicator_id = p.indicator_id and o.area_code = p.area_code and o.period = p.period
)
select
  b.goal_id,
  b.indicator_id,
  b.area_code,
  b.period,
  b.value as printed_value,
  b.printed_in,
  b.area_vintage,
  b.own_value as value,
  b.lower_95,
  b.upper_95,
  b.unit,
  b.table_id,
  ten_places(b.difference) as difference,
  coalesce(b.is_equal, false) as is_equal,
  case
    when b.own_value is null then 'Deze publicatie heeft dit cijfer niet. ' || b.difference_reason
    when b.is_equal then 'Gelijk na afronding.'
    else b.difference_reason
  end as explanation,
  s.notice
from beside as b
cross join input.setting as s
order by b.goal_id, b.indicator_id, b.area_code, b.period
