-- Editions of the sources, the newest first.
select source_id, edition_id, table_id, source_title, table_title, publisher, licence, citation, homepage,
  area_vintage, modified, retrieved_at, rhythm, source_status, source_status_note
from gold.source
order by source_id, area_vintage desc, edition_id desc
