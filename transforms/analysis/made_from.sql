-- What each indicator is made of: what it measures and is a part of, its source and the survey it is fitted on, its terms, the
-- names that others call it by, and what it is derived or estimated from.
with
term_list as (
  select indicator_id, list(source_id || '/' || concept order by source_id, concept) as terms, list(concept order by concept) as concepts
  from input.indicator_term
  group by indicator_id
)
select
  i.indicator_id, i.value_kind, i.domain, i.construct, i.source_id, i.fitted_on,
  coalesce(string_split(i.part_of, '|'), []) as wholes,
  coalesce(t.terms, []) as terms,
  list_append(coalesce(t.concepts, []), i.indicator_id) as names,
  coalesce(string_split(i.derived_from, '|'), []) as predictors
from input.indicator as i
left join term_list as t on t.indicator_id = i.indicator_id
order by i.indicator_id
