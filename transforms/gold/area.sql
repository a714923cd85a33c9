/* ---
title:
  nl: Gebieden per indelingsjaar, met hun plaats in de hiërarchie
  en: Areas per vintage, with their place in the hierarchy
key: [area_code, area_vintage]
place: 50
columns:
  area_code: {nl: Gebiedscode, en: Area code}
  area_vintage: {nl: Indelingsjaar, en: Vintage}
  area_level:
    nl: Niveau
    en: Level
    codes:
      land: [land, country]
      landsdeel: [landsdeel, part of the country]
      provincie: [provincie, province]
      corop: [COROP-gebied, COROP region]
      ggd: [GGD-regio, public health region]
      gemeentegroep: [gemeentegroep, group of municipalities]
      gemeente: [gemeente, municipality]
      wijk: [wijk, district]
      buurt: [buurt, neighbourhood]
      regio: [gebiedsgroep, area group]
  name: {nl: Naam, en: Name}
  parent_code: {nl: Naasthogere gebied, en: Area above it}
  wijk_code: {nl: Wijk waarin de buurt ligt, en: Wijk of a buurt}
  gemeente_code: {nl: Gemeente, en: Gemeente}
  provincie_code: {nl: Provincie, en: Province}
  corop_code:
    nl: COROP-gebied, waar de indeling van dat jaar bekend is
    en: COROP region, where known for that vintage
  ggd_code: {nl: "GGD-regio, waar de indeling van dat jaar bekend is", en: "GGD region, where known for that vintage"}
  change_flag:
    nl: "Indelingswijziging t.o.v. vorig jaar: 1 gelijk, 2 code gewijzigd, 3 grens gewijzigd"
    en: "Change since last year: 1 none, 2 code, 3 boundary"
  successor_code: {nl: Latere code van hetzelfde gebied, en: Later code of the same area}
  successor_vintage: {nl: Eerste indelingsjaar met die latere code, en: First vintage with that later code}
  area_groups:
    nl: Gebiedsgroepen waartoe de gemeente behoort, gescheiden door |
    en: Area groups of the gemeente, separated by |
  longitude: {nl: Lengtegraad van het middelpunt (WGS84), en: Longitude of the centroid (WGS84)}
  latitude: {nl: Breedtegraad van het middelpunt (WGS84), en: Latitude of the centroid (WGS84)}
--- */
-- Areas as published: code, level, name, hierarchy and centroid (WGS84, of the same vintage or absent) per vintage.
with
group_list as (
  select area_vintage, member_code, string_agg(group_code, '|' order by group_code) as area_groups
  from silver.area_group_member
  group by area_vintage, member_code
)
select
  a.area_code, a.area_vintage, a.area_level, a.name, a.parent_code, a.wijk_code, a.gemeente_code, a.provincie_code,
  a.corop_code, a.ggd_code, a.change_flag, a.successor_code, a.successor_vintage,
  g.area_groups,
  c.longitude,
  c.latitude,
  s.notice
from silver.area as a
cross join input.setting as s
left join group_list as g on g.area_vintage = a.area_vintage and g.member_code = a.gemeente_code
left join input.area_geometry as c on c.area_vintage = a.area_vintage and c.area_code = a.area_code
order by a.area_code, a.area_vintage
