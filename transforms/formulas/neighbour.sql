-- Statistical neighbours: areas that are alike in features that policy does not change. Never on the outcomes compared.

-- Long features `named_table` (area_code, feature, value, is_wanted: the areas that neighbours are looked for) with a z per feature
-- that outliers do not decide: from the median, in quartile distances (1.349 of them to a standard deviation of a normal spread;
-- Rousseeuw & Croux 1993), or in standard deviations where half of all are equal. A feature that is equal everywhere says nothing
-- and is null.
create or replace temp macro robustly_scaled(named_table) as table
select
  *,
  (value - median(value::double) over each_feature) / coalesce(
    nullif(quantile_cont(value::double, 0.75) over each_feature - quantile_cont(value::double, 0.25) over each_feature, 0) / 1.349,
    nullif(stddev_samp(value::double) over each_feature, 0)
  ) as z
from query_table(named_table)
window each_feature as (partition by feature);

-- Euclidean distance between wanted areas and all others over the features both have, times sqrt(features / shared); null below
-- min_share of the features. `named_table` as robustly_scaled gives it; gives area_code, other_code, shared, distance. Features
-- stand in a list per area, so that a pair is one row: wanted areas x all areas, in a stream. Most pairs have all features.
create or replace temp macro neighbour_distances(named_table, min_share) as table
with
feature_value as (
  select area_code, feature, is_wanted, z from query_table(named_table) where z is not null
),
feature_place as (
  select area_code, is_wanted, feature
  from (select area_code, bool_or(is_wanted) as is_wanted from feature_value group by area_code)
  cross join (select distinct feature from feature_value)
),
feature_vector as (
  select
    p.area_code, any_value(p.is_wanted) as is_wanted, count(*) as features,
    string_agg(if(v.z is null, '0', '1'), '' order by p.feature)::bit as known,
    list(v.z order by p.feature) as z,
    -- list_distance takes no nulls, also not in rows that it is not asked for.
    list(coalesce(v.z, 0) order by p.feature) as filled
  from feature_place as p
  left join feature_value as v on v.area_code = p.area_code and v.feature = p.feature
  group by p.area_code
)
select
  a.area_code, b.area_code as other_code, bit_count(a.known & b.known) as shared,
  case
    when shared = a.features then list_distance(a.filled, b.filled)
    when shared >= min_share * a.features then
      sqrt(list_sum(list_transform(a.z, lambda each_z, place: pow(each_z - b.z[place], 2))) * a.features / shared)
  end as distance
from feature_vector as a
join feature_vector as b on b.area_code <> a.area_code
where a.is_wanted and bit_count(a.known & b.known) > 0;

-- The nearest areas, ties by code: `named_table` as neighbour_distances gives it; gives area_code, other_code, place, shared,
-- distance and relative_distance (0 to 1 = the farthest area, as CIPFA shows it). Distances are compared at 9 decimals, so that
-- rounding does not order equal ones.
create or replace temp macro nearest_areas(named_table, peers) as table
with
nearest_list as (
  select
    area_code, max(distance) as farthest,
    -- Not where: that would be asked of each pair before its distance is worked out, which is then done twice.
    min({rounded: round(distance, 9), other_code: other_code, distance: distance, shared: shared}, peers)
      filter (distance is not null) as nearest
  from query_table(named_table)
  group by area_code
),
nearest_place as (
  select area_code, farthest, unnest(nearest) as peer, generate_subscripts(nearest, 1) as place from nearest_list
)
select
  area_code, peer.other_code as other_code, place, peer.shared as shared, peer.distance as distance,
  peer.distance / nullif(farthest, 0) as relative_distance
from nearest_place;
