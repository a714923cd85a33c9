-- The main figures of judged areas against the country, by the benchmark that is it (the first, where two are).
select
  c.indicator_id, c.area_code, c.area_level, c.area_vintage, c.period, c.age_group, c.value, c.lower_95, c.upper_95,
  c.numerator_low, c.lower_rounded, c.upper_rounded, c.unit, c.reliability, c.benchmark_code, c.benchmark_value, c.difference,
  c.is_small_difference, c.polarity, c.value_kind, c.outcome, c.reason, c.register_difference, c.caution, f.period_end, f.domain,
  f.gemeente_code, f.wijk_code
from gold.comparison as c
join analysis.latest_figure as f
  on f.indicator_id = c.indicator_id and f.area_code = c.area_code and f.sex = c.sex and f.age_group = c.age_group and f.is_main
where c.benchmark_code = (select min(benchmark_code) from input.benchmark where kind = 'area' and area_code = 'NL')
order by c.indicator_id, c.area_code
