-- What each programme should change: the indicators of its KPIs beyond reach, and the outcomes of its KPIs. With the level at which it
-- was decided who gets the programme (the finest of its declared areas; a region is made of gemeenten), and the side that is favourable:
-- that of the KPI, or else of the indicator.
with
named as (
  select programme_id, kpi_id, indicator_id, age_group, direction from input.kpi where stage <> 'output'
  union all
  select programme_id, kpi_id, outcome_id, null, null from input.kpi_outcome
),
decided as (
  select
    a.intervention_id as programme_id,
    case
      when bool_or(p.area_level = 'buurt') then 'buurt'
      when bool_or(p.area_level = 'wijk') then 'wijk'
      else 'gemeente'
    end as area_level
  from input.intervention_area as a
  left join input.area_prefix as p on p.prefix = left(a.area_code, 2)
  group by a.intervention_id
)
select
  n.programme_id, n.indicator_id, string_agg(distinct n.kpi_id, '|' order by n.kpi_id) as kpi_ids,
  any_value(n.age_group order by n.kpi_id) as wanted_age, d.area_level,
  coalesce(
    any_value(case n.direction when 'at_least' then 1 when 'at_most' then -1 end order by n.kpi_id),
    case any_value(i.polarity) when 'higher_better' then 1 when 'lower_better' then -1 end
  ) as side
from named as n
join decided as d on d.programme_id = n.programme_id
join input.indicator as i on i.indicator_id = n.indicator_id
group by n.programme_id, n.indicator_id, d.area_level
order by n.programme_id, n.indicator_id
