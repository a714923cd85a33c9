/* ---
title:
  nl: Gebieden elders die naar opbouw het meest lijken op een gebied van de regio
  en: Areas elsewhere that are most alike in structure to an area of the region
key: [area_code, place]
place: 140
columns:
  area_code: printed_figure.area_code
  area_level: area_transition.area_level
  place:
    nl: "Rang van gelijkenis, 1 = meest gelijk; 0: er is geen gelijkend gebied, zie reason"
    en: "Place, 1 = most alike; 0: there is no similar area, see reason"
  other_code: {nl: Het gelijkende gebied, en: The similar area}
  other_name: {nl: Naam daarvan, en: Its name}
  distance:
    nl: "Afstand over de structuurkenmerken, elk in zijn eigen gewone spreiding: kwartielafstand gedeeld door 1,349"
    en: "Distance over the structural features, each in its own usual spread: interquartile range divided by 1.349"
  relative_distance:
    nl: Idem als deel van het minst gelijkende gebied van Nederland
    en: The same as a part of the least similar area
  features_shared:
    nl: "Kenmerken die beide hebben; bij place 0: die het gebied zelf heeft"
    en: "Features that both have; at place 0: that the area itself has"
  features: {nl: "Kenmerken in het geheel: die er op elk niveau zijn", en: "Features in all: those that each level has"}
  feature_ids: {nl: "De structuurkenmerken, gescheiden door |", en: "The structural features, separated by |"}
  reason:
    nl: "Waarom er geen gelijkend gebied is: reused_code, no_features, too_few_features (minder dan 60%) of no_other_area"
    en: "Why there is no similar area: reused_code, no_features, too_few_features (below 60%) or no_other_area"
    codes:
      reused_code: [de code is in een ander indelingsjaar van een ander gebied, the code is of another area in another vintage]
      no_features: [geen enkel structuurkenmerk heeft een waarde, no structural feature has a value]
      too_few_features: [te weinig structuurkenmerken hebben een waarde, too few structural features have a value]
      no_other_area: [er is geen ander gebied met genoeg dezelfde kenmerken, no other area has enough of the same features]
--- */
-- The areas that are most alike in features that policy does not change (indicators declared as structural), among all Dutch
-- areas of the same level with enough inhabitants; never on the outcomes that are compared with them.
with
-- Of the region itself: those elsewhere are no peers.
small as (
  select a.area_code::area_text as area_code
  from analysis.judged_area as a
  join analysis.small_area as s on s.area_code = a.area_code and s.area_vintage = a.area_vintage
),
-- Areas of one level are compared among themselves.
scaled_buurt as (
  from analysis.structure_feature where area_level = 'buurt'
),
scaled_wijk as (
  from analysis.structure_feature where area_level = 'wijk'
),
scaled_gemeente as (
  from analysis.structure_feature where area_level = 'gemeente'
),
buurt_distance as (
  from neighbour_distances('scaled_buurt', 0.6) where other_code not in (select area_code from small)
),
wijk_distance as (
  from neighbour_distances('scaled_wijk', 0.6) where other_code not in (select area_code from small)
),
gemeente_distance as (
  from neighbour_distances('scaled_gemeente', 0.6)
),
nearest as (
  select 'buurt' as area_level, * from nearest_areas('buurt_distance', 10)
  union all
  select 'wijk', * from nearest_areas('wijk_distance', 10)
  union all
  select 'gemeente', * from nearest_areas('gemeente_distance', 10)
),
listed as (
  select area_level, count(*) as features, string_agg(feature::varchar, '|' order by feature) as names
  from (select distinct area_level, feature from analysis.structure_feature)
  group by area_level
),
own as (
  select area_code, area_level, count(z) as features
  from analysis.structure_feature
  where is_wanted
  group by area_code, area_level
),
-- Every judged area has a row: who is like none, why.
answered as (
  select area_code, area_level, place, other_code, distance, relative_distance, shared, null as reason from nearest
  union all
  select
    j.area_code::area_text, j.area_level, 0, null, null, null, coalesce(o.features, 0),
    case
      when r.area_code is not null then 'reused_code'
      when coalesce(o.features, 0) = 0 then 'no_features'
      when o.features < 0.6 * l.features then 'too_few_features'
      else 'no_other_area'
    end
  from analysis.judged_area as j
  left join own as o on o.area_code = j.area_code::area_text
  left join listed as l on l.area_level = j.area_level
  left join analysis.reused_code as r on r.area_code = j.area_code::area_text
  anti join nearest as n on n.area_code = j.area_code::area_text
  where j.area_level <> 'regio'
),
name as (
  select area_code, first(name order by area_vintage desc) as name from silver.area group by area_code
)
select
  n.area_code::varchar as area_code,
  n.area_level,
  n.place::integer as place,
  n.other_code::varchar as other_code,
  m.name as other_name,
  ten_places(n.distance) as distance,
  ten_places(n.relative_distance) as relative_distance,
  n.shared::integer as features_shared,
  coalesce(l.features, 0)::integer as features,
  l.names as feature_ids,
  n.reason,
  s.notice
from answered as n
left join listed as l on l.area_level = n.area_level
left join name as m on m.area_code = n.other_code::varchar
cross join input.setting as s
order by n.area_code, n.place
