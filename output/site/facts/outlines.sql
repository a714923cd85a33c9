-- Outlines of the shown buurten, wijken and gemeenten of one vintage: that of the neighbours, or else the one nearest to what is judged.
with
outlined as (
  select g.area_vintage, a.area_level, count(*) as areas, min(abs(g.area_vintage - a.area_vintage)) as years
  from input.area_geometry as g
  join shown_area as a on a.area_code = g.area_code
  where g.geometry is not null
  group by g.area_vintage, a.area_level
),
chosen as (
  select area_level, area_vintage
  from outlined
  qualify row_number() over (partition by area_level order by areas desc, years, area_vintage desc) = 1
)
select g.area_code, g.area_vintage, a.area_level, g.geometry
from input.area_geometry as g
join shown_area as a on a.area_code = g.area_code
join chosen as c on c.area_level = a.area_level and c.area_vintage = g.area_vintage
where g.geometry is not null
order by g.area_code
