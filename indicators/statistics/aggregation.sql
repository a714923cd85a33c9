-- Adding up buurt > wijk > gemeente > region, and what is certain when parts are missing.

-- Weighted mean: `named_table` (group_key, value, weight, se) and the ends of the scale (0 and 100 for a percentage) give
-- group_key, value, coverage (weight with a value / all weight), se_independent, se_full_correlation, lower_bound and upper_bound
-- (missing parts at the ends of the scale), parts, parts_missing. Counts are summed first and divided once; this is for figures
-- published without them, with the weight of the right denominator. Null when there is no weight; a weight that is missing for
-- any part makes all null.
create or replace temp macro weighted_means(named_table, scale_low, scale_high) as table
with
aggregate_sums as (
  select
    group_key, count(*) as parts, count(*) - count(value) as parts_missing, count(*) - count(weight) as unweighted,
    sum(weight::double) as weight_all,
    coalesce(sum(weight::double) filter (value is not null), 0) as weight_present,
    sum(weight * value::double) as weighted_sum,
    sum(pow(weight * se::double, 2)) filter (value is not null) as squares,
    sum(weight * se::double) filter (value is not null) as linear,
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

-- Standard error when errors of the parts have a common correlation rho: 0 = independent, 1 = the safe upper limit for estimates
-- of one model.
create or replace temp macro se_with_correlation(se_independent, se_full_correlation, rho) as
  sqrt((1 - rho::double) * pow(se_independent, 2) + rho * pow(se_full_correlation, 2));

-- What an integer can be that was rounded half up to a multiple of `rounding` (0 = not rounded); never below 0.
create or replace temp macro rounded_low(value, rounding) as at_least(0, value - floor(rounding / 2.0));

create or replace temp macro rounded_high(value, rounding) as value + at_least(0, ceil(rounding / 2.0) - 1);

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
