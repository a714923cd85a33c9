-- The gemeenten of the region of the config, as judged; without a region all that are judged.
select distinct a.gemeente_code
from analysis.judged_area as a
cross join input.setting as s
left join silver.area_group_member as m
  on m.group_code = s.region_code and m.member_code = a.gemeente_code and m.area_vintage = a.area_vintage
where a.gemeente_code is not null and (s.region_code is null or m.member_code is not null)
order by a.gemeente_code
