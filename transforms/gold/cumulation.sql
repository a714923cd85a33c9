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
  expected_by_chance:
    nl: "Aantal dat bij louter toeval ongunstiger zou zijn: 2,5% van de beoordeelde"
    en: "Number that would be worse by chance alone: 2.5% of those judged"
  p_by_chance:
    nl: "Kans op zoveel of meer bij toeval, als indicatoren los van elkaar stonden. Dat doen ze niet: een ondergrens. 0 =
      kleiner dan één op tien miljard"
    en: "Chance of as many or more if indicators were independent. They are not: a lower guide. 0 = below one in ten
      thousand million"
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
    nl: Tellen mee, maar zijn gemaakt uit dezelfde gegevens als één andere indicator, gescheiden door |
    en: Are in, but made of the same data as one other indicator, separated by |
  caution:
    nl: Wat van de telling modelschatting is
    en: How much of the count is estimated, in Dutch
    text: "[{estimated} van de {judged} beoordeelde indicatoren zijn modelschattingen, voorspeld uit registers over onder
      meer inkomen en huishouden: dat gezondheid en inkomen hier samengaan, is deels ingebouwd]"
  note_nl:
    nl: Hoe de rij te lezen
    en: How to read the row, in Dutch
    text: "Stapeling van problemen in een buurt is niet stapeling bij personen. Telling, gemiddelde en rangscore meten
      elk iets anders en zijn geen rangorde. Indicatoren overlappen: bij toeval zijn er vaker veel tegelijk ongunstig dan
      p_by_chance zegt"
  note_en:
    nl: Hoe de rij te lezen, in het Engels
    en: How to read the row
    text: "Problems that pile up in a neighbourhood do not pile up in the same persons. Count, mean and rank score each
      measure something else and are no ranking. Indicators overlap: many are worse together by chance more often than
      p_by_chance says"
--- */
-- How far unfavourable figures pile up in each judged area, by three measures side by side that are not made into one: a count
-- of significantly worse indicators, a mean z, and a score of ranks per domain.
with
figure as (
  select * from analysis.profile_figure where is_judged
),
-- A domain is worse when at least half of its judged indicators is: one of many would be worse by chance alone.
judged_domain as (
  select
    area_code, domain,
    count(*) filter (where outcome in ('better', 'similar', 'worse')) as judged,
    count(*) filter (where outcome = 'worse') as worse
  from figure
  group by area_code, domain
),
domain_count as (
  select
    area_code,
    count(*) filter (where judged > 0) as domains_judged,
    count(*) filter (where judged > 0 and worse / judged::double >= 0.5) as domains_worse,
    string_agg(domain, '|' order by domain) filter (where judged > 0 and worse / judged::double >= 0.5) as worse_domains
  from judged_domain
  group by area_code
),
area_count as (
  select
    area_code, area_level, area_vintage, population,
    count(*) as indicators,
    count(*) filter (where outcome in ('better', 'similar', 'worse')) as judged,
    count(*) filter (where outcome = 'worse') as worse,
    count(*) filter (where outcome = 'better') as better,
    string_agg(indicator_id, '|' order by indicator_id) filter (where outcome = 'worse') as worse_indicators,
    count(*) filter (where value_kind = 'model_estimate' and outcome in ('better', 'similar', 'worse'))
      as judged_model_estimates,
    count(*) filter (where value_kind = 'model_estimate' and outcome = 'worse') as worse_model_estimates,
    count(*) filter (where register_difference in ('better', 'similar', 'worse')) as register_compared,
    count(*) filter (where register_difference = 'worse') as register_unfavourable
  from figure
  group by area_code, area_level, area_vintage, population
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
  d.domains_judged::integer as domains_judged,
  d.domains_worse::integer as domains_worse,
  d.worse_domains,
  a.judged / a.indicators::double >= s.judged as is_enough_judged,
  case when not a.judged / a.indicators::double >= s.judged then 'too_few_judged' end as count_reason,
  ten_places(0.025 * a.judged) as expected_by_chance,
  -- P(X >= worse) of a binomial, as an incomplete beta function.
  case
    when a.judged = 0 then null
    when a.worse = 0 then 1.0::double
    else ten_places(incomplete_beta(0.025::double, 0.975::double, a.worse::double, (a.judged - a.worse + 1)::double))
  end as p_by_chance,
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
  o.left_out, o.overlapping,
  nullif(a.judged_model_estimates, 0) as estimated,
  s.notice
from area_count as a
join domain_count as d on d.area_code = a.area_code
left join scored as c on c.area_code = a.area_code
left join rank_score as r on r.area_code = a.area_code
left join set_apart as o on o.area_level = a.area_level
cross join input.setting as s
order by a.area_code
