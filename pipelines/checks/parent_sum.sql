-- A published total agrees with the sum of its parts, within the rounding of the source
with
counted as (
  select v.indicator_id, v.area_code, v.area_vintage, v.period, v.sex, v.age_group, v.value, v.area_level, v.source_id
  from gold.indicator_value as v
  join input.indicator as i on i.indicator_id = v.indicator_id
  where i.measure = 'sum' and v.area_level in ('buurt', 'wijk', 'gemeente', 'land')
),
placed as (
  select c.*, case when c.area_level = 'gemeente' then 'NL' else a.parent_code end as parent_code
  from counted as c
  join silver.area as a on a.area_code = c.area_code and a.area_vintage = c.area_vintage
),
total as (
  select
    indicator_id, parent_code, area_level as child_level, area_vintage, period, sex, age_group,
    sum(value) as children_sum, count(*) as children, count(value) as filled
  from placed
  group by all
),
-- Totals in thousands are rounded too, to their last decimal.
last_decimal as (
  select r.indicator_id, 0.1 ** max(t.decimals) as step
  from input.indicator_term as r
  join input.edition as e on e.source_id = r.source_id
  join input.topic as t on t.edition_no = e.edition_no and t.concept = r.concept
  where t.unit like 'x 1 000%'
  group by r.indicator_id
),
compared as (
  select
    p.indicator_id, p.period, p.area_code, t.children, t.child_level, t.children_sum,
    p.value as published,
    round(p.value - t.children_sum, 6) as difference,
    -- CBS rounds wijken and buurten at random to a multiple of 5 (each less than 5 off); gemeenten are exact.
    case when t.child_level = 'gemeente' then coalesce(d.step / 2, 0) else 5 end * (t.children + 1) as rounding
  from counted as p
  join total as t
    on t.indicator_id = p.indicator_id and t.parent_code = p.area_code and t.area_vintage = p.area_vintage
    and t.period = p.period and t.sex = p.sex and t.age_group = p.age_group
  left join last_decimal as d on d.indicator_id = p.indicator_id
  where t.filled = t.children
)
select
  -- Persons without a known buurt count for the gemeente only; more than 1 % of them is no longer plausible.
  case when c.difference > 0 and c.difference <= 0.01 * c.published then 'warn' else 'fail' end as severity,
  c.indicator_id,
  c.period,
  c.area_code,
  c.published || ' published, ' || c.children || ' x ' || c.child_level || ' add up to ' || c.children_sum as detail
from compared as c
where abs(c.difference) > c.rounding
