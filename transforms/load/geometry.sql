-- The rings of the outlines in the temporary table `feature` (area_code, kind, coordinates), with their centroids.
-- Longitude and latitude are taken as plane coordinates: within one area that moves a centroid by metres at most.
insert into area_ring
with
outline as (
  select
    area_code,
    case
      when kind = 'Polygon' then [from_json(coordinates, '[[["DOUBLE"]]]')]
      else from_json(coordinates, '[[[["DOUBLE"]]]]')
    end as polygons
  from feature
),
polygon as (
  select area_code, unnest(polygons) as rings from outline
),
ring as (
  select area_code, generate_subscripts(rings, 1) as ring_no, unnest(rings) as points from polygon
),
origin as (
  select area_code, ring_no, points, points[1][1] as x0, points[1][2] as y0 from ring
),
-- Corners relative to the first one: small numbers keep their digits, and a ring that is not closed closes itself.
corner_list as (
  select
    area_code, ring_no, x0, y0,
    list_transform(points, lambda p: p[1] - x0) as xs,
    list_transform(points, lambda p: p[2] - y0) as ys
  from origin
),
-- The shoelace formula: each side (from x1, y1 to x2, y2) adds x1 y2 - x2 y1 to twice the area, with the sign of the
-- direction of the ring, and that times x1 + x2 and y1 + y2 to six times the moments.
side_list as (
  select
    area_code, ring_no, x0, y0,
    list_transform(
      list_zip(xs[1:-2], ys[1:-2], xs[2:], ys[2:]),
      lambda s: {'cross': s[1] * s[4] - s[3] * s[2], 'x': s[1] + s[3], 'y': s[2] + s[4]}
    ) as sides
  from corner_list
),
moment as (
  select
    area_code, ring_no, x0, y0,
    list_sum(list_transform(sides, lambda s: s.cross)) as area_2,
    list_sum(list_transform(sides, lambda s: s.x * s.cross)) as moment_x_6,
    list_sum(list_transform(sides, lambda s: s.y * s.cross)) as moment_y_6
  from side_list
)
-- The first ring of a polygon is its outer one, the others are holes, whatever their direction.
select
  area_code,
  case when ring_no = 1 then 1 else -1 end * abs(area_2) / 2 as weight,
  x0 + moment_x_6 / nullif(3 * area_2, 0) as longitude,
  y0 + moment_y_6 / nullif(3 * area_2, 0) as latitude
from moment;
-- A wijk or buurt lies in a group when its gemeente or wijk does.
insert into area_outline
select area_code, kind, coordinates
from feature
where area_code in (select area_code from group_member)
  or 'GM' || substr(area_code, 3, 4) in (select area_code from group_member)
  or 'WK' || substr(area_code, 3, 6) in (select area_code from group_member)
