-- Whether neighbouring areas are alike. Weights are row-standardised over the neighbours that have a value.

-- Links between areas with a value: `named_table` (group_key, area_code, value), `links` (area_code, neighbour_code; both ways).
create or replace temp macro spatial_links(named_table, links) as table
with
spatial_value as (
  select
    group_key, area_code, value::double - avg(value::double) over (partition by group_key) as z,
    count(*) over (partition by group_key) as areas
  from query_table(named_table)
  where value is not null
)
select
  a.group_key, a.area_code, a.areas, a.z, b.area_code as neighbour_code, b.z as neighbour_z,
  1 / nullif(count(b.area_code) over (partition by a.group_key, a.area_code), 0)::double as w
from spatial_value as a
left join query_table(links) as l on l.area_code = a.area_code
left join spatial_value as b
  on b.group_key is not distinct from a.group_key and b.area_code = l.neighbour_code and b.area_code <> a.area_code
qualify b.area_code is not null
  or (count(b.area_code) over (partition by a.group_key, a.area_code) = 0
    and row_number() over (partition by a.group_key, a.area_code) = 1);

-- Moran 1950, Cliff & Ord 1981, Geary 1954: per group_key areas (with neighbours), islands (left out of n, kept in the mean),
-- moran_i, expected, variance (randomisation), variance_normal, z, p (one-sided: more alike than chance), geary_c.
create or replace temp macro moran(named_table, links) as table
with
moran_link as (
  from spatial_links(named_table, links)
),
moran_area as (
  select
    group_key, area_code, any_value(z) as z, any_value(areas) as areas, sum(w) as w_out,
    sum(w * neighbour_z) as lag, sum(w * pow(z - neighbour_z, 2)) as contrast
  from moran_link
  group by group_key, area_code
),
moran_pair as (
  select group_key, area_code as code_a, neighbour_code as code_b, w from moran_link where neighbour_code is not null
  union all
  select group_key, neighbour_code, area_code, w from moran_link where neighbour_code is not null
),
moran_both as (
  select group_key, code_a, code_b, sum(w) as w_both from moran_pair group by group_key, code_a, code_b
),
moran_s as (
  select group_key, sum(s1_part) / 2 as s1, sum(pow(w_sum, 2)) as s2
  from (
    select group_key, code_a, sum(pow(w_both, 2)) as s1_part, sum(w_both) as w_sum from moran_both group by group_key, code_a
  )
  group by group_key
),
moran_sums as (
  select
    group_key, count(w_out)::double as n, count(*) - count(w_out) as islands, sum(w_out) as s0, sum(z * z) as zz,
    count(*) * sum(pow(z, 4)) / nullif(pow(sum(z * z), 2), 0) as kurtosis, sum(z * lag) as zlag, sum(contrast) as contrast
  from moran_area
  group by group_key
),
moran_values as (
  select
    m.*, s.s1, s.s2,
    n / nullif(s0, 0) * zlag / nullif(zz, 0) as moran_i,
    -1 / nullif(n - 1, 0) as expected,
    (n - 1) / nullif(2 * s0, 0) * contrast / nullif(zz, 0) as geary_c
  from moran_sums as m
  left join moran_s as s on s.group_key is not distinct from m.group_key
),
moran_variance as (
  select
    *,
    case when n > 3 then
      (n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0) - kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0))
        / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - expected * expected
    end as variance,
    (n * n * s1 - n * s2 + 3 * s0 * s0) / nullif(s0 * s0 * (n * n - 1), 0) - expected * expected as variance_normal
  from moran_values
)
select
  group_key, n::bigint as areas, islands, moran_i, expected, variance, variance_normal,
  case when variance > 0 then (moran_i - expected) / sqrt(variance) end as z,
  case when variance > 0 then normal_upper((moran_i - expected) / sqrt(variance)) end as p,
  geary_c
from moran_variance;

-- Anselin 1995, moments of Sokal, Oden & Thomson 1998: per area lag_mean (mean of the neighbours), local_i, quadrant (HH, LL, HL,
-- LH), neighbours, and moments under conditional and total randomisation. Islands and areas without variation have no local_i.
-- Significance comes from all placements of the other values (local-moran.ts), then from p_adjusted.
create or replace temp macro local_moran(named_table, links) as table
with
lisa_moments as (
  select group_key, avg(value::double) as mean, var_pop(value::double) as m2, count(value)::double as n
  from query_table(named_table)
  where value is not null
  group by group_key
),
lisa_fourth as (
  select t.group_key, avg(pow(t.value - m.mean, 4)) / nullif(pow(any_value(m.m2), 2), 0) as b2
  from query_table(named_table) as t
  join lisa_moments as m on m.group_key is not distinct from t.group_key
  where t.value is not null
  group by t.group_key
),
lisa_area as (
  select
    group_key, area_code, any_value(z) as z, count(neighbour_code) as neighbours, sum(w * neighbour_z) as lag, sum(w * w) as ww
  from spatial_links(named_table, links)
  group by group_key, area_code
)
select
  a.group_key, a.area_code, a.neighbours,
  m.mean + a.lag as lag_mean,
  a.z * a.lag / nullif(m.m2, 0) as local_i,
  case when a.lag is not null then
    case when a.z >= 0 then 'H' else 'L' end || case when a.lag >= 0 then 'H' else 'L' end
  end as quadrant,
  case when a.lag is not null then -a.z * a.z / nullif((m.n - 1) * m.m2, 0) end as expected_conditional,
  case when a.lag is not null then
    pow(a.z / nullif(m.m2, 0), 2) * m.n / nullif(m.n - 2, 0) * (a.ww - 1 / nullif(m.n - 1, 0)) * (m.m2 - a.z * a.z / nullif(m.n - 1, 0))
  end as variance_conditional,
  case when a.lag is not null then -1 / nullif(m.n - 1, 0) end as expected_total,
  a.ww * (m.n - f.b2) / nullif(m.n - 1, 0)
    + (1 - a.ww) * (2 * f.b2 - m.n) / nullif((m.n - 1) * (m.n - 2), 0) - 1 / nullif(pow(m.n - 1, 2), 0) as variance_total
from lisa_area as a
join lisa_moments as m on m.group_key is not distinct from a.group_key
join lisa_fourth as f on f.group_key is not distinct from a.group_key;
