-- The unit that the source prints is the unit that is declared
select distinct
  'fail' as severity,
  v.indicator_id,
  v.period,
  null as area_code,
  'the source prints ''' || v.unit || ''', the declaration ''' || i.unit || '''' as detail
from gold.indicator_value as v
join input.indicator as i on i.indicator_id = v.indicator_id
where v.unit <> i.unit
