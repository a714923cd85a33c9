-- Areas as published: code, level, name, hierarchy and centroid (WGS84, of the same vintage or absent) per vintage.
with
group_list as (
  select area_vintage, member_code, string_agg(group_code, '|' order by group_code) as area_groups
  from silver.area_group_member
  group by area_vintage, member_code
)
select
  a.area_code, a.area_vintage, a.area_level, a.name, a.parent_code, a.wijk_code, a.gemeente_code, a.provincie_code,
  a.corop_code, a.ggd_code, a.change_flag, a.successor_code, a.successor_vintage,
  g.area_groups,
  c.longitude,
  c.latitude,
  s.notice
from silver.area as a
cross join input.setting as s
left join group_list as g on g.area_vintage = a.area_vintage and g.member_code = a.gemeente_code
left join input.area_geometry as c on c.area_vintage = a.area_vintage and c.area_code = a.area_code
order by a.area_code, a.area_vintage
