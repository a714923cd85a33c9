/* ---
title: {nl: Waarmee gebieden worden vergeleken, en: What areas are compared with}
key: [benchmark_code]
place: 110
columns:
  benchmark_code: {nl: Vaste sleutel, en: Stable key}
  name_nl: indicator.name_nl
  name_en: indicator.name_en
  kind:
    nl: area (een gebied), rest (een gebied zonder een ander), own_gemeente (eigen gemeente) of own_previous (vorige
      periode)
    en: area, rest (an area without another one), own_gemeente or own_previous (period before)
    codes:
      area: [een gebied, an area]
      rest: [een gebied zonder een ander, an area without another one]
      own_gemeente: [de eigen gemeente, the own gemeente]
      own_previous: [de vorige periode, the period before]
  area_code: {nl: Gebied of gebiedsgroep, en: Area or area group}
  without_code: {nl: Gebied dat eruit is gehaald, en: Area that is taken out of it}
  explanation: {nl: "Waarmee wordt vergeleken, in een zin", en: "What is compared with, in Dutch"}
--- */
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
