-- Denominators from another source than the numerator: of the same vintage, sex and age, and of the same year or the year
-- before. Boundaries of another vintage are other areas, so without such a table there is no row.
with
other_term as (
  select r.indicator_id, r.source_id, r.concept, i.source_id as numerator_source
  from input.indicator_term as r
  join input.indicator as i on i.indicator_id = r.indicator_id
  where r.role = 'denominator' and r.source_id <> i.source_id
),
term_count as (
  select indicator_id, source_id, numerator_source, count(*) as terms
  from other_term
  group by indicator_id, source_id, numerator_source
),
numerator_slice as (
  select distinct
    n.indicator_id, n.source_id, n.terms, e.edition_no, e.area_vintage, s.slice_no, s.period, s.sex, s.age_group
  from term_count as n
  join input.indicator_term as r on r.indicator_id = n.indicator_id and r.role = 'numerator'
  join input.edition as e on e.source_id = n.numerator_source
  join input.topic as t on t.edition_no = e.edition_no and t.concept = r.concept
  join silver.topic_slice as x on x.topic_id = t.topic_id
  join input.slice as s on s.slice_no = x.slice_no
),
candidate as (
  select
    n.indicator_id, n.edition_no, n.slice_no, n.terms,
    d.edition_no as denominator_edition, d.table_id, s.slice_no as denominator_slice, s.period as denominator_period
  from numerator_slice as n
  join input.edition as d on d.source_id = n.source_id and d.area_vintage = n.area_vintage
  join other_term as o on o.indicator_id = n.indicator_id
  join input.topic as t on t.edition_no = d.edition_no and t.concept = o.concept
  join silver.topic_slice as x on x.topic_id = t.topic_id and x.has_values
  join input.slice as s on s.slice_no = x.slice_no and s.sex = n.sex and s.age_group = n.age_group
  where s.period <= n.period and left(n.period, 4)::integer - left(s.period, 4)::integer <= 1
  group by all
  having count(*) = n.terms
),
chosen as (
  select *
  from candidate
  qualify row_number() over (
    partition by indicator_id, edition_no, slice_no order by denominator_period desc, table_id desc
  ) = 1
)
select
  c.indicator_id, c.edition_no, c.slice_no, v.area_no,
  sum(v.value::decimal(24, 6)) as denominator,
  c.table_id as denominator_table,
  c.denominator_period
from chosen as c
join other_term as o on o.indicator_id = c.indicator_id
join input.topic as t on t.edition_no = c.denominator_edition and t.concept = o.concept
join input.cell as v on v.topic_id = t.topic_id and v.slice_no = c.denominator_slice
group by c.indicator_id, c.edition_no, c.slice_no, v.area_no, c.table_id, c.denominator_period, c.terms
having count(v.value) = c.terms
order by c.indicator_id, c.edition_no, c.slice_no, v.area_no
