-- How many cells an indicator has at each level, and how many have a value.
select indicator_id::varchar as indicator_id, area_level::varchar as area_level, count(*)::integer as cells,
  count(value)::integer as cells_with_value,
  arg_max(period::varchar, (period_end, period::varchar)) filter (where value is not null) as last_period
from gold.indicator_value
where getvariable('asked_indicator') is null or indicator_id = getvariable('asked_indicator')
group by all
order by indicator_id, area_level
