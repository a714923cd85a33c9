-- Groups of equal size. NTILE is not used: it splits equal values and counts missing ones.

-- PHEindicatormethods phe_quantile: group 1 to k of the area with this rank (lowest rank in ties) among n with a value.
create or replace temp macro quantile_of_rank(rank, n, k) as case
  when n >= k then at_least(1, floor((k + 1) - ceil(((n + 1) - rank) / (n / k::double))))::integer
end;
