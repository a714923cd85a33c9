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
  construct: indicator.construct
  verdict_indicator: {nl: Indicator waarop de gemeenten zijn beoordeeld, en: Indicator by which the gemeenten are judged}
  verdict_kind: indicator.value_kind
  spread_indicator:
    nl: Indicator van hetzelfde begrip die de spreiding over buurten geeft
    en: Indicator of the same construct that gives the spread over buurten
  spread_kind: indicator.value_kind
  period: {nl: Periode van de buurten, en: Period of the buurten}
  gemeente_period: {nl: Periode van de gemeenten, en: Period of the gemeenten}
  benchmark_code: {nl: Waarmee is vergeleken, en: Benchmark}
  basis:
    nl: "Waarop het oordeel over gemeenten berust: interval, of register_rule (meer dan 5% verschil bij registercijfers
      zonder interval)"
    en: "What the outcome of gemeenten is based on: interval, or register_rule (more than 5% off, for register figures
      without interval)"
    codes:
      interval: [het 95%-interval, the 95% interval]
      register_rule: [meer dan 5% verschil, more than 5% off]
      estimate: [een schatting zonder marge, an estimate without margin]
  spread_basis:
    nl: "Waarop ongunstiger buurten in people_share_worse berusten: interval, register_rule, of estimate (modelschatting
      zonder marge, vergeleken met de schatting voor Nederland: alleen voor de spreiding, nooit voor een oordeel)"
    en: "What worse buurten in people_share_worse are based on: interval, register_rule, or estimate (model estimate
      without margin against the estimate of the country: for the spread only, never for an outcome)"
    codes: domain_breadth.basis
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
    nl: Aandeel (0-1) van die inwoners in buurten die ongunstiger zijn dan de referentie, naar spread_basis
    en: Share (0-1) of these inhabitants in buurten worse than the benchmark, by spread_basis
  areas_share_worse: {nl: Aandeel (0-1) van die buurten, en: Share (0-1) of these buurten}
  variance_total: {nl: "Spreiding tussen buurten, gewogen naar inwoners", en: "Variance, weighted by people"}
  share_gemeente: {nl: Deel daarvan tussen gemeenten, en: Part of it between gemeenten}
  share_wijk: {nl: Deel tussen wijken binnen gemeenten, en: Part between wijken within gemeenten}
  share_buurt: {nl: Deel tussen buurten binnen wijken, en: Part between buurten within wijken}
  share_beyond_chance:
    nl: Deel van de spreiding dat toeval niet verklaart (I²), uit de intervallen van de buurten
    en: Part of the spread that chance does not explain (I²), by the intervals of the buurten
  scope:
    nl: region_wide (regiobreed), gemeente_wide (gemeentebreed), local (plaatselijk), no_problem_shown (geen achterstand
      gebleken) of, bij een domein, mixed (verdeeld - op minder dan de helft van de indicatoren een achterstand, of de
      gemeente is op evenveel indicatoren gunstiger als ongunstiger); drempels in de configuratie. In een gemeente die
      zelf niet ongunstiger is, is niets region_wide
    en: region_wide, gemeente_wide, local, no_problem_shown or, of a domain, mixed (a problem on less than half of the
      indicators, or the gemeente is better on as many as worse); thresholds are in the config. In a gemeente that is
      not worse itself nothing is region_wide
    codes:
      region_wide: [regiobreed, region-wide]
      gemeente_wide: [gemeentebreed, gemeente-wide]
      local: [plaatselijk, local]
      mixed: [verdeeld over de indicatoren, divided over the indicators]
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
-- How broad a problem is: per construct (under the indicator that judges it), and per domain, for the region and for each of its
-- gemeenten. Gemeenten are judged by the figure that speaks for the construct there, as a survey; how people are spread over
-- worse buurten is taken from the figure that speaks for it in buurten, as the estimate. Worse is worse than the country, by
-- interval; register figures without interval by the 5 % rule of CBS; an estimate without interval serves the spread alone.
with
region as (
  select region_code from input.setting where region_code is not null
),
judged as materialized (
  select
    v.construct, v.indicator_id, v.value_kind, c.area_code::varchar as area_code, c.area_level, c.gemeente_code, c.wijk_code,
    c.domain, c.period::varchar as period, c.benchmark_code, c.value, c.benchmark_value, c.polarity, a.population,
    pow(se_of_interval(c.lower_95, c.upper_95), 2) as variance,
    case when c.outcome <> 'not_compared' then c.outcome else c.register_difference end as outcome,
    case
      when c.outcome <> 'not_compared' then 'interval'
      when c.register_difference is not null then 'register_rule'
      when v.value_kind = 'model_estimate' and c.value is not null and c.benchmark_value is not null then 'estimate'
    end as basis
  from analysis.against_country as c
  join analysis.voice as v on v.indicator_id = c.indicator_id::varchar and v.area_level = c.area_level and v.is_voice
  join analysis.judged_area as a on a.area_code = c.area_code::varchar
  where c.polarity <> 'neutral' and c.area_level in ('gemeente', 'wijk', 'buurt')
),
in_region as (
  select gemeente_code from analysis.region_gemeente
),
in_reach as materialized (
  select j.* from judged as j semi join in_region as r on r.gemeente_code = j.gemeente_code
),
gemeente as (
  select * from in_reach where area_level = 'gemeente'
),
-- Each buurt twice: as a part of its gemeente and of the region.
buurt as materialized (
  select {construct: construct, scope_code: gemeente_code} as group_key, *
  from in_reach
  where area_level = 'buurt'
  union all
  select {construct: j.construct, scope_code: r.region_code}, j.*
  from in_reach as j
  cross join region as r
  where j.area_level = 'buurt'
),
scope as (
  select distinct
    {construct: j.construct, scope_code: r.region_code} as group_key, j.construct, r.region_code as area_code,
    'regio' as area_level
  from in_reach as j
  cross join region as r
  union all
  select distinct {construct: j.construct, scope_code: j.gemeente_code}, j.construct, j.gemeente_code, 'gemeente'
  from in_reach as j
),
-- Named after the indicator of the highest level.
subject_name as (
  select
    construct,
    arg_min({indicator_id: indicator_id, domain: domain}, list_position(['gemeente', 'wijk', 'buurt'], area_level)) as named
  from in_reach
  group by construct
),
gemeente_count as (
  select
    construct,
    any_value(indicator_id) as indicator_id,
    any_value(value_kind) as value_kind,
    min(basis) as basis,
    max(period) as period,
    max(benchmark_code) as benchmark_code,
    count(outcome) as judged,
    count(*) filter (where outcome = 'worse') as worse
  from gemeente
  group by construct
),
small_area as (
  select j.construct, s.scope_code, count(j.outcome) as judged, count(*) filter (where j.outcome = 'worse') as worse
  from in_reach as j
  cross join lateral (select j.gemeente_code as scope_code union all select region_code from region) as s
  where j.area_level in ('wijk', 'buurt')
  group by j.construct, s.scope_code
),
buurt_count as (
  select
    group_key, any_value(indicator_id) as indicator_id, any_value(value_kind) as value_kind, max(period) as period, max(benchmark_code) as benchmark_code, count(value) as buurten, min(basis) as basis,
    count(outcome) as judged, count(*) filter (where outcome = 'worse') as worse
  from buurt
  group by group_key
),
exposed_buurt as (
  select
    group_key, population, value,
    case when basis = 'estimate' then is_worse_than(value, benchmark_value, polarity) else outcome = 'worse' end as is_worse
  from buurt
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
    s.construct, d.named.indicator_id as indicator_id, s.area_code, s.area_level, d.named.domain as domain,
    m.indicator_id as verdict_indicator, m.value_kind as verdict_kind, b.indicator_id as spread_indicator,
    b.value_kind as spread_kind,
    coalesce(b.period, m.period) as period,
    m.period as gemeente_period,
    coalesce(b.benchmark_code, m.benchmark_code) as benchmark_code,
    m.basis, b.basis as spread_basis,
    m.judged as gemeenten_judged,
    m.worse as gemeenten_worse,
    g.outcome as gemeente_outcome,
    b.buurten, b.judged as buurten_judged, b.worse as buurten_worse, coalesce(a.worse, 0) as areas_worse,
    e.population, e.people_share_worse, e.areas_share_worse, v.variance_total, v.share_gemeente, v.share_wijk, v.share_buurt,
    n.i2, t.people_share_worse as region_share, w.breadth_gemeenten, w.breadth_people, c.gemeenten,
    case
      when coalesce(b.buurten, 0) = 0 then 'no_buurt_figures'
      when s.area_level = 'gemeente' and g.outcome is null or coalesce(m.judged, 0) = 0 then 'gemeente_not_judged'
      when e.population is null then 'no_interval'
    end as reason
  from scope as s
  cross join input.setting as w
  cross join gemeenten_in_region as c
  join subject_name as d on d.construct = s.construct
  left join region as r on true
  left join gemeente_count as m on m.construct = s.construct
  left join gemeente as g on g.construct = s.construct and g.area_code = s.area_code
  left join buurt_count as b on b.group_key = s.group_key
  left join small_area as a on a.construct = s.construct and a.scope_code = s.area_code
  left join exposed as e on e.group_key = s.group_key
  left join exposed as t on t.group_key = {construct: s.construct, scope_code: r.region_code}
  left join split as v on v.group_key = s.group_key
  left join noise as n on n.group_key = s.group_key
),
-- Of all gemeenten of the region, judged or not: what one of them shows is not region-wide; nor is it in one that is not worse.
own_scope as (
  select
    *,
    case when reason is null then problem_scope(
      case when area_level = 'regio' or gemeente_outcome = 'worse' then gemeenten_worse else 0 end, gemeenten, region_share,
      case when area_level = 'gemeente' then gemeente_outcome = 'worse' else false end,
      people_share_worse,
      -- A gemeente that is worse, in buurten of which that is not shown, has no problem less.
      areas_worse + case when area_level = 'regio' then coalesce(gemeenten_worse, 0) else (gemeente_outcome = 'worse')::integer end,
      breadth_gemeenten, breadth_people
    ) end as own_scope
  from combined
),
-- A gemeente that is broadly worse makes the problem of the region more than local, and is named in its own row.
scoped as (
  select
    *,
    case
      when own_scope in ('local', 'no_problem_shown') and area_level = 'regio'
        and bool_or(own_scope = 'gemeente_wide') over (partition by construct)
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
-- A domain is as broad as at least half of its judged indicators are, but not where a gemeente is better on as many as worse;
-- with a problem on fewer it is divided.
domain_scoped as (
  select
    c.*,
    coalesce(o.better + o.better_by_rule, 0) as better,
    coalesce(o.worse + o.worse_by_rule, 0) as worse,
    case
      when c.judged = 0 then null
      when better > 0 and better >= worse and region_wide + gemeente_wide >= c.judged / 2.0 then 'mixed'
      when region_wide >= c.judged / 2.0 then 'region_wide'
      when region_wide + gemeente_wide >= c.judged / 2.0 then 'gemeente_wide'
      when region_wide + gemeente_wide + local >= c.judged / 2.0 then 'local'
      when region_wide + gemeente_wide + local > 0 then 'mixed'
      else 'no_problem_shown'
    end as scope
  from domain_count as c
  left join analysis.domain_outcome as o
    on o.area_code = c.area_code and o.domain = c.domain and c.area_level = 'gemeente'
),
subject as (
  select
    'indicator' as subject_kind, indicator_id as subject_id, area_code, area_level, domain, construct, verdict_indicator,
    verdict_kind, spread_indicator, spread_kind, period, gemeente_period, benchmark_code, basis, spread_basis,
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
  b.subject_kind, b.subject_id, b.area_code, b.area_level, b.domain, b.construct, b.verdict_indicator,
  b.verdict_kind, b.spread_indicator, b.spread_kind, b.period, b.gemeente_period, b.benchmark_code, b.basis, b.spread_basis,
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
