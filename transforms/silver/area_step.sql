-- What an area of a vintage was called the year before, where a flag or a declaration proves that the boundary is the same.
with
flagged as (
  select area_vintage as vintage, area_code, area_level, name, gemeente_code, change_flag
  from silver.area
  where change_flag is not null
),
same_code as (
  select vintage, area_code as old_code, area_code as new_code, 'unchanged' as how
  from flagged
  where change_flag = '1'
  union all
  select u.vintage, u.area_code, u.area_code, 'unchanged'
  from input.area_unchanged as u
  anti join flagged as f on f.area_code = u.area_code and f.vintage = u.vintage
),
buurt as (
  select distinct area_code, wijk_code from silver.area where area_level = 'buurt'
),
declared as (
  select vintage, old_code, new_code from input.recode
  union all
  select r.vintage, b.area_code, 'BU' || substr(r.new_code, 3, 6) || right(b.area_code, 2)
  from input.recode as r
  join buurt as b on b.wijk_code = r.old_code
),
-- A merged gemeente has flag 3 by nature; for a wijk or buurt that flag denies the declaration.
recoded as (
  select d.vintage, d.old_code, d.new_code
  from declared as d
  anti join flagged as f
    on f.area_code = d.new_code and f.vintage = d.vintage and f.change_flag = '3' and f.area_level <> 'gemeente'
),
-- Flag 2: the area of the year before with this name in this gemeente, whose code is no longer there; one, or none.
renumbered as (
  select f.vintage, o.area_code as old_code, f.area_code as new_code
  from flagged as f
  cross join input.name_suffix as s
  join silver.area as o
    on o.area_vintage = f.vintage - 1 and o.area_level = f.area_level and o.gemeente_code = f.gemeente_code
    and regexp_replace(o.name, s.pattern, '') = regexp_replace(f.name, s.pattern, '')
  anti join silver.area as still on still.area_vintage = f.vintage and still.area_code = o.area_code
  anti join declared as d on d.vintage = f.vintage and (d.new_code = f.area_code or d.old_code = o.area_code)
  where f.change_flag = '2'
  qualify
    count(*) over (partition by f.vintage, f.area_code) = 1
    and count(*) over (partition by f.vintage, o.area_code) = 1
)
select vintage, old_code, new_code, how from same_code
union
select vintage, old_code, new_code, 'recoded' from recoded
union
select vintage, old_code, new_code, 'recoded' from renumbered
order by vintage, new_code, old_code
