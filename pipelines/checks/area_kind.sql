-- A kind of area that has no level here is left out by declaration, or by name
select
  'warn' as severity,
  null as indicator_id,
  null as period,
  s.example as area_code,
  s.areas || ' areas ' || s.prefix || '… of ' || e.edition_key || ' are left out: no level is known for them' as detail
from input.area_set_aside as s
join input.edition as e on e.edition_no = s.edition_no
where not s.is_declared
