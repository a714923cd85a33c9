-- Which organisation takes part in what, per domain: it answers for an intervention, carries it out with others, or delivers figures
-- (a contract of which no indicator is made, as of a residents' survey, has no domain).
with
owned as (
  select i.owner as party, 'owner' as role, i.intervention_id as subject_id, d.domain
  from input.intervention as i
  join input.intervention_domain as d on d.intervention_id = i.intervention_id
),
carried_out as (
  select u.party, 'carries_out' as role, i.intervention_id as subject_id, d.domain
  from input.intervention as i, unnest(i.partners) as u(party)
  join input.intervention_domain as d on d.intervention_id = i.intervention_id
  where u.party <> i.owner
),
delivered as (
  select distinct p.owner as party, 'delivers' as role, p.source_id as subject_id, n.domain
  from input.partner as p
  left join input.indicator as n on n.source_id = p.source_id and n.status = 'active'
)
select party, role, subject_id, domain
from (from owned union all from carried_out union all from delivered)
order by party, role, subject_id, domain
