-- Every declared indicator with what the release holds of it.
with
delivered as (
  select
    indicator_id,
    count(*) as cells,
    count(value) as cells_with_value,
    min(period) filter (where value is not null) as first_period,
    max(period) filter (where value is not null) as last_period
  from gold.indicator_value
  group by indicator_id
)
select
  i.indicator_id, i.name_nl, i.name_en, i.tier, i.domain, i.programme_lines, i.goals, i.pg_dimension, i.headline, i.unit,
  i.polarity, i.value_kind, i.source_id, i.measure, i.definition, i.interpretation,
  case when coalesce(d.cells_with_value, 0) > 0 then 'delivered' else 'awaiting_source' end as status,
  coalesce(d.cells, 0) as cells,
  coalesce(d.cells_with_value, 0) as cells_with_value,
  d.first_period,
  d.last_period,
  'concept, afgeleid' as set_status,
  s.notice
from input.indicator as i
cross join input.setting as s
left join delivered as d on d.indicator_id = i.indicator_id
order by i.indicator_id
