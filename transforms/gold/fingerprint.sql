/* ---
title:
  nl: "Vingerafdruk van elk gebied: indicatoren in subthema’s in thema’s, als ringen van een diagram. Geen rangorde"
  en: "Fingerprint of each area: indicators in sub-themes in themes, as the rings of a chart. No ranking"
key: [area_code, ring, node_id]
place: 170
columns:
  area_code: {nl: "Gebied: buurt, wijk of gemeente", en: "Area: buurt, wijk or gemeente"}
  area_level: comparison.area_level
  area_vintage: comparison.area_vintage
  ring:
    nl: "Ring van het diagram: indicator (buitenste), sub_theme (domein), theme (thema) of total (midden)"
    en: "Ring of the chart: indicator (outermost), sub_theme (domain), theme or total (centre)"
    codes:
      indicator: [indicator (buitenste ring), indicator (outermost ring)]
      sub_theme: [subthema, sub-theme]
      theme: [thema, theme]
      total: [alle thema’s (midden), all themes (centre)]
  node_id: {nl: Sleutel van het vakje binnen het gebied, en: Key of the node within the area}
  parent_id: {nl: Vakje van de ring daarbinnen; leeg in het midden, en: Node of the ring inside it; empty in the centre}
  theme: {nl: Thema, en: Theme}
  sub_theme: {nl: "Subthema: domein van de indicator", en: "Sub-theme: domain of the indicator"}
  indicator_id: goal_progress.indicator_id
  construct: indicator.construct
  name_nl: {nl: Naam van het vakje, en: Name of the node in Dutch, text: "[{own_name_nl}][{ring=total}alle thema's]"}
  name_en:
    nl: Naam van het vakje in het Engels
    en: Name of the node in English
    text: "[{own_name_en}][{ring=total}all themes]"
  period: comparison.period
  age_group: comparison.age_group
  value: comparison.value
  unit: indicator.unit
  reliability: indicator_value.reliability
  is_judged:
    nl: "Onwaar voor wat geen gunstige kant heeft: apart deel zonder oordeel, dat in geen gemiddelde meetelt"
    en: "False where no side is favourable: a separate part without judgement, in no mean"
  z:
    nl: "Afstand tot het gemiddelde van alle Nederlandse gebieden van dit niveau in standaardafwijkingen; positief =
      ongunstig (zonder oordeel: hoog). In binnenringen het gemiddelde van de ring eromheen"
    en: "Distance to the mean of all Dutch areas of the level in standard deviations; positive = unfavourable (without
      judgement: high). In inner rings the mean of the ring around it"
  z_country:
    nl: "Idem tot het cijfer van Nederland, waar outcome tegen oordeelt: het gemiddelde van de gebieden is iets anders dan
      dat van alle inwoners samen. Leeg in binnenringen"
    en: "The same to the figure of the country, against which outcome judges: the mean of areas is not that of all
      inhabitants together. Empty in inner rings"
  class:
    nl: -2 (z onder -2, zeer gunstig), -1, 0 (-1 tot en met 1), 1 of 2 (z boven 2, zeer ongunstig); leeg zonder oordeel.
      Een gemiddelde van veel cijfers ligt vaker in 0
    en: -2 (z below -2, very favourable), -1, 0 (-1 up to 1), 1 or 2 (z above 2, very unfavourable); empty without
      judgement. A mean of many figures is more often 0
    codes:
      "0": [rond het gemiddelde, about average]
      "1": [ongunstiger dan gemiddeld, less favourable than average]
      "2": [veel ongunstiger dan gemiddeld, much less favourable than average]
      "-2": [veel gunstiger dan gemiddeld, much more favourable than average]
      "-1": [gunstiger dan gemiddeld, more favourable than average]
  percentile:
    nl: "Deel (0-100) van de Nederlandse gebieden van dit niveau dat gunstiger staat (zonder oordeel: lager); gelijke voor
      de helft"
    en: "Share (0-100) of Dutch areas of the level that stand less unfavourably (without judgement: lower); equal ones for
      half"
  quintile:
    nl: Vijfde deel van de Nederlandse gebieden van dit niveau, 1 = ongunstigste
    en: Fifth of the Dutch areas of the level, 1 = least favourable
  areas: {nl: Aantal Nederlandse gebieden waartussen het staat, en: Dutch areas it is placed among}
  outcome:
    nl: Oordeel tegen Nederland naar het 95%-interval, zie tabel comparison; leeg in binnenringen
    en: Outcome against the country by the 95% interval, see table comparison; empty in inner rings
    codes: comparison.outcome
  outcome_reason: {nl: Waarom niet is vergeleken, en: Why there is no comparison, codes: comparison.reason}
  register_difference:
    nl: "Registercijfer zonder interval dat meer dan 5% van Nederland afwijkt (regel van het CBS): een signaal, geen
      toets"
    en: "Register figure without interval that is more than 5% off the country (rule of CBS): a signal, no test"
    codes: comparison.outcome
  outcome_in_spread:
    nl: Oordeel tegen Nederland als bij het interval ook de gewone spreiding tussen Nederlandse gebieden van dit niveau
      wordt geteld (trechter met additieve overdispersie, Spiegelhalter 2005)
    en: Outcome against the country when the usual spread between Dutch areas of the level is added to the interval
      (funnel with additive overdispersion, Spiegelhalter 2005)
    codes: comparison.outcome
  indicators_present: {nl: Indicatoren met een waarde, en: Indicators with a value}
  indicators:
    nl: Geleverde indicatoren waarvan gebieden van dit niveau cijfers hebben
    en: Delivered indicators of which areas of this level have figures
  coverage: {nl: Deel (0-1) daarvan met een waarde, en: Share (0-1) of these with a value}
  parts_present:
    nl: Delen van de ring eromheen met een z die in het gemiddelde meetelt
    en: Parts of the ring around it with a z that enters the mean
  parts:
    nl: Delen van de ring eromheen die kunnen meetellen; er is een gemiddelde vanaf het aandeel thresholds.judged van de
      config
    en: Parts of the ring around it that can enter it; there is a mean from the share thresholds.judged of the config
  value_kind: indicator.value_kind
  missing_reason: {nl: Waarom de waarde ontbreekt, en: Why the value is absent, codes: indicator_value.missing_reason}
  reason:
    nl: "Waarom er geen z is: no_value, amount, no_spread, too_few_parts of not_judged"
    en: "Why there is no z: no_value, amount, no_spread, too_few_parts or not_judged"
    codes:
      no_value: [het gebied heeft geen waarde, the area has no value]
      amount: [een aantal zegt hoe groot een gebied is, a number says how large an area is]
      no_spread: ["er zijn geen andere gebieden, of ze zijn alle gelijk", "no other areas, or all are equal"]
      too_few_parts: [te weinig delen hebben een z, too few parts have a z]
      not_judged: [geen van de indicatoren heeft een gunstige kant, no indicator has a favourable side]
  caution:
    nl: Waarvoor het cijfer niet geschikt is
    en: What the figure is not fit for, in Dutch
    text: "[{own_caution}][modelschattingen: {estimates} van {indicators_present} cijfers; een signaal, geen meting]"
--- */
-- The fingerprint of each judged area: indicators in sub-themes in themes, as the rings of a chart. z runs to the unfavourable
-- side; a ring is the mean of the ring inside it, so that overlapping indicators of a sub-theme count once. What has no
-- polarity stands in its sub-theme without judgement, and enters no mean.
with
indicator_ring as (
  select
    f.*, t.theme_id, t.name_nl as theme_nl, t.name_en as theme_en, t.domain_en, i.name_nl, i.name_en,
    case when f.is_judged then f.z end as entering_z, o.outcome_in_spread, i.construct
  from analysis.profile_figure as f
  join input.theme as t on t.domain = f.domain
  join input.indicator as i on i.indicator_id = f.indicator_id
  left join analysis.peer_outcome as o
    on o.indicator_id = f.indicator_id::indicator_text and o.area_level = f.area_level and o.area_code = f.area_code::area_text
),
sub_theme_ring as (
  select
    area_code, area_level, area_vintage, theme_id, theme_nl, theme_en, domain, domain_en,
    count(entering_z) as parts_present,
    count(*) filter (where is_judged) as parts,
    case
      when count(entering_z) / nullif(count(*) filter (where is_judged), 0)::double >= any_value(s.judged)
      then ten_places(avg(entering_z order by indicator_id))
    end as z,
    count(value) as indicators_present,
    count(*) as indicators,
    count(value) filter (where value_kind = 'model_estimate') as estimates
  from indicator_ring
  cross join input.setting as s
  group by area_code, area_level, area_vintage, theme_id, theme_nl, theme_en, domain, domain_en
),
theme_ring as (
  select
    area_code, area_level, area_vintage, theme_id, theme_nl, theme_en,
    count(z) as parts_present,
    count(*) filter (where parts > 0) as parts,
    case
      when count(z) / nullif(count(*) filter (where parts > 0), 0)::double >= any_value(s.judged)
      then ten_places(avg(z order by domain))
    end as z,
    sum(indicators_present) as indicators_present,
    sum(indicators) as indicators,
    sum(estimates) as estimates
  from sub_theme_ring
  cross join input.setting as s
  group by area_code, area_level, area_vintage, theme_id, theme_nl, theme_en
),
whole as (
  select
    area_code, area_level, area_vintage,
    count(z) as parts_present,
    count(*) filter (where parts > 0) as parts,
    case
      when count(z) / nullif(count(*) filter (where parts > 0), 0)::double >= any_value(s.judged)
      then ten_places(avg(z order by theme_id))
    end as z,
    sum(indicators_present) as indicators_present,
    sum(indicators) as indicators,
    sum(estimates) as estimates
  from theme_ring
  cross join input.setting as s
  group by area_code, area_level, area_vintage
),
node as (
  select
    area_code, area_level, area_vintage, 'indicator' as ring,
    theme_id || '/' || domain || '/' || indicator_id as node_id, theme_id || '/' || domain as parent_id,
    theme_id as theme, domain as sub_theme, indicator_id, name_nl, name_en,
    period, age_group, value, unit, reliability, z, z_country, percentile, quintile, areas, outcome, outcome_reason,
    register_difference, outcome_in_spread, construct,
    is_judged, value_kind, missing_reason, reason, caution,
    (entering_z is not null)::integer as parts_present, is_judged::integer as parts,
    (value is not null)::integer as indicators_present, 1 as indicators
  from indicator_ring
  union all by name
  select
    area_code, area_level, area_vintage, 'sub_theme' as ring,
    theme_id || '/' || domain as node_id, theme_id as parent_id,
    theme_id as theme, domain as sub_theme, domain as name_nl, domain_en as name_en,
    z, parts > 0 as is_judged, estimates, parts_present, parts, indicators_present, indicators
  from sub_theme_ring
  union all by name
  select
    area_code, area_level, area_vintage, 'theme' as ring,
    theme_id as node_id, 'total' as parent_id,
    theme_id as theme, theme_nl as name_nl, theme_en as name_en,
    z, parts > 0 as is_judged, estimates, parts_present, parts, indicators_present, indicators
  from theme_ring
  union all by name
  select
    area_code, area_level, area_vintage, 'total' as ring,
    'total' as node_id,
    z, parts > 0 as is_judged, estimates, parts_present, parts, indicators_present, indicators
  from whole
)
select
  n.area_code, n.area_level, n.area_vintage, n.ring, n.node_id, n.parent_id, n.theme, n.sub_theme,
  n.indicator_id, n.construct, n.name_nl as own_name_nl, n.name_en as own_name_en, n.period, n.age_group, n.value, n.unit,
  n.reliability,
  n.is_judged,
  n.z,
  n.z_country,
  case
    when not n.is_judged then null
    when n.z < -2 then -2
    when n.z < -1 then -1
    when n.z <= 1 then 0
    when n.z <= 2 then 1
    when n.z > 2 then 2
  end as class,
  n.percentile,
  case when n.is_judged then n.quintile end as quintile,
  n.areas,
  n.outcome,
  n.outcome_reason,
  n.register_difference,
  n.outcome_in_spread,
  n.indicators_present::integer as indicators_present,
  n.indicators::integer as indicators,
  ten_places(n.indicators_present / nullif(n.indicators, 0)::double) as coverage,
  n.parts_present::integer as parts_present,
  n.parts::integer as parts,
  n.value_kind,
  n.missing_reason,
  case
    when n.ring = 'indicator' then n.reason
    when n.parts = 0 then 'not_judged'
    when n.z is null then 'too_few_parts'
  end as reason,
  n.caution as own_caution,
  nullif(n.estimates, 0) as estimates,
  s.notice
from node as n
cross join input.setting as s
order by n.area_code, n.ring, n.node_id
