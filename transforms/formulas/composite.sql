-- Several indicators of an area in one number: domains, the exponential of the English IMD, and shrinkage.

-- County Health Rankings: a z of a small area is kept between -3 and 3.
create or replace temp macro truncated_z(z, is_small_area) as case when is_small_area then at_least(-3, at_most(3, z)) else z end;

-- Mean over domains: `named_table` (group_key, area_code, domain, domain_score, indicators, indicators_present) gives per group_key
-- and area_code score, domains, indicators, indicators_present, reason and rank_score (1 = worst). No score when a domain is absent or less than min_share is present.
create or replace temp macro composite_scores(named_table, min_share) as table
with
composite_sums as (
  select
    group_key, area_code, avg(domain_score order by domain) as mean_score, count(*) as domains,
    count(domain_score) as domains_present, sum(indicators)::bigint as indicators,
    sum(indicators_present)::bigint as indicators_present
  from query_table(named_table)
  group by group_key, area_code
),
composite_reasons as (
  select *, case
    when domains_present < domains then 'domain_absent'
    when indicators_present < min_share * indicators then 'too_few_indicators'
  end as reason
  from composite_sums
)
select
  group_key, area_code, case when reason is null then mean_score end as score, domains, indicators, indicators_present, reason,
  case when reason is null then
    rank() over (partition by group_key, reason is null order by mean_score desc)
  end as rank_score
from composite_reasons;

-- English Indices of Deprivation 2019, technical report: -23 ln(1 - R (1 - exp(-100 / 23))); R in (0, 1], 1 = most deprived.
create or replace temp macro imd_transform(scaled_rank) as case when scaled_rank > 0 and scaled_rank <= 1 then
  -23 * ln(1 - scaled_rank::double * (1 - exp(-100 / 23.0::double)))
end;

-- Rank of an area (1 = least deprived) among n as R; equal values have the same, lowest rank.
create or replace temp macro scaled_rank(rank_from_least, n) as rank_from_least / nullif(n, 0)::double;

-- Variance of a share of n people at the pooled share of all areas, and of a rate at the pooled rate.
create or replace temp macro pooled_variance(pooled_share, n) as pooled_share * (1 - pooled_share) / nullif(n, 0)::double;

-- Chance of the value of an area: of counts by the pooled share of all areas, of others by their interval.
create or replace temp macro value_variance(measure, per, pooled_share, n, lower_95, upper_95) as case
  when measure = 'ratio' then pow(per, 2) * pooled_variance(pooled_share, n)
  when measure = 'rate' then pow(per, 2) * pooled_share / nullif(n, 0)::double
  else pow(se_of_interval(lower_95, upper_95), 2)
end;

-- DerSimonian & Laird 1986, Higgins & Thompson 2002: `named_table` (group_key, value, variance) gives group_key, areas, q, i2,
-- tau2 (the variance between areas that chance does not explain), mean_fixed and mean_random.
-- Sums run in one order: tau2 is a difference, in which the last bits of another order show.
create or replace temp macro heterogeneity(named_table) as table
with
het_areas as (
  select group_key, list({value: value::double, w: 1 / variance::double} order by value, variance) as known
  from query_table(named_table)
  where value is not null and variance > 0
  group by group_key
),
het_fixed as (
  select
    *, len(known) as areas, list_sum(list_transform(known, lambda one: one.w)) as s1,
    list_sum(list_transform(known, lambda one: one.w * one.w)) as s2,
    list_sum(list_transform(known, lambda one: one.w * one.value)) / s1 as mean_fixed
  from het_areas
),
het_q as (
  select *, list_sum(list_transform(known, lambda one: one.w * pow(one.value - mean_fixed, 2))) as q from het_fixed
),
het_tau as (
  select
    *, case when areas > 1 then coalesce(at_least(0, (q - (areas - 1)) / nullif(q, 0)), 0) end as i2,
    case when areas > 1 then at_least(0, (q - (areas - 1)) / nullif(s1 - s2 / s1, 0)) end as tau2
  from het_q
)
select
  group_key, areas, q, i2, tau2, mean_fixed,
  list_sum(list_transform(known, lambda one: one.value / (1 / one.w + tau2)))
    / list_sum(list_transform(known, lambda one: 1 / (1 / one.w + tau2))) as mean_random
from het_tau;

-- Empirical Bayes: the weight of the area's own value, and the value drawn towards the mean of the larger area.
create or replace temp macro shrinkage_weight(tau2, variance) as tau2 / nullif(tau2 + variance, 0)::double;

create or replace temp macro shrunk(value, mean, tau2, variance) as
  shrinkage_weight(tau2, variance) * value + (1 - shrinkage_weight(tau2, variance)) * mean;
