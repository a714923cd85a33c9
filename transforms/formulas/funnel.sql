-- Funnel plots: the lines around a common value, and on which side of them an area lies.

-- PHEindicatormethods: p0 -/+ z sqrt(p0 (1 - p0) / n) as a share of 1, kept between 0 and 1; pass -z for the lower line.
create or replace temp macro funnel_proportion(p0, n, signed_z) as case
  when n > 0 and p0 between 0 and 1 then
    at_least(0, at_most(1, p0::double + signed_z::double * sqrt(p0::double * (1 - p0::double) / n)))
end;

-- The expected count at which `observed` is just inside the limits (exact Poisson); the lines are observed / expected.
create or replace temp macro funnel_expected_lower(observed, level) as poisson_upper(observed, level);

create or replace temp macro funnel_expected_upper(observed, level) as
  case when observed > 0 then poisson_lower(observed, level) end;

-- PHEindicatormethods: label of an area whose interval is given; null where there is no interval.
create or replace temp macro funnel_label(lower_95, upper_95, lower_998, upper_998, comparator) as case
  when comparator < lower_998 then 'High (0.001)'
  when comparator > upper_998 then 'Low (0.001)'
  when comparator < lower_95 then 'High (0.025)'
  when comparator > upper_95 then 'Low (0.025)'
  when comparator is not null and upper_95 is not null then 'Not significant'
end;

-- Spiegelhalter 2005, Handling over-dispersion of performance indicators (Qual Saf Health Care 14: 347-351): `named_table`
-- (group_key, value, se, target) gives group_key, areas, phi (mean square of z, its lowest and highest tenth drawn in to the 10th
-- and 90th percentile) and tau2, the variance between areas beyond chance. Areas without standard error are left out.
create or replace temp macro overdispersion(named_table) as table
with
dispersion_z as (
  select group_key, (value - target)::double / se::double as z, 1 / pow(se::double, 2) as w
  from query_table(named_table)
  where se > 0
),
dispersion_limits as (
  select group_key, quantile_cont(z, 0.1) as low, quantile_cont(z, 0.9) as high from dispersion_z group by group_key
),
dispersion_sums as (
  select
    d.group_key, count(*) as areas, avg(pow(at_least(low, at_most(high, z)), 2) order by z) as phi, sum(w order by w) as s1,
    sum(w * w order by w) as s2
  from dispersion_z as d
  join dispersion_limits as l on l.group_key = d.group_key
  group by d.group_key
)
select
  group_key, areas, phi,
  case when areas > 1 then at_least(0, (areas * phi - (areas - 1)) / nullif(s1 - s2 / s1, 0)) end as tau2
from dispersion_sums;

-- A funnel line of the additive model around x: x + z sqrt(se^2 + tau2); pass -z for the lower line.
create or replace temp macro funnel_additive(x, se, tau2, signed_z) as x + signed_z * sqrt(se * se + tau2);
