-- What is worse than the country and getting worse in the shown areas.
select
  r.area_code, r.indicator_id::varchar as indicator_id, r.period::varchar as period, r.age_group::varchar as age_group, r.value,
  r.benchmark_value, r.unit::varchar as unit, r.slope, r.points::integer as points, r.first_period::varchar as first_period
from gold.red_red as r
where r.area_code in (select area_code from shown_area) and r.benchmark_code = (
  select min(benchmark_code) from input.benchmark where kind = 'area' and area_code = 'NL'
)
order by r.area_code, r.indicator_id
