-- The areas that were measured in each period before and after the start of a programme, with their change, and the weights of the
-- comparison: reached areas by their persons, each with its three nearest areas not reached (by structure, never by the outcome),
-- which share its weight and may serve several (Stuart 2010).
with
area_count as (
  select
    programme_id, indicator_id, area_level, area_code, is_reached, count(*) as measurements,
    avg(value order by period_end, period) filter (where not is_after) as before,
    avg(value order by period_end, period) filter (where is_after) as after,
    max_by(value, period_end) filter (where not is_after) - min_by(value, period_end) filter (where not is_after) as change_before,
    count(*) filter (where not is_after) as periods_before,
    avg(persons order by period_end, period) as persons
  from analysis.effect_figure
  group by programme_id, indicator_id, area_level, area_code, is_reached
),
complete as (
  select *
  from area_count
  qualify measurements = max(measurements) over (partition by programme_id, indicator_id) and before is not null and after is not null
),
wanted_feature as (
  select f.area_code::varchar as area_code, f.feature, f.z, c.is_reached as is_wanted
  from analysis.structure_feature as f
  join (select area_code, bool_or(is_reached) as is_reached from complete group by area_code) as c
    on c.area_code::area_text = f.area_code
),
area_distance as (
  from neighbour_distances('wanted_feature', 0.6)
),
matched as (
  select r.programme_id, r.indicator_id, r.area_code, r.persons, o.area_code as other_code
  from complete as r
  join area_distance as d on d.area_code = r.area_code and d.distance is not null
  join complete as o
    on o.programme_id = r.programme_id and o.indicator_id = r.indicator_id and o.area_code = d.other_code and not o.is_reached
  where r.is_reached
  -- Compared at 9 decimals, so that rounding does not order equal distances.
  qualify row_number() over (
    partition by r.programme_id, r.indicator_id, r.area_code order by round(d.distance, 9), o.area_code
  ) <= 3
),
shared as (
  select *, persons / count(*) over (partition by programme_id, indicator_id, area_code) as share from matched
),
weighed as (
  select programme_id, indicator_id, area_code, any_value(persons) as weight from matched group by all
  union all
  select programme_id, indicator_id, other_code, sum(share order by area_code) from shared group by all
)
select
  c.programme_id, c.indicator_id, c.area_code, c.is_reached, c.persons, c.before, c.after, w.weight,
  c.after - c.before as change,
  case when c.periods_before > 1 then c.change_before end as change_before
from complete as c
join weighed as w on w.programme_id = c.programme_id and w.indicator_id = c.indicator_id and w.area_code = c.area_code
order by c.programme_id, c.indicator_id, c.area_code
