-- Programmes with what their rules propose, what people decided last and where they run; dates as text.
with
-- The newest name of each area; those of wijken bear a number that says nothing to readers.
named as (
  select area_code as code, regexp_replace(max_by(name, area_vintage), '^Wijk [0-9]+ ', '') as name
  from gold.area group by area_code
)
select
  p.programme_id, p.name_nl, p.name_en, p.status, p.status_note, p.programme_line, p.pillar,
  p.owner, replace(p.partners, '|', ', ') as partners, p.target_group,
  p.period_from::varchar as period_from, p.period_until::varchar as period_until, p.evidence_level, p.control_group,
  v.as_of::varchar as as_of, v.proposal, v.proposal_reason, v.missing, v.next_due::varchar as next_due,
  v.last_verdict, v.last_verdict_on::varchar as last_verdict_on, v.last_verdict_by, v.last_verdict_reason,
  (
    select string_agg(coalesce(n.name, i.area_name, i.area_code), '|' order by n.name, i.area_code)
    from gold.intervention as i left join named as n on n.code = i.area_code
    where i.programme_id = p.programme_id
  ) as area_names
from gold.programme as p
join gold.programme_verdict as v on v.programme_id = p.programme_id
order by p.programme_id
