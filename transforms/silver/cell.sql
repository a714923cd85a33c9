-- view
-- The cells of the sources with the reason of what is absent: that of the source, else what its declaration says.
select
  c.topic_id,
  t.edition_no,
  c.slice_no,
  c.area_no,
  c.value,
  c.lower_95,
  c.upper_95,
  case
    when c.value is not null then null
    when c.reason is not null then c.reason
    when s.has_values then e.empty_cell
    else e.empty_topic
  end as missing_reason,
  case
    when c.lower_95 is not null and c.upper_95 is not null then null
    when not e.has_margins then 'no_margins'
    when c.value is null then 'no_value'
    else 'not_published'
  end as interval_missing_reason
from input.cell as c
join silver.topic_slice as s on s.topic_id = c.topic_id and s.slice_no = c.slice_no
join input.topic as t on t.topic_id = c.topic_id
join input.edition as e on e.edition_no = t.edition_no
