-- Register counts that serve as weights when areas are put together or taken apart: members of an area group, areas of which
-- others were made, and the areas of goals and benchmarks.
with
wanted as (
  select t.topic_id, t.concept, e.area_vintage, e.table_id
  from input.topic as t
  join input.edition as e on e.edition_no = t.edition_no
  where t.concept in (select weight_concept from input.indicator where weight_concept is not null)
),
member as (
  select k.area_no, k.area_code
  from input.area_key as k
  where
    k.area_code in (select member_code from silver.area_group_member)
    or k.area_code in (select from_code from silver.area_transition where how <> 'unchanged')
    or k.area_code in (
      select population_code from input.goal union select benchmark_code from input.goal
      union select area_code from input.benchmark union select without_code from input.benchmark
    )
),
whole as (
  select slice_no, period from input.slice where sex = 'total' and age_group = 'total'
)
select w.concept, m.area_no, m.area_code, w.area_vintage, s.period, w.table_id, c.value
from input.cell as c
join wanted as w on w.topic_id = c.topic_id
join member as m on m.area_no = c.area_no
join whole as s on s.slice_no = c.slice_no
where c.value is not null
order by w.concept, m.area_code, w.area_vintage, s.period, w.table_id
