-- The outlines (GeoJSON geometries, WGS84) of the areas where interventions run, in the vintage they are declared in; of an area
-- group those of its members.
with
wanted as (
  select distinct x.area_code, i.area_vintage
  from input.intervention as i
  join input.intervention_area as x on x.intervention_id = i.intervention_id
),
part as (
  select area_code, area_vintage, area_code as part_code from wanted
  union
  select w.area_code, w.area_vintage, m.member_code
  from wanted as w
  join silver.area_group_member as m on m.group_code = w.area_code and m.area_vintage = w.area_vintage
)
select p.area_code, p.area_vintage, p.part_code, g.geometry
from part as p
join input.area_geometry as g on g.area_code = p.part_code and g.area_vintage = p.area_vintage
where g.geometry is not null
order by p.area_code, p.area_vintage, p.part_code
