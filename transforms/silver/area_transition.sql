-- What makes up each area of the target vintage in every other vintage: which areas, with which part of them, and how
-- that is known. An area without rows for a vintage cannot be compared with it.
with
chain as (
  select from_vintage, from_code, to_vintage, to_code, area_level, 1::decimal(12, 10) as weight, how
  from silver.area_chain
),
-- Addresses of areas that no flag settles.
open_pair as (
  select
    o.from_vintage, o.area_level, o.from_code, o.to_code, o.addresses,
    sum(o.addresses) filter (where o.to_code is not null)
      over (partition by o.from_vintage, o.area_level, o.from_code) as found,
    sum(o.addresses) over (partition by o.from_vintage, o.area_level, o.from_code) as addresses_all
  from silver.area_overlap as o
  anti join silver.area_chain as c on c.from_vintage = o.from_vintage and c.from_code = o.from_code
  anti join silver.area_chain as d on d.from_vintage = o.from_vintage and d.to_code = o.to_code
),
placed as (
  select
    *,
    left(from_code, 2) || substr(from_code, 3, case area_level when 'buurt' then 6 else 4 end) as surroundings
  from open_pair
),
-- Most of its addresses are gone or have another postcode: nobody knows where it went, so what its surroundings became
-- may lack a part.
lost as (
  select distinct from_vintage, area_level, surroundings
  from placed
  where coalesce(found, 0) * 2 < addresses_all
),
doubtful as (
  select distinct p.from_vintage, p.to_code
  from placed as p
  semi join lost as l
    on l.from_vintage = p.from_vintage and l.area_level = p.area_level and l.surroundings = p.surroundings
),
by_address as (
  select
    p.from_vintage, p.from_code, t.area_vintage as to_vintage, p.to_code, p.area_level,
    (p.addresses / nullif(p.found, 0))::decimal(12, 10) as weight,
    'address_weighted' as how
  from placed as p
  join silver.target_area as t on t.area_code = p.to_code
  left join silver.area as a on a.area_code = p.from_code and a.area_vintage = p.from_vintage
  anti join doubtful as d on d.from_vintage = p.from_vintage and d.to_code = p.to_code
  -- Only vintages that list every part.
  qualify
    count(*) over (partition by p.from_vintage, p.to_code) = count(a.area_code) over (partition by p.from_vintage, p.to_code)
),
member_part as (
  select * from chain
  union all
  select * from by_address
),
-- A group of the config is the same area when what its members became is its members of the target vintage, whole, and
-- nothing else came in; or when it is published as a region that did not change.
inside as (
  select old.group_code, p.from_vintage, p.from_code, p.to_code, p.weight
  from member_part as p
  join silver.area_group_member as old on old.area_vintage = p.from_vintage and old.member_code = p.from_code
  join silver.area_group_member as new
    on new.group_code = old.group_code and new.area_vintage = p.to_vintage and new.member_code = p.to_code
),
member_then as (
  select g.group_code, g.area_vintage as from_vintage, g.member_code, coalesce(sum(i.weight), 0) as weight_inside
  from silver.area_group_member as g
  left join inside as i
    on i.group_code = g.group_code and i.from_vintage = g.area_vintage and i.from_code = g.member_code
  group by all
),
parts_of as (
  select from_vintage, to_code, count(*) as parts from member_part group by all
),
parts_inside as (
  select group_code, from_vintage, to_code, count(*) as parts from inside group by all
),
member_now as (
  select v.group_code, v.from_vintage, g.member_code, p.parts = i.parts as is_whole
  from (select distinct group_code, from_vintage from member_then) as v
  join silver.area_group_member as g on g.group_code = v.group_code
  join (select distinct area_vintage from silver.target_area) as t on t.area_vintage = g.area_vintage
  left join parts_of as p on p.from_vintage = v.from_vintage and p.to_code = g.member_code
  left join parts_inside as i
    on i.group_code = v.group_code and i.from_vintage = v.from_vintage and i.to_code = g.member_code
),
group_then as (
  select
    group_code, from_vintage,
    bool_and(abs(weight_inside - 1) < 0.000001) as is_whole,
    string_agg(member_code, '|' order by member_code) as members
  from member_then
  group by all
),
group_now as (
  select
    group_code, from_vintage,
    bool_and(coalesce(is_whole, false)) as is_whole,
    string_agg(member_code, '|' order by member_code) as members
  from member_now
  group by all
),
group_complete as (
  select t.group_code, t.from_vintage, t.members = n.members as same_codes
  from group_then as t
  join group_now as n on n.group_code = t.group_code and n.from_vintage = t.from_vintage
  where t.is_whole and n.is_whole
),
group_as_region as (
  select distinct p.group_code, c.from_vintage, true as same_codes
  from input.area_group_published as p
  join silver.area_chain as c on c.to_code = p.area_code
),
group_kept as (
  select group_code, from_vintage, bool_or(same_codes) as same_codes
  from (select * from group_complete union all select * from group_as_region)
  group by all
),
group_part as (
  select
    a.area_vintage as from_vintage, a.area_code as from_code, t.area_vintage as to_vintage, t.area_code as to_code,
    'regio' as area_level, 1::decimal(12, 10) as weight,
    case when k.same_codes then 'unchanged' else 'recoded' end as how
  from group_kept as k
  join silver.area as a on a.area_code = k.group_code and a.area_vintage = k.from_vintage
  join silver.target_area as t on t.area_code = k.group_code
  where a.area_vintage <> t.area_vintage
)
select from_vintage, from_code, to_vintage, to_code, area_level, weight, how from member_part
union all
select from_vintage, from_code, to_vintage, to_code, area_level, weight, how from group_part
order by from_vintage, to_code, from_code
