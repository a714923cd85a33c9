-- Every point of the series of the shown areas and the country, both sexes together, in the age group each is judged by.
with
main as (
  select distinct indicator_id, age_group from analysis.latest_figure where is_main
)
select
  s.indicator_id::varchar as indicator_id, s.area_code::varchar as area_code, s.age_group::varchar as age_group,
  s.period::varchar as period,
  round(year(s.period_start) + (date_diff('day', s.period_start, s.period_end) / 2 + dayofyear(s.period_start)) / 366, 3)
    as year,
  s.value, s.lower_95, s.upper_95, case when s.value is null then s.missing_reason::varchar end as missing_reason,
  s.break_before::varchar as break_before
from gold.indicator_series as s
join main as m on m.indicator_id = s.indicator_id and m.age_group = s.age_group
where s.sex = 'total' and (s.area_code::varchar = 'NL' or s.area_code::varchar in (select area_code from shown_area))
order by indicator_id, age_group, area_code, s.period_end, s.period
