-- By how much rounding of the source makes the figures of an edition uncertain: variance of a published value, and of the counts
-- that a share is made of. Counts are rounded to a step that shows in all areas; those of another source as in any edition.
with
counted_term as (
  select r.indicator_id, r.role, r.concept, r.source_id, i.source_id as own_source
  from input.indicator_term as r
  join input.indicator as i on i.indicator_id = r.indicator_id
  where i.measure <> 'published'
),
counted_topic as (
  select distinct t.topic_id
  from input.topic as t
  join input.edition as e on e.edition_no = t.edition_no
  join counted_term as r on r.source_id = e.source_id and r.concept = t.concept
),
topic_step as (
  select c.topic_id, detected_step(c.value) as step
  from input.cell as c
  join counted_topic as t on t.topic_id = c.topic_id
  group by c.topic_id
),
source_step as (
  select e.source_id, t.concept, e.edition_no, s.step
  from topic_step as s
  join input.topic as t on t.topic_id = s.topic_id
  join input.edition as e on e.edition_no = t.edition_no
),
term_variance as (
  select r.indicator_id, r.role, s.edition_no, random_rounding_variance(s.step) as variance
  from counted_term as r
  join source_step as s on s.source_id = r.source_id and s.concept = r.concept
  where r.source_id = r.own_source
  union all
  select r.indicator_id, r.role, e.edition_no, random_rounding_variance(max(s.step))
  from counted_term as r
  join source_step as s on s.source_id = r.source_id and s.concept = r.concept
  join input.edition as e on e.source_id = r.own_source
  where r.source_id <> r.own_source
  group by r.indicator_id, r.role, r.concept, e.edition_no
  union all
  select i.indicator_id, 'value', t.edition_no, decimals_variance(t.decimals)
  from input.indicator as i
  join input.indicator_term as r on r.indicator_id = i.indicator_id and r.role = 'value'
  join input.edition as e on e.source_id = r.source_id
  join input.topic as t on t.edition_no = e.edition_no and t.concept = r.concept
  where i.measure = 'published'
)
select
  indicator_id, edition_no,
  sum(variance) filter (where role = 'value') as value_variance,
  coalesce(sum(variance) filter (where role = 'numerator'), 0) as numerator_variance,
  coalesce(sum(variance) filter (where role = 'denominator'), 0) as denominator_variance
from term_variance
group by indicator_id, edition_no
order by indicator_id, edition_no
