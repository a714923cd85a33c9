-- Indicators as the release describes them: one, or all where none is asked for.
select * replace (
  cells::integer as cells, cells_with_value::integer as cells_with_value,
  first_period::varchar as first_period, last_period::varchar as last_period
)
from gold.indicator
where getvariable('asked_indicator') is null or indicator_id = getvariable('asked_indicator')
order by indicator_id
