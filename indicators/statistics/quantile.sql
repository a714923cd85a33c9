-- Groups of equal size and their bounds. NTILE is not used: it splits equal values and counts missing ones.

-- PHEindicatormethods phe_quantile: group 1 to k of the area with this rank (lowest rank in ties) among n with a value.
create or replace temp macro quantile_of_rank(rank, n, k) as case
  when n >= k then at_least(1, floor((k + 1) - ceil(((n + 1) - rank) / (n / k::double))))::integer
end;

-- Rows of `named_table` (group_key, value, …) with quantile 1 to k within each group_key; inverted: group 1 = highest.
create or replace temp macro with_quantile(named_table, k, inverted) as table
select
  * exclude (quantile_sort),
  case when value is not null then quantile_of_rank(
    rank() over (partition by group_key order by quantile_sort nulls last),
    count(value) over (partition by group_key),
    k
  ) end as quantile
from (select *, case when inverted then -value else value end as quantile_sort from query_table(named_table));

-- Fingertips: bounds of k groups by linear interpolation at (n - 1) f + 1 (R type 7), to 10 decimals, from more than 3 values.
-- `named_table` (group_key, value) gives group_key, n, bounds (k + 1 numbers from lowest to highest).
create or replace temp macro quantile_bounds(named_table, k) as table
select
  group_key,
  count(value) as n,
  case when count(value) > 3 then list_transform(
    quantile_cont(value::double, list_transform(range(k + 1), lambda part: part / k::double)),
    lambda bound: round(bound, 10)
  ) end as bounds
from query_table(named_table)
group by group_key;

-- Fingertips: group of a value between bounds; a value on a bound belongs to the lower group; too few values: none.
create or replace temp macro bounds_category(value, bounds, n) as case
  when value is not null and n >= len(bounds) - 1 then
    1 + len(list_filter(bounds[2:-2], lambda inner_bound: inner_bound < value))
end;

-- Rank of a score to one of k groups of equal size, 1 = first rank (as the deciles of the English IMD).
create or replace temp macro rank_group(rank, n, k) as ceil(rank * k / n::double)::integer;
