-- The rules of programmes with their results, and the areas that fail.
with
-- The newest name of each area; those of wijken bear a number that says nothing to readers.
named as (
  select area_code as code, regexp_replace(max_by(name, area_vintage), '^Wijk [0-9]+ ', '') as name
  from gold.area group by area_code
)
select
  r.programme_id, r.rule_text, r.due::varchar as due, r.result, r.proposes_note, r.lacking,
  (
    select string_agg(coalesce(n.name, f.code), '|' order by f.code)
    from (select unnest(string_split(r.failing_areas, '|')) as code) as f
    left join named as n on n.code = f.code
  ) as failing_names,
  r.answered_on::varchar as answered_on, r.answered_by, r.answer_note
from gold.programme_rule as r
order by r.programme_id, r.due, r.kpi_id, r.rule_no
