-- The column of each edition that holds a term of an indicator.
select e.edition_key as edition, e.table_id as "table", r.role, t.concept, t.topic_key as "column", t.title, t.unit,
  t.default_meaning as "absent means", e.modified, e.snapshot_id as snapshot,
  (select count(*) from input.cell as o where o.topic_id = t.topic_id)::integer as cells,
  (select count(o.value) from input.cell as o where o.topic_id = t.topic_id)::integer as filled
from input.indicator_term as r
join input.topic as t on t.concept = r.concept
join input.edition as e on e.edition_no = t.edition_no and e.source_id = r.source_id
where r.indicator_id = getvariable('asked_indicator')
order by all
