-- How many addresses (postcode and house number) of an area of another vintage lie in which area of the target vintage.
-- Where to_code is empty the address is not found back. Only areas with an address in one of the target buurten.
-- Not materialized: the country has 8 million addresses a vintage; reading them twice takes half the time of keeping them.
with
target as (
  select distinct area_vintage from silver.target_area
),
to_address as not materialized (
  select a.pc6, a.house_number, a.buurt_code
  from input.address as a
  join target as t on t.area_vintage = a.area_vintage
),
from_address as not materialized (
  select a.area_vintage, a.pc6, a.house_number, a.buurt_code
  from input.address as a
  anti join target as t on t.area_vintage = a.area_vintage
),
inside as (
  select a.pc6, a.house_number
  from to_address as a
  semi join silver.target_area as t on t.area_code = a.buurt_code
),
near as (
  select distinct f.area_vintage, substr(f.buurt_code, 3, 4) as gemeente
  from from_address as f
  semi join inside as i on i.pc6 = f.pc6 and i.house_number = f.house_number
),
from_near as (
  select f.area_vintage, f.pc6, f.house_number, f.buurt_code
  from from_address as f
  semi join near as n on n.area_vintage = f.area_vintage and n.gemeente = substr(f.buurt_code, 3, 4)
),
-- Cut down first: the join below then holds the addresses of the region, not of the country.
to_near as (
  select t.pc6, t.house_number, t.buurt_code
  from to_address as t
  semi join from_near as f on f.pc6 = t.pc6 and f.house_number = t.house_number
),
buurt_pair as materialized (
  select f.area_vintage as from_vintage, f.buurt_code as from_buurt, t.buurt_code as to_buurt, count(*) as addresses
  from from_near as f
  left join to_near as t on t.pc6 = f.pc6 and t.house_number = f.house_number
  group by all
),
pair as (
  select from_vintage, 'buurt' as area_level, from_buurt as from_code, to_buurt as to_code, addresses from buurt_pair
  union all
  select from_vintage, 'wijk', 'WK' || substr(from_buurt, 3, 6), 'WK' || substr(to_buurt, 3, 6), addresses from buurt_pair
  union all
  select from_vintage, 'gemeente', 'GM' || substr(from_buurt, 3, 4), 'GM' || substr(to_buurt, 3, 4), addresses from buurt_pair
)
select from_vintage, area_level, from_code, to_code, sum(addresses)::bigint as addresses
from pair
group by from_vintage, area_level, from_code, to_code
order by from_vintage, area_level, from_code, to_code
