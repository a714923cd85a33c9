-- Every period that occurs in a source.
select
  period,
  min(kind) as kind,
  min(period_start) as period_start,
  max(period_end) as period_end
from input.period_item
group by period
order by period
