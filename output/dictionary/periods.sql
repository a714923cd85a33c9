-- How many cells of an indicator a period of a table has, by the reason that they are empty.
select indicator_id::varchar as indicator_id, period::varchar as period, table_id::varchar as table_id, area_vintage,
  is_preferred, status::varchar as status, break_before::varchar as break_before,
  missing_reason::varchar as missing_reason, count(*)::integer as cells
from gold.indicator_value
where getvariable('asked_indicator') is null or indicator_id = getvariable('asked_indicator')
group by all
order by indicator_id, max(period_end) desc, period desc, is_preferred desc, area_vintage desc, table_id, status,
  break_before, missing_reason
