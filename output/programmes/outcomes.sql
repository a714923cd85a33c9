-- What may be said of the effect of programmes on outcomes.
select o.programme_id, i.name_nl as outcome_nl, o.explanation
from gold.kpi_outcome as o
join gold.indicator as i on i.indicator_id = o.outcome_id
order by o.programme_id, o.kpi_id, o.outcome_id
