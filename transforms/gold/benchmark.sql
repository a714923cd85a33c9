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
  explanation:
    nl: Waarmee wordt vergeleken, in een zin
    en: What is compared with, in Dutch
    sentences:
      area: het cijfer van {area_code} in dezelfde periode
      rest: "het cijfer van {area_code} zonder {without_code}, naar noemers"
      own_gemeente: het cijfer van de gemeente waarin het gebied ligt, in dezelfde periode
      own_previous: het cijfer van het gebied zelf in de periode ervoor, als daartussen geen breuk zit
--- */
-- What areas are compared with.
select
  b.benchmark_code, b.name_nl, b.name_en, b.kind, b.area_code, b.without_code,
  b.kind as explanation,
  s.notice
from input.benchmark as b
cross join input.setting as s
order by b.benchmark_code
