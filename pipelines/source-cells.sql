-- Cells as received, behind the newest values of the members of one area group.
with
term_cell as (
  select e.source_id, e.edition_key, e.table_id, e.area_vintage, t.topic_key, s.period, s.age_group, k.area_code, c.value, c.lower_95,
    c.upper_95, c.missing_reason
  from input.indicator_term as r
  join input.topic as t on t.concept = r.concept
  join input.edition as e on e.edition_no = t.edition_no and e.source_id = r.source_id
  join silver.cell as c on c.topic_id = t.topic_id
  join input.slice as s on s.slice_no = c.slice_no
  join input.indicator_age as a on a.indicator_id = r.indicator_id and a.age_group = s.age_group
  join input.area_key as k on k.area_no = c.area_no
  where r.indicator_id = getvariable('asked_indicator')
),
member_cell as (
  select c.*, g.group_code
  from term_cell as c
  join silver.area_group_member as g on g.area_vintage = c.area_vintage and g.member_code = c.area_code
  where g.group_code = getvariable('asked_group')
),
-- Per source: a denominator may come from another one than the numerator.
newest as (
  select distinct period, edition_key
  from member_cell
  qualify rank() over (
    partition by source_id order by value is not null desc, period desc, area_vintage desc, edition_key desc
  ) = 1
)
select m.edition_key as edition, m.table_id as "table", m.topic_key as "column", m.period, m.age_group as age,
  m.area_code as area, a.name, m.value, m.lower_95, m.upper_95, m.missing_reason
from member_cell as m
join newest as n on n.period = m.period and n.edition_key = m.edition_key
left join silver.area as a on a.area_code = m.area_code and a.area_vintage = m.area_vintage
order by m.topic_key, m.age_group, m.area_code
limit 40
