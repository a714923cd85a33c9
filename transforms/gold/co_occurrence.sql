/* ---
title:
  nl: Samenhang tussen indicatoren over gebieden, met interval; geweigerd waar twee cijfers niet los van elkaar zijn
    gemaakt
  en: Relation between indicators over areas, with interval; refused where two are not made independently
key: [area_level, indicator_x, indicator_y]
place: 150
columns:
  area_level: {nl: Niveau waarop de samenhang is bekeken, en: Level of the areas, codes: area.area_level}
  indicator_x: {nl: Eerste indicator, en: First indicator}
  indicator_y: {nl: Tweede indicator, en: Second indicator}
  period_x: {nl: Periode van de eerste, en: Period of the first}
  period_y: {nl: Periode van de tweede, en: Period of the second}
  domain_x: {nl: Domein van de eerste, en: Domain of the first}
  domain_y: {nl: Domein van de tweede, en: Domain of the second}
  areas: {nl: Gebieden met beide cijfers, en: Areas with both figures}
  spearman: {nl: "Rangcorrelatie van Spearman, -1 tot 1", en: "Rank correlation of Spearman, -1 to 1"}
  lower_95: printed_figure.lower_95
  upper_95: printed_figure.upper_95
  q:
    nl: Kans op toeval, gecorrigeerd voor het aantal paren van dit niveau (Benjamini-Hochberg); te klein, want buurten
      lijken op hun buren
    en: Chance, corrected for the number of pairs of this level (Benjamini-Hochberg); too small, for buurten are like
      their neighbours
  partial:
    nl: Rangcorrelatie als de indicator in partial_given gelijk wordt gehouden
    en: Rank correlation with the indicator of partial_given held constant
  partial_given: {nl: Indicator die gelijk is gehouden, en: Indicator held constant}
  moran_x: {nl: Hoezeer buurten bij de eerste op hun buren lijken (Moran), en: Moran's I of the first over buurten}
  moran_y: {nl: Hoezeer buurten bij de tweede op hun buren lijken (Moran), en: Moran's I of the second over buurten}
  refusal:
    nl: "Waarom er geen samenhang wordt gegeven: same_construct, part_of, own_survey, shared_counts,
      own_predictor, shared_predictors, derived_from, other_voice of too_few_areas"
    en: "Why no relation is given: same_construct, part_of, own_survey, shared_counts, own_predictor,
      shared_predictors, derived_from, other_voice or too_few_areas"
    codes:
      same_construct: [beide meten hetzelfde, both measure the same]
      part_of: [het ene is een deel van het andere, the one is a part of the other]
      own_survey: [het ene is geschat op de enquête van het andere, the one is fitted on the survey of the other]
      other_voice: [van een van beide spreekt op dit niveau een ander cijfer, of one of them another figure speaks at this level]
      shared_counts: [beide cijfers delen een teller of noemer, both share a numerator or denominator]
      own_predictor: [het ene cijfer is uit het andere geschat, the one is estimated from the other]
      shared_predictors: [beide zijn uit dezelfde gegevens geschat, both are estimated from the same data]
      derived_from: [het ene cijfer is van het andere gemaakt, the one is made of the other]
      too_few_areas: [te weinig gebieden, too few areas]
  explanation:
    nl: Hoe de uitkomst te lezen is, of waarom zij ontbreekt
    en: How to read it, or why it is absent, in Dutch
    sentences:
      same_construct: "Beide cijfers meten hetzelfde, de een in een enquête of register, de ander als schatting of in een andere
        tabel: dat ze samengaan, zegt niets."
      part_of: "Het ene cijfer telt een deel van wat het andere telt: ze gaan vanzelf samen."
      own_survey: "Het ene cijfer is een schatting die op de enquête van het andere is gemaakt: dezelfde deelnemers, geen los
        bewijs."
      other_voice: "Van een van beide staat op dit niveau een beter cijfer van hetzelfde in de tabel, zoals de enquête naast de
        modelschatting: zie het paar daarmee."
      shared_counts: "Beide cijfers delen een teller of noemer: dan hangen ze samen door de manier waarop ze zijn gemaakt."
      own_predictor: "Het ene cijfer is een modelschatting uit onder meer het andere: de samenhang is erin gestopt."
      shared_predictors: "Beide cijfers zijn uit dezelfde registergegevens geschat: de samenhang kan alleen daaruit komen."
      derived_from: Het ene cijfer is deels van het andere gemaakt, of beide van hetzelfde.
      too_few_areas: Minder dan tien gebieden hebben beide cijfers.
      found: Samenhang tussen gebieden zegt niets over personen of oorzaken; buurten lijken op hun buren, waardoor
        toeval kleiner lijkt dan het is.
--- */
-- Which indicators go together over areas: rank correlation of each pair per level, with interval and a correction for looking at
-- many; refused, with the reason, where the two are not independent of each other by the way they are made.
with
present as (
  select f.area_level, f.indicator_id, max(f.period) as period, any_value(v.is_voice) as is_voice
  from analysis.related_figure as f
  join analysis.voice as v on v.indicator_id = f.indicator_id and v.area_level = f.area_level
  group by f.area_level, f.indicator_id
),
candidate as (
  select
    row_number() over (order by a.area_level, a.indicator_id, b.indicator_id) as pair, a.area_level, a.indicator_id as indicator_x,
    b.indicator_id as indicator_y, a.period as period_x, b.period as period_y, x.domain as domain_x, y.domain as domain_y,
    coalesce(made_together(x, y), case when not (a.is_voice and b.is_voice) then 'other_voice' end) as refusal
  from present as a
  join present as b on b.area_level = a.area_level and b.indicator_id > a.indicator_id
  join analysis.made_from as x on x.indicator_id = a.indicator_id
  join analysis.made_from as y on y.indicator_id = b.indicator_id
),
pair_value as (
  select c.pair, a.area_code, a.value as x, b.value as y
  from candidate as c
  join analysis.related_figure as a on a.area_level = c.area_level and a.indicator_id = c.indicator_x
  join analysis.related_figure as b
    on b.area_level = c.area_level and b.indicator_id = c.indicator_y and b.area_code = a.area_code
  where c.refusal is null
),
correlated as (
  select pair, n, spearman, spearman_p_any_spread, spearman_lower, spearman_upper from correlations('pair_value')
),
tested as (
  select c.area_level as group_key, c.pair, case when r.n >= 10 then r.spearman_p_any_spread end as p
  from correlated as r
  join candidate as c on c.pair = r.pair
),
adjusted as (
  select pair, q_bh from p_adjusted('tested')
),
-- With one indicator held constant, over the areas that have all three; not where a pair contains it or is made of the same.
control as (
  select m.* from analysis.made_from as m join input.setting as s on s.control_indicator = m.indicator_id
),
controllable as (
  select c.pair, c.area_level
  from candidate as c
  cross join control as z
  join analysis.made_from as x on x.indicator_id = c.indicator_x
  join analysis.made_from as y on y.indicator_id = c.indicator_y
  where
    c.refusal is null and z.indicator_id not in (c.indicator_x, c.indicator_y)
    and not list_has_any(list_concat(x.names, x.predictors), list_concat(z.names, z.predictors))
    and not list_has_any(list_concat(y.names, y.predictors), list_concat(z.names, z.predictors))
),
triple as (
  select p.pair, p.x, p.y, f.value as z
  from pair_value as p
  join controllable as c on c.pair = p.pair
  join analysis.related_figure as f on f.area_level = c.area_level and f.area_code = p.area_code
  join control as z on z.indicator_id = f.indicator_id
),
-- The three sides of each: three pairs in the place of one.
triple_side as (
  select 3 * pair as pair, x, y from triple
  union all
  select 3 * pair + 1, x, z from triple
  union all
  select 3 * pair + 2, y, z from triple
),
triple_correlated as (
  select pair, n, spearman from correlations('triple_side')
),
partial as (
  select
    pair // 3 as pair, max(n) as n,
    partial_r(
      max(spearman) filter (pair % 3 = 0), max(spearman) filter (pair % 3 = 1), max(spearman) filter (pair % 3 = 2)
    ) as r
  from triple_correlated
  group by pair // 3
),
buurt_value as (
  select indicator_id as group_key, area_code, value from analysis.related_figure where area_level = 'buurt'
),
link as (
  select area_code, neighbour_code from analysis.neighbour
),
alike as (
  select group_key as indicator_id, moran_i from moran('buurt_value', 'link')
)
select
  c.area_level,
  c.indicator_x,
  c.indicator_y,
  c.period_x,
  c.period_y,
  c.domain_x,
  c.domain_y,
  r.n::integer as areas,
  case when r.n >= 10 then ten_places(r.spearman) end as spearman,
  case when r.n >= 10 then ten_places(r.spearman_lower) end as lower_95,
  case when r.n >= 10 then ten_places(r.spearman_upper) end as upper_95,
  ten_places(a.q_bh) as q,
  case when p.n >= 10 then ten_places(p.r) end as partial,
  case when p.r is not null then s.control_indicator end as partial_given,
  case when c.area_level = 'buurt' then ten_places(x.moran_i) end as moran_x,
  case when c.area_level = 'buurt' then ten_places(y.moran_i) end as moran_y,
  coalesce(c.refusal, case when coalesce(r.n, 0) < 10 then 'too_few_areas' end) as refusal,
  coalesce(c.refusal, case when coalesce(r.n, 0) < 10 then 'too_few_areas' else 'found' end) as explanation,
  s.notice
from candidate as c
cross join input.setting as s
left join correlated as r on r.pair = c.pair
left join adjusted as a on a.pair = c.pair
left join partial as p on p.pair = c.pair
left join alike as x on x.indicator_id = c.indicator_x
left join alike as y on y.indicator_id = c.indicator_y
order by c.area_level, c.indicator_x, c.indicator_y
