/* ---
title:
  nl: "Stapeling per gebied in drie maten naast elkaar: telling, gemiddelde z en rangscore. Stapeling in een gebied is
    niet stapeling bij personen; geen rangorde"
  en: "Cumulation per area in three measures side by side: count, mean z and rank score. Problems of an area are not
    those of one person; no ranking"
key: [area_code]
place: 180
columns:
  area_code: fingerprint.area_code
  area_level: comparison.area_level
  area_vintage: comparison.area_vintage
  population: {nl: Nieuwste aantal inwoners, en: Newest number of inhabitants}
  indicators:
    nl: Indicatoren met een gunstige kant waarvan gebieden van dit niveau cijfers hebben
    en: Indicators with a favourable side of which areas of this level have figures
  judged:
    nl: Daarvan tegen Nederland te beoordelen naar het 95%-interval
    en: Of these, judged against the country by the 95% interval
  worse: {nl: Daarvan aantoonbaar ongunstiger, en: "Of these, significantly worse"}
  better: {nl: Daarvan aantoonbaar gunstiger, en: "Of these, significantly better"}
  worse_indicators: {nl: "De ongunstiger indicatoren, gescheiden door |", en: "The worse ones, separated by |"}
  domains_judged: {nl: Domeinen met een beoordeelde indicator, en: Domains with a judged indicator}
  domains_worse:
    nl: "Domeinen waarvan minstens de helft van de beoordeelde indicatoren ongunstiger is: overlappende indicatoren tellen
      zo één keer"
    en: "Domains of which at least half of the judged indicators is worse: overlapping indicators count once"
  worse_domains: {nl: "Die domeinen, gescheiden door |", en: "These domains, separated by |"}
  is_enough_judged:
    nl: "Of genoeg is beoordeeld: het aandeel thresholds.judged van de config"
    en: "Whether enough is judged: the share thresholds.judged of the config"
  count_reason:
    nl: "too_few_judged: lees de telling niet als beeld van het gebied"
    en: too_few_judged
    codes:
      too_few_judged: [te weinig indicatoren zijn te beoordelen, too few indicators can be judged]
  not_comparable:
    nl: Indicatoren zonder cijfer omdat de grens van het gebied sinds de meting is veranderd
    en: Indicators without a figure because the boundary of the area changed since it was measured
  worse_beyond_spread:
    nl: Aantoonbaar ongunstiger indicatoren waarop het gebied ook buiten de gewone spreiding van Nederlandse gebieden van
      dit niveau ligt (trechter met overdispersie, Spiegelhalter 2005)
    en: Worse indicators on which the area also lies beyond the usual spread of Dutch areas of the level (funnel with
      overdispersion, Spiegelhalter 2005)
  reference_areas:
    nl: Nederlandse gebieden van dit niveau die op dezelfde indicatoren zijn te beoordelen
    en: Dutch areas of the level that can be judged on the same indicators
  country_share:
    nl: "Aandeel (0-1) daarvan waarvan er minstens zoveel ongunstiger zijn: hoe gewoon deze stapeling is in Nederland"
    en: "Share (0-1) of these with at least as many worse: how usual this is in the country"
  region_share: {nl: Hetzelfde aandeel (0-1) onder de gebieden van de regio, en: The same share (0-1) of the areas of the region}
  region_ratio:
    nl: "region_share gedeeld door country_share: zoveel keer zo vaak komt het in de regio voor"
    en: "region_share divided by country_share: how many times as often it is found in the region"
  share_reason:
    nl: "Waarom er geen aandeel is: one_indicator of too_few_areas (minder dan 20)"
    en: "Why there is no share: one_indicator or too_few_areas (fewer than 20)"
    codes:
      one_indicator: [met minder dan twee beoordeelde indicatoren stapelt er niets, "with fewer than two judged indicators nothing piles up"]
      too_few_areas: [te weinig Nederlandse gebieden zijn op dezelfde indicatoren te beoordelen, too few Dutch areas can be judged on the same indicators]
  judged_model_estimates: {nl: Beoordeelde modelschattingen, en: Judged model estimates}
  worse_model_estimates: {nl: Ongunstiger modelschattingen, en: Worse model estimates}
  register_compared:
    nl: Registercijfers zonder interval die met Nederland zijn vergeleken (regel van het CBS), buiten de telling
    en: Register figures without interval compared with the country (rule of CBS), outside the count
  register_unfavourable:
    nl: "Daarvan meer dan 5% ongunstiger: een signaal, geen toets op toeval"
    en: "Of these, more than 5% less favourable: a signal, no test of chance"
  mean_z:
    nl: Gemiddelde over domeinen van de gemiddelde z (positief = ongunstig) onder alle Nederlandse gebieden van dit
      niveau; z van buurten en wijken tussen -3 en 3
    en: Mean over domains of the mean z (positive = unfavourable) among all Dutch areas of the level; z of buurten and
      wijken within -3 and 3
  imd_score:
    nl: "Score 0-100 naar de Engelse Indices of Deprivation: rang van elk domein onder alle Nederlandse gebieden van dit
      niveau, zo omgezet dat een gunstig domein een ongunstig niet wegstreept; domeinen naar het gewicht van hun
      declaratie"
    en: "Score 0-100 after the English Indices of Deprivation: rank of each domain among all Dutch areas of the level,
      transformed so that a favourable domain does not cancel an unfavourable one; domains by their declared weight"
  score_reason:
    nl: "Waarom mean_z en imd_score ontbreken: small_population, domain_absent of too_few_indicators"
    en: "Why mean_z and imd_score are absent: small_population, domain_absent or too_few_indicators"
    codes:
      small_population: [er wonen te weinig mensen, too few people live there]
      domain_absent: [van een domein is er geen enkel cijfer, there is no figure at all of a domain]
      too_few_indicators: [te weinig indicatoren hebben een waarde, too few indicators have a value]
  scored_indicators: {nl: Indicatoren waarop beide scores rusten, en: Indicators both scores stand on}
  indicators_to_score: {nl: Indicatoren die op dit niveau kunnen meetellen, en: Indicators that can enter at this level}
  scored_domains: {nl: Domeinen die op dit niveau meetellen, en: Domains that enter at this level}
  left_out:
    nl: "Uit beide scores gelaten: samengesteld uit meer andere indicatoren die al meetellen, gescheiden door |"
    en: "Left out of both scores: made of several other indicators that are in already, separated by |"
  overlapping:
    nl: Tellen mee, maar zijn een deel van een andere of gemaakt uit dezelfde gegevens als één andere, gescheiden door |
    en: Are in, but a part of another indicator or made of the same data as one other, separated by |
  spoken_for:
    nl: "Tellen nergens mee: van hetzelfde begrip spreekt op dit niveau een ander cijfer, gescheiden door |"
    en: "Counted nowhere: of the same construct another figure speaks at this level, separated by |"
  caution:
    nl: Wat van de telling modelschatting is
    en: How much of the count is estimated, in Dutch
    text: "[{estimated} van de {judged} beoordeelde indicatoren zijn modelschattingen, voorspeld uit registers over onder
      meer inkomen en huishouden: dat gezondheid en inkomen hier samengaan, is deels ingebouwd]"
  note_nl:
    nl: Hoe de rij te lezen
    en: How to read the row, in Dutch
    text: "Stapeling van problemen in een buurt is niet stapeling bij personen. Telling, gemiddelde en rangscore meten
      elk iets anders en zijn geen rangorde. Indicatoren overlappen en gebieden verschillen meer dan bij toeval: hoe gewoon
      zoveel ongunstige tegelijk zijn, zegt country_share"
  note_en:
    nl: Hoe de rij te lezen, in het Engels
    en: How to read the row
    text: "Problems that pile up in a neighbourhood do not pile up in the same persons. Count, mean and rank score each
      measure something else and are no ranking. Indicators overlap and areas differ by more than chance: how usual so
      many at once are, country_share says"
--- */
-- How far unfavourable figures pile up in each judged area, by three measures side by side that are not made into one: a count
-- of significantly worse indicators, a mean z, and a score of ranks per domain.
with
figure as (
  select * from analysis.profile_figure where is_judged
),
domain_count as (
  select
    area_code, count(*) filter (where judged > 0) as domains_judged, count(*) filter (where is_worse) as domains_worse,
    string_agg(domain, '|' order by domain) filter (where is_worse) as worse_domains
  from analysis.domain_outcome
  group by area_code
),
area_count as (
  select
    area_code, area_level, area_vintage, population,
    count(*) as indicators,
    count(*) filter (where outcome in ('better', 'similar', 'worse')) as judged,
    count(*) filter (where outcome = 'worse') as worse,
    count(*) filter (where outcome = 'better') as better,
    count(*) filter (where missing_reason = 'not_comparable') as not_comparable,
    string_agg(indicator_id, '|' order by indicator_id) filter (where outcome = 'worse') as worse_indicators,
    count(*) filter (where value_kind = 'model_estimate' and outcome in ('better', 'similar', 'worse'))
      as judged_model_estimates,
    count(*) filter (where value_kind = 'model_estimate' and outcome = 'worse') as worse_model_estimates,
    count(*) filter (where register_difference in ('better', 'similar', 'worse')) as register_compared,
    count(*) filter (where register_difference = 'worse') as register_unfavourable
  from figure
  group by area_code, area_level, area_vintage, population
),
-- Areas are seen against Dutch areas that are judged on the very same indicators. One bit per indicator of the level: whether an
-- area is judged on all of another one's is then one comparison, not one per indicator.
used_indicator as (
  select distinct area_level, indicator_id
  from figure
  where outcome in ('better', 'similar', 'worse')
),
judged_set as (
  select
    a.area_code, a.area_level,
    string_agg(if(f.indicator_id is null, '0', '1'), '' order by u.indicator_id)::bit as indicators,
    count(*) filter (where f.outcome = 'worse') as worse
  from area_count as a
  join used_indicator as u on u.area_level = a.area_level
  left join figure as f
    on f.area_code = a.area_code and f.indicator_id = u.indicator_id and f.outcome in ('better', 'similar', 'worse')
  where a.judged > 1
  group by a.area_code, a.area_level
),
peer_set as (
  select
    a.area_code, a.area_level,
    string_agg(if(p.indicator_id is null, '0', '1'), '' order by u.indicator_id)::bit as indicators,
    string_agg(if(coalesce(p.outcome = 'worse', false), '1', '0'), '' order by u.indicator_id)::bit as worse
  from (select distinct area_level, area_code from analysis.peer_outcome) as a
  join used_indicator as u on u.area_level = a.area_level
  left join analysis.peer_outcome as p
    on p.area_level = a.area_level and p.area_code = a.area_code and p.indicator_id::varchar = u.indicator_id
  group by a.area_code, a.area_level
),
region_area as (
  select a.area_code from analysis.judged_area as a semi join analysis.region_gemeente as g on g.gemeente_code = a.gemeente_code
),
seen_against as (
  select
    j.area_code, count(*) as areas, count(*) filter (where bit_count(p.worse & j.indicators) >= j.worse) as as_bad,
    count(g.area_code) as region_areas,
    count(g.area_code) filter (where bit_count(p.worse & j.indicators) >= j.worse) as region_as_bad
  from judged_set as j
  join peer_set as p on p.area_level = j.area_level and p.indicators & j.indicators = j.indicators
  left join region_area as g on g.area_code = p.area_code::varchar
  group by j.area_code
),
shared as (
  select
    area_code, areas,
    case when areas >= 20 then as_bad / areas::double end as country_share,
    case when areas >= 20 then region_as_bad / nullif(region_areas, 0)::double end as region_share
  from seen_against
),
beyond_spread as (
  select f.area_code, count(*) as worse
  from figure as f
  join analysis.peer_outcome as p
    on p.indicator_id = f.indicator_id::indicator_text and p.area_level = f.area_level and p.area_code = f.area_code::area_text
  where f.outcome = 'worse' and p.outcome_in_spread = 'worse'
  group by f.area_code
),
spoken_for as (
  select v.area_level, string_agg(v.indicator_id, '|' order by v.indicator_id) as spoken_for
  from analysis.voice as v
  join input.indicator as i on i.indicator_id = v.indicator_id and i.polarity <> 'neutral'
  where not v.is_voice
  group by v.area_level
),
level_domain as (
  select area_level, domain, any_value(weight) as weight, count(*) as indicators
  from analysis.composite_indicator
  where not is_left_out
  group by area_level, domain
),
-- Every domain that the level has, also where the area has nothing of it.
domain_score as (
  select
    a.area_level as group_key, a.area_code, d.domain, d.weight, d.indicators,
    coalesce(s.indicators_present, 0) as indicators_present, s.score as domain_score,
    imd_transform(scaled_rank(s.rank_from_least, s.areas)) as transformed
  from area_count as a
  join level_domain as d on d.area_level = a.area_level
  left join analysis.domain_standing as s on s.area_code = a.area_code and s.domain = d.domain
),
composite as (
  select c.* exclude (rank_score), a.population
  from composite_scores('domain_score', (select judged from input.setting)) as c
  join area_count as a on a.area_code = c.area_code
),
scored as (
  select
    c.*,
    case when c.population < s.min_population then 'small_population' else c.reason end as score_reason
  from composite as c
  cross join input.setting as s
),
rank_score as (
  select area_code, sum(weight * transformed order by domain) / sum(weight order by domain) as imd_score
  from domain_score
  group by area_code
),
set_apart as (
  select
    area_level,
    string_agg(indicator_id, '|' order by indicator_id) filter (where is_left_out) as left_out,
    string_agg(indicator_id, '|' order by indicator_id) filter (where is_overlapping) as overlapping
  from analysis.composite_indicator
  group by area_level
)
select
  a.area_code, a.area_level, a.area_vintage,
  a.population,
  a.indicators::integer as indicators,
  a.judged::integer as judged,
  a.worse::integer as worse,
  a.better::integer as better,
  a.worse_indicators,
  coalesce(d.domains_judged, 0)::integer as domains_judged,
  coalesce(d.domains_worse, 0)::integer as domains_worse,
  d.worse_domains,
  a.judged / a.indicators::double >= s.judged as is_enough_judged,
  case when not a.judged / a.indicators::double >= s.judged then 'too_few_judged' end as count_reason,
  a.not_comparable::integer as not_comparable,
  coalesce(b.worse, 0)::integer as worse_beyond_spread,
  h.areas::integer as reference_areas,
  ten_places(h.country_share) as country_share,
  ten_places(h.region_share) as region_share,
  ten_places(h.region_share / nullif(h.country_share, 0)) as region_ratio,
  case when a.judged < 2 then 'one_indicator' when h.country_share is null then 'too_few_areas' end as share_reason,
  a.judged_model_estimates::integer as judged_model_estimates,
  a.worse_model_estimates::integer as worse_model_estimates,
  a.register_compared::integer as register_compared,
  a.register_unfavourable::integer as register_unfavourable,
  case when c.score_reason is null then ten_places(c.score) end as mean_z,
  case when c.score_reason is null then ten_places(r.imd_score) end as imd_score,
  coalesce(c.score_reason, case when c.area_code is null then 'too_few_indicators' end) as score_reason,
  coalesce(c.indicators_present, 0)::integer as scored_indicators,
  coalesce(c.indicators, 0)::integer as indicators_to_score,
  coalesce(c.domains, 0)::integer as scored_domains,
  o.left_out, o.overlapping, p.spoken_for,
  nullif(a.judged_model_estimates, 0) as estimated,
  s.notice
from area_count as a
left join domain_count as d on d.area_code = a.area_code
left join scored as c on c.area_code = a.area_code
left join rank_score as r on r.area_code = a.area_code
left join set_apart as o on o.area_level = a.area_level
left join spoken_for as p on p.area_level = a.area_level
left join shared as h on h.area_code = a.area_code
left join beyond_spread as b on b.area_code = a.area_code
cross join input.setting as s
order by a.area_code
