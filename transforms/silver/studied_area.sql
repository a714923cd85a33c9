-- The areas that can be judged, in every vintage: per level those in the gemeenten of the group that the config names, of all area
-- groups where it names none, and the groups; all of them where there are no groups. With the number of inhabitants of the
-- vintage, or else of the nearest one.
with
in_groups as (
  select distinct m.group_code, m.area_vintage, a.area_code as gemeente_code
  from silver.area_group_member as m
  join silver.area as a on a.area_code = m.member_code and a.area_vintage = m.area_vintage
  where a.area_level = 'gemeente'
),
in_reach as (
  select distinct j.area_level, g.gemeente_code, g.area_vintage
  from in_groups as g
  join input.judged_group as j on j.group_code is null or j.group_code = g.group_code
),
listed as (
  select a.area_code, a.area_level, a.area_vintage, a.name, a.wijk_code, a.gemeente_code
  from silver.area as a
  left join in_reach as r
    on r.area_level = a.area_level and r.area_vintage = a.area_vintage
    and r.gemeente_code = case when a.area_level = 'gemeente' then a.area_code else a.gemeente_code end
  where
    a.area_level = 'regio'
    or r.gemeente_code is not null
    or a.area_level in ('gemeente', 'wijk', 'buurt') and not exists (select 1 from input.area_group)
),
code as (
  select distinct area_code from listed
),
-- Of another vintage only the code is known to be the same: such a number serves to weigh, not to publish.
counted as (
  select k.area_code, c.value, s.period, e.area_vintage, e.table_id
  from input.cell as c
  join input.topic as t on t.topic_id = c.topic_id and t.concept = 'inwoners'
  join input.edition as e on e.edition_no = t.edition_no
  join input.slice as s on s.slice_no = c.slice_no and s.sex = 'total' and s.age_group = 'total'
  join input.area_key as k on k.area_no = c.area_no
  where c.value is not null and k.area_code in (select area_code from code)
),
nearest as (
  select l.area_code, l.area_vintage, c.value, c.period
  from listed as l
  join counted as c on c.area_code = l.area_code
  qualify row_number() over (
    partition by l.area_code, l.area_vintage
    order by abs(c.area_vintage - l.area_vintage), c.area_vintage desc, c.period desc, c.table_id
  ) = 1
),
group_count as (
  select
    g.group_code as area_code, g.area_vintage, case when count(c.value) = count(*) then sum(c.value) end as value,
    min(c.period) as period
  from in_groups as g
  left join nearest as c on c.area_code = g.gemeente_code and c.area_vintage = g.area_vintage
  group by g.group_code, g.area_vintage
)
select
  l.area_code, l.area_level, l.area_vintage, l.name, l.wijk_code, l.gemeente_code,
  coalesce(c.value, g.value) as population,
  coalesce(c.period, g.period) as population_period
from listed as l
left join nearest as c on c.area_code = l.area_code and c.area_vintage = l.area_vintage
left join group_count as g on g.area_code = l.area_code and g.area_vintage = l.area_vintage
order by l.area_code, l.area_vintage
