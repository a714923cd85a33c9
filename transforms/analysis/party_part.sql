-- Which organisation takes part in what, per domain: it answers for an intervention, carries it out with others, or delivers figures
-- (a contract of which no indicator is made, as of a residents' survey, has no domain).
select i.owner as party, 'owner' as role, i.intervention_id as subject_id, d.domain
from input.intervention as i
join input.intervention_domain as d on d.intervention_id = i.intervention_id
union
select u.party, 'carries_out', i.intervention_id, d.domain
from input.intervention as i, unnest(i.partners) as u(party)
join input.intervention_domain as d on d.intervention_id = i.intervention_id
where u.party <> i.owner
union
select p.owner, 'delivers', p.source_id, n.domain
from input.partner as p
left join input.indicator as n on n.source_id = p.source_id and n.status = 'active'
order by party, role, subject_id, domain
