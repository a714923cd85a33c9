-- What is declared, a row for each thing that is named, with the defaults that hold where a declaration says nothing.
create table input.setting as
select
  thresholds.coverage, thresholds.register_difference, thresholds.judged, thresholds.min_population,
  thresholds.breadth_gemeenten, thresholds.breadth_people, region as region_code, control as control_indicator, ranking as ranking_indicators, notice
from declared.config;

-- The area group of which the areas of a level are judged; empty: all groups.
create table input.judged_group as
select unnest(['gemeente', 'wijk', 'buurt']) as area_level,
  unnest([judged.gemeente, coalesce(judged.wijk, region), coalesce(judged.buurt, region)]) as group_code
from declared.config;

-- kind: area, rest (the area without without_code), own_gemeente or own_previous.
create table input.benchmark as
select
  b.code as benchmark_code, b.name_nl, b.name_en,
  case when b.own is not null then 'own_' || b.own when b.without is not null then 'rest' else 'area' end as kind,
  b.area as area_code, b.without as without_code
from declared.config as c, unnest(c.benchmarks) as u(b);

create table input.area_group as
select g.code as group_code, g.name_nl, g.name_en
from declared.config as c, unnest(c.area_groups) as u(g);

create table input.area_group_published as
select group_code, unnest(published_as) as area_code, generate_subscripts(published_as, 1)::integer as preference
from (select g.code as group_code, g.published_as from declared.config as c, unnest(c.area_groups) as u(g));

create table input.area_group_member as
select
  g.code as group_code, coalesce(m."from", 0) as valid_from, coalesce(m.until, 9999) as valid_until,
  unnest(m.areas) as area_code
from declared.config as c, unnest(c.area_groups) as u(g), unnest(g.members) as n(m);

create table input.region as
select
  code as area_code, level as area_level, name, coalesce("from", 0) as valid_from, coalesce(until, 9999) as valid_until,
  unchanged_since
from declared.region;

create table input.region_gemeente as
select code as area_code, level as area_level, unnest(gemeenten) as gemeente_code
from declared.region;

create table input.recode as
select r.vintage, e.key as old_code, e.value as new_code
from declared.recode as r, unnest(map_entries(map_concat(r.gemeenten, r.wijken))) as u(e);

-- Gemeenten that are declared to have the boundary of the year before.
create table input.area_unchanged as
with
followed_year as (
  select g.area_code, v.vintage::integer as vintage, f.changes
  from declared.followed as f, unnest(f.gemeenten) as g(area_code), unnest(range(f."from", f.until + 1)) as v(vintage)
)
select area_code, vintage
from followed_year
where len(list_filter(
  changes,
  lambda change: change.vintage = vintage and list_contains(change.gemeenten, area_code)
)) = 0;

-- Default: a ratio in percent, a rate per thousand.
create table input.indicator as
select
  id as indicator_id, source as source_id, structural as is_structural, numerator_nl as numerator_text,
  denominator_nl as denominator_text, weight.concept as weight_concept, weight.instead_of as weight_instead_of,
  weight.by_age_group as weight_by_age_group, weight.from_age as weight_from_age, weight.until_age as weight_until_age,
  weight.near as weight_near,
  range[1] as range_low, range[2] as range_high,
  * exclude (
    id, source, structural, numerator_nl, denominator_nl, weight, range, value, numerator, denominator, age_group, age_bridges,
    levels, breaks
  ) replace (
    coalesce(per, if(measure = 'rate', 1000, 100)) as per,
    array_to_string(programme_lines, '|') as programme_lines,
    array_to_string(goals, '|') as goals,
    nullif(array_to_string(derived_from, '|'), '') as derived_from,
    coalesce(construct, id) as construct,
    nullif(array_to_string(part_of, '|'), '') as part_of
  )
from declared.indicator;

create table input.indicator_term as
select indicator as indicator_id, role, source as source_id, concept
from declared.term;

create table input.indicator_age as
select id as indicator_id, unnest(age_group) as age_group
from declared.indicator;

-- The age group before, where the age limit of the source changed.
create table input.age_bridge as
select i.id as indicator_id, e.key as age_group, e.value as age_before
from declared.indicator as i, unnest(map_entries(i.age_bridges)) as u(e);

