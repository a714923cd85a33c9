-- What the figures are about: their first and last day, and their themes.
select
  min(period_start)::varchar as period_start,
  max(period_end)::varchar as period_end,
  (select string_agg(distinct domain::varchar, '|' order by domain::varchar) from gold.indicator) as domains
from gold.indicator_value
