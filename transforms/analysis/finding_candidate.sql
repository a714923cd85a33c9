-- Everything that may be said of a judged area, a row per statement: nothing but what a published table (found_in) says of it with
-- a verdict. `family` is what an area is told a few of only; size and certainty as in analysis.verdict, in its unit. A statement
-- about several domains takes those of its strongest figure.
with
figure as (
  select
    *,
    row_number() over (
      partition by area_code, domain, outcome order by is_part, size * certainty desc nulls last, indicator_id
    ) as place_in_domain
  from analysis.verdict
),
foremost as (
  select * from figure where place_in_domain = 1
),
domain_verdict as (
  select
    case
      when d.judged > 1 and (l.outcome = 'worse' and d.is_worse and d.worse > d.better
        or l.outcome = 'better' and d.is_better and d.better > d.worse) then 'domain'
      else 'figure'
    end as finding,
    l.outcome as family, 'comparison' as found_in, l.* exclude (construct, outcome, is_part, place_in_domain),
    l.outcome as verdict,
    case l.outcome when 'worse' then d.worse else d.better end as n,
    d.judged as n_of,
    nullif(case l.outcome when 'worse' then d.worse_estimates else d.better_estimates end, 0) as estimates
  from foremost as l
  join analysis.domain_outcome as d on d.area_code = l.area_code and d.domain = l.domain
),
excess as (
  select
    'excess' as finding, 'excess' as family, 'excess_persons' as found_in,
    f.* exclude (construct, outcome, is_part, place_in_domain), f.outcome as verdict,
    e.excess as persons, e.excess_lower as persons_lower, e.excess_upper as persons_upper
  from figure as f
  join gold.excess_persons as e
    on e.indicator_id::varchar = f.indicator_id and e.area_code::varchar = f.area_code and e.benchmark_code = f.benchmark_code
  join input.indicator as i on i.indicator_id = f.indicator_id and i.people is not null
  where f.outcome = 'worse' and not f.is_part and e.reason is null and e.interval_reason is null and e.excess_lower > 0
  qualify row_number() over (partition by f.area_code order by e.excess_lower desc, f.indicator_id) = 1
),
-- Where fewer than one in ten Dutch areas has as many worse figures: as unusual as a value so many standard deviations above the mean.
piling_up as (
  select
    case when count_reason is null then 'piles_up' else 'piles_up_in_part' end as finding, 'piling_up' as family,
    'cumulation' as found_in, area_code, area_level, 'worse' as verdict, worse as n, judged as n_of,
    nullif(worse_model_estimates, 0) as estimates, domains_worse, domains_judged,
    country_share as share,
    ten_places(normal_critical(2 * country_share)) as size,
    ten_places(judged / indicators::double * (1 - worse_model_estimates / worse::double / 2)) as certainty
  from gold.cumulation
  where domains_worse >= 2 and worse > better and share_reason is null and country_share < 0.1
),
broad as (
  select
    b.scope as finding, b.scope as family, 'domain_breadth' as found_in, b.area_code, b.area_level, b.scope as verdict,
    string_agg(b.subject_id, '|' order by b.subject_id) as domains,
    max({score: l.size * l.certainty, size: l.size, certainty: l.certainty, value_kind: l.value_kind}) as strongest
  from gold.domain_breadth as b
  join foremost as l on l.area_code = b.area_code and l.domain = b.subject_id and l.outcome = 'worse'
  where b.subject_kind = 'domain' and (b.scope = 'region_wide' or b.scope = 'gemeente_wide' and b.area_level = 'gemeente')
  group by b.scope, b.area_code, b.area_level
),
unanswered as (
  select
    'nothing_runs' as finding, 'nothing_runs' as family, 'intervention_gap' as found_in, g.area_code, g.area_level,
    'worse' as verdict,
    string_agg(g.domain, '|' order by g.domain) as domains,
    max({score: l.size * l.certainty, size: l.size, certainty: l.certainty, value_kind: l.value_kind}) as strongest
  from gold.intervention_gap as g
  join foremost as l on l.area_code = g.area_code and l.domain = g.domain and l.outcome = 'worse'
  where g.basis in ('significant', 'both') and not g.has_intervention and g.in_part is null
  group by g.area_code, g.area_level
),
-- The one newest figure of each indicator that speaks for its construct, where it may carry a verdict on change.
series as (
  select f.*, l.sd
  from analysis.latest_figure as f
  join analysis.voice as v on v.indicator_id = f.indicator_id::varchar and v.area_level = f.area_level and v.is_voice
  left join analysis.level_spread as l on l.indicator_id = f.indicator_id and l.area_level = f.area_level
  cross join analysis.as_of as n
  where
    f.is_main and f.polarity <> 'neutral' and f.value_kind <> 'model_estimate' and f.reliability <> 'D'
    and f.period_end > n.as_of - interval 8 year
),
trend as (
  select
    'trend' as finding, 'change' as family, 'trend' as found_in, f.indicator_id::varchar as indicator_id,
    f.area_code::varchar as area_code, f.area_level, f.domain, t.latest_period::varchar as period,
    t.age_group::varchar as age_group, t.latest_value as value, t.latest_lower as lower_95, t.latest_upper as upper_95,
    t.unit::varchar as unit, f.polarity, f.value_kind::varchar as value_kind, f.reliability::varchar as reliability,
    t.judgement::varchar as verdict, t.first_period::varchar as since,
    t.slope as change, t.slope_lower as change_lower, t.slope_upper as change_upper,
    ten_places(abs(t.slope) * (left(t.last_period, 4)::integer - left(t.first_period, 4)::integer) / f.sd) as size,
    ten_places(
      at_least(0, greatest(t.slope_lower, -t.slope_upper)) / nullif(abs(t.slope), 0) * certainty_weight(f.reliability)
    ) as certainty
  from series as f
  join gold.trend as t
    on t.indicator_id = f.indicator_id and t.area_code = f.area_code and t.sex = f.sex and t.age_group = f.age_group
    and t.latest_period = f.period
  where t.judgement is not null
),
since_previous as (
  select
    'since_previous' as finding, 'change' as family, 'comparison' as found_in,
    f.indicator_id::varchar as indicator_id, f.area_code::varchar as area_code, f.area_level, f.domain,
    c.period::varchar as period, c.age_group::varchar as age_group, c.value, c.lower_95, c.upper_95,
    c.unit::varchar as unit, c.benchmark_code, c.benchmark_value, c.benchmark_period::varchar as since, f.polarity,
    f.value_kind::varchar as value_kind, f.reliability::varchar as reliability, c.outcome as verdict,
    case when c.benchmark_age_group <> c.age_group then c.benchmark_age_group::varchar end as age_before,
    k.value as country_before, n.benchmark_value as country_value,
    ten_places(abs(c.difference) / f.sd) as size,
    ten_places(
      at_least(0, greatest(f.lower_rounded - f.previous_upper_rounded, f.previous_lower_rounded - f.upper_rounded))
        / nullif(abs(c.difference), 0) * certainty_weight(f.reliability)
    ) as certainty
  from series as f
  join gold.comparison as c
    on c.indicator_id = f.indicator_id and c.area_code = f.area_code and c.sex = f.sex and c.age_group = f.age_group
  join input.benchmark as b on b.benchmark_code = c.benchmark_code and b.kind = 'own_previous'
  left join analysis.against_country as n on n.indicator_id = f.indicator_id and n.area_code = f.area_code
  -- Beside the change of an area that of the country: what changed everywhere is no doing of the area.
  left join gold.indicator_value as k
    on k.indicator_id = f.indicator_id and k.area_code = 'NL' and k.is_preferred and k.sex = f.sex
    and k.period = c.benchmark_period and k.age_group = c.benchmark_age_group
  anti join trend as t on t.indicator_id = f.indicator_id::varchar and t.area_code = f.area_code::varchar
  where c.outcome in ('better', 'worse')
),
goal as (
  select
    p.*, a.area_level, i.domain, i.polarity, o.first_likely_year, l.sd,
    case when p.status in ('on_track', 'behind') then p.path_gap when p.status like 'target_met%' then p.target_gap else 0 end
      as against
  from gold.goal_progress as p
  join analysis.judged_area as a on a.area_code = p.population_code
  join input.indicator as i on i.indicator_id = p.indicator_id
  left join gold.goal_outlook as o on o.goal_id = p.goal_id and o.indicator_id = p.indicator_id and o.reason is null
  left join analysis.level_spread as l on l.indicator_id::varchar = p.indicator_id and l.area_level = a.area_level
  where p.value_kind in ('survey', 'register')
  qualify row_number() over (partition by p.goal_id, p.indicator_id order by p.period desc) = 1
),
goal_said as (
  select
    case when status in ('not_comparable', 'no_gap_at_baseline', 'baseline', 'before_programme', 'cannot_tell') then 'goal_cannot_tell'
      else 'goal' end as finding,
    'goal' as family, 'goal_progress' as found_in, goal_id, indicator_id, population_code as area_code, area_level, domain, period,
    age_group, region_value as value, region_lower as lower_95, region_upper as upper_95, unit, reference_value as benchmark_value,
    gap as change, gap_lower as change_lower, gap_upper as change_upper, polarity, value_kind, status as verdict, first_likely_year,
    status_reason,
    case when finding = 'goal' then ten_places(abs(gap - against) / sd) else 0 end as size,
    case when finding = 'goal' then
      ten_places(at_least(0, greatest(gap_lower - against, against - gap_upper)) / nullif(abs(gap - against), 0))
    else 0 end as certainty
  from goal
  -- That a goal cannot be judged is said once, and not beside what can be said of it.
  qualify finding = 'goal' or row_number() over (partition by goal_id order by finding, indicator_id) = 1
),
-- A part of a gap that is proven, of a gemeente that is proven to be worse: as large as it is more than its share of the people.
goal_share as (
  select
    'goal_share' as finding, 'goal_share' as family, 'goal_part' as found_in, p.goal_id, f.* exclude (
      construct, outcome, is_part, place_in_domain, value, lower_95, upper_95, benchmark_code, benchmark_value
    ) replace (p.period as period, ten_places(f.size * (1 - p.weight / p.share_of_gap)) as size),
    f.outcome as verdict, g.population_code, p.share_of_gap as share, p.weight as share_of_people, p.value
  from gold.goal_part as p
  join goal as g on g.goal_id = p.goal_id and g.indicator_id = p.indicator_id and g.period = p.period
  join figure as f on f.area_code = p.area_code and f.indicator_id = p.indicator_id and f.outcome = 'worse'
  where
    p.part = 'area' and p.part_level = 'gemeente' and p.reason is null and g.gap_lower > 0 and p.share_of_gap > p.weight
  qualify row_number() over (partition by p.area_code order by p.share_of_gap desc, p.goal_id, p.indicator_id) = 1
),
spot as (
  select
    h.*, f.area_level, f.age_group, f.unit, f.domain, f.polarity, f.value_kind, f.reliability, a.wijk_code, a.gemeente_code,
    abs(s.z) as z, h.spot = 'unfavourable_cluster' as is_in_cluster
  from gold.hot_spot as h
  join analysis.latest_figure as f
    on f.indicator_id::varchar = h.indicator_id and f.area_code::varchar = h.area_code and f.is_main
  join analysis.voice as v on v.indicator_id = h.indicator_id and v.area_level = 'buurt' and v.is_voice
  join analysis.judged_area as a on a.area_code = h.area_code
  left join analysis.standing as s on s.indicator_id = f.indicator_id and s.area_code = f.area_code
  cross join analysis.as_of as n
  where f.polarity <> 'neutral' and f.reliability <> 'D' and h.p is not null and f.period_end > n.as_of - interval 8 year
),
hot_buurt as (
  select
    'hot_spot' as finding, 'hot_spot' as family, 'hot_spot' as found_in, indicator_id, area_code, area_level, domain,
    period::varchar as period, age_group::varchar as age_group, value, unit::varchar as unit, neighbour_mean as benchmark_value,
    polarity, value_kind::varchar as value_kind, reliability::varchar as reliability, spot as verdict, z as size,
    ten_places((1 - q) * certainty_weight(reliability)) as certainty
  from spot
  where is_in_cluster
  qualify row_number() over (partition by area_code order by size * certainty desc nulls last, indicator_id) = 1
),
hot_part as (
  select
    'hot_spots' as finding, 'hot_spot' as family, 'hot_spot' as found_in, s.indicator_id, w.area_code, w.area_level,
    any_value(s.domain) as domain, any_value(s.polarity) as polarity, max(s.period::varchar) as period,
    max(s.age_group::varchar) as age_group,
    any_value(s.value_kind::varchar) as value_kind, 'unfavourable_cluster' as verdict,
    count(*) filter (where s.is_in_cluster) as n,
    count(*) as n_of,
    ten_places(avg(s.z order by s.area_code) filter (where s.is_in_cluster)) as size,
    ten_places(n / n_of::double * min(certainty_weight(s.reliability))) as certainty
  from spot as s
  join analysis.judged_area as w on w.area_code = s.wijk_code or w.area_code = s.gemeente_code
  group by s.indicator_id, w.area_code, w.area_level
  having count(*) filter (where s.is_in_cluster) > 1
  qualify row_number() over (partition by w.area_code order by size * certainty desc nulls last, s.indicator_id) = 1
),
-- What cannot be said: what the figures of a level are, and what of them is judged.
level_indicator as (
  select v.area_level, v.indicator_id
  from analysis.voice as v
  join input.indicator as i on i.indicator_id = v.indicator_id and i.polarity <> 'neutral'
  where v.is_voice
),
held as (
  select
    a.area_code, a.area_level, l.indicator_id, coalesce(c.outcome, 'not_compared') as outcome,
    f.value is not null as has_value,
    case when f.value is null then coalesce(f.missing_reason::varchar, 'not_published') end as missing_reason,
    case when f.value is null then 'no_value' else coalesce(c.reason, 'no_benchmark') end as reason
  from analysis.judged_area as a
  join level_indicator as l on l.area_level = a.area_level
  left join analysis.latest_figure as f
    on f.indicator_id::varchar = l.indicator_id and f.area_code::varchar = a.area_code and f.is_main
  left join analysis.against_country as c on c.indicator_id::varchar = l.indicator_id and c.area_code::varchar = a.area_code
),
counted as (
  select
    area_code, area_level, count(*) as figures, count(*) filter (where has_value) as with_value,
    count(*) filter (where outcome <> 'not_compared') as judged,
    count(*) filter (where outcome in ('better', 'worse')) as different,
    -- The commonest; of as common ones the first.
    mode(missing_reason order by missing_reason) as missing_reason,
    mode(case when outcome = 'not_compared' then reason end order by reason) as reason
  from held
  group by area_code, area_level
),
unsaid as (
  select
    case
      when coalesce(c.with_value, 0) = 0 then 'no_figures'
      when c.judged = 0 then 'nothing_judged'
      when c.judged / c.figures::double < s.judged then 'little_judged'
      when c.different = 0 then 'no_difference'
    end as finding,
    'unsaid' as family, 'comparison' as found_in, a.area_code, a.area_level,
    case finding when 'no_figures' then coalesce(c.missing_reason, 'not_published') when 'no_difference' then null else c.reason end
      as reason,
    case finding when 'no_difference' then c.judged else c.figures - c.judged end as n, c.figures as n_of,
    0 as size, 0 as certainty
  from analysis.judged_area as a
  cross join input.setting as s
  left join counted as c on c.area_code = a.area_code
),
said as (
  from domain_verdict
  union all by name from excess
  union all by name from piling_up
  union all by name
  select * exclude (strongest), strongest.size as size, strongest.certainty as certainty, strongest.value_kind as value_kind from broad
  union all by name
  select * exclude (strongest), strongest.size as size, strongest.certainty as certainty, strongest.value_kind as value_kind from unanswered
  union all by name from trend
  union all by name from since_previous
  union all by name from goal_said
  union all by name from goal_share
  union all by name from hot_buurt
  union all by name from hot_part
  union all by name
  from unsaid where finding is not null
)
select
  finding, family, found_in, area_code, area_level, domain, domains, indicator_id, goal_id, population_code, period, age_group, value,
  lower_95, upper_95, unit, benchmark_code, benchmark_value, since, age_before, country_before, country_value, verdict, n, n_of, estimates,
  domains_worse, domains_judged, persons, persons_lower, persons_upper, share, share_of_people, change, change_lower, change_upper,
  first_likely_year, status_reason, polarity, value_kind, reliability, reason, size, certainty
from said
order by area_code, finding, domain, indicator_id, goal_id
