-- The figure by which each area was judged in the frozen baseline (variable baseline_file: its table comparison), per indicator and age.
select
  area_code::varchar as area_code, indicator_id::varchar as indicator_id, age_group::varchar as age_group,
  any_value(period)::varchar as period, any_value(value) as value, any_value(lower_95) as lower_95,
  any_value(upper_95) as upper_95
from read_parquet(getvariable('baseline_file'))
where is_main and sex = 'total'
group by all
order by area_code, indicator_id, age_group
