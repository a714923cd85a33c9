-- What the counts behind each indicator were rounded to, per edition, period and level of area, and the variance that this adds to
-- them; a denominator of another source is rounded as the table is that it comes from. Of several terms the largest step.
with
counted_term as (
  select r.indicator_id, r.role, r.concept, r.source_id, i.source_id as own_source
  from input.indicator_term as r
  join input.indicator as i on i.indicator_id = r.indicator_id
  where i.measure <> 'published'
),
own_step as (
  select r.indicator_id, r.role, e.edition_no, c.period, c.area_level, c.step
  from counted_term as r
  join input.edition as e on e.source_id = r.own_source
  join input.topic as t on t.edition_no = e.edition_no and t.concept = r.concept
  join analysis.count_step as c on c.topic_id = t.topic_id
  where r.source_id = r.own_source
),
other_slice as (
  select distinct indicator_id, edition_no, slice_no, denominator_table, denominator_period from silver.other_denominator
),
other_step as (
  select r.indicator_id, r.role, o.edition_no, s.period, c.area_level, max(c.step) as step
  from other_slice as o
  join counted_term as r on r.indicator_id = o.indicator_id and r.source_id <> r.own_source
  join input.slice as s on s.slice_no = o.slice_no
  join input.edition as e on e.source_id = r.source_id and e.table_id = o.denominator_table
  join input.topic as t on t.edition_no = e.edition_no and t.concept = r.concept
  join analysis.count_step as c on c.topic_id = t.topic_id and c.period = o.denominator_period
  group by r.indicator_id, r.role, r.concept, o.edition_no, s.period, c.area_level
)
select
  indicator_id, edition_no, period, area_level,
  coalesce(max(step) filter (where role <> 'denominator'), 0) as numerator_step,
  coalesce(max(step) filter (where role = 'denominator'), 0) as denominator_step,
  sum(random_rounding_variance(step)) filter (where role = 'value') as value_variance,
  coalesce(sum(random_rounding_variance(step)) filter (where role = 'numerator'), 0) as numerator_variance,
  coalesce(sum(random_rounding_variance(step)) filter (where role = 'denominator'), 0) as denominator_variance
from (from own_step union all from other_step)
group by indicator_id, edition_no, period, area_level
order by indicator_id, edition_no, period, area_level
