-- The figure that each judged area is judged by: per indicator, level, sex and age the newest period (of whole years, where
-- there are such) in which most areas of that level have a value; beside it the newest one before it, as long and not across a
-- break.
with
own_series as (
  select
    s.indicator_id, s.area_code, a.area_level, a.area_vintage, a.wijk_code, a.gemeente_code, s.period, s.period_start,
    s.period_end, s.sex, s.age_group, s.value, s.lower_95, s.upper_95, s.numerator, s.denominator, s.unit, s.missing_reason,
    s.interval_missing_reason, s.reliability, s.reliability_reason
  from gold.indicator_series as s
  join analysis.judged_area as a on a.area_code::area_text = s.area_code and a.is_in_series
  union all
  select
    v.indicator_id, v.area_code, a.area_level, a.area_vintage, a.wijk_code, a.gemeente_code, v.period, v.period_start,
    v.period_end, v.sex, v.age_group, v.value, v.lower_95, v.upper_95, v.numerator, v.denominator, v.unit, v.missing_reason,
    v.interval_missing_reason, v.reliability, v.reliability_reason
  from gold.indicator_value as v
  join analysis.judged_area as a
    on a.area_code::area_text = v.area_code and a.area_vintage = v.area_vintage and not a.is_in_series
  where v.is_preferred
),
term_count as (
  select
    indicator_id::indicator_text as indicator_id,
    count(*) filter (where role <> 'denominator') as numerator_terms,
    count(*) filter (where role = 'denominator') as denominator_terms
  from input.indicator_term
  group by indicator_id
),
step as (
  select
    indicator_id, area_level, period, max(numerator_step) as numerator_step, max(denominator_step) as denominator_step
  from gold.rounding
  group by indicator_id, area_level, period
),
group_size as (
  select group_code, area_vintage, count(*) as members
  from silver.area_group_member
  group by group_code, area_vintage
),
-- What the counts can be that the source rounded; those of a group are sums of rounded ones of its gemeenten.
counted as (
  select
    o.*, coalesce(p.numerator_step, 0) > 0 or coalesce(p.denominator_step, 0) > 0 as is_rounded,
    nearest_low(o.numerator, p.numerator_step, t.numerator_terms * coalesce(g.members, 1)) as numerator_low,
    nearest_high(o.numerator, p.numerator_step, t.numerator_terms * coalesce(g.members, 1)) as numerator_high,
    nearest_low(o.denominator, p.denominator_step, t.denominator_terms * coalesce(g.members, 1)) as denominator_low,
    nearest_high(o.denominator, p.denominator_step, t.denominator_terms * coalesce(g.members, 1)) as denominator_high
  from own_series as o
  join term_count as t on t.indicator_id = o.indicator_id
  left join group_size as g on g.group_code = o.area_code::varchar and g.area_vintage = o.area_vintage
  left join step as p
    on p.indicator_id = o.indicator_id and p.period = o.period
    and p.area_level = case when o.area_level = 'regio' then 'gemeente' else o.area_level end::level_text
),
-- The interval that holds for whatever the counts were before they were rounded.
series as materialized (
  select
    c.*,
    case when c.is_rounded and c.lower_95 is not null
      then rounded_lower(i.measure, c.numerator_low, c.denominator_high, i.per, 0.95) else c.lower_95 end as lower_rounded,
    case when c.is_rounded and c.upper_95 is not null
      then rounded_upper(i.measure, c.numerator_high, c.denominator_low, i.per, 0.95) else c.upper_95 end as upper_rounded
  from counted as c
  join input.indicator as i on i.indicator_id = c.indicator_id
),
period_count as (
  select
    indicator_id, area_level, sex, age_group, period, max(period_end) as period_end,
    date_diff('month', max(period_start), max(period_end) + 1) as months, count(*) as areas
  from series
  where value is not null
  group by indicator_id, area_level, sex, age_group, period
),
-- A period that few areas have yet would empty all others.
full_period as (
  select c.*
  from period_count as c
  cross join input.setting as s
  qualify c.areas >= s.judged * max(c.areas) over (partition by c.indicator_id, c.area_level, c.sex, c.age_group)
),
newest as (
  select
    indicator_id, area_level, sex, age_group, max({is_whole: months >= 12, ends: period_end, name: period}) as newest
  from full_period
  group by indicator_id, area_level, sex, age_group
),
-- Of an indicator with several ages one stands for it at a level where indicators are counted: of those that most of its areas
-- have that of the newest period, then all ages, or else the first.
covering_age as (
  select n.indicator_id, n.area_level, n.age_group, n.newest
  from newest as n
  join period_count as c
    on c.indicator_id = n.indicator_id and c.area_level = n.area_level and c.sex = n.sex and c.age_group = n.age_group
    and c.period = n.newest.name
  cross join input.setting as s
  where n.sex = 'total'
  qualify c.areas >= s.judged * max(c.areas) over (partition by n.indicator_id, n.area_level)
),
main_age as (
  select indicator_id, area_level, age_group
  from covering_age
  qualify row_number() over (
    partition by indicator_id, area_level
    order by newest.is_whole desc, newest.ends desc, age_group <> 'total', age_group
  ) = 1
),
latest as (
  select s.*
  from series as s
  join newest as n
    on n.indicator_id = s.indicator_id and n.area_level = s.area_level and n.sex = s.sex and n.age_group = s.age_group
  where s.period = n.newest.name
),
broken as (
  select l.indicator_id, l.period, max(b.period) as break_period
  from (select distinct indicator_id, period from latest) as l
  join input.indicator_break as b on b.indicator_id = l.indicator_id and b.period <= l.period
  group by l.indicator_id, l.period
),
-- Where the age limit of the source changed, the figure before it is that of the age group that is declared to stand for it.
age_before as (
  select indicator_id, age_group, age_group as age_before, false as is_bridged
  from newest
  group by indicator_id, age_group
  union all
  select indicator_id::indicator_text, age_group::age_text, age_before::age_text, true
  from input.age_bridge
),
previous as (
  select
    l.indicator_id, l.area_code, l.sex, l.age_group, p.period as previous_period, p.value as previous_value,
    p.age_group as previous_age_group, p.lower_95 as previous_lower, p.upper_95 as previous_upper,
    p.lower_rounded as previous_lower_rounded, p.upper_rounded as previous_upper_rounded
  from latest as l
  join age_before as a on a.indicator_id = l.indicator_id and a.age_group = l.age_group
  join series as p
    on p.indicator_id = l.indicator_id and p.area_code = l.area_code and p.sex = l.sex and p.age_group = a.age_before
    and p.period_end < l.period_start and p.value is not null
    and date_diff('month', p.period_start, p.period_end + 1) = date_diff('month', l.period_start, l.period_end + 1)
  left join broken as b on b.indicator_id = l.indicator_id and b.period = l.period
  where b.break_period is null or p.period >= b.break_period
  qualify row_number() over (
    partition by l.indicator_id, l.area_code, l.sex, l.age_group order by p.period_end desc, a.is_bridged, p.period desc
  ) = 1
)
select
  l.indicator_id, l.area_code, l.area_level, l.area_vintage, l.wijk_code, l.gemeente_code, l.period, l.period_end, l.sex,
  l.age_group, l.value, l.lower_95, l.upper_95, l.numerator, l.denominator, l.unit, l.missing_reason,
  l.interval_missing_reason, l.reliability, l.reliability_reason, i.domain, i.polarity, i.value_kind, i.measure, i.per,
  -- A number of people says how large an area is, not how it is doing.
  i.measure = 'sum' as is_amount,
  i.is_score,
  l.sex = 'total' and m.age_group is not null as is_main,
  l.is_rounded, l.numerator_low, l.numerator_high, l.denominator_low, l.denominator_high,
  l.lower_rounded, l.upper_rounded, p.previous_period, p.previous_age_group, p.previous_value, p.previous_lower,
  p.previous_upper, p.previous_lower_rounded, p.previous_upper_rounded, b.break_period
from latest as l
join input.indicator as i on i.indicator_id = l.indicator_id
left join main_age as m
  on m.indicator_id = l.indicator_id and m.area_level = l.area_level and m.age_group = l.age_group
left join broken as b on b.indicator_id = l.indicator_id and b.period = l.period
left join previous as p
  on p.indicator_id = l.indicator_id and p.area_code = l.area_code and p.sex = l.sex and p.age_group = l.age_group
order by l.indicator_id, l.area_code, l.sex, l.age_group
