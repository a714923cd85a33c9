-- Numerator and denominator of a ratio are counts
select distinct
  'fail' as severity,
  r.indicator_id,
  null::varchar as period,
  null::varchar as area_code,
  r.role || ' ' || r.concept || ' is printed in ''' || t.unit || ''' by table ' || e.table_id as detail
from input.indicator_term as r
join input.indicator as i on i.indicator_id = r.indicator_id
join input.edition as e on e.source_id = r.source_id
join input.topic as t on t.edition_no = e.edition_no and t.concept = r.concept
where i.measure in ('ratio', 'rate') and (t.unit = '%' or t.unit like 'per %')
