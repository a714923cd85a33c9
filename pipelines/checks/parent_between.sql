-- A published percentage or mean lies between the lowest and the highest of its parts
with
mean as (
  select v.indicator_id, v.area_code, v.area_vintage, v.period, v.sex, v.age_group, v.value, v.area_level
  from gold.indicator_value as v
  join input.indicator as i on i.indicator_id = v.indicator_id
  where i.measure = 'published' and v.area_level in ('buurt', 'wijk', 'gemeente', 'land')
),
placed as (
  select m.*, case when m.area_level = 'gemeente' then 'NL' else a.parent_code end as parent_code
  from mean as m
  join silver.area as a on a.area_code = m.area_code and a.area_vintage = m.area_vintage
),
child_area as (
  select
    area_vintage, area_level as child_level, case when area_level = 'gemeente' then 'NL' else parent_code end as parent_code,
    count(*) as areas
  from silver.area
  group by all
),
parts as (
  select
    indicator_id, parent_code, area_level as child_level, area_vintage, period, sex, age_group,
    min(value) as lowest, max(value) as highest, count(*) as children, count(value) as filled
  from placed
  group by all
)
select
  'warn' as severity,
  m.indicator_id,
  m.period,
  m.area_code,
  m.value || ' published, ' || p.children || ' x ' || p.child_level || ' lie from ' || p.lowest || ' to ' || p.highest as detail
from mean as m
join parts as p
  on p.indicator_id = m.indicator_id and p.parent_code = m.area_code and p.area_vintage = m.area_vintage
  and p.period = m.period and p.sex = m.sex and p.age_group = m.age_group
join child_area as c
  on c.parent_code = p.parent_code and c.child_level = p.child_level and c.area_vintage = p.area_vintage
-- Where a part has no figure of its own, the whole may lie outside the others.
where p.filled = c.areas and (m.value < p.lowest - 0.15 or m.value > p.highest + 0.15)
