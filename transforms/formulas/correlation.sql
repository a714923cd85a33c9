-- Co-occurrence: correlations of pairs of indicators over areas, and corrections for looking at many.

-- Pearson from sums of centred products; null when one of the two does not vary.
create or replace temp macro pearson_r(sxy, sxx, syy) as
  at_least(-1, at_most(1, sxy / nullif(sqrt(sxx::double) * sqrt(syy::double), 0)));

-- p of a correlation from t with n - 2 - k degrees of freedom, k = number of variables held constant.
create or replace temp macro correlation_p(r, df) as case
  when df > 0 and abs(r) >= 1 then 0
  when df > 0 then student_p(r * sqrt(df / (1 - r * r)), df::double)
end;

-- Fisher 1921: limits of a Pearson correlation.
create or replace temp macro fisher_limit(r, n, signed_z) as case
  when n > 3 and abs(r) >= 1 then r
  when n > 3 then tanh(atanh(r) + signed_z::double / sqrt(n - 3))
end;

-- Spearman 1904 with average ranks over the areas that have both values: `named_table` (pair, x, y) gives pair, n, spearman,
-- spearman_p, spearman_lower, spearman_upper (Fisher limits with variance 1.06 / (n - 3), Fieller, Hartley & Pearson 1957),
-- pearson, pearson_p, pearson_lower, pearson_upper. Twice the rank less its mean is whole, so that sums are exact.
-- spearman_p_any_spread: of the correlation over the spread of its products (DiCiccio & Romano 2017). Small areas vary more, in
-- whatever is measured; spearman_p takes that for relations in pure chance (q at 5 % found some in 9 of 100 worlds).
create or replace temp macro correlations(named_table) as table
with
pair_rank as (
  select
    pair, x::double as x, y::double as y,
    2 * rank() over (partition by pair order by x) + count(*) over (partition by pair, x) - count(*) over (partition by pair) - 2
      as rank_x,
    2 * rank() over (partition by pair order by y) + count(*) over (partition by pair, y) - count(*) over (partition by pair) - 2
      as rank_y
  from query_table(named_table)
  where x is not null and y is not null and not isnan(x::double) and not isnan(y::double)
),
pair_sums as (
  select
    pair, count(*) as n,
    pearson_r(sum(rank_x * rank_y), sum(rank_x * rank_x), sum(rank_y * rank_y)) as spearman,
    count(*) * sum(rank_x * rank_y * rank_x * rank_y)
      / nullif(sum(rank_x * rank_x) * sum(rank_y * rank_y)::double, 0) as product_spread,
    pearson_r(covar_pop(y, x), var_pop(x), var_pop(y)) as pearson
  from pair_rank
  group by pair
)
select
  pair, n, spearman,
  correlation_p(spearman, n - 2) as spearman_p,
  coalesce(
    case when abs(spearman) < 1 and n > 2
      then student_p(spearman * sqrt((n - 2) / ((1 - spearman * spearman) * nullif(product_spread, 0))), (n - 2)::double)
    end,
    correlation_p(spearman, n - 2)
  ) as spearman_p_any_spread,
  fisher_limit(spearman, n, -z_of_level(0.95) * sqrt(1.06)) as spearman_lower,
  fisher_limit(spearman, n, z_of_level(0.95) * sqrt(1.06)) as spearman_upper,
  pearson,
  correlation_p(pearson, n - 2) as pearson_p,
  fisher_limit(pearson, n, -z_of_level(0.95)) as pearson_lower,
  fisher_limit(pearson, n, z_of_level(0.95)) as pearson_upper
from pair_sums;

-- Yule 1907: correlation of x and y with z held constant, of (rank) correlations over the same areas. Applied again to its own
-- results it holds a second variable constant; equals the inverse of the rank correlation matrix.
create or replace temp macro partial_r(r_xy, r_xz, r_yz) as
  (r_xy - r_xz * r_yz) / nullif(sqrt(1 - r_xz * r_xz::double) * sqrt(1 - r_yz * r_yz::double), 0);

-- Rows of `named_table` (group_key, p, …) with q_bh (Benjamini & Hochberg 1995), q_by (Benjamini & Yekutieli 2001), p_holm
-- (Holm 1979) and p_bonferroni within each group_key; rows without p count for nothing.
create or replace temp macro p_adjusted(named_table) as table
with
adjust_place as (
  select
    *,
    count(p) over (partition by group_key) as p_count,
    row_number() over (partition by group_key order by p nulls last) as p_place
  from query_table(named_table)
),
adjust_harmonic as (
  select *, sum(1 / p_place::double) filter (p is not null) over (partition by group_key order by p_place) as p_harmonic
  from adjust_place
),
adjust_steps as (
  select
    * exclude (p_harmonic),
    max(p_harmonic) over (partition by group_key) as p_harmonic,
    min(p * p_count / p_place) over (partition by group_key order by p_place desc) as p_step_up,
    max(p * (p_count - p_place + 1)) over (partition by group_key order by p_place) as p_step_down
  from adjust_harmonic
)
select
  * exclude (p_count, p_place, p_harmonic, p_step_up, p_step_down),
  case when p is not null then least(1, p_step_up) end as q_bh,
  case when p is not null then least(1, p_step_up * p_harmonic) end as q_by,
  case when p is not null then least(1, p_step_down) end as p_holm,
  case when p is not null then least(1, p * p_count) end as p_bonferroni
from adjust_steps;
