-- Every area that a source lists has a row; a missing one in the region blocks
with
listed as (
  select e.edition_no, e.edition_key, i.area_code, e.area_vintage
  from input.area_item as i
  join input.edition as e on e.edition_no = i.edition_no
  where e.area_list = 'exact'
),
present as (
  select distinct t.edition_no, k.area_code
  from input.cell as c
  join input.topic as t on t.topic_id = c.topic_id
  join input.area_key as k on k.area_no = c.area_no
),
own as (
  select distinct area_vintage, member_code from silver.area_group_member
)
select
  case when o.member_code is null then 'warn' else 'fail' end as severity,
  null as indicator_id,
  null as period,
  l.area_code,
  'listed in ' || l.edition_key || ' but without a single row' as detail
from listed as l
left join silver.area as a on a.area_code = l.area_code and a.area_vintage = l.area_vintage
left join own as o on o.area_vintage = l.area_vintage and o.member_code = a.gemeente_code
anti join present as p on p.edition_no = l.edition_no and p.area_code = l.area_code
