-- The few statements that hold of each shown area, in words, and where more of each can be read.
select f.area_code, f.place::integer as place, f.statement_nl as text_nl, f.indicator_id::varchar as indicator_id, f.goal_id
from gold.finding as f
where f.area_code in (select area_code from shown_area)
order by f.area_code, f.place
