-- Is a difference local, of a gemeente, or of the region?

-- Split of the population-weighted variance: `named_table` (group_key, gemeente_code, wijk_code, population, value; one row per
-- buurt) gives group_key, mean, variance_total, variance_gemeente (between gemeenten), variance_wijk (between wijken within
-- gemeenten), variance_buurt (within wijken), and share_gemeente, share_wijk, share_buurt. Buurten without value or people are
-- left out. A share of the total needs variation.
create or replace temp macro variance_split(named_table) as table
with
split_buurt as (
  select
    group_key, population::double as people, value::double as value,
    sum(population * value::double) over in_wijk / sum(population::double) over in_wijk as wijk_mean,
    sum(population * value::double) over in_gemeente / sum(population::double) over in_gemeente as gemeente_mean,
    sum(population * value::double) over in_total / sum(population::double) over in_total as total_mean
  from query_table(named_table)
  where value is not null and population > 0
  window
    in_wijk as (partition by group_key, gemeente_code, wijk_code),
    in_gemeente as (partition by group_key, gemeente_code),
    in_total as (partition by group_key)
),
split_sums as (
  select
    group_key,
    any_value(total_mean) as mean,
    sum(people * pow(value - total_mean, 2)) / sum(people) as variance_total,
    sum(people * pow(gemeente_mean - total_mean, 2)) / sum(people) as variance_gemeente,
    sum(people * pow(wijk_mean - gemeente_mean, 2)) / sum(people) as variance_wijk,
    sum(people * pow(value - wijk_mean, 2)) / sum(people) as variance_buurt
  from split_buurt
  group by group_key
)
select
  *,
  variance_gemeente / nullif(variance_total, 0) as share_gemeente,
  variance_wijk / nullif(variance_total, 0) as share_wijk,
  variance_buurt / nullif(variance_total, 0) as share_buurt
from split_sums;

-- On which side of the benchmark the value lies; of a neutral indicator worse means above it.
create or replace temp macro is_worse_than(value, benchmark, polarity) as
  case when polarity = 'higher_better' then value < benchmark else value > benchmark end;

-- People in worse buurten: `named_table` (group_key, population, value, is_worse) gives group_key, population, mean,
-- people_share_worse, areas_share_worse. Buurten of which either is not known are left out.
create or replace temp macro exposure(named_table) as table
select
  group_key,
  sum(population) as population,
  sum(population * value::double) / nullif(sum(population::double), 0) as mean,
  coalesce(sum(population::double) filter (is_worse), 0)
    / nullif(sum(population::double), 0) as people_share_worse,
  count(*) filter (is_worse) / nullif(count(*), 0)::double as areas_share_worse
from query_table(named_table)
where value is not null and is_worse is not null and population > 0
group by group_key;

-- Where the problem is, from gemeenten significantly worse (of the gemeenten judged), the share of people in worse buurten, whether
-- this gemeente is worse, its own share, and significantly worse areas within it. The thresholds are policy: region_gemeenten is a
-- share of gemeenten (5 of 7), people_share a share of people (0.6).
create or replace temp macro problem_scope(
  gemeenten_worse, gemeenten_judged, region_share, gemeente_worse, gemeente_share, areas_worse, region_gemeenten, people_share
) as case
  when gemeenten_worse >= region_gemeenten * gemeenten_judged - 1e-9 and region_share >= people_share then 'region_wide'
  when gemeente_worse and gemeente_share >= people_share then 'gemeente_wide'
  when areas_worse >= 1 then 'local'
  when gemeenten_judged is not null and gemeente_worse is not null and areas_worse is not null then 'no_problem_shown'
end;
