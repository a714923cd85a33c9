-- Parts of one area come together: the centroid by their areas, the outline as one MultiPolygon. Sums in a fixed order, so that
-- the last digits do not depend on threads; 6 decimals are 10 cm.
insert into input.area_geometry
with
weighted as (
  select
    area_code,
    list(weight order by weight, longitude, latitude) as weights,
    list(weight * longitude order by weight, longitude, latitude) as longitudes,
    list(weight * latitude order by weight, longitude, latitude) as latitudes
  from area_ring
  where longitude is not null and latitude is not null
  group by area_code
),
outline as (
  select
    area_code,
    case
      when count(*) = 1 then format('{{"type":"{}","coordinates":{}}}', min(kind), min(coordinates))
      else '{"type":"MultiPolygon","coordinates":[' || string_agg(
        case when kind = 'Polygon' then coordinates else coordinates[2:-2] end, ',' order by coordinates
      ) || ']}'
    end as geometry
  from area_outline
  group by area_code
)
select
  getvariable('area_vintage'),
  area_code,
  round(list_sum(w.longitudes) / nullif(list_sum(w.weights), 0), 6),
  round(list_sum(w.latitudes) / nullif(list_sum(w.weights), 0), 6),
  o.geometry
from weighted as w
full join outline as o using (area_code)
order by area_code;
drop table if exists feature;
drop table group_member;
drop table area_outline;
drop table area_ring;
