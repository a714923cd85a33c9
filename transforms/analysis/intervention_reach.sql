-- Which judged areas an intervention reaches: itself, through the wijk, gemeente or region it lies in, or only in a part of it.
-- Codes of another vintage are followed by area_transition; where that cannot be, the equal code stands, and is marked.
with
judged as (
  select area_code, area_level, area_vintage, wijk_code, gemeente_code
  from analysis.judged_area
  where area_level in ('buurt', 'wijk', 'gemeente')
),
declared as (
  select x.intervention_id, x.area_code, i.area_vintage
  from input.intervention_area as x
  join input.intervention as i on i.intervention_id = x.intervention_id
),
proven as (
  select d.intervention_id, d.area_code as declared_code, j.area_code
  from declared as d
  join judged as j on j.area_code = d.area_code and j.area_vintage = d.area_vintage
  union
  select d.intervention_id, d.area_code, t.to_code
  from declared as d
  join silver.area_transition as t on t.from_code = d.area_code and t.from_vintage = d.area_vintage and t.weight >= 0.5
  join judged as j on j.area_code = t.to_code and j.area_vintage = t.to_vintage
),
own as (
  select intervention_id, area_code, false as is_by_code from proven
  union
  select d.intervention_id, j.area_code, true
  from declared as d
  join judged as j on j.area_code = d.area_code
  anti join proven as p on p.intervention_id = d.intervention_id and p.declared_code = d.area_code
),
region_gemeente as (
  select group_code as area_code, area_vintage, member_code as gemeente_code from silver.area_group_member
  union
  select r.area_code, v.area_vintage, r.gemeente_code
  from input.region_gemeente as r
  cross join (select distinct area_vintage from judged) as v
),
reached as (
  select intervention_id, area_code, 1 as nearness, 'direct' as how, is_by_code from own
  union all
  select o.intervention_id, j.area_code, 2, 'wijk', o.is_by_code
  from own as o
  join judged as j on j.wijk_code = o.area_code and j.area_level = 'buurt'
  union all
  select o.intervention_id, j.area_code, 3, 'gemeente', o.is_by_code
  from own as o
  join judged as j on j.gemeente_code = o.area_code and j.area_level in ('buurt', 'wijk')
  union all
  select d.intervention_id, j.area_code, 4, 'regio', false
  from declared as d
  join region_gemeente as r on r.area_code = d.area_code
  join judged as j on j.gemeente_code = r.gemeente_code and j.area_vintage = r.area_vintage
  union all
  select d.intervention_id, j.area_code, 4, 'regio', false
  from declared as d
  cross join judged as j
  where d.area_code = 'NL'
  union all
  select o.intervention_id, b.wijk_code, 5, 'part', o.is_by_code
  from own as o
  join judged as b on b.area_code = o.area_code and b.area_level = 'buurt'
  union all
  select o.intervention_id, b.gemeente_code, 5, 'part', o.is_by_code
  from own as o
  join judged as b on b.area_code = o.area_code and b.area_level in ('buurt', 'wijk')
)
select intervention_id, area_code, how, is_by_code
from reached
qualify row_number() over (partition by intervention_id, area_code order by nearness, is_by_code) = 1
order by intervention_id, area_code
