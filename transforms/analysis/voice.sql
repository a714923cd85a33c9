-- Which indicator of a construct speaks at a level of judged areas, where indicators are counted, averaged or paired: a measured
-- one before a model estimate, a headline before others, by tier; of those that have figures of most of its areas there.
with
held as (
  select f.indicator_id::varchar as indicator_id, f.area_level, count(*) as areas
  from analysis.latest_figure as f
  where f.is_main and f.value is not null
  group by f.indicator_id, f.area_level
),
covering as (
  select
    h.indicator_id, h.area_level, i.construct, i.value_kind, i.headline, i.tier,
    h.areas >= s.judged * max(h.areas) over (partition by i.construct, h.area_level) as is_covering
  from held as h
  join input.indicator as i on i.indicator_id = h.indicator_id and i.status = 'active'
  cross join input.setting as s
)
select
  indicator_id, area_level, construct, value_kind,
  row_number() over (
    partition by construct, area_level
    order by
      not is_covering, value_kind = 'model_estimate', not headline, list_position(['core', 'extended', 'support'], tier),
      indicator_id
  ) = 1 as is_voice
from covering
order by indicator_id, area_level
