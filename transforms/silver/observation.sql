-- One row per topic (concept of an edition), area, period, sex and age, with margins and the reason of absence.
with
topic as (
  select t.topic_id, e.area_vintage, e.area_list, e.empty_cell, e.empty_topic, e.has_margins
  from input.topic as t
  join input.edition as e on e.edition_no = t.edition_no
),
-- No value for any area at all means that the source did not measure or not yet publish the topic.
measured as (
  select topic_id, period, sex, age_group, count(value) > 0 as has_values
  from input.cell
  where margin = 'value'
  group by all
),
lower_bound as (
  select topic_id, area_code, period, sex, age_group, value from input.cell where margin = 'lower'
),
upper_bound as (
  select topic_id, area_code, period, sex, age_group, value from input.cell where margin = 'upper'
),
existing as (
  select area_code, area_vintage from silver.area
)
select
  c.topic_id,
  c.area_code,
  c.period,
  c.sex,
  c.age_group,
  c.value,
  lo.value as lower_95,
  up.value as upper_95,
  case
    when c.value is not null then null
    when m.has_values then t.empty_cell
    else t.empty_topic
  end as missing_reason,
  case
    when lo.value is not null and up.value is not null then null
    when not t.has_margins then 'no_margins'
    when c.value is null then 'no_value'
    else 'not_published'
  end as interval_missing_reason
from input.cell as c
join topic as t on t.topic_id = c.topic_id
join measured as m
  on m.topic_id = c.topic_id and m.period = c.period and m.sex = c.sex and m.age_group = c.age_group
semi join existing as a on a.area_code = c.area_code and a.area_vintage = t.area_vintage
left join lower_bound as lo
  on lo.topic_id = c.topic_id and lo.area_code = c.area_code and lo.period = c.period and lo.sex = c.sex
  and lo.age_group = c.age_group
left join upper_bound as up
  on up.topic_id = c.topic_id and up.area_code = c.area_code and up.period = c.period and up.sex = c.sex
  and up.age_group = c.age_group
where c.margin = 'value'