-- Default: every level.
create table input.indicator_level as
with
known_level as (
  select area_level from input.area_prefix
  union all
  select 'regio'
)
select i.id as indicator_id, k.area_level
from declared.indicator as i
join known_level as k on i.levels is null or list_contains(i.levels, k.area_level);

create table input.indicator_break as
select i.id as indicator_id, b.period, b.reason
from declared.indicator as i, unnest(i.breaks) as u(b);

-- The rings around indicators: each domain in its theme; weight is that of the domain in the rank score of cumulation.
create table input.theme as
select t.id as theme_id, t.name_nl, t.name_en, d.domain, d.name_en as domain_en, d.weight
from declared.theme as t, unnest(t.domains) as u(d);

-- The goals of this region. For is_rest the reference is the benchmark area without the population.
create table input.goal as
select
  id as goal_id, name_nl, name_en, goal, population as population_code,
  coalesce(benchmark.area, benchmark.rest_of) as benchmark_code, benchmark.rest_of is not null as is_rest, rule,
  share as close_share, path_from::integer as path_from, deadline
from declared.goal;

create table input.goal_indicator as
select g.id as goal_id, u.indicator_id, coalesce(g.baselines[u.indicator_id], g.baseline) as baseline_period
from declared.goal as g, unnest(g.indicators) as u(indicator_id);

-- Figures that a programme printed, with the period of ours that comes nearest.
create table input.printed_figure as
select
  g.id as goal_id, p.indicator as indicator_id, p.area as area_code, p.period, p.value, p.source as printed_in,
  p.difference as difference_reason
from declared.goal as g, unnest(g.printed) as u(p);

-- Everything that is done for people somewhere; a programme is an intervention with KPIs, rules and verdicts.
create table input.intervention as
select
  id as intervention_id, name_nl, name_en, status, status_note, owner, target_group, area_vintage,
  period."from"::date as period_from, period.until::date as period_until, evidence as evidence_level, areas, domains, partners
from declared.programme
union all
select
  id, name_nl, name_en, status, status_note, owner, target_group, area_vintage, period."from"::date, period.until::date,
  evidence, areas, domains, partners
from declared.intervention;

create table input.intervention_area as
select intervention_id, unnest(areas) as area_code
from input.intervention;

create table input.intervention_domain as
select intervention_id, unnest(domains) as domain
from input.intervention;

-- Who delivers figures of the region by contract.
create table input.partner as
select id as source_id, title, owner, access
from declared.partner;

create table input.programme as
select id as programme_id, line as programme_line, pillar, ses_theme, control_group
from declared.programme;

create table input.kpi as
select
  p.id as programme_id, k.id as kpi_id, u.kpi_no::integer as kpi_no, k.name_nl, k.name_en, k.stage,
  k.indicator as indicator_id, k.age_group, k.direction, k.target.value as target, k.target."by"::date as target_by,
  k.baseline.period as baseline_period, k.baseline."end"::date as baseline_end,
  coalesce(k.areas, p.areas) as areas, k.outcomes, k.rules
from declared.programme as p, unnest(p.kpis) with ordinality as u(k, kpi_no);

create table input.kpi_area as
select programme_id, kpi_id, unnest(areas) as area_code
from input.kpi;

create table input.kpi_outcome as
select programme_id, kpi_id, unnest(outcomes) as outcome_id
from input.kpi;

-- Either threshold or question; otherwise: what is proposed when the rule does not hold.
create table input.programme_rule as
select
  k.programme_id, k.kpi_id, u.rule_no::integer as rule_no, r."by"::date as due, r.threshold, r.question,
  r.answer.holds as answer_holds, r.answer."date"::date as answered_on, r.answer."by" as answered_by,
  r.answer.note as answer_note, r.otherwise
from input.kpi as k, unnest(k.rules) with ordinality as u(r, rule_no);

create table input.programme_verdict as
select
  p.id as programme_id, v."date"::date as verdict_on, v.verdict, v."by" as verdict_by, v.reason as verdict_reason
from declared.programme as p, unnest(p.verdicts) as u(v);
