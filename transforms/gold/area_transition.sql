/* ---
title:
  nl: Waaruit elk gebied van de indeling van de reeksen bestaat in andere indelingen; een gebied zonder rijen is met die
    indeling niet te vergelijken
  en: What makes up each area of the vintage of the series in other vintages; an area without rows cannot be compared
    with that vintage
key: [from_vintage, from_code, to_code]
place: 30
columns:
  from_vintage: {nl: Indelingsjaar waaruit wordt omgerekend, en: Vintage from which is converted}
  from_code: {nl: Gebied in die indeling, en: Area in that vintage}
  to_vintage: {nl: Indelingsjaar van de reeksen, en: Vintage of the series}
  to_code: {nl: Gebied in de indeling van de reeksen, en: Area in the vintage of the series}
  area_level: {nl: Niveau, en: Level, codes: area.area_level}
  weight:
    nl: Deel (0-1) van de adressen van het ene gebied dat in het andere ligt; 1 bij gelijke grens
    en: Share (0-1) of the addresses of the one area that lie in the other; 1 when the boundary is the same
  how:
    nl: unchanged (zelfde code en grens), recoded (andere code, zelfde grens) of address_weighted (naar adressen)
    en: unchanged, recoded or address_weighted
    codes: indicator_series.harmonisation
--- */
-- How the areas of other vintages make up those of the vintage that series run on.
select
  t.from_vintage, t.from_code, t.to_vintage, t.to_code, t.area_level, t.weight::double as weight, t.how, s.notice
from silver.area_transition as t
cross join input.setting as s
order by t.from_vintage, t.from_code, t.to_code
