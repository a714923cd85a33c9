-- What is found of the effect of programmes on outcomes, or what would have to be measured.
select e.programme_id, i.name_nl as outcome_nl, e.explanation
from gold.programme_effect as e
join gold.indicator as i on i.indicator_id = e.indicator_id
order by e.programme_id, e.indicator_id
