-- How the areas of other vintages make up those of the vintage that series run on.
select
  t.from_vintage, t.from_code, t.to_vintage, t.to_code, t.area_level, t.weight::double as weight, t.how, s.notice
from silver.area_transition as t
cross join input.setting as s
order by t.from_vintage, t.from_code, t.to_code
