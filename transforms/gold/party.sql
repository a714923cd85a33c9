/* ---
title:
  nl: "Partijen: wie wat doet of levert, op welk domein, waar en sinds wanneer, en waar dat op ongunstige buurten ontbreekt"
  en: "Parties: who does or delivers what, on which domain, where and since when, and which worse buurten are without it"
key: [party, role, subject_id]
place: 285
columns:
  party: {nl: Organisatie, en: Organisation}
  role:
    nl: "owner (gaat erover), carries_out (voert het mee uit) of delivers (levert cijfers)"
    en: owner, carries_out or delivers
    codes:
      owner: [gaat over, answers for]
      carries_out: [voert mee uit, carries out with others]
      delivers: [levert cijfers voor, delivers figures for]
  subject_id: {nl: "Interventie, of bron van de levering", en: "Intervention, or source of the delivery"}
  subject_kind:
    nl: programme, intervention of delivery (levering)
    en: programme, intervention or delivery
    codes:
      programme: [programma, programme]
      intervention: [interventie, intervention]
      delivery: [levering van gegevens, delivery of data]
  subject_nl: {nl: Naam daarvan, en: "Its name, in Dutch"}
  status: programme.status
  domains: {nl: "Domeinen, gescheiden door |", en: "Domains, separated by |"}
  themes: {nl: "Thema’s, gescheiden door |", en: "Themes, separated by |"}
  areas: {nl: "Gebieden, gescheiden door |; van een levering de regio", en: "Areas, separated by |; of a delivery the region"}
  since:
    nl: "Eerste dag; van een openbare levering die van de eerste periode waarover is geleverd"
    en: First day; of a public delivery that of the first period delivered
  until: {nl: Laatste dag; leeg als die niet vastligt, en: Last day; empty when not set}
  state:
    nl: "planned (gepland), running (loopt), ended (afgelopen) of awaited (nog niets geleverd)"
    en: planned, running, ended or awaited
    codes:
      - intervention.state
      - awaited: [nog niets geleverd, nothing delivered yet]
  worse_reached:
    nl: "Buurten die op een van deze domeinen ongunstig zijn en die dit nu bereikt (tabel intervention_gap); leeg bij een levering"
    en: "Buurten worse on one of these domains that it reaches now, see table intervention_gap; empty for a delivery"
  worse_missed: {nl: "Zulke buurten van de regio die dit niet bereikt", en: Such buurten of the region that it does not reach}
  piling_up_bare:
    nl: "Daarvan: waar meer domeinen ongunstig zijn (aantoonbaar of ver van het gemiddelde) en op een van deze niets loopt"
    en: "Of these: where more domains are worse (significantly or far from the mean) and nothing runs on one of these"
  piling_up_codes: {nl: "Die buurten, gescheiden door |", en: "These buurten, separated by |"}
  summary:
    nl: In een zin
    en: In a sentence, in Dutch
    text: "{party}: {role} {subject_nl}[ ({shown_domains})], {state}[ sinds {since}].[ Ongunstige buurten hierop: {worse_reached} bereikt,
      {worse_missed} niet;][ waar het opstapelt en hierop niets loopt: {piling_up_bare}.]"
--- */
-- With whom one can work: every organisation that owns or carries out an intervention or delivers figures, as declared, beside the
-- buurten that are worse on the domains of it. What is not declared may exist.
with
part as (
  select
    p.party, p.role, p.subject_id, string_agg(p.domain, '|' order by p.domain) as domains,
    string_agg(distinct t.theme_id, '|' order by t.theme_id) as themes
  from analysis.party_part as p
  left join input.theme as t on t.domain = p.domain
  group by p.party, p.role, p.subject_id
),
declared_area as (
  select intervention_id, string_agg(area_code, '|' order by area_code) as areas
  from input.intervention_area
  group by intervention_id
),
running as (
  select
    i.intervention_id, i.name_nl, i.status, i.period_from, i.period_until, a.areas, p.programme_id is not null as is_programme,
    case
      when n.as_of < i.period_from then 'planned'
      when n.as_of > i.period_until then 'ended'
      when n.as_of is not null then 'running'
    end as state
  from input.intervention as i
  join declared_area as a on a.intervention_id = i.intervention_id
  left join input.programme as p on p.programme_id = i.intervention_id
  cross join analysis.as_of as n
),
delivered as (
  select e.source_id, min(q.period_start) as since
  from input.edition as e
  join input.period_item as q on q.edition_no = e.edition_no
  where e.source_id in (select source_id from input.partner)
  group by e.source_id
),
subject as (
  select
    intervention_id as subject_id, if(is_programme, 'programme', 'intervention') as subject_kind, name_nl as subject_nl, status,
    areas, period_from as since, period_until as until, state
  from running
  union all
  select
    p.source_id, 'delivery', p.title, null, s.region_code, case when p.access = 'public' then d.since end, null,
    if(d.source_id is null, 'awaited', 'running')
  from input.partner as p
  left join delivered as d on d.source_id = p.source_id
  cross join input.setting as s
),
-- Of a buurt that is worse on several domains, by interval or by distance, it is said that they pile up.
worse_domain as (
  select area_code, domain, has_intervention, count(*) over (partition by area_code) as domains
  from gold.intervention_gap
  where area_level = 'buurt'
),
-- Each buurt once per intervention, however many of its domains are worse there.
worse_buurt as (
  select
    i.intervention_id as subject_id, g.area_code,
    bool_or(i.state = 'running' and r.area_code is not null) as is_reached,
    bool_or(g.domains >= 2 and not g.has_intervention) as is_bare
  from running as i
  join input.intervention_domain as d on d.intervention_id = i.intervention_id
  join worse_domain as g on g.domain = d.domain
  left join analysis.intervention_reach as r
    on r.intervention_id = i.intervention_id and r.area_code = g.area_code and r.how <> 'part'
  group by i.intervention_id, g.area_code
),
counted as (
  select
    subject_id, count(*) filter (where is_reached) as worse_reached, count(*) filter (where not is_reached) as worse_missed,
    count(*) filter (where not is_reached and is_bare) as piling_up_bare,
    string_agg(area_code, '|' order by area_code) filter (where not is_reached and is_bare) as piling_up_codes
  from worse_buurt
  group by subject_id
)
select
  p.party, p.role, p.subject_id, s.subject_kind, s.subject_nl, s.status, p.domains, p.themes, s.areas, s.since, s.until, s.state,
  case when s.subject_kind <> 'delivery' then coalesce(c.worse_reached, 0)::integer end as worse_reached,
  case when s.subject_kind <> 'delivery' then coalesce(c.worse_missed, 0)::integer end as worse_missed,
  case when s.subject_kind <> 'delivery' then coalesce(c.piling_up_bare, 0)::integer end as piling_up_bare,
  c.piling_up_codes,
  replace(p.domains, '|', ', ') as shown_domains,
  n.notice
from part as p
-- A contract may bear the name of a programme.
join subject as s on s.subject_id = p.subject_id and (s.subject_kind = 'delivery') = (p.role = 'delivers')
left join counted as c on c.subject_id = s.subject_id and s.subject_kind <> 'delivery'
cross join input.setting as n
order by p.party, p.role, p.subject_id
