-- How Dutch areas of a level differ on an indicator (standard deviation): what makes differences of indicators comparable. Groups
-- of gemeenten are held against the spread between gemeenten.
with
spread as (
  select indicator_id, area_level, any_value(sd) as sd from analysis.standing where sd > 0 group by indicator_id, area_level
)
select indicator_id, area_level, sd from spread
union all
select indicator_id, 'regio', sd from spread where area_level = 'gemeente'
order by indicator_id, area_level
