-- Of the shown areas above the wijk: how many people more than at the value of the country, where that shows.
select
  e.area_code, e.indicator_id::varchar as indicator_id, e.counted, e.excess, e.excess_lower, e.excess_upper,
  e.period::varchar as period, e.age_group::varchar as age_group, e.value_kind::varchar as value_kind, e.caution
from gold.excess_persons as e
join shown_area as a on a.area_code = e.area_code and a.area_level in ('regio', 'gemeente')
where
  e.benchmark_code = (select min(benchmark_code) from input.benchmark where kind = 'area' and area_code = 'NL')
  and e.outcome = 'worse' and e.excess is not null
order by e.area_code, e.excess desc, e.indicator_id
