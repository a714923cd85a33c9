-- The areas of other vintages that make up an area of the target vintage exactly, proven year by year.
with recursive
earlier as (
  select area_vintage as vintage, area_code as code, area_code as to_code, 'unchanged' as how
  from silver.target_area
  where area_level in ('gemeente', 'wijk', 'buurt')
  union all
  select s.vintage - 1, s.old_code, e.to_code, least(s.how, e.how) as how
  from earlier as e
  join silver.area_step as s on s.vintage = e.vintage and s.new_code = e.code
  where s.vintage > (select min(area_vintage) from silver.area)
),
-- Where one part cannot be followed further back, nor can the whole.
earliest as (
  select e.to_code, max(e.vintage) as vintage
  from earlier as e
  anti join silver.area_step as s on s.vintage = e.vintage and s.new_code = e.code
  group by e.to_code
),
lone_step as (
  select vintage, old_code, new_code, how
  from silver.area_step
  qualify count(*) over (partition by vintage, new_code) = 1
),
later as (
  select area_vintage as vintage, area_code as code, area_code as to_code, 'unchanged' as how
  from silver.target_area
  where area_level in ('gemeente', 'wijk', 'buurt')
  union all
  select s.vintage, s.new_code, l.to_code, least(s.how, l.how) as how
  from later as l
  join lone_step as s on s.vintage = l.vintage + 1 and s.old_code = l.code
  where s.vintage <= (select max(area_vintage) from silver.area)
),
followed as (
  select e.vintage, e.code, e.to_code, e.how
  from earlier as e
  left join earliest as x on x.to_code = e.to_code
  where e.vintage >= coalesce(x.vintage, 0)
  union all
  select vintage, code, to_code, how from later
),
-- Only vintages that list every part.
listed as (
  select f.vintage as from_vintage, f.code as from_code, f.to_code, f.how
  from followed as f
  left join silver.area as a on a.area_code = f.code and a.area_vintage = f.vintage
  qualify count(*) over (partition by f.vintage, f.to_code) = count(a.area_code) over (partition by f.vintage, f.to_code)
),
-- The country always is itself; a region while its declared boundary lasts.
region as (
  select a.area_vintage as from_vintage, a.area_code as from_code, t.area_code as to_code, 'unchanged' as how
  from silver.target_area as t
  join silver.area as a on a.area_code = t.area_code
  left join input.region as r
    on r.area_code = t.area_code and a.area_vintage between r.valid_from and r.valid_until
    and t.area_vintage between r.valid_from and r.valid_until
    and least(a.area_vintage, t.area_vintage) >= r.unchanged_since
  where t.area_level = 'land' or r.area_code is not null
)
select c.from_vintage, c.from_code, t.area_vintage as to_vintage, c.to_code, t.area_level, c.how
from (select * from listed union select * from region) as c
join silver.target_area as t on t.area_code = c.to_code
where c.from_vintage <> t.area_vintage
order by c.from_vintage, c.to_code, c.from_code
