-- Inequality between groups that are ordered from most to least deprived.

-- Scale on which the line is fitted: none, log (rates) or logit (shares); and back.
create or replace temp macro to_scale(value, scale) as case scale
  when 'none' then value
  when 'log' then case when value > 0 then ln(value) end
  when 'logit' then case when value > 0 and value < 1 then ln(value / (1 - value)) end
end;

create or replace temp macro from_scale(value, scale) as case scale
  when 'none' then value when 'log' then exp(value) when 'logit' then exp(value) / (1 + exp(value))
end;

-- Slope and relative index of inequality (PHEindicatormethods phe_sii; Low & Low 2004): `named_table` (group_key, quantile = 1 most
-- deprived, population, value, scale) and the number of groups that must be there give group_key, sii (least minus most deprived,
-- times the multiplier), intercept (fitted for the most deprived end), rii (fitted least / fitted most deprived, the other way
-- round when the multiplier is negative), overall (weighted mean), slope_lower and slope_upper (ScotPHO: t limits of the line,
-- untransformed scale only), rii_of_mean (ScotPHO: -slope / overall) and reason. Limits by simulation: inequality.ts.
create or replace temp macro slope_index(named_table, quantiles, multiplier) as table
with
slope_group as (
  select
    group_key, quantile, population::double as people, value::double as value, scale,
    to_scale(value::double, scale) as y,
    (sum(population::double) over (partition by group_key order by quantile) - population / 2.0)
      / nullif(sum(population::double) over (partition by group_key), 0) as rank_middle
  from query_table(named_table)
),
slope_centre as (
  select
    *,
    sum(people * rank_middle) over (partition by group_key) / sum(people) over (partition by group_key) as x_mean,
    sum(people * y) over (partition by group_key) / nullif(sum(people) over (partition by group_key), 0) as y_mean
  from slope_group
),
slope_sums as (
  select
    group_key, any_value(scale) as scale, any_value(x_mean) as x_mean, any_value(y_mean) as y_mean, count(*) as groups,
    sum(people / total * pow(rank_middle - x_mean, 2)) as sxx,
    sum(people / total * (rank_middle - x_mean) * (y - y_mean)) as sxy,
    sum(people / total * pow(y - y_mean, 2)) as syy,
    sum(people * value) / nullif(sum(people), 0) as overall,
    case
      when count(*) <> quantiles or count(distinct quantile) <> quantiles then 'quantile_missing'
      when count(people) < quantiles or min(people) <= 0 then 'group_without_people'
      when count(y) < quantiles then 'value_missing'
    end as reason
  from (select *, sum(people) over (partition by group_key) as total from slope_centre)
  group by group_key
),
slope_line as (
  select
    *,
    case when reason is null then sxy / nullif(sxx, 0) end as slope,
    y_mean - slope * x_mean as at_most,
    sqrt(at_least(0, syy - slope * sxy) / nullif(groups - 2, 0) / nullif(sxx, 0)) as slope_se
  from slope_sums
)
select
  group_key,
  (from_scale(at_most + slope, scale) - from_scale(at_most, scale)) * multiplier as sii,
  from_scale(at_most, scale) as intercept,
  case when multiplier < 0
    then from_scale(at_most, scale) / nullif(from_scale(at_most + slope, scale), 0)
    else from_scale(at_most + slope, scale) / nullif(from_scale(at_most, scale), 0)
  end as rii,
  case when reason is null then overall end as overall,
  case when scale = 'none' then slope - student_critical(0.05, groups - 2) * slope_se end as slope_lower,
  case when scale = 'none' then slope + student_critical(0.05, groups - 2) * slope_se end as slope_upper,
  case when scale = 'none' and reason is null then -slope / nullif(overall, 0) end as rii_of_mean,
  reason
from slope_line;
