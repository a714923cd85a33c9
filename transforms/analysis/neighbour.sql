-- Which judged buurten lie beside each other: by points that their outlines share, or else the six nearest centroids either way,
-- or else the same wijk. One of the three for all of them, the first that at least nine in ten buurten have; outlines of one
-- vintage, for those of two do not fit: the one nearest to what is judged, with the buurten that are provably the same area.
with
judged as (
  select area_code, area_vintage, wijk_code from analysis.judged_area where area_level = 'buurt'
),
-- What is one area of the target vintage, whole, in each vintage.
lone as (
  select from_vintage, from_code, to_code
  from silver.area_chain
  qualify count(*) over (partition by from_vintage, to_code) = 1
  union all
  select area_vintage, area_code, area_code from silver.target_area
),
same_area as (
  select area_code, area_vintage, area_code as other_code, area_vintage as other_vintage from judged
  union
  select j.area_code, j.area_vintage, o.from_code, o.from_vintage
  from judged as j
  join lone as l on l.from_code = j.area_code and l.from_vintage = j.area_vintage
  join lone as o on o.to_code = l.to_code
),
outlined as (
  select s.area_code, s.area_vintage, s.other_vintage, g.longitude, g.latitude, g.geometry
  from same_area as s
  join input.area_geometry as g on g.area_code = s.other_code and g.area_vintage = s.other_vintage
),
vintage as (
  select
    o.other_vintage, min(abs(o.other_vintage - o.area_vintage)) as years,
    count(o.geometry) >= 0.9 * any_value(b.buurten) as has_outlines,
    count(o.longitude) >= 0.9 * any_value(b.buurten) as has_centroids
  from outlined as o
  cross join (select count(*) as buurten from judged) as b
  group by o.other_vintage
),
best as (
  select other_vintage, case when has_outlines then 'boundary' else 'centroid' end as how
  from vintage
  where has_outlines or has_centroids
  order by has_outlines desc, years, other_vintage desc
  limit 1
),
chosen as (
  select coalesce(max(how), 'wijk') as how, max(other_vintage) as outline_vintage from best
),
buurt as (
  select j.area_code, j.wijk_code, o.longitude, o.latitude, o.geometry
  from judged as j
  cross join chosen as c
  left join outlined as o on o.area_code = j.area_code and o.other_vintage = c.outline_vintage
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
select b.area_code, b.neighbour_code, c.how, c.outline_vintage
from both_ways as b
cross join chosen as c
order by b.area_code, b.neighbour_code
