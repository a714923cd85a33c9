-- How broad each problem is: of the region, of a gemeente, or local.
select
  subject_kind::varchar as subject_kind, subject_id, area_code, domain, scope::varchar as scope, reason::varchar as reason,
  gemeente_outcome::varchar as gemeente_outcome, verdict_kind::varchar as verdict_kind,
  spread_kind::varchar as spread_kind, spread_basis::varchar as spread_basis, gemeente_period::varchar as gemeente_period,
  gemeenten_judged::integer as gemeenten_judged, gemeenten_worse::integer as gemeenten_worse,
  buurten_judged::integer as buurten_judged, buurten_worse::integer as buurten_worse, people_share_worse
from gold.domain_breadth
order by subject_kind, subject_id, area_code
