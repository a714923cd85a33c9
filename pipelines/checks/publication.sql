-- What is published names its licence, attribution, period, contact and identifier
with unnamed as (
  select
    source_id || '/' || edition_id as edition,
    licence is null or trim(licence) = '' or starts_with(licence, 'NOG INVULLEN') as has_no_licence,
    citation is null or trim(citation) = '' or starts_with(citation, 'NOG INVULLEN') as has_no_citation
  from gold.source
),
lacking as (
  select 'the config has no publisher, and so no contact, no licence and no identifier: write `publisher: {name, email, licence}`' as detail
  where not getvariable('has_publisher')
  union all
  select 'no figure has a period'
  where not exists (select 1 from gold.indicator_value where period_start is not null and period_end is not null)
  union all
  select edition || ' has no licence' from unnamed where has_no_licence
  union all
  select edition || ' has no citation to attribute it by' from unnamed where has_no_citation
)
select 'fail' as severity, null::varchar as indicator_id, null::varchar as period, null::varchar as area_code, detail
from lacking
