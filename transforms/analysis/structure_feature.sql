-- What areas are alike or different in: the indicators declared as structural, which policy does not change, of all Dutch areas with
-- enough inhabitants, each scaled within its level. Only features that each level has, so that all are alike in the same respects.
with
structural as (
  select distinct p.indicator_id, p.area_level
  from analysis.peer as p
  join input.indicator as i on i.indicator_id::indicator_text = p.indicator_id and i.is_structural
),
common as (
  select indicator_id
  from structural
  group by indicator_id
  having count(*) = (select count(distinct area_level) from structural)
),
area_feature as (
  select p.area_level, p.area_code, p.indicator_id as feature, p.value, j.area_code is not null as is_wanted
  from analysis.peer as p
  join common as c on c.indicator_id = p.indicator_id
  left join analysis.judged_area as j on j.area_code::area_text = p.area_code and j.area_level = p.area_level
  where p.area_code not in (select area_code from analysis.reused_code)
),
-- Areas of one level are scaled among themselves.
buurt_feature as (
  from area_feature where area_level = 'buurt'
),
wijk_feature as (
  from area_feature where area_level = 'wijk'
),
gemeente_feature as (
  from area_feature where area_level = 'gemeente'
),
scaled as (
  from robustly_scaled('buurt_feature')
  union all
  from robustly_scaled('wijk_feature')
  union all
  from robustly_scaled('gemeente_feature')
)
select area_level, area_code, feature, value, is_wanted, z
from scaled
order by area_level, area_code, feature
