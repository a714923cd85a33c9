-- No area lost its value since the previous release, other than by protection of what a partner delivered
with
before as (
  select indicator_id, period, area_level, area_vintage, count(value) as filled
  from previous.indicator_value
  group by all
),
delivered as (
  select v.*
  from gold.indicator_value as v
  semi join restricted.delivery as d on d.source_id = v.source_id::varchar
  where v.missing_reason in ('suppressed', 'below_coverage')
),
-- Protection takes the figure of an area away, and with it that of a group that is made of such areas.
taken_away as (
  select indicator_id, period, sex, age_group, area_vintage, area_code
  from delivered
  where missing_reason = 'suppressed'
),
protected as (
  from taken_away
  union
  select d.indicator_id, d.period, d.sex, d.age_group, d.area_vintage, d.area_code
  from delivered as d
  join silver.area_group_member as m on m.group_code = d.area_code::varchar and m.area_vintage = d.area_vintage
  join taken_away as t
    on t.area_code::varchar = m.member_code and t.indicator_id = d.indicator_id and t.period = d.period and t.sex = d.sex
    and t.age_group = d.age_group and t.area_vintage = d.area_vintage
),
after as (
  select
    v.indicator_id, v.period, v.area_level, v.area_vintage, count(*) filter (where v.value is not null or p.area_code is not null) as filled
  from gold.indicator_value as v
  left join protected as p
    on p.indicator_id = v.indicator_id and p.period = v.period and p.sex = v.sex and p.age_group = v.age_group
    and p.area_vintage = v.area_vintage and p.area_code = v.area_code
  group by all
)
select
  'fail' as severity,
  b.indicator_id,
  b.period,
  null as area_code,
  b.area_level || ' (indeling ' || b.area_vintage || '): ' || b.filled || ' values before, ' || coalesce(a.filled, 0) || ' now' as detail
from before as b
left join after as a
  on a.indicator_id = b.indicator_id and a.period = b.period and a.area_level = b.area_level
  and a.area_vintage = b.area_vintage
where coalesce(a.filled, 0) < b.filled
