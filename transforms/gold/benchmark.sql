-- What areas are compared with.
select
  b.benchmark_code, b.name_nl, b.name_en, b.kind, b.area_code, b.without_code,
  case b.kind
    when 'area' then 'het cijfer van ' || b.area_code || ' in dezelfde periode'
    when 'rest' then 'het cijfer van ' || b.area_code || ' zonder ' || b.without_code || ', naar noemers'
    when 'own_gemeente' then 'het cijfer van de gemeente waarin het gebied ligt, in dezelfde periode'
    else 'het cijfer van het gebied zelf in de periode ervoor, als daartussen geen breuk zit'
  end as explanation,
  s.notice
from input.benchmark as b
cross join input.setting as s
order by b.benchmark_code
