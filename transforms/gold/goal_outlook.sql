/* ---
title:
  nl: "Vooruitzicht van elk doel: welke verandering te zien is, hoe zeker, vanaf wanneer, en waar de trend op uitkomt"
  en: "Outlook of each goal: which change can be seen, how surely, from when, and where the trend leads"
key: [goal_id, indicator_id]
place: 92
columns:
  goal_id: goal_progress.goal_id
  indicator_id: goal_progress.indicator_id
  population_code: goal.population_code
  benchmark_code: goal.benchmark_code
  unit: indicator.unit
  start_period:
    nl: "Periode waarvan de achterstand het begin is: de basislijn, of zonder die de nieuwste"
    en: "Period whose gap is the start: the baseline, or without one the newest"
  period:
    nl: Nieuwste vergelijkbare periode; een volgende meting geldt als even nauwkeurig
    en: Newest comparable period; the next measurement counts as equally precise
  start_gap: {nl: Achterstand aan het begin, en: Gap at the start}
  agreed_change:
    nl: "Hoeveel van de achterstand is afgesproken in te lopen: het deel van het doel, of alles"
    en: "How much of the gap is agreed to be closed: the share of the goal, or all of it"
  path_start: {nl: Jaar waarin het afgesproken pad begint, en: Year in which the agreed path starts}
  target_year: {nl: Jaar waarin het doel bereikt moet zijn, en: Year in which the goal is due}
  se_change:
    nl: Standaardfout van het verschil tussen de achterstand aan het begin en die van een meting als de nieuwste
    en: Standard error of the difference between the gap at the start and that of a measurement like the newest
  smallest_visible_change:
    nl: "Kleinste verandering van de achterstand die van toeval is te onderscheiden (95%)"
    en: Smallest change of the gap that can be told from chance (95%)
  smallest_visible_share: {nl: Idem als deel van de achterstand aan het begin, en: The same as a share of the gap at the start}
  power:
    nl: "Kans (0-1) dat een meting de afgesproken verandering laat zien, als die er is"
    en: Chance (0-1) that a measurement shows the agreed change when it is there
  visibility:
    nl: "Of de afgesproken verandering te zien is: visible (kans ten minste 80%), uncertain of hidden (kleiner dan de
      kleinste zichtbare)"
    en: "Whether the agreed change can be seen: visible (power at least 80%), uncertain or hidden"
    codes:
      visible: ["te zien, als ze er is", "can be seen, when it is there"]
      uncertain: [misschien te zien, may be seen]
      hidden: [te klein om te zien, too small to be seen]
  first_visible_year:
    nl: Eerste jaar waarin de verandering op het afgesproken pad zo groot is als de kleinste zichtbare (kans de helft)
    en: First year in which the change on the agreed path is as large as the smallest visible one (power one half)
  first_likely_year:
    nl: Eerste jaar waarin de verandering op het afgesproken pad met een kans van 80% is te zien
    en: First year in which the change on the agreed path can be seen with a power of 80%
  year_reason:
    nl: "Waarom een van die jaren leeg is: no_deadline of after_deadline"
    en: Why one of these years is empty
    codes:
      no_deadline: [er is geen jaar waarin het doel bereikt moet zijn, there is no year in which the goal is due]
      after_deadline: [niet voor het jaar van het doel, not before the year of the goal]
  trend_points: {nl: Aantal vergelijkbare metingen van de achterstand, en: Number of comparable measurements of the gap}
  expected_gap:
    nl: "Achterstand in het jaar van het doel als de rechte trend van die metingen doorgaat"
    en: Gap in the year of the goal when the straight trend of these measurements goes on
  expected_lower: {nl: Ondergrens (95%) daarvan, en: Lower 95% limit of it}
  expected_upper: {nl: Bovengrens (95%) daarvan, en: Upper 95% limit of it}
  expected_reason:
    nl: "Waarom de trend niet is door te trekken: fewer_than_5_points of no_deadline"
    en: Why the trend cannot be extended
    codes:
      fewer_than_5_points: [minder dan vijf vergelijkbare metingen, fewer than five comparable measurements]
      no_deadline: [er is geen jaar waarin het doel bereikt moet zijn, there is no year in which the goal is due]
  value_kind: goal_progress.value_kind
  reason:
    nl: "Waarom er niets over te zeggen is: model_estimate, not_judged, no_interval of no_gap"
    en: Why nothing can be said
    codes:
      model_estimate: [een modelschatting kan geen verandering van een gebied tonen, a model estimate cannot show change of an area]
      not_judged: [alleen enquêtes en registraties tellen voor een doel, only surveys and registers count for a goal]
      no_interval: [zonder marges is niet te zeggen wat te zien is, without margins it cannot be said what can be seen]
      no_gap: [er is geen achterstand om in te lopen, there is no gap to close]
--- */
-- What a goal can still show: the smallest change that chance does not explain, beside the change that was agreed, and the years
-- in which the agreed path gets there. A power of 80 % is the usual one (Cohen 1988).
with
point as (
  select
    p.*, se_of_interval(p.gap_lower, p.gap_upper) as se_gap,
    case when p.value_kind in ('survey', 'register') and p.status <> 'not_comparable' and p.gap_lower is not null then p.period end
      as usable_period
  from gold.goal_progress as p
),
series as (
  select
    goal_id, indicator_id, any_value(population_code) as population_code, any_value(benchmark_code) as benchmark_code,
    any_value(unit) as unit, any_value(value_kind) as value_kind, any_value(baseline_period) as baseline_period,
    max(usable_period) as last_period,
    coalesce(
      max(usable_period) filter (where period = baseline_period),
      case when any_value(baseline_period) is null then max(usable_period) end
    ) as first_period,
    count(usable_period)::integer as points
  from point
  group by goal_id, indicator_id
),
ends as (
  select
    s.*, b.gap as start_gap, b.se_gap as se_start, n.se_gap as se_now,
    case when g.rule = 'close_gap' then g.close_share else 1 end * b.gap as agreed_change,
    greatest(left(s.first_period, 4)::integer, g.path_from) as path_start,
    left(g.deadline, 4)::integer as target_year
  from series as s
  join input.goal as g on g.goal_id = s.goal_id
  left join point as b on b.goal_id = s.goal_id and b.indicator_id = s.indicator_id and b.period = s.first_period
  left join point as n on n.goal_id = s.goal_id and n.indicator_id = s.indicator_id and n.period = s.last_period
),
reasoned as (
  select
    *,
    case
      when value_kind = 'model_estimate' then 'model_estimate'
      when value_kind not in ('survey', 'register') then 'not_judged'
      when se_start is null or se_now is null then 'no_interval'
      when agreed_change <= 0 then 'no_gap'
    end as reason,
    se_of_difference(se_start, se_now) as se_change,
    smallest_visible_change(se_start, se_now) as visible_change,
    -- 1.96 + 0.84: what is seen four times out of five.
    visible_change + 0.8416212335729143::double * se_change as likely_change
  from ends
),
line as (
  select
    p.goal_id, p.indicator_id, sum(1 / pow(p.se_gap, 2) order by p.period) as w,
    sum(left(p.period, 4)::integer / pow(p.se_gap, 2) order by p.period) / w as x_mean,
    sum(p.gap / pow(p.se_gap, 2) order by p.period) / w as y_mean,
    sum(pow(left(p.period, 4)::integer, 2) / pow(p.se_gap, 2) order by p.period) - w * x_mean * x_mean as sxx,
    sum(left(p.period, 4)::integer * p.gap / pow(p.se_gap, 2) order by p.period) - w * x_mean * y_mean as sxy
  from point as p
  where p.usable_period is not null and p.se_gap > 0
  group by p.goal_id, p.indicator_id
  having count(*) >= 5
),
extended as (
  select
    r.*,
    l.y_mean + l.sxy / nullif(l.sxx, 0) * (r.target_year - l.x_mean) as expected_gap,
    z_of_level(0.95) * sqrt(1 / l.w + pow(r.target_year - l.x_mean, 2) / nullif(l.sxx, 0)) as expected_margin
  from reasoned as r
  left join line as l on l.goal_id = r.goal_id and l.indicator_id = r.indicator_id
)
select
  e.goal_id, e.indicator_id, e.population_code, e.benchmark_code, e.unit,
  case when e.reason is null then e.first_period end as start_period,
  case when e.reason is null then e.last_period end as period,
  case when e.reason is null then e.start_gap end as start_gap,
  case when e.reason is null then ten_places(e.agreed_change) end as agreed_change,
  case when e.reason is null then e.path_start end as path_start,
  e.target_year,
  case when e.reason is null then ten_places(e.se_change) end as se_change,
  case when e.reason is null then ten_places(e.visible_change) end as smallest_visible_change,
  case when e.reason is null then ten_places(e.visible_change / e.start_gap) end as smallest_visible_share,
  case when e.reason is null then ten_places(power_to_see(e.agreed_change, e.se_change)) end as power,
  case
    when e.reason is not null then null
    when e.agreed_change >= e.likely_change then 'visible'
    when e.agreed_change >= e.visible_change then 'uncertain'
    else 'hidden'
  end as visibility,
  case when e.reason is null then year_on_path(e.visible_change, e.agreed_change, e.path_start, e.target_year) end as first_visible_year,
  case when e.reason is null then year_on_path(e.likely_change, e.agreed_change, e.path_start, e.target_year) end as first_likely_year,
  case
    when e.reason is not null then null
    when e.target_year is null then 'no_deadline'
    when e.agreed_change < e.likely_change then 'after_deadline'
  end as year_reason,
  e.points as trend_points,
  case when e.reason is null then ten_places(e.expected_gap) end as expected_gap,
  case when e.reason is null then ten_places(e.expected_gap - e.expected_margin) end as expected_lower,
  case when e.reason is null then ten_places(e.expected_gap + e.expected_margin) end as expected_upper,
  case
    when e.reason is not null or e.expected_gap is not null then null
    when e.target_year is null then 'no_deadline'
    else 'fewer_than_5_points'
  end as expected_reason,
  e.value_kind,
  e.reason,
  s.notice
from extended as e
cross join input.setting as s
order by e.goal_id, e.indicator_id
