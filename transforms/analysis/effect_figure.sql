-- The figures with which an effect of a programme on an outcome can be tested: of each judged area of the level that the programme
-- reaches wholly or not at all, in whole periods before or after its start, on this side of the last break. A period that few areas
-- have would leave few areas, and is left out.
with
figure as materialized (
  select
    v.indicator_id::varchar as indicator_id, a.area_level, a.area_code, v.period::varchar as period, v.period_start,
    v.period_end, v.age_group::varchar as age_group, v.value, coalesce(v.denominator, a.population) as persons
  from analysis.judged_area as a
  join gold.indicator_series as v on v.area_code = a.area_code::area_text
  where
    a.is_in_series and v.sex = 'total' and v.value is not null
    and v.indicator_id in (select try_cast(indicator_id as indicator_text) from analysis.programme_outcome)
  union all
  select
    v.indicator_id::varchar, a.area_level, a.area_code, v.period::varchar, v.period_start, v.period_end,
    v.age_group::varchar, v.value, coalesce(v.denominator, a.population)
  from analysis.judged_area as a
  join gold.indicator_value as v on v.area_code = a.area_code::area_text and v.area_vintage = a.area_vintage
  where
    not a.is_in_series and v.is_preferred and v.sex = 'total' and v.value is not null
    and v.indicator_id in (select try_cast(indicator_id as indicator_text) from analysis.programme_outcome)
),
placed as (
  select
    o.programme_id, o.indicator_id, o.area_level, f.area_code, f.age_group, f.period, f.period_end, f.value, f.persons,
    r.area_code is not null as is_reached,
    f.period_start >= i.period_from as is_after,
    (select count(*) from input.indicator_break as b where b.indicator_id = f.indicator_id and b.period <= f.period) as breaks
  from analysis.programme_outcome as o
  join input.intervention as i on i.intervention_id = o.programme_id
  join figure as f
    on f.indicator_id = o.indicator_id and f.area_level = o.area_level and f.age_group = coalesce(o.wanted_age, f.age_group)
  left join analysis.intervention_reach as r on r.intervention_id = o.programme_id and r.area_code = f.area_code
  where (f.period_end < i.period_from or f.period_start >= i.period_from) and r.how is distinct from 'part'
),
counted as (
  select *, count(*) over (partition by programme_id, indicator_id, age_group, period) as areas
  from placed
  qualify breaks = max(breaks) over (partition by programme_id, indicator_id)
),
-- Of several ages all of them together, or else the first.
one_age as (
  select *
  from counted
  qualify dense_rank() over (partition by programme_id, indicator_id order by age_group <> 'total', age_group) = 1
),
-- Before and after apart: what is measured well after the start does not make the time before it scarce.
widely_measured as (
  select f.*
  from one_age as f
  cross join input.setting as s
  qualify f.areas >= s.judged * max(f.areas) over (partition by f.programme_id, f.indicator_id, f.is_after)
)
select
  programme_id, indicator_id, area_level, area_code, age_group, period, period_end, value, persons, is_reached, is_after
from widely_measured
order by programme_id, indicator_id, area_code, period_end, period
