-- Register counts that serve as weights when areas are put together, for every member of an area group.
with
wanted as (
  select t.topic_id, t.concept, e.area_vintage, e.table_id
  from input.topic as t
  join input.edition as e on e.edition_no = t.edition_no
  where t.concept in (select weight_concept from input.indicator where weight_concept is not null)
),
member as (
  select distinct member_code from silver.area_group_member
)
select w.concept, o.area_code, w.area_vintage, o.period, w.table_id, o.value
from silver.observation as o
join wanted as w on w.topic_id = o.topic_id
semi join member as m on m.member_code = o.area_code
where o.value is not null and o.sex = 'total' and o.age_group = 'total'
order by w.concept, o.area_code, w.area_vintage, o.period, w.table_id
