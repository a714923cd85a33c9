-- Statistical neighbours: areas that are alike in features that policy does not change. Never on the outcomes compared.

-- Long features `named_table` (area_code, feature, value, is_wanted: the areas that neighbours are looked for) with z (sample
-- standard deviation) and minmax (0 to 1) per feature; a feature that is equal everywhere says nothing and is null.
create or replace temp macro scaled_features(named_table) as table
select
  *,
  (value - avg(value::double) over each_feature) / nullif(stddev_samp(value::double) over each_feature, 0) as z,
  (value - min(value) over each_feature) / nullif((max(value) over each_feature - min(value) over each_feature)::double, 0)
    as minmax
from query_table(named_table)
window each_feature as (partition by feature);

-- Euclidean distance between wanted areas and all others over the features both have, times sqrt(features / shared); null below
-- min_share of the features. `named_table` as scaled_features gives it; gives area_code, other_code, shared, distance_z,
-- distance_minmax. Work grows with wanted areas x areas x features.
create or replace temp macro neighbour_distances(named_table, min_share) as table
with
feature_value as (
  select area_code, feature, is_wanted, z, minmax from query_table(named_table) where z is not null
),
feature_count as (
  select count(distinct feature) as features from feature_value
),
feature_pair as (
  select
    a.area_code, b.area_code as other_code, count(*) as shared, sum(pow(a.z - b.z, 2)) as squares_z,
    sum(pow(a.minmax - b.minmax, 2)) as squares_minmax
  from feature_value as a
  join feature_value as b on b.feature = a.feature and b.area_code <> a.area_code
  where a.is_wanted
  group by a.area_code, b.area_code
)
select
  p.area_code, p.other_code, p.shared,
  case when p.shared >= min_share * c.features then sqrt(p.squares_z * c.features / p.shared) end as distance_z,
  case when p.shared >= min_share * c.features then sqrt(p.squares_minmax * c.features / p.shared) end as distance_minmax
from feature_pair as p
cross join feature_count as c;

-- The nearest areas, ties by code: `named_table` as neighbour_distances gives it; gives area_code, other_code, place, distance and
-- relative_distance (0 to 1 = the farthest area, as CIPFA shows it). Distances are compared at 9 decimals, so that rounding does
-- not order equal ones.
create or replace temp macro nearest_areas(named_table, peers) as table
select
  area_code, other_code,
  row_number() over (partition by area_code order by round(distance_z, 9), other_code) as place,
  distance_z as distance,
  distance_z / nullif(max(distance_z) over (partition by area_code), 0) as relative_distance
from query_table(named_table)
where distance_z is not null
qualify place <= peers;
