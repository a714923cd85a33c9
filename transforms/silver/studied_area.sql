-- The areas that are judged: the wijken and buurten of the region (of all area groups, where the config names none), the
-- gemeenten of the area groups, and the groups; all of them where there are no groups. With their newest number of inhabitants.
with
in_groups as (
  select distinct m.group_code, a.area_code as gemeente_code
  from silver.area_group_member as m
  join silver.target_area as a on a.area_code = m.member_code and a.area_vintage = m.area_vintage
  where a.area_level = 'gemeente'
),
in_region as (
  select distinct g.gemeente_code
  from in_groups as g
  cross join input.setting as s
  where s.region_code is null or g.group_code = s.region_code
),
listed as (
  select a.area_code, a.area_level, a.area_vintage, a.name, a.wijk_code, a.gemeente_code
  from silver.target_area as t
  join silver.area as a on a.area_code = t.area_code and a.area_vintage = t.area_vintage
  where
    a.area_level = 'regio'
    or a.area_level = 'gemeente' and a.area_code in (select gemeente_code from in_groups)
    or a.area_level in ('wijk', 'buurt') and a.gemeente_code in (select gemeente_code from in_region)
    or a.area_level in ('gemeente', 'wijk', 'buurt') and not exists (select 1 from input.area_group)
),
-- Of other vintages only the code is known to be the same: such a number serves to weigh, not to publish.
counted as (
  select k.area_code, c.value, s.period, e.area_vintage
  from input.cell as c
  join input.topic as t on t.topic_id = c.topic_id and t.concept = 'inwoners'
  join input.edition as e on e.edition_no = t.edition_no
  join input.slice as s on s.slice_no = c.slice_no and s.sex = 'total' and s.age_group = 'total'
  join input.area_key as k on k.area_no = c.area_no
  where c.value is not null and k.area_code in (select area_code from listed)
  qualify row_number() over (partition by k.area_code order by e.area_vintage desc, s.period desc, e.table_id) = 1
),
group_count as (
  select g.group_code as area_code, case when count(c.value) = count(*) then sum(c.value) end as value, min(c.period) as period
  from in_groups as g
  left join counted as c on c.area_code = g.gemeente_code
  group by g.group_code
)
select
  l.area_code, l.area_level, l.area_vintage, l.name, l.wijk_code, l.gemeente_code,
  coalesce(c.value, g.value) as population,
  coalesce(c.period, g.period) as population_period
from listed as l
left join counted as c on c.area_code = l.area_code
left join group_count as g on g.area_code = l.area_code
order by l.area_code
