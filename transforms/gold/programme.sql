-- The programmes of this region: line, pillar, target group, areas, domains and level of evidence, as declared.
with
area_list as (
  select intervention_id, string_agg(area_code, '|' order by area_code) as areas from input.intervention_area group by intervention_id
),
domain_list as (
  select intervention_id, string_agg(domain, '|' order by domain) as domains from input.intervention_domain group by intervention_id
),
kpi_count as (
  select programme_id, count(*) as kpis from input.kpi group by programme_id
)
select
  p.programme_id, i.name_nl, i.name_en, i.status, i.status_note, p.programme_line, p.pillar, p.ses_theme, i.owner, i.target_group,
  a.areas, i.area_vintage, d.domains, i.period_from, i.period_until, i.evidence_level, p.control_group,
  k.kpis::integer as kpis,
  s.notice
from input.programme as p
join input.intervention as i on i.intervention_id = p.programme_id
join area_list as a on a.intervention_id = p.programme_id
join domain_list as d on d.intervention_id = p.programme_id
join kpi_count as k on k.programme_id = p.programme_id
cross join input.setting as s
order by p.programme_id
