-- The figures that measure each KPI, per area and period from the baseline on; the baseline itself always, also without figure.
with
wanted as (
  select
    k.programme_id, k.kpi_id, a.area_code, k.indicator_id, k.age_group as wanted_age, k.baseline_period, k.baseline_end,
    i.value_kind, i.status as indicator_status, i.status_note, i.unit as indicator_unit, i.access
  from input.kpi as k
  join input.kpi_area as a on a.programme_id = k.programme_id and a.kpi_id = k.kpi_id
  join input.indicator as i on i.indicator_id = k.indicator_id
),
-- Names of unknown areas are no value of the enumeration: they have no figure.
figure as materialized (
  select
    v.indicator_id::varchar as indicator_id, v.area_code::varchar as area_code, v.area_vintage, v.period::varchar as period,
    v.period_end, v.age_group::varchar as age_group, v.value, v.lower_95, v.upper_95, v.numerator, v.unit::varchar as unit,
    v.missing_reason::varchar as missing_reason
  from gold.indicator_value as v
  where
    v.is_preferred and v.sex = 'total'
    and v.indicator_id in (select try_cast(indicator_id as indicator_text) from input.kpi)
    and v.area_code in (select try_cast(area_code as area_text) from input.kpi_area)
),
measured as (
  select
    w.*, f.area_vintage, f.period, f.period_end, f.age_group, f.value, f.lower_95, f.upper_95, f.numerator, f.unit, f.missing_reason
  from wanted as w
  join figure as f on f.indicator_id = w.indicator_id and f.area_code = w.area_code
  where f.period_end >= w.baseline_end and (w.wanted_age is null or f.age_group = w.wanted_age)
  qualify row_number() over (
    partition by w.programme_id, w.kpi_id, w.area_code, f.period
    order by f.value is null, f.age_group <> 'total', f.age_group, f.area_vintage desc
  ) = 1
),
unmeasured as (
  select w.*, w.baseline_period as period, w.baseline_end as period_end, w.wanted_age as age_group
  from wanted as w
  anti join measured as m
    on m.programme_id = w.programme_id and m.kpi_id = w.kpi_id and m.area_code = w.area_code and m.period = w.baseline_period
),
with_baseline as (
  select * from measured
  union all by name
  select * from unmeasured
),
broken as (
  select distinct m.programme_id, m.kpi_id, m.area_code, m.period, min_by(b.reason, b.period) over (
    partition by m.programme_id, m.kpi_id, m.area_code, m.period
  ) as break_reason
  from with_baseline as m
  join input.indicator_break as b
    on b.indicator_id = m.indicator_id and b.period > m.baseline_period and b.period <= m.period
)
select
  m.programme_id, m.kpi_id, m.area_code, m.area_vintage, m.period, m.period_end, m.age_group, m.value, m.lower_95, m.upper_95,
  m.numerator, coalesce(m.unit, m.indicator_unit) as unit, m.value_kind, m.access, k.break_reason,
  m.period = m.baseline_period as is_baseline,
  row_number() over (
    partition by m.programme_id, m.kpi_id, m.area_code order by m.value is null, m.period_end desc, m.period desc
  ) = 1 as is_latest,
  case when m.value is null then coalesce(
    m.missing_reason, case when m.indicator_status in ('active', 'awaiting_source') then 'awaiting_source' else 'not_published' end
  ) end as missing_reason,
  case when m.value is null then m.status_note end as missing_note
from with_baseline as m
left join broken as k
  on k.programme_id = m.programme_id and k.kpi_id = m.kpi_id and k.area_code = m.area_code and k.period = m.period
order by m.programme_id, m.kpi_id, m.area_code, m.period
