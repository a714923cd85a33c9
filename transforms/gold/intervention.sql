-- The map of interventions: each with the areas where it runs, its domains, target group and level of evidence. Programmes are
-- interventions too. The centroid (WGS84) is that of the declared area in its own vintage, or absent with the reason.
with
domain_list as (
  select
    d.intervention_id,
    string_agg(d.domain, '|' order by d.domain) as domains,
    string_agg(distinct t.theme_id, '|' order by t.theme_id) as themes
  from input.intervention_domain as d
  left join input.theme as t on t.domain = d.domain
  group by d.intervention_id
)
select
  i.intervention_id, x.area_code,
  p.programme_id, i.name_nl, i.name_en, i.status, i.status_note, i.owner, i.target_group, p.programme_line, p.pillar,
  d.domains, d.themes, i.evidence_level, i.period_from, i.period_until,
  n.as_of,
  case
    when n.as_of < i.period_from then 'planned'
    when n.as_of > i.period_until then 'ended'
    when n.as_of is not null then 'running'
  end as state,
  i.area_vintage,
  coalesce(a.area_level, case when g.group_code is not null then 'regio' end, f.area_level) as area_level,
  coalesce(a.name, g.name_nl) as area_name,
  a.longitude,
  a.latitude,
  case
    when a.longitude is not null then null
    when g.group_code is not null then 'area_group'
    when a.area_code is null then 'unknown_area'
    else 'no_geometry'
  end as location_missing_reason,
  s.notice
from input.intervention as i
join input.intervention_area as x on x.intervention_id = i.intervention_id
join domain_list as d on d.intervention_id = i.intervention_id
left join input.programme as p on p.programme_id = i.intervention_id
left join gold.area as a on a.area_code = x.area_code and a.area_vintage = i.area_vintage
left join input.area_group as g on g.group_code = x.area_code
left join input.area_prefix as f on f.prefix = left(x.area_code, 2)
cross join analysis.as_of as n
cross join input.setting as s
order by i.intervention_id, x.area_code
