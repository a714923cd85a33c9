-- How Dutch areas of a level differ on an indicator (standard deviation): what makes differences of indicators comparable. Groups
-- of gemeenten are held against the spread between gemeenten.
with
spread as (
  select
    indicator_id, any_value(sd) as sd,
    unnest(case when area_level = 'gemeente' then ['gemeente', 'regio'] else [area_level] end) as area_level
  from analysis.standing
  where sd > 0
  group by indicator_id, area_level
)
select indicator_id, area_level, sd
from spread
order by indicator_id, area_level
