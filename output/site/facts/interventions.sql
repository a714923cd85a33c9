-- Interventions that are known in a shown area.
select
  i.area_code, i.intervention_id, i.name_nl, i.state::varchar as state, i.status::varchar as status, i.owner, i.target_group,
  i.domains, i.evidence_level::varchar as evidence_level, i.programme_id
from gold.intervention as i
where i.area_code in (select area_code from shown_area)
order by i.area_code, i.intervention_id
