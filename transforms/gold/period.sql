-- Periods as published.
select p.period, p.kind, p.period_start, p.period_end, s.notice
from silver.period as p
cross join input.setting as s
order by p.period
