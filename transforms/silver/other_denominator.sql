-- Denominators from another source than the numerator: of the same sex and age, of the same year or the year before. Of the same
-- vintage; where that has none, of the vintage of the year itself for areas that are proven to be the same. Else there is no row.
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
-- Each vintage by equality: on `in (…)` in this join DuckDB 1.5.5 fails with an internal error.
wanted as (
  select *, area_vintage as denominator_vintage from numerator_slice
  union
  select *, left(period, 4)::integer from numerator_slice
),
candidate as (
  select
    n.indicator_id, n.edition_no, n.slice_no, n.terms, n.area_vintage, n.denominator_vintage,
    d.edition_no as denominator_edition, d.table_id, s.slice_no as denominator_slice, s.period as denominator_period
  from wanted as n
  join input.edition as d on d.source_id = n.source_id and d.area_vintage = n.denominator_vintage
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
    partition by indicator_id, edition_no, slice_no
    order by denominator_vintage = area_vintage desc, denominator_period desc, table_id desc
  ) = 1
),
-- Which areas of another vintage are one of the numerator's, and of how many parts that one is.
same_area as (
  select
    c.from_vintage, o.area_no as from_no, c.to_vintage, n.area_no,
    count(*) over (partition by c.from_vintage, c.to_vintage, c.to_code) as parts
  from silver.area_chain as c
  join input.area_key as o on o.area_code = c.from_code
  join input.area_key as n on n.area_code = c.to_code
),
chosen_cell as (
  select c.*, v.area_no as from_no, v.value
  from chosen as c
  join other_term as o on o.indicator_id = c.indicator_id
  join input.topic as t on t.edition_no = c.denominator_edition and t.concept = o.concept
  join input.cell as v on v.topic_id = t.topic_id and v.slice_no = c.denominator_slice
),
placed as (
  select
    c.indicator_id, c.edition_no, c.slice_no, c.table_id, c.denominator_period, c.value,
    case when c.denominator_vintage = c.area_vintage then c.from_no else s.area_no end as area_no,
    c.terms * coalesce(s.parts, 1) as terms
  from chosen_cell as c
  left join same_area as s
    on s.from_vintage = c.denominator_vintage and s.to_vintage = c.area_vintage and s.from_no = c.from_no
  where c.denominator_vintage = c.area_vintage or s.area_no is not null
)
select
  indicator_id, edition_no, slice_no, area_no,
  sum(value::decimal(24, 6)) as denominator,
  table_id as denominator_table,
  denominator_period
from placed
group by indicator_id, edition_no, slice_no, area_no, table_id, denominator_period, terms
having count(value) = terms
order by indicator_id, edition_no, slice_no, area_no
