-- The rings of the outlines in the temporary table `feature` (area_code, kind, coordinates), with their centroids.
-- Longitude and latitude are taken as plane coordinates: within one area that moves a centroid by metres at most.
insert into area_ring
with
outline as (
  select
    area_code,
    case when kind = 'Polygon' then [coordinates::double[][][]] else coordinates::double[][][][] end as polygons
  from feature
),
polygon as (
  select area_code, unnest(polygons) as rings from outline
),
ring as (
  select area_code, generate_subscripts(rings, 1) as ring_no, unnest(rings) as points from polygon
),
-- Corners relative to the first one: small numbers keep their digits, and a ring that is not closed closes itself.
corner_pair as (
  select area_code, ring_no, points[1][1] as x0, points[1][2] as y0, list_zip(points[1:-2], points[2:]) as pairs
  from ring
),
edge_list as (
  select
    area_code, ring_no, x0, y0,
    list_transform(pairs, lambda p: {
      'ax': p[1][1] - x0, 'ay': p[1][2] - y0, 'bx': p[2][1] - x0, 'by': p[2][2] - y0
    }) as edges
  from corner_pair
),
-- The shoelace formula: twice the area, and six times the moments, with the sign of the direction of the ring.
moment as (
  select
    area_code, ring_no, x0, y0,
    list_sum(list_transform(edges, lambda e: e.ax * e.by - e.bx * e.ay)) as area_2,
    list_sum(list_transform(edges, lambda e: (e.ax + e.bx) * (e.ax * e.by - e.bx * e.ay))) as moment_x_6,
    list_sum(list_transform(edges, lambda e: (e.ay + e.by) * (e.ax * e.by - e.bx * e.ay))) as moment_y_6
  from edge_list
)
-- The first ring of a polygon is its outer one, the others are holes, whatever their direction.
select
  area_code,
  case when ring_no = 1 then 1 else -1 end * abs(area_2) / 2 as weight,
  x0 + moment_x_6 / nullif(3 * area_2, 0) as longitude,
  y0 + moment_y_6 / nullif(3 * area_2, 0) as latitude
from moment
