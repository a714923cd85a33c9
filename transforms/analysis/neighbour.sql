-- Which judged buurten lie beside each other: by points that their outlines share, or else the six nearest centroids either way,
-- or else the same wijk. One of the three for all of them, the first that at least nine in ten buurten have.
with
buurt as (
  select a.area_code, a.area_vintage, a.wijk_code, g.longitude, g.latitude, g.geometry
  from analysis.judged_area as a
  left join input.area_geometry as g on g.area_code = a.area_code and g.area_vintage = a.area_vintage
  where a.area_level = 'buurt'
),
chosen as (
  select case
    when count(geometry) >= 0.9 * count(*) then 'boundary'
    when count(longitude) >= 0.9 * count(*) then 'centroid'
    else 'wijk'
  end as how
  from buurt
),
point as (
  select distinct area_code, unnest(regexp_extract_all(geometry, '-?[0-9.]+ *, *-?[0-9.]+')) as point
  from buurt
  where geometry is not null and (select how from chosen) = 'boundary'
),
boundary as (
  select a.area_code, b.area_code as neighbour_code
  from point as a
  join point as b on b.point = a.point and b.area_code <> a.area_code
  group by a.area_code, b.area_code
  having count(*) >= 2
),
nearest as (
  select a.area_code, b.area_code as neighbour_code
  from buurt as a
  join buurt as b on b.area_code <> a.area_code
  where b.longitude is not null and a.longitude is not null and (select how from chosen) = 'centroid'
  qualify row_number() over (
    partition by a.area_code
    order by pow((a.longitude - b.longitude) * cos(radians(a.latitude)), 2) + pow(a.latitude - b.latitude, 2), b.area_code
  ) <= 6
),
same_wijk as (
  select a.area_code, b.area_code as neighbour_code
  from buurt as a
  join buurt as b on b.wijk_code = a.wijk_code and b.area_code <> a.area_code
  where (select how from chosen) = 'wijk'
),
both_ways as (
  select area_code, neighbour_code from boundary
  union
  select area_code, neighbour_code from nearest
  union
  select neighbour_code, area_code from nearest
  union
  select area_code, neighbour_code from same_wijk
)
select b.area_code, b.neighbour_code, c.how
from both_ways as b
cross join chosen as c
order by b.area_code, b.neighbour_code
