-- How much of an area that is taken out of it weighs, by the count that weighs both.
select
  w.weight_concept, w.set_code, w.area_vintage, w.period, w.weight_table, w.weight_period,
  sum(d.value::decimal(18, 2)) filter (where not g.is_whole)::double as region_weight,
  max(d.value) filter (where g.is_whole) as benchmark_weight
from silver.set_weight as w
join silver.weighed_set as g on g.set_code = w.set_code and g.area_vintage = w.area_vintage
join silver.denominator as d
  on d.area_code = g.member_code and d.concept = w.weight_concept and d.table_id = w.weight_table
  and d.area_vintage = w.weight_vintage and d.period = w.weight_period
group by all
having bool_or(g.is_whole)
order by w.weight_concept, w.set_code, w.area_vintage, w.period
