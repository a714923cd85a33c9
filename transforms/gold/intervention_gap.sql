/* ---
title:
  nl: Waar een gebied op een domein ongunstig staat, en of daar een interventie op dat domein loopt
  en: Where an area is worse on a domain, and whether an intervention on that domain runs there
key: [area_code, domain]
place: 280
columns:
  area_code: fingerprint.area_code
  domain: {nl: Domein waarop het gebied ongunstig staat, en: Domain on which the area is worse}
  area_level: comparison.area_level
  area_vintage: {nl: Indelingsjaar waarop het gebied is beoordeeld, en: Vintage on which it is judged}
  area_name: intervention.area_name
  gemeente_code: area.gemeente_code
  population: {nl: Inwoners, en: Inhabitants}
  theme: fingerprint.theme
  basis:
    nl: significant (minstens de helft van de beoordeelde cijfers aantoonbaar ongunstiger dan Nederland), far_from_mean (z
      boven 1) of both
    en: significant (at least half of the judged figures worse than the country), far_from_mean (z above 1) or both
    codes:
      significant: [aantoonbaar ongunstiger dan Nederland, demonstrably worse than the country]
      far_from_mean: [ver van het gemiddelde, far from the mean]
      both: [aantoonbaar ongunstiger en ver van het gemiddelde, both]
  z: {nl: "Afstand tot het Nederlandse gemiddelde, zie tabel fingerprint", en: Distance to the mean}
  domains_worse: {nl: "Domeinen die aantoonbaar ongunstig zijn, zie tabel cumulation", en: Domains that are worse}
  has_intervention: {nl: Of er nu een interventie op dit domein loopt, en: Whether one runs now}
  interventions: {nl: "Welke, gescheiden door |", en: "Which ones, separated by |"}
  reached_through:
    nl: "Per interventie: direct, of via wijk, gemeente of regio; gescheiden door |"
    en: "Per intervention: direct, or through wijk, gemeente or regio; separated by |"
    codes:
      direct: [rechtstreeks, direct]
      wijk: [via de wijk, through the wijk]
      gemeente: [via de gemeente, through the gemeente]
      regio: [via de regio, through the region]
    many: true
  in_part: {nl: Interventies in slechts een deel van het gebied, en: Interventions in a part of the area only}
  not_running: {nl: Geplande of afgelopen interventies, en: Interventions planned or ended}
  parties:
    nl: "Wie hier nu op dit domein werkt (gaat erover of voert mee uit), gescheiden door |; zie tabel party"
    en: "Who works here on this domain now, separated by |; see table party"
  parties_elsewhere:
    nl: "Wie dat elders in de regio doet en hier niet, gescheiden door |: met hen is te praten"
    en: "Who does so elsewhere in the region and not here, separated by |: those to talk to"
  parties_data: {nl: "Wie cijfers levert op dit domein, gescheiden door |", en: "Who delivers figures on this domain, separated by |"}
  note_nl:
    nl: Hoe dit te lezen is
    en: How to read it, in Dutch
    sentences:
      runs_by_code: Er loopt iets; de gebiedscode is van een andere indeling en alleen op gelijke code teruggevonden.
      runs: Er loopt iets; of dat genoeg is, zegt deze tabel niet.
      in_part: Alleen in een deel van het gebied loopt iets.
      not_running: Er is iets gepland of afgelopen; nu loopt er niets.
      none: Geen interventie bekend. Wat niet is opgegeven, kan er wel zijn.
  caution: {nl: Waarvoor de cijfers niet geschikt zijn, en: "What the figures are not fit for, in Dutch"}
--- */
-- Where judged areas are worse on a domain, and which interventions run there on that domain: directly, or through the wijk,
-- gemeente or region the area lies in. Worse is significantly so (table cumulation), or a z above 1 (table fingerprint).
with
significant as (
  select area_code, unnest(string_split(worse_domains, '|')) as domain
  from gold.cumulation
  where worse_domains is not null
),
far_off as (
  select area_code, sub_theme as domain, z, class, caution
  from gold.fingerprint
  where ring = 'sub_theme'
),
worse as (
  select
    coalesce(w.area_code, f.area_code) as area_code, coalesce(w.domain, f.domain) as domain, f.z, f.caution,
    case
      when w.area_code is null then 'far_from_mean'
      when f.class >= 1 then 'both'
      else 'significant'
    end as basis
  from significant as w
  full join far_off as f on f.area_code = w.area_code and f.domain = w.domain
  where w.area_code is not null or f.class >= 1
),
running as (
  select
    i.intervention_id,
    coalesce(n.as_of between i.period_from and coalesce(i.period_until, n.as_of), false) as is_running
  from input.intervention as i
  cross join analysis.as_of as n
),
reached as (
  select r.area_code, d.domain, r.intervention_id, r.how, r.is_by_code, n.is_running
  from analysis.intervention_reach as r
  join input.intervention_domain as d on d.intervention_id = r.intervention_id
  join running as n on n.intervention_id = r.intervention_id
),
counted as (
  select
    area_code, domain,
    string_agg(intervention_id, '|' order by intervention_id) filter (where is_running and how <> 'part') as interventions,
    string_agg(how, '|' order by intervention_id) filter (where is_running and how <> 'part') as reached_through,
    string_agg(intervention_id, '|' order by intervention_id) filter (where is_running and how = 'part') as in_part,
    string_agg(intervention_id, '|' order by intervention_id) filter (where not is_running) as not_running,
    coalesce(bool_or(is_by_code) filter (where is_running and how <> 'part'), false) as is_by_code
  from reached
  group by area_code, domain
),
-- Who works where, and who does so anywhere.
party_here as (
  select distinct r.area_code, r.domain, p.party
  from reached as r
  join analysis.party_part as p on p.subject_id = r.intervention_id and p.domain = r.domain and p.role <> 'delivers'
  where r.is_running and r.how <> 'part'
),
party_anywhere as (
  select p.domain, p.party, p.role = 'delivers' as is_data
  from analysis.party_part as p
  left join running as n on n.intervention_id = p.subject_id
  where p.role = 'delivers' or n.is_running
  group by all
),
party_list as (
  select
    w.area_code, w.domain,
    string_agg(a.party, '|' order by a.party) filter (where h.party is not null and not a.is_data) as parties,
    string_agg(a.party, '|' order by a.party) filter (where h.party is null and not a.is_data) as parties_elsewhere,
    string_agg(a.party, '|' order by a.party) filter (where a.is_data) as parties_data
  from worse as w
  join party_anywhere as a on a.domain = w.domain
  left join party_here as h on h.area_code = w.area_code and h.domain = w.domain and h.party = a.party
  group by w.area_code, w.domain
)
select
  w.area_code, w.domain,
  c.area_level, c.area_vintage, a.name as area_name, a.gemeente_code, c.population, t.theme_id as theme, w.basis, w.z,
  c.domains_worse,
  i.interventions is not null as has_intervention,
  i.interventions, i.reached_through, i.in_part, i.not_running, p.parties, p.parties_elsewhere, p.parties_data,
  case
    when i.interventions is not null then if(i.is_by_code, 'runs_by_code', 'runs')
    when i.in_part is not null then 'in_part'
    when i.not_running is not null then 'not_running'
    else 'none'
  end as note_nl,
  w.caution,
  s.notice
from worse as w
join gold.cumulation as c on c.area_code = w.area_code
join analysis.judged_area as a on a.area_code = w.area_code
left join input.theme as t on t.domain = w.domain
left join counted as i on i.area_code = w.area_code and i.domain = w.domain
left join party_list as p on p.area_code = w.area_code and p.domain = w.domain
cross join input.setting as s
-- Other gemeenten are judged to compare with; what is done there is not declared here.
where a.gemeente_code in (select gemeente_code from analysis.judged_area where area_level in ('buurt', 'wijk'))
order by w.area_code, w.domain
