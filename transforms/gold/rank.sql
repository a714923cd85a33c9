/* ---
title:
  nl: "Plaats van elke buurt en wijk onder die van de regio, met de plaatsen die door toeval niet zijn uit te sluiten"
  en: "Place of each buurt and wijk among those of the region, with the places that chance does not rule out"
key: [indicator_id, area_code]
place: 177
columns:
  indicator_id: printed_figure.indicator_id
  area_code: printed_figure.area_code
  area_level: comparison.area_level
  area_vintage: comparison.area_vintage
  domain: indicator.domain
  period: comparison.period
  age_group: comparison.age_group
  smoothed_value: smoothed_value.smoothed_value
  rank: {nl: "Plaats naar de getrokken waarde; 1 = ongunstigste", en: "Place by the shrunken value; 1 = least favourable"}
  rank_lower:
    nl: "Ongunstigste plaats die toeval toelaat (95%): 1 meer dan het aantal gebieden dat aantoonbaar ongunstiger staat"
    en: "Least favourable place that chance allows (95%): 1 more than the number of areas demonstrably worse"
  rank_upper:
    nl: "Gunstigste plaats die toeval toelaat (95%): het aantal gebieden min die welke aantoonbaar gunstiger staan"
    en: "Most favourable place that chance allows (95%): the number of areas less those demonstrably better"
  areas: {nl: Aantal gebieden waaronder de plaats geldt, en: Number of areas that it is a place among}
  fifth:
    nl: "In welk vijfde deel het gebied zeker valt: worst, best of cannot_tell"
    en: "In which fifth the area falls for certain: worst, best or cannot_tell"
    codes:
      worst: [zeker in het ongunstigste vijfde deel, certainly in the least favourable fifth]
      best: [zeker in het gunstigste vijfde deel, certainly in the most favourable fifth]
      cannot_tell: [niet te zeggen, cannot be told]
--- */
-- Confidence sets for ranks (Mogstad, Romano, Shaikh & Wilhelm 2024, Inference for Ranks): an area is beaten for certain by those
-- whose raw value differs from its own by more than chance, at 95 % over all its comparisons together (Bonferroni).
with
placed as (
  select
    s.indicator_id, s.area_code, s.area_level, s.area_vintage, s.domain, s.period, s.age_group, s.smoothed_value,
    gap_sign(f.polarity) * s.value as bad_value,
    gap_sign(f.polarity) * s.smoothed_value as bad_smoothed,
    s.standard_error,
    count(*) over (partition by s.indicator_id, s.area_level) as areas
  from gold.smoothed_value as s
  join analysis.latest_figure as f on f.indicator_id = s.indicator_id and f.area_code = s.area_code and f.is_main
  where s.smoothed_value is not null and f.polarity <> 'neutral'
),
critical as (
  select areas, normal_critical(0.05 / (areas - 1)) as z
  from (select distinct areas from placed where areas > 1)
),
beaten as (
  select
    a.indicator_id, a.area_code,
    count(*) filter (where b.bad_value - a.bad_value > c.z * se_of_difference(a.standard_error, b.standard_error)) as worse,
    count(*) filter (where a.bad_value - b.bad_value > c.z * se_of_difference(a.standard_error, b.standard_error)) as better
  from placed as a
  join placed as b on b.indicator_id = a.indicator_id and b.area_level = a.area_level and b.area_code <> a.area_code
  join critical as c on c.areas = a.areas
  group by a.indicator_id, a.area_code
),
ranked as (
  select
    p.*,
    rank() over (partition by p.indicator_id, p.area_level order by ten_places(p.bad_smoothed) desc) as place,
    coalesce(b.worse, 0) as worse, coalesce(b.better, 0) as better
  from placed as p
  left join beaten as b on b.indicator_id = p.indicator_id and b.area_code = p.area_code
),
bounded as (
  select *, least(1 + worse, place) as lowest, greatest(areas - better, place) as highest
  from ranked
)
select
  r.indicator_id, r.area_code, r.area_level, r.area_vintage, r.domain, r.period, r.age_group, r.smoothed_value,
  r.place::integer as rank,
  r.lowest::integer as rank_lower,
  r.highest::integer as rank_upper,
  r.areas::integer as areas,
  case
    when r.highest <= r.areas / 5.0 then 'worst'
    when r.lowest > r.areas * 4 / 5.0 then 'best'
    else 'cannot_tell'
  end as fifth,
  s.notice
from bounded as r
cross join input.setting as s
order by r.indicator_id, r.area_code
