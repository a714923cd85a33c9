-- The rings of the fingerprint of the shown areas.
select
  area_code, ring::varchar as ring, node_id, parent_id, indicator_id::varchar as indicator_id, name_nl,
  outcome::varchar as outcome, outcome_reason::varchar as outcome_reason, missing_reason::varchar as missing_reason,
  indicators_present::integer as indicators_present, indicators::integer as indicators, is_judged
from gold.fingerprint
where area_code in (select area_code from shown_area)
order by area_code, list_position(['total', 'theme', 'sub_theme', 'indicator'], ring::varchar), node_id
