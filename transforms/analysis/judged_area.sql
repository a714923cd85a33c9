-- The areas that are judged, each level on one vintage: that of the series; but wijken and buurten on the newest one that has
-- figures of most indicators, where the series cannot bring those over (an edition between the two is lacking).
with
target as (
  select max(area_vintage) as area_vintage from silver.target_area
),
small_area as (
  select area_code::area_text as area_code, area_level, area_vintage
  from silver.studied_area
  where area_level in ('wijk', 'buurt')
),
in_series as (
  select a.area_level, a.area_vintage, s.indicator_id
  from gold.indicator_series as s
  join small_area as a on a.area_code = s.area_code and a.area_vintage = s.area_vintage
  where s.value is not null
  group by all
),
elsewhere as (
  select a.area_level, a.area_vintage, v.indicator_id
  from gold.indicator_value as v
  join small_area as a on a.area_code = v.area_code and a.area_vintage = v.area_vintage
  where v.is_preferred and v.value is not null and v.area_vintage not in (select area_vintage from target)
  group by all
),
held as (
  select area_level, area_vintage, count(*) as indicators
  from (from in_series union all from elsewhere)
  group by area_level, area_vintage
),
chosen as (
  select h.area_level, max(h.area_vintage) as area_vintage
  from held as h
  join (select area_level, max(indicators) as most from held group by area_level) as m on m.area_level = h.area_level
  cross join input.setting as s
  where h.indicators >= s.judged * m.most
  group by h.area_level
)
select
  a.area_code, a.area_level, a.area_vintage, a.name, a.wijk_code, a.gemeente_code, a.population, a.population_period,
  a.area_vintage = t.area_vintage as is_in_series
from silver.studied_area as a
cross join target as t
left join chosen as c on c.area_level = a.area_level
where a.area_vintage = coalesce(c.area_vintage, t.area_vintage)
order by a.area_code
