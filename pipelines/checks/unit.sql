-- The unit that the source prints is the unit that is declared; a column that nobody saw before may differ
with
unseen as (
  select distinct r.indicator_id, e.table_id
  from input.topic as t
  join input.edition as e on e.edition_no = t.edition_no
  join input.indicator_term as r on r.concept = t.concept and r.source_id = e.source_id and r.role = 'value'
  where t.is_unverified
)
select distinct
  case when u.table_id is null then 'fail' else 'warn' end as severity,
  v.indicator_id,
  v.period,
  null as area_code,
  'the source prints ''' || v.unit || ''', the declaration ''' || i.unit || '''' as detail
from gold.indicator_value as v
join input.indicator as i on i.indicator_id = v.indicator_id
left join unseen as u on u.indicator_id = v.indicator_id and u.table_id = v.table_id
where v.unit <> i.unit
