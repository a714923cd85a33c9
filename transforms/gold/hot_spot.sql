/* ---
title:
  nl: Buurten die met hun buren een groep vormen van hoge of lage waarden
  en: Buurten that form a cluster of high or low values with their neighbours
key: [indicator_id, area_code]
place: 160
columns:
  indicator_id: printed_figure.indicator_id
  area_code: {nl: Buurt, en: Buurt}
  period: period.period
  value: {nl: Waarde van de buurt, en: Value of the buurt}
  neighbour_mean: {nl: Gemiddelde van de buren, en: Mean of the neighbours}
  neighbours: {nl: Aantal buren met een waarde, en: Neighbours with a value}
  neighbours_by:
    nl: "Wat buren zijn: boundary (gedeelde grens), centroid (zes dichtstbijzijnde middelpunten) of wijk (zelfde wijk)"
    en: "What neighbours are: boundary (shared outline), centroid (six nearest centroids) or wijk (same wijk)"
    codes:
      boundary: [gedeelde grens, shared outline]
      centroid: [zes dichtstbijzijnde middelpunten, six nearest centroids]
      wijk: [zelfde wijk, same wijk]
  local_i: {nl: Lokale Moran, en: Local Moran's I}
  quadrant:
    nl: "HH, LL, HL of LH: eigen waarde en die van de buren hoog of laag"
    en: HH, LL, HL or LH
    codes:
      HH: [hoog tussen hoge, high among high ones]
      LL: [laag tussen lage, low among low ones]
      HL: [hoog tussen lage, high among low ones]
      LH: [laag tussen hoge, low among high ones]
  p:
    nl: Kans op een zo sterke gelijkenis of afwijking als de andere buurten willekeurig verwisseld zijn (tweezijdig; geteld over
      alle verwisselingen)
    en: Chance of as much likeness or contrast when the other buurten are placed at random (two-sided; over all placements)
  smallest_p:
    nl: Kleinste kans die hier mogelijk is, met dit aantal buren en deze waarden
    en: Smallest p that is possible here, with this number of neighbours and these values
  q:
    nl: Idem, gecorrigeerd voor het aantal buurten (Benjamini-Hochberg)
    en: The same, corrected for the number of buurten
  outline_vintage:
    nl: Indelingsjaar van de grens of het middelpunt van de buurt; leeg bij zelfde wijk, of als geen indelingsjaar aantoonbaar
      dezelfde buurt heeft
    en: Vintage of the outline or centroid of the buurt; empty for same wijk, or when no vintage provably has the same buurt
  spot:
    nl: unfavourable_cluster, favourable_cluster, high_cluster, low_cluster, outlier, not_significant, not_detectable of
      not_tested
    en: unfavourable_cluster, favourable_cluster, high_cluster, low_cluster, outlier, not_significant, not_detectable or
      not_tested
    codes:
      unfavourable_cluster: [groep ongunstige buurten, unfavourable cluster]
      favourable_cluster: [groep gunstige buurten, favourable cluster]
      high_cluster: [groep hoge waarden, cluster of high values]
      low_cluster: [groep lage waarden, cluster of low values]
      outlier: [wijkt af van de buren, unlike its neighbours]
      not_significant: [niet van toeval te onderscheiden, not to be told from chance]
      not_detectable:
        - ook de kleinst mogelijke kans zou hier niet opvallen, te weinig buurten of buren
        - "even the smallest possible p would not stand out here: too few buurten or neighbours"
      not_tested: [niet getoetst, not tested]
--- */
-- Buurten that are like their neighbours: local Moran's I per indicator, with its p over all placements of the other values
-- (input.local_p) and a correction for the number of buurten; both ways, for a buurt may be like its neighbours or unlike them.
-- A hot spot lies high among high ones, whether that is good or bad says the polarity.
with
buurt_value as (
  select indicator_id as group_key, area_code, value from analysis.related_figure where area_level = 'buurt'
),
link as (
  select area_code, neighbour_code from analysis.neighbour
),
local as (
  select group_key as indicator_id, area_code, neighbours, lag_mean, local_i, quadrant
  from local_moran('buurt_value', 'link')
),
placed as (
  select l.indicator_id as group_key, l.area_code, l.neighbours, l.lag_mean, l.local_i, l.quadrant, at_most(1, 2 * p.p) as p,
    at_most(1, 2 * p.smallest_p) as smallest_p
  from local as l
  left join input.local_p as p on p.indicator_id = l.indicator_id and p.area_code = l.area_code
),
adjusted as (
  from p_adjusted('placed')
),
-- Beside the buurten that stand out, one more would with a p of at most this.
bar as (
  select group_key, 0.05 * (count(*) filter (where q_bh <= 0.05) + 1) / nullif(count(p), 0) as highest_p
  from adjusted
  group by group_key
),
how as (
  select area_code, min(how) as how, min(outline_vintage) as outline_vintage from analysis.neighbour group by area_code
),
used as (
  select min(how) as how from how
)
select
  a.group_key as indicator_id,
  a.area_code,
  f.period,
  f.value,
  ten_places(a.lag_mean) as neighbour_mean,
  a.neighbours::integer as neighbours,
  u.how as neighbours_by,
  h.outline_vintage,
  ten_places(a.local_i) as local_i,
  a.quadrant,
  ten_places(a.p) as p,
  ten_places(a.smallest_p) as smallest_p,
  ten_places(a.q_bh) as q,
  case
    when a.p is null then 'not_tested'
    when a.q_bh > 0.05 and a.smallest_p > b.highest_p then 'not_detectable'
    when a.q_bh > 0.05 then 'not_significant'
    when a.quadrant in ('HL', 'LH') then 'outlier'
    when i.polarity = 'neutral' then case a.quadrant when 'HH' then 'high_cluster' else 'low_cluster' end
    when (a.quadrant = 'HH') = (i.polarity = 'lower_better') then 'unfavourable_cluster'
    else 'favourable_cluster'
  end as spot,
  s.notice
from adjusted as a
join bar as b on b.group_key = a.group_key
join analysis.related_figure as f on f.indicator_id = a.group_key and f.area_code = a.area_code
join input.indicator as i on i.indicator_id = a.group_key
left join how as h on h.area_code = a.area_code
cross join used as u
cross join input.setting as s
order by a.group_key, a.area_code
