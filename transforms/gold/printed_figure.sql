/* ---
title:
  nl: Cijfers die het programma zelf heeft gedrukt, naast de onze, met de reden van een verschil
  en: Figures that the programme printed itself, beside ours, with the reason for a difference
key: [goal_id, indicator_id, area_code, period]
place: 100
columns:
  goal_id: goal_progress.goal_id
  indicator_id: {nl: Indicator, en: Indicator}
  area_code: {nl: Gebied, en: Area}
  period: {nl: Onze periode die het dichtst bij het gedrukte cijfer komt, en: Our nearest period}
  printed_value: {nl: Cijfer zoals gedrukt, en: Figure as printed}
  printed_in: {nl: Waar het staat, en: "Where it is printed, in Dutch"}
  area_vintage: {nl: Indelingsjaar van ons cijfer, en: Vintage of our figure}
  value: {nl: Ons cijfer, en: Our figure}
  lower_95: {nl: Ondergrens van het 95%-interval, en: Lower limit of the 95% interval}
  upper_95: {nl: Bovengrens van het 95%-interval, en: Upper limit of the 95% interval}
  unit: indicator.unit
  table_id: {nl: Tabel van ons cijfer, en: Table of our figure}
  difference: {nl: Ons cijfer min het gedrukte, en: Ours minus printed}
  is_equal: {nl: "Waar als ons cijfer, afgerond zoals gedrukt, hetzelfde is", en: True when equal as rounded}
  explanation:
    nl: Waarom ons cijfer verschilt
    en: Why ours differs, in Dutch
    sentences:
      absent: Deze publicatie heeft dit cijfer niet. {difference_reason}
      equal: Gelijk na afronding.
      differs: "{difference_reason}"
--- */
-- The figures that the programme printed, beside ours of the nearest period, with the reason for any difference.
with
own as (
  select
    v.indicator_id::varchar as indicator_id, v.area_code::varchar as area_code, v.period::varchar as period,
    v.area_vintage, v.value, v.lower_95, v.upper_95, v.unit, v.table_id, v.missing_reason
  from gold.indicator_value as v
  semi join input.printed_figure as p
    on p.indicator_id = v.indicator_id::varchar and p.area_code = v.area_code::varchar and p.period = v.period::varchar
  where v.is_preferred and v.sex = 'total'
  qualify row_number() over (
    partition by v.indicator_id, v.area_code, v.period order by v.age_group <> 'total', v.age_group
  ) = 1
),
beside as (
  select
    p.*, o.area_vintage, o.value as own_value, o.lower_95, o.upper_95, o.unit, o.table_id,
    o.value - p.value as difference,
    -- Printed with one decimal or none: ours, rounded so, is the same.
    round(o.value, case when p.value = floor(p.value) then 0 else 1 end) = p.value as is_equal
  from input.printed_figure as p
  left join own as o on o.indicator_id = p.indicator_id and o.area_code = p.area_code and o.period = p.period
)
select
  b.goal_id,
  b.indicator_id,
  b.area_code,
  b.period,
  b.value as printed_value,
  b.printed_in,
  b.area_vintage,
  b.own_value as value,
  b.lower_95,
  b.upper_95,
  b.unit,
  b.table_id,
  ten_places(b.difference) as difference,
  coalesce(b.is_equal, false) as is_equal,
  case when b.own_value is null then 'absent' when b.is_equal then 'equal' else 'differs' end as explanation,
  b.difference_reason,
  s.notice
from beside as b
cross join input.setting as s
order by b.goal_id, b.indicator_id, b.area_code, b.period
