-- What indicators divide a count of a delivery by that is public: per area, of the period or the year before, as a percentage is made.
create or replace temp table public_whole as
with
wanted as (
  select n.indicator_id, n.source_id as delivered_id, n.concept as delivered_concept, d.source_id, d.concept
  from input.indicator_term as n
  join input.indicator_term as d on d.indicator_id = n.indicator_id and d.role = 'denominator' and d.source_id <> n.source_id
  where n.role = 'numerator'
  qualify count(distinct n.concept) over (partition by n.indicator_id) = 1
),
term_count as (
  select indicator_id, count(distinct (source_id, concept)) as terms from wanted group by indicator_id
),
counted as (
  select distinct d.edition_no, d.source_id, e.area_vintage, c.concept, c.period, c.sex, c.age_group
  from restricted.count as c
  join restricted.delivery as d using (edition_no)
  join input.edition as e using (edition_no)
),
whole as (
  select
    c.edition_no, c.concept, c.period, c.sex, c.age_group, w.indicator_id, k.area_code, s.period as whole_period, e.table_id,
    sum(v.value) as whole
  from counted as c
  join wanted as w on w.delivered_id = c.source_id and w.delivered_concept = c.concept
  join term_count as n on n.indicator_id = w.indicator_id
  join input.edition as e on e.source_id = w.source_id and e.area_vintage = c.area_vintage
  join input.topic as t on t.edition_no = e.edition_no and t.concept = w.concept
  join input.cell as v on v.topic_id = t.topic_id and v.value is not null
  join input.slice as s
    on s.slice_no = v.slice_no and s.sex = c.sex and s.age_group = c.age_group
    -- One range, for on two inequalities in this join DuckDB 1.5.5 can fail with an internal error.
    and s.period between (left(c.period, 4)::integer - 1)::varchar and c.period
  join input.area_key as k on k.area_no = v.area_no
  group by all
  having count(*) = any_value(n.terms)
)
select edition_no, concept, period, sex, age_group, indicator_id, area_code, whole
from whole
qualify row_number() over (
  partition by edition_no, concept, period, sex, age_group, indicator_id, area_code order by whole_period desc, table_id desc
) = 1;
