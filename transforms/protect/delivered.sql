-- The areas of each delivery: those that it counts, and every area they make up, with the smallest areas in each.
create or replace temp table delivered_member as
with
delivery as (
  select d.edition_no, e.area_vintage, min(left(c.area_code, 2)) as prefix
  from restricted.delivery as d
  join input.edition as e using (edition_no)
  join restricted.count as c using (edition_no)
  group by all
),
listed as (
  select distinct e.area_vintage, i.area_code
  from input.area_item as i
  join input.edition as e using (edition_no)
  where e.area_list = 'exact'
),
leaf as (
  select d.edition_no, d.area_vintage, l.area_code as leaf_code
  from delivery as d
  join listed as l on l.area_vintage = d.area_vintage and left(l.area_code, 2) = d.prefix
),
of_code as (
  select edition_no, area_vintage, leaf_code, leaf_code as area_code from leaf
  union all
  select edition_no, area_vintage, leaf_code, 'WK' || substr(leaf_code, 3, 6) from leaf where left(leaf_code, 2) = 'BU'
  union all
  select edition_no, area_vintage, leaf_code, 'GM' || substr(leaf_code, 3, 4) from leaf where left(leaf_code, 2) in ('BU', 'WK')
),
declared as (
  select group_code, valid_from, valid_until, area_code from input.area_group_member
  union
  select m.group_code, m.valid_from, m.valid_until, r.gemeente_code
  from input.area_group_member as m
  join input.region_gemeente as r on r.area_code = m.area_code
),
of_group as (
  select distinct o.edition_no, o.leaf_code, g.group_code as area_code
  from of_code as o
  join declared as g on g.area_code = o.area_code and o.area_vintage between g.valid_from and g.valid_until
),
-- A group counts when each of its members is made up of such areas.
whole_group as (
  select g.group_code, d.edition_no
  from declared as g
  join delivery as d on d.area_vintage between g.valid_from and g.valid_until
  left join (select distinct edition_no, area_code from of_code) as o on o.edition_no = d.edition_no and o.area_code = g.area_code
  where left(g.area_code, 2) in ('GM', 'WK', 'BU')
  group by g.group_code, d.edition_no
  having count(o.area_code) = count(*)
)
select edition_no, area_code, leaf_code from of_code
union
select g.edition_no, g.area_code, g.leaf_code
from of_group as g
join whole_group as w on w.edition_no = g.edition_no and w.group_code = g.area_code;

-- The sum over an area is known when each of its smallest areas was counted.
create or replace temp table delivered_sum as
with
cell as (
  select distinct edition_no, period, sex, age_group, concept from restricted.count
),
wanted as (
  select distinct c.edition_no, c.period, c.sex, c.age_group, c.concept, m.area_code
  from cell as c
  join delivered_member as m using (edition_no)
  join restricted.count as d
    on d.edition_no = c.edition_no and d.period = c.period and d.sex = c.sex and d.age_group = c.age_group
    and d.concept = c.concept and d.area_code = m.leaf_code
)
select
  w.edition_no, w.period, w.sex, w.age_group, w.concept, w.area_code,
  case when count(d.count) = count(*) then sum(d.count)::bigint end as count
from wanted as w
join delivered_member as m on m.edition_no = w.edition_no and m.area_code = w.area_code
left join restricted.count as d
  on d.edition_no = w.edition_no and d.period = w.period and d.sex = w.sex and d.age_group = w.age_group
  and d.concept = w.concept and d.area_code = m.leaf_code
group by all;

create or replace temp table hidden_area (
  edition_no integer, period varchar, sex varchar, age_group varchar, area_code varchar, reason varchar
);
