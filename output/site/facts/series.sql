-- Every point of the series of the shown areas and the country, both sexes together, in the age group each is judged by; of a period
-- that was measured in another age group only (a survey of who is 19 or older), in that one.
with
main as (
  select distinct indicator_id, age_group from analysis.latest_figure where is_main
),
measured as (
  select
    s.indicator_id, s.period, count(distinct s.age_group) as age_groups, bool_or(m.age_group is not null) as has_main
  from gold.indicator_series as s
  left join main as m on m.indicator_id = s.indicator_id and m.age_group = s.age_group
  where s.sex = 'total' and s.value is not null
  group by s.indicator_id, s.period
),
point as (
  select s.*, m.age_group is not null as is_main
  from gold.indicator_series as s
  left join main as m on m.indicator_id = s.indicator_id and m.age_group = s.age_group
  left join measured as d on d.indicator_id = s.indicator_id and d.period = s.period
  where s.sex = 'total' and (m.age_group is not null or (d.age_groups = 1 and not d.has_main))
)
select
  s.indicator_id::varchar as indicator_id, s.area_code::varchar as area_code, s.age_group::varchar as age_group, s.is_main,
  s.period::varchar as period,
  round(year(s.period_start) + (date_diff('day', s.period_start, s.period_end) / 2 + dayofyear(s.period_start)) / 366, 3)
    as year,
  s.value, s.lower_95, s.upper_95, case when s.value is null then s.missing_reason::varchar end as missing_reason,
  s.break_before::varchar as break_before
from point as s
where s.area_code::varchar = 'NL' or s.area_code::varchar in (select area_code from shown_area)
order by indicator_id, area_code, s.period_end, s.period, age_group
