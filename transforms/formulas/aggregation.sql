-- Adding up buurt > wijk > gemeente > region, and what is certain when parts are missing.

-- Weighted mean: `named_table` (group_key, value, weight, se) and the ends of the scale (0 and 100 for a percentage) give
-- group_key, value, coverage (weight with a value / all weight), se_independent, se_full_correlation, lower_bound and upper_bound
-- (missing parts at the ends of the scale), parts, parts_missing. Counts are summed first and divided once; this is for figures
-- published without them, with the weight of the right denominator. Null when there is no weight; a weight that is missing for
-- any part makes all null. Sums of doubles are taken in order: published digits may not depend on the number of threads.
create or replace temp macro weighted_means(named_table, scale_low, scale_high) as table
with
aggregate_sums as (
  select
    group_key, count(*) as parts, count(*) - count(value) as parts_missing, count(*) - count(weight) as unweighted,
    sum(weight::double) as weight_all,
    coalesce(sum(weight::double) filter (value is not null), 0) as weight_present,
    sum(weight * value::double order by value, weight) as weighted_sum,
    sum(pow(weight * se::double, 2) order by weight * se) filter (value is not null) as squares,
    sum(weight * se::double order by weight * se) filter (value is not null) as linear,
    count(*) filter (value is not null and weight > 0 and se is null) as without_se
  from query_table(named_table)
  group by group_key
),
aggregate_known as (
  select
    group_key, parts, parts_missing,
    case when unweighted = 0 then nullif(weight_all, 0) end as weight_all,
    case when unweighted = 0 then nullif(weight_present, 0) end as weight_present,
    weight_all - weight_present as weight_missing, weighted_sum,
    case when without_se = 0 then squares end as squares,
    case when without_se = 0 then linear end as linear
  from aggregate_sums
)
select
  group_key,
  weighted_sum / weight_present as value,
  case when weight_all is not null then coalesce(weight_present, 0) / weight_all end as coverage,
  sqrt(squares) / weight_present as se_independent,
  linear / weight_present as se_full_correlation,
  (coalesce(weighted_sum, 0) + weight_missing * scale_low) / case when weight_present is not null then weight_all end
    as lower_bound,
  (coalesce(weighted_sum, 0) + weight_missing * scale_high) / case when weight_present is not null then weight_all end
    as upper_bound,
  parts, parts_missing
from aggregate_known;

-- Whole years from one period to a later one; null when it is not later. A row without one of them is not looked into.
create or replace temp macro years_between(earlier, later) as case
  when earlier is not null and later is not null then
    nullif(at_least(0, left(later::varchar, 4)::integer - left(earlier::varchar, 4)::integer), 0)
end;

-- What an integer can be that was rounded half up to a multiple of `rounding` (0 = not rounded); never below 0.
create or replace temp macro rounded_low(value, rounding) as at_least(0, value - floor(rounding / 2.0));

create or replace temp macro rounded_high(value, rounding) as value + at_least(0, ceil(rounding / 2.0) - 1);

-- What a sum of `terms` counts can be that were each rounded to the nearest multiple of `step` (0 = not rounded), ties either
-- way: half a step off per term, never below 0; a printed 0 stands for less than half a step.
create or replace temp macro nearest_low(value, step, terms) as at_least(0, value - coalesce(step, 0) / 2.0 * terms);

create or replace temp macro nearest_high(value, step, terms) as
  value + terms * case when coalesce(step, 0) = 0 then 0 when value = 0 then ceil(step / 2.0) - 1 else step / 2.0 end;

-- Whether a part is larger than its whole by rounding only: both are multiples of 5, and at most one step of 10 apart.
create or replace temp macro rounded_above_whole(part, whole) as
  coalesce(part > whole and part - whole <= 10 and part % 5 = 0 and whole % 5 = 0, false);

-- Bounds of a sum: `named_table` (group_key, value, is_suppressed, suppressed_min, suppressed_max, rounding) gives group_key,
-- sum_low, sum_high; null when a part is missing without being suppressed.
create or replace temp macro interval_sums(named_table) as table
with
interval_part as (
  select
    group_key,
    case when is_suppressed then suppressed_min else rounded_low(value, rounding) end as low,
    case when is_suppressed then suppressed_max else rounded_high(value, rounding) end as high
  from query_table(named_table)
)
select
  group_key,
  case when count(low) = count(*) then sum(low) end as sum_low,
  case when count(high) = count(*) then sum(high) end as sum_high
from interval_part
group by group_key;

