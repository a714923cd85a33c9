-- Interventions that reach a shown area or a part of it: declared for it, for an area or group that contains it, or inside it.
with
reached as (
  select area_code, intervention_id from analysis.intervention_reach
  union
  select m.group_code, r.intervention_id
  from analysis.intervention_reach as r
  join silver.area_group_member as m on m.member_code = r.area_code
)
select
  r.area_code, i.intervention_id, string_agg(i.area_code, '|' order by i.area_code) as declared_codes, i.name_nl,
  i.state::varchar as state, i.status::varchar as status, i.owner, i.target_group, i.domains,
  i.evidence_level::varchar as evidence_level, i.programme_id
from reached as r
join gold.intervention as i on i.intervention_id = r.intervention_id
where r.area_code in (select area_code from shown_area)
group by all
order by r.area_code, i.intervention_id
