/* ---
title:
  nl: "Programma’s: wie, waar, waarvoor en met welk bewijs"
  en: "Programmes: who, where, what for and on what evidence"
key: [programme_id]
place: 220
columns:
  programme_id: {nl: Vaste sleutel, en: Stable key}
  name_nl: indicator.name_nl
  name_en: indicator.name_en
  status:
    nl: draft (concept) of established (vastgesteld)
    en: draft or established
    codes: {draft: ["concept, voorbeeld", "draft, example"], established: [vastgesteld, established]}
  status_note: {nl: Wat er nog onzeker aan is, en: "What is still uncertain about it, in Dutch"}
  programme_line: {nl: Programmalijn, en: Programme line}
  pillar: {nl: "Pijler: fysiek, niet-fysiek of innovatiehub", en: "Pillar: physical, other or innovation hub"}
  ses_theme: {nl: Thema van de Regio Deal (SES), en: Theme of the Regio Deal (SES)}
  owner: {nl: Wie erover gaat, en: Who answers for it}
  partners: {nl: "Met wie de eigenaar het uitvoert, gescheiden door |", en: "With whom the owner carries it out, separated by |"}
  target_group: {nl: Doelgroep, en: Target group}
  areas: {nl: "Gebieden, gescheiden door |", en: "Areas, separated by |"}
  area_vintage: {nl: Indelingsjaar van die gebieden, en: Vintage of these areas}
  domains: {nl: "Domeinen, gescheiden door |", en: "Domains, separated by |"}
  period_from: {nl: Begin, en: First day}
  period_until: {nl: Einde; leeg als dat niet vastligt, en: Last day; empty when not set}
  evidence_level:
    nl: Mate van bewijs volgens de ladder van Loket Gezond Leven (RIVM)
    en: Level of evidence after Loket Gezond Leven (RIVM)
  control_group:
    nl: Waarmee wordt vergeleken; leeg als er geen controlegroep is
    en: What it is compared with; empty when there is no control group
  kpis: {nl: Aantal KPI’s, en: Number of KPIs}
--- */
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
  p.programme_id, i.name_nl, i.name_en, i.status, i.status_note, p.programme_line, p.pillar, p.ses_theme, i.owner,
  nullif(array_to_string(i.partners, '|'), '') as partners, i.target_group,
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
