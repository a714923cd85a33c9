/* ---
title:
  nl: "Landkaart van interventies: wat waar loopt, voor wie en met welk bewijs (ook als intervention.geojson)"
  en: "Map of interventions: what runs where, for whom and on what evidence (also as intervention.geojson)"
key: [intervention_id, area_code]
place: 270
columns:
  intervention_id: {nl: Vaste sleutel, en: Stable key}
  area_code: {nl: Gebied waar de interventie loopt, en: Area where it runs}
  programme_id: {nl: "Programma, als de interventie dat is", en: "Programme, when it is one"}
  name_nl: indicator.name_nl
  name_en: indicator.name_en
  status: programme.status
  status_note: programme.status_note
  owner: programme.owner
  partners: programme.partners
  target_group: programme.target_group
  programme_line: programme.programme_line
  pillar: {nl: Pijler, en: Pillar}
  domains: programme.domains
  themes: {nl: "Thema’s, gescheiden door |", en: "Themes, separated by |"}
  evidence_level: {nl: Mate van bewijs (Loket Gezond Leven), en: Level of evidence (Loket Gezond Leven)}
  period_from: programme.period_from
  period_until: programme.period_until
  as_of: {nl: Dag die als vandaag geldt, en: Day that stands for today}
  state:
    nl: planned (gepland), running (loopt) of ended (afgelopen)
    en: planned, running or ended
    codes: {planned: [gepland, planned], running: [loopt, running], ended: [afgelopen, ended]}
  area_vintage: {nl: Indelingsjaar van het gebied, en: Vintage of the area}
  area_level: comparison.area_level
  area_name: {nl: Naam van het gebied, en: Name of the area}
  longitude: area.longitude
  latitude: area.latitude
  location_missing_reason:
    nl: "Waarom het middelpunt ontbreekt: area_group (gebiedsgroep), unknown_area (code niet in dat jaar) of no_geometry"
    en: "Why the centroid is absent: area_group, unknown_area or no_geometry"
    codes:
      area_group: [een gebiedsgroep heeft geen eigen middelpunt, an area group has no centroid of its own]
      unknown_area: [de gebiedscode komt in dat indelingsjaar niet voor, the area code does not occur in that vintage]
      no_geometry: [er zijn geen grenzen geleverd voor dat jaar, no boundaries are delivered for that year]
--- */
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
  p.programme_id, i.name_nl, i.name_en, i.status, i.status_note, i.owner,
  nullif(array_to_string(i.partners, '|'), '') as partners, i.target_group, p.programme_line, p.pillar,
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
