-- The figures whose relation over areas is looked at: main slices of levels, not amounts, of areas with enough inhabitants.
select
  f.indicator_id::varchar as indicator_id, f.area_code::varchar as area_code, f.area_level, f.period::varchar as period, f.value
from analysis.latest_figure as f
join analysis.judged_area as a on a.area_code = f.area_code::varchar
cross join input.setting as s
where
  f.is_main and not f.is_amount and f.value is not null and f.area_level in ('buurt', 'wijk', 'gemeente')
  and coalesce(a.population, 0) >= s.min_population
order by indicator_id, area_code
