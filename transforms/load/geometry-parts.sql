-- What comes in page by page: rings with their centroids, and the outlines that are kept.
create or replace temp table area_ring (area_code varchar, weight double, longitude double, latitude double);
create or replace temp table area_outline (area_code varchar, kind varchar, coordinates varchar);
-- The areas that groups consist of, in this vintage; a region stands for its gemeenten.
create or replace temp table group_member as
select area_code from input.area_group_member where getvariable('area_vintage') between valid_from and valid_until
union
select r.gemeente_code
from input.area_group_member as m
join input.region_gemeente as r on r.area_code = m.area_code
where getvariable('area_vintage') between m.valid_from and m.valid_until;
