-- Codes that name another area in another vintage of the figures at hand: no one area, where indicators are put together.
-- "Groningen" and "Groningen (gemeente)" are one name.
select p.area_code
from (select distinct area_code, area_vintage from analysis.peer) as p
join silver.area as a on a.area_code::area_text = p.area_code and a.area_vintage = p.area_vintage
cross join input.name_suffix as s
group by p.area_code
having count(distinct regexp_replace(a.name, s.pattern, '')) > 1
order by p.area_code
