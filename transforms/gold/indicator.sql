-- Every declared indicator: its texts, its source, and what the release holds of it.
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
),
source as (
  select source_id, min(licence) as licence, min(citation) as citation, min(rhythm) as rhythm
  from input.edition
  group by source_id
),
stated as (
  select
    i.indicator_id,
    case
      when i.status <> 'active' then i.status
      when coalesce(d.cells_with_value, 0) > 0 then 'delivered'
      else 'awaiting_source'
    end as status,
    case
      when i.status <> 'active' then i.status_note
      when coalesce(d.cells_with_value, 0) = 0 then 'de bron heeft nog geen waarden geleverd'
    end as status_note
  from input.indicator as i
  left join delivered as d on d.indicator_id = i.indicator_id
)
select
  i.indicator_id, i.name_nl, i.name_en, i.tier, i.domain, i.programme_lines, i.goals, i.pg_dimension, i.headline, i.unit,
  i.polarity, i.value_kind, i.source_id, i.measure, i.definition, i.rationale, i.interpretation, i.numerator_text,
  i.denominator_text, i.comparability, i.derived_from, i.access,
  t.status,
  t.status_note,
  coalesce(d.cells, 0) as cells,
  coalesce(d.cells_with_value, 0) as cells_with_value,
  d.first_period,
  d.last_period,
  o.licence,
  o.citation,
  o.rhythm,
  'concept, afgeleid' as set_status,
  s.notice
from input.indicator as i
join stated as t on t.indicator_id = i.indicator_id
cross join input.setting as s
left join source as o on o.source_id = i.source_id
left join delivered as d on d.indicator_id = i.indicator_id
order by i.indicator_id
