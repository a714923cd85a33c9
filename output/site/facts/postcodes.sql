-- Per four digits of postcodes the shown buurten that addresses lie in, with the two letters of each postcode, run together. Of the
-- vintage of the buurten: in another one a code can be another area. A postcode of one address is left out: no address is named.
with
place as (
  select a.pc6, s.area_code, count(*) as addresses
  from input.address as a
  join shown_area as s on s.area_code = a.buurt_code and s.area_vintage = a.area_vintage and s.area_level = 'buurt'
  group by a.pc6, s.area_code
),
several as (
  select pc6, area_code from place
  qualify sum(addresses) over (partition by pc6) > 1
)
select substr(pc6, 1, 4) as digits, area_code, string_agg(substr(pc6, 5, 2), '' order by pc6) as letters
from several
group by digits, area_code
order by digits, area_code