-- The step of counts that are all multiples of 100, 10 or 5 (an aggregate); 0 = as counted, or fewer than 20 that are not 0.
-- Not 20 different ones: of rare events, as burglaries per buurt, there never are.
create or replace temp macro detected_step(x) as case
  when count(nullif(x, 0)) < 20 then 0
  when bool_and(x % 100 = 0) then 100
  when bool_and(x % 10 = 0) then 10
  when bool_and(x % 5 = 0) then 5
  else 0
end;

-- The `rounding` of a sum of `terms` counts that were each rounded to a multiple of `step`, up or down: each less than a step off.
-- CBS rounds so: in KWB 2024, 202 of 3,393 wijken lie more than 2 per count from the sum of their buurten, none more than 4.
create or replace temp macro rounding_either_way(step, terms) as case when step > 0 then (2 * step - 1) * terms else 0 end;

-- The least and largest weighted mean when weights and values are only known to lie between two numbers: `named_table` (group_key,
-- value_low, value_high, weight_low, weight_high; taken to six decimals, so that sums are exact in any order) gives group_key,
-- mean_low, mean_high. A higher weight for a part raises the mean exactly when its value lies above it; so the largest mean gives
-- the parts from some value upwards their high weight and the others their low one, and every such cut is tried. The least mirrors
-- it. Null when a weight is missing or all weights are 0; one end is null when a value of that end is missing.
create or replace temp macro exact_part(x) as x::decimal(19, 6);

create or replace temp macro weighted_extremes(named_table) as table
with
extreme_part as (
  select
    group_key, exact_part(value_low) as value_low, exact_part(value_high) as value_high, exact_part(weight_low) as weight_low,
    exact_part(weight_low) * exact_part(value_low) as least_low,
    exact_part(weight_low) * exact_part(value_high) as least_high,
    exact_part(weight_high) - exact_part(weight_low) as spare,
    (exact_part(weight_high) - exact_part(weight_low))::decimal(19, 6) * exact_part(value_low) as spare_low,
    (exact_part(weight_high) - exact_part(weight_low))::decimal(19, 6) * exact_part(value_high) as spare_high,
    weight_high > 0 as is_weighing
  from query_table(named_table)
),
extreme_total as (
  select
    group_key, sum(weight_low) as weight, sum(least_low) as sum_low, sum(least_high) as sum_high,
    count(spare) = count(*) as is_weighed,
    count(value_low) filter (is_weighing) = count(*) filter (is_weighing) as is_low_known,
    count(value_high) filter (is_weighing) = count(*) filter (is_weighing) as is_high_known
  from extreme_part
  group by group_key
),
extreme_cut as (
  select
    p.group_key,
    (t.sum_low + sum(p.spare_low) over lowest_first)::double / nullif((t.weight + sum(p.spare) over lowest_first)::double, 0)
      as mean_low,
    (t.sum_high + sum(p.spare_high) over highest_first)::double / nullif((t.weight + sum(p.spare) over highest_first)::double, 0)
      as mean_high
  from extreme_part as p
  join extreme_total as t on t.group_key = p.group_key
  window
    lowest_first as (partition by p.group_key order by p.value_low rows unbounded preceding),
    highest_first as (partition by p.group_key order by p.value_high desc rows unbounded preceding)
  union all
  select group_key, sum_low::double / nullif(weight::double, 0), sum_high::double / nullif(weight::double, 0)
  from extreme_total
)
select
  t.group_key,
  case when t.is_weighed and t.is_low_known then min(c.mean_low) end as mean_low,
  case when t.is_weighed and t.is_high_known then max(c.mean_high) end as mean_high
from extreme_total as t
join extreme_cut as c on c.group_key = t.group_key
group by t.group_key, t.is_weighed, t.is_low_known, t.is_high_known;

-- The least and largest of (top + m v) / (bottom + m), in which m of parts without a count lies from 0 to spare and their value v at
-- the end of the scale. A spare of null, or an end that there is not, is no bound.
create or replace temp macro least_ratio(top, bottom, spare, scale_low) as at_most(
  top::double / nullif(bottom, 0),
  (top::double + case when spare = 0 then 0 else spare * scale_low end) / nullif(bottom + spare, 0)
);

create or replace temp macro largest_ratio(top, bottom, spare, scale_high) as at_least(
  top::double / nullif(bottom, 0),
  (top::double + case when spare = 0 then 0 else spare * scale_high end) / nullif(bottom + spare, 0)
);
