-- Which count weighs the areas of a set: one that has all of them, on the nearest vintage, of the nearest year.
with
wanted as (
  select distinct e.area_vintage, p.period
  from input.edition as e
  join input.period_item as p on p.edition_no = e.edition_no
),
set_size as (
  select set_code, area_vintage, count(*) as members
  from silver.weighed_set
  group by set_code, area_vintage
),
weighed as (
  select
    g.set_code, g.area_vintage, d.concept,
    d.table_id as weight_table, d.area_vintage as weight_vintage, d.period as weight_period,
    count(d.value) as members_weighed
  from silver.weighed_set as g
  join silver.denominator as d on d.area_code = g.member_code
  group by all
)
select
  w.concept as weight_concept, w.set_code, w.area_vintage, n.period, w.weight_table, w.weight_vintage, w.weight_period
from weighed as w
join wanted as n on n.area_vintage = w.area_vintage
join set_size as s on s.set_code = w.set_code and s.area_vintage = w.area_vintage
where w.members_weighed = s.members
qualify row_number() over (
  partition by w.concept, w.set_code, w.area_vintage, n.period
  order by
    abs(w.weight_vintage - w.area_vintage),
    abs(left(w.weight_period, 4)::integer - left(n.period, 4)::integer),
    w.weight_vintage,
    w.weight_period,
    w.weight_table
) = 1
order by w.concept, w.set_code, w.area_vintage, n.period
