-- Figures of an area without another one that lies in it (the rest of the country), for every pair that a goal or benchmark
-- names. Shares of counts are weighed by their own denominators, others by a register count.
with
pair as (
  select population_code, benchmark_code from input.goal where is_rest
  union
  select without_code, area_code from input.benchmark where kind = 'rest'
),
figure as materialized (
  select
    v.indicator_id::varchar as indicator_id, v.area_code::varchar as area_code, v.area_vintage, v.period::varchar as period,
    v.sex::varchar as sex, v.age_group::varchar as age_group, v.value, v.denominator, se_of_interval(v.lower_95, v.upper_95) as se
  from gold.indicator_value as v
  where
    v.is_preferred and v.value is not null
    and v.area_code::varchar in (select population_code from pair union select benchmark_code from pair)
),
side_by_side as (
  select
    p.population_code, p.benchmark_code, r.indicator_id, r.area_vintage, r.period, r.sex, r.age_group,
    r.value as region_value, r.se as se_region, t.value as total_value, t.se as se_total,
    r.denominator is not null and t.denominator is not null as is_own_weight,
    case when is_own_weight then r.denominator else w.region_weight end as region_weight,
    case when is_own_weight then t.denominator else w.benchmark_weight end as benchmark_weight,
    case when is_own_weight then 'denominator' else 'count' end as weighed_by,
    case when not is_own_weight then i.weight_concept end as weight_concept,
    case when not is_own_weight then w.weight_period end as weight_period,
    case when not is_own_weight then w.weight_table end as weight_table,
    case when not is_own_weight then replace(i.weight_instead_of, '{age_group}', r.age_group) end as weight_instead_of
  from pair as p
  join figure as r on r.area_code = p.population_code
  join figure as t
    on t.indicator_id = r.indicator_id and t.area_code = p.benchmark_code and t.period = r.period and t.sex = r.sex
    and t.age_group = r.age_group
  join input.indicator as i on i.indicator_id = r.indicator_id
  left join silver.rest_weight as w
    on w.weight_concept = i.weight_concept and w.set_code = p.population_code || '/' || p.benchmark_code
    and w.area_vintage = r.area_vintage and w.period = r.period
),
-- The region is part of the whole: var_total = w² var_region + (1-w)² var_rest. Rounded limits can make var_rest negative;
-- then that of the total stands in.
rest as (
  select
    *,
    region_weight / nullif(benchmark_weight, 0) as w,
    (pow(se_total, 2) - pow(w * se_region, 2)) / nullif(pow(1 - w, 2), 0) as rest_variance
  from side_by_side
)
select
  population_code, benchmark_code, indicator_id, period, sex, age_group,
  rest_value(region_value, region_weight, total_value, benchmark_weight) as value,
  case when rest_variance < 0 then se_total else sqrt(rest_variance) end as se,
  region_weight, benchmark_weight, weighed_by, weight_concept, weight_period, weight_table, weight_instead_of
from rest
where region_weight is not null and benchmark_weight is not null
order by population_code, benchmark_code, indicator_id, period, sex, age_group
