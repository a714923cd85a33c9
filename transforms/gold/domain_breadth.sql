/* ---
title:
  nl: "Hoe breed een achterstand is: van de regio, van een gemeente of plaatselijk"
  en: "How broad a problem is: of the region, of a gemeente, or local"
key: [subject_kind, subject_id, area_code]
place: 130
columns:
  subject_kind:
    nl: indicator of domain (domein)
    en: indicator or domain
    codes: {indicator: [indicator, indicator], domain: [domein, domain]}
  subject_id: {nl: Indicator of domein, en: Indicator or domain}
  area_code: {nl: De regio of een van haar gemeenten, en: The region or one of its gemeenten}
  area_level: {nl: regio of gemeente, en: regio or gemeente, codes: area.area_level}
  domain: indicator.domain
  period: {nl: Periode van de buurten, en: Period of the buurten}
  gemeente_period: {nl: Periode van de gemeenten, en: Period of the gemeenten}
  benchmark_code: {nl: Waarmee is vergeleken, en: Benchmark}
  basis:
    nl: "Waarop worse berust: interval, of register_rule (meer dan 5% verschil bij registercijfers zonder interval)"
    en: "What worse is based on: interval, or register_rule (more than 5% off, for register figures without interval)"
    codes:
      interval: [het 95%-interval, the 95% interval]
      register_rule: [meer dan 5% verschil, more than 5% off]
  indicators: {nl: Aantal indicatoren, en: Number of indicators}
  indicators_judged: {nl: Waarvan beoordeeld, en: Of which judged}
  gemeenten_judged: {nl: Beoordeelde gemeenten van de regio, en: Gemeenten of the region that were judged}
  gemeenten_worse: {nl: Waarvan ongunstiger, en: Of which worse}
  gemeente_outcome: {nl: Oordeel over de gemeente zelf, en: Outcome of the gemeente itself, codes: comparison.outcome}
  buurten: {nl: Buurten met een waarde, en: Buurten with a value}
  buurten_judged: {nl: Beoordeelde buurten, en: Buurten that were judged}
  buurten_worse: {nl: Waarvan ongunstiger, en: Of which worse}
  areas_worse: {nl: Ongunstiger wijken en buurten samen, en: Wijken and buurten that are worse}
  population: {nl: Inwoners van de buurten met een waarde, en: Inhabitants of the buurten with a value}
  people_share_worse:
    nl: Aandeel (0-1) van die inwoners in buurten die ongunstiger staan dan de referentie, ook als dat toeval kan zijn
    en: Share (0-1) of these inhabitants in buurten beyond the benchmark, chance or not
  areas_share_worse: {nl: Aandeel (0-1) van die buurten, en: Share (0-1) of these buurten}
  variance_total: {nl: "Spreiding tussen buurten, gewogen naar inwoners", en: "Variance, weighted by people"}
  share_gemeente: {nl: Deel daarvan tussen gemeenten, en: Part of it between gemeenten}
  share_wijk: {nl: Deel tussen wijken binnen gemeenten, en: Part between wijken within gemeenten}
  share_buurt: {nl: Deel tussen buurten binnen wijken, en: Part between buurten within wijken}
  share_beyond_chance:
    nl: Deel van de spreiding dat toeval niet verklaart (I²), uit de intervallen van de buurten
    en: Part of the spread that chance does not explain (I²), by the intervals of the buurten
  scope:
    nl: region_wide (regiobreed), gemeente_wide (gemeentebreed), local (plaatselijk) of no_problem_shown (geen achterstand
      gebleken); drempels in de configuratie
    en: region_wide, gemeente_wide, local or no_problem_shown; thresholds are in the config
    codes:
      region_wide: [regiobreed, region-wide]
      gemeente_wide: [gemeentebreed, gemeente-wide]
      local: [plaatselijk, local]
      no_problem_shown: [geen achterstand gebleken, no problem shown]
  reason:
    nl: "Waarom geen oordeel: no_buurt_figures, gemeente_not_judged, no_interval of no_indicator_judged"
    en: "Why there is no judgement: no_buurt_figures, gemeente_not_judged, no_interval or no_indicator_judged"
    codes:
      no_buurt_figures: [er zijn geen cijfers van buurten, there are no figures of buurten]
      gemeente_not_judged: [de gemeente is niet te beoordelen, the gemeente cannot be judged]
      no_interval: [geen enkel gebied heeft een marge, no area has an interval]
      no_indicator_judged: [geen enkele indicator is te beoordelen, no indicator can be judged]
--- */
-- How broad a problem is: per indicator, and per domain, for the region and for each of its gemeenten. Worse is worse than the
-- country, by interval; register figures without interval by the 5 % rule of CBS, and said to be so.
with
region as (
  select region_code from input.setting where region_code is not null
),
judged as materialized (
  select
    c.indicator_id::varchar as indicator_id, c.area_code::varchar as area_code, c.area_level, c.gemeente_code, c.wijk_code,
    c.domain, c.period::varchar as period, c.benchmark_code, c.value, c.benchmark_value, c.polarity, a.population,
    pow(se_of_interval(c.lower_95, c.upper_95), 2) as variance,
    case when c.outcome <> 'not_compared' then c.outcome else c.register_difference end as outcome,
    case when c.outcome <> 'not_compared' then 'interval' when c.register_difference is not null then 'register_rule' end as basis
  from analysis.against_country as c
  join analysis.judged_area as a on a.area_code = c.area_code::varchar
  where c.polarity <> 'neutral' and c.area_level in ('gemeente', 'wijk', 'buurt')
),
in_region as (
  select distinct gemeente_code from analysis.judged_area where area_level in ('wijk', 'buurt')
),
gemeente as (
  select j.* from judged as j semi join in_region as r on r.gemeente_code = j.gemeente_code where j.area_level = 'gemeente'
),
-- Each buurt twice: as a part of its gemeente and of the region.
buurt as materialized (
  select {indicator_id: indicator_id, scope_code: gemeente_code} as group_key, *
  from judged
  where area_level = 'buurt'
  union all
  select {indicator_id: j.indicator_id, scope_code: r.region_code}, j.*
  from judged as j
  cross join region as r
  where j.area_level = 'buurt'
),
scope as (
  select distinct
    {indicator_id: j.indicator_id, scope_code: r.region_code} as group_key, j.indicator_id, r.region_code as area_code,
    'regio' as area_level, j.domain
  from judged as j
  cross join region as r
  semi join in_region as i on i.gemeente_code = j.gemeente_code
  union all
  select distinct {indicator_id: j.indicator_id, scope_code: j.gemeente_code}, j.indicator_id, j.gemeente_code, 'gemeente', j.domain
  from judged as j
  semi join in_region as i on i.gemeente_code = j.gemeente_code
),
gemeente_count as (
  select
    indicator_id,
    max(period) as period,
    max(benchmark_code) as benchmark_code,
    count(outcome) as judged,
    count(*) filter (where outcome = 'worse') as worse
  from gemeente
  group by indicator_id
),
small_area as (
  select j.indicator_id, s.scope_code, count(j.outcome) as judged, count(*) filter (where j.outcome = 'worse') as worse
  from judged as j
  cross join lateral (select j.gemeente_code as scope_code union all select region_code from region) as s
  where j.area_level in ('wijk', 'buurt')
  group by j.indicator_id, s.scope_code
),
buurt_count as (
  select
    group_key, max(period) as period, max(benchmark_code) as benchmark_code, count(value) as buurten, min(basis) as basis,
    count(outcome) as judged, count(*) filter (where outcome = 'worse') as worse
  from buurt
  group by group_key
),
exposed_buurt as (
  select group_key, population, value, benchmark_value as benchmark, polarity from buurt
),
exposed as (
  from exposure('exposed_buurt')
),
split as (
  from variance_split('buurt')
),
noise as (
  from heterogeneity('buurt')
),
gemeenten_in_region as (
  select count(*) as gemeenten from in_region
),
combined as (
  select
    s.indicator_id, s.area_code, s.area_level, s.domain,
    coalesce(b.period, m.period) as period,
    m.period as gemeente_period,
    coalesce(b.benchmark_code, m.benchmark_code) as benchmark_code,
    coalesce(b.basis, g.basis) as basis,
    m.judged as gemeenten_judged,
    m.worse as gemeenten_worse,
    g.outcome as gemeente_outcome,
    b.buurten, b.judged as buurten_judged, b.worse as buurten_worse, coalesce(a.judged, 0) as areas_judged,
    coalesce(a.worse, 0) as areas_worse,
    e.population, e.people_share_worse, e.areas_share_worse, v.variance_total, v.share_gemeente, v.share_wijk, v.share_buurt,
    n.i2, t.people_share_worse as region_share, w.breadth_gemeenten, w.breadth_people, c.gemeenten,
    case
      when coalesce(b.buurten, 0) = 0 then 'no_buurt_figures'
      when s.area_level = 'gemeente' and g.outcome is null or coalesce(m.judged, 0) = 0 then 'gemeente_not_judged'
      when coalesce(a.judged, 0) = 0 then 'no_interval'
    end as reason
  from scope as s
  cross join input.setting as w
  cross join gemeenten_in_region as c
  left join region as r on true
  left join gemeente_count as m on m.indicator_id = s.indicator_id
  left join gemeente as g on g.indicator_id = s.indicator_id and g.area_code = s.area_code
  left join buurt_count as b on b.group_key = s.group_key
  left join small_area as a on a.indicator_id = s.indicator_id and a.scope_code = s.area_code
  left join exposed as e on e.group_key = s.group_key
  left join exposed as t on t.group_key = {indicator_id: s.indicator_id, scope_code: r.region_code}
  left join split as v on v.group_key = s.group_key
  left join noise as n on n.group_key = s.group_key
),
-- Of all gemeenten of the region, judged or not: what one of them shows is not region-wide.
own_scope as (
  select
    *,
    case when reason is null then problem_scope(
      gemeenten_worse, gemeenten, region_share,
      case when area_level = 'gemeente' then gemeente_outcome = 'worse' else false end,
      people_share_worse, areas_worse, breadth_gemeenten, breadth_people
    ) end as own_scope
  from combined
),
-- A gemeente that is broadly worse makes the problem of the region more than local, and is named in its own row.
scoped as (
  select
    *,
    case
      when own_scope in ('local', 'no_problem_shown') and area_level = 'regio'
        and bool_or(own_scope = 'gemeente_wide') over (partition by indicator_id)
        then 'gemeente_wide'
      else own_scope
    end as scope
  from own_scope
),
domain_count as (
  select
    domain, area_code, area_level, count(*) as indicators, count(scope) as judged,
    count(*) filter (where scope = 'region_wide') as region_wide,
    count(*) filter (where scope = 'gemeente_wide') as gemeente_wide,
    count(*) filter (where scope = 'local') as local
  from scoped
  group by domain, area_code, area_level
),
-- A domain is as broad as at least half of its judged indicators are.
domain_scoped as (
  select
    *,
    case
      when judged = 0 then null
      when region_wide >= judged / 2.0 then 'region_wide'
      when region_wide + gemeente_wide >= judged / 2.0 then 'gemeente_wide'
      when region_wide + gemeente_wide + local >= judged / 2.0 then 'local'
      else 'no_problem_shown'
    end as scope
  from domain_count
),
subject as (
  select
    'indicator' as subject_kind, indicator_id as subject_id, area_code, area_level, domain, period, gemeente_period, benchmark_code, basis,
    1 as indicators, case when scope is null then 0 else 1 end as indicators_judged,
    gemeenten_judged, gemeenten_worse, gemeente_outcome, buurten, buurten_judged, buurten_worse, areas_worse, population,
    people_share_worse, areas_share_worse, variance_total, share_gemeente, share_wijk, share_buurt, i2, scope, reason
  from scoped
  union all by name
  select
    'domain' as subject_kind, domain as subject_id, area_code, area_level, domain, indicators, judged as indicators_judged,
    scope, case when scope is null then 'no_indicator_judged' end as reason
  from domain_scoped
)
select
  b.subject_kind, b.subject_id, b.area_code, b.area_level, b.domain, b.period, b.gemeente_period, b.benchmark_code, b.basis,
  b.indicators::integer as indicators,
  b.indicators_judged::integer as indicators_judged,
  b.gemeenten_judged::integer as gemeenten_judged,
  b.gemeenten_worse::integer as gemeenten_worse,
  b.gemeente_outcome,
  b.buurten::integer as buurten,
  b.buurten_judged::integer as buurten_judged,
  b.buurten_worse::integer as buurten_worse,
  b.areas_worse::integer as areas_worse,
  b.population,
  ten_places(b.people_share_worse) as people_share_worse,
  ten_places(b.areas_share_worse) as areas_share_worse,
  ten_places(b.variance_total) as variance_total,
  ten_places(b.share_gemeente) as share_gemeente,
  ten_places(b.share_wijk) as share_wijk,
  ten_places(b.share_buurt) as share_buurt,
  ten_places(b.i2) as share_beyond_chance,
  b.scope, b.reason, s.notice
from subject as b
cross join input.setting as s
order by b.subject_kind, b.subject_id, b.area_code
