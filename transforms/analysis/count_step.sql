-- What the source rounded the counts of each topic to, per period and level of its areas: seen from all figures of the level, as
-- sources round buurten that print gemeenten as counted.
with
counted_topic as (
  select distinct t.topic_id
  from input.indicator_term as r
  join input.indicator as i on i.indicator_id = r.indicator_id and i.measure <> 'published'
  join input.edition as e on e.source_id = r.source_id
  join input.topic as t on t.edition_no = e.edition_no and t.concept = r.concept
)
select c.topic_id, s.period, p.area_level, detected_step(c.value) as step
from input.cell as c
join counted_topic as t on t.topic_id = c.topic_id
join input.slice as s on s.slice_no = c.slice_no
join input.area_key as k on k.area_no = c.area_no
join input.area_prefix as p on p.prefix = left(k.area_code, 2)
group by c.topic_id, s.period, p.area_level
order by c.topic_id, s.period, p.area_level
