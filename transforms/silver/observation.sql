-- view
-- The cells in words: concept, area, period, sex and age, with margins, status and provenance.
select
  e.source_id,
  e.edition_id,
  e.table_id,
  e.snapshot_id,
  t.concept,
  t.topic_key,
  k.area_code,
  e.area_vintage,
  s.period,
  s.sex,
  s.age_group,
  c.value,
  c.lower_95,
  c.upper_95,
  t.unit,
  p.status,
  c.missing_reason,
  c.interval_missing_reason
from silver.cell as c
join input.topic as t on t.topic_id = c.topic_id
join input.edition as e on e.edition_no = c.edition_no
join input.area_key as k on k.area_no = c.area_no
join input.slice as s on s.slice_no = c.slice_no
join input.period_item as p on p.edition_no = c.edition_no and p.period = s.period
