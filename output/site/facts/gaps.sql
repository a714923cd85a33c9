-- Buurten on which problems pile up: two significantly worse domains or more, of which those on which nothing runs are named.
with
-- The newest name of each area; those of wijken bear a number that says nothing to readers.
named as (
  select area_code as code, regexp_replace(max_by(name, area_vintage), '^Wijk [0-9]+ ', '') as name
  from gold.area group by area_code
)
select
  g.area_name, n.name as gemeente, any_value(g.population)::integer as population, any_value(g.domains_worse) as domains_worse,
  string_agg(g.domain, '|' order by g.domain) as without,
  coalesce(bool_or(g.caution is not null), false) as estimated
from gold.intervention_gap as g
left join named as n on n.code = g.gemeente_code
where g.area_level = 'buurt' and g.domains_worse >= 2 and not g.has_intervention and g.basis in ('significant', 'both')
group by g.area_code, g.area_name, n.name
order by domains_worse desc, count(*) desc, n.name, g.area_name, g.area_code
