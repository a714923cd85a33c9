-- The snapshot behind every figure: table, edition, date, licence and address.
select
  e.source_id, e.edition_id, e.table_id, e.snapshot_id, e.source_title, e.table_title, e.publisher, e.licence,
  e.citation || ' (' || e.table_id || coalesce(', geraadpleegd ' || left(e.retrieved_at, 10), '') || ')' as citation,
  e.homepage, e.url, e.area_vintage, e.modified, e.retrieved_at, e.rhythm, e.row_count, e.has_margins,
  e.source_status, e.source_status_note, s.notice
from input.edition as e
cross join input.setting as s
order by e.source_id, e.edition_id
