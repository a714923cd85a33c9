-- Areas with fewer inhabitants than analyses stand on, where their number is known: of their own vintage, in its newest period.
with
counted as (
  select e.area_vintage, k.area_code, max({period: s.period, table_id: e.table_id, value: c.value}).value as population
  from input.cell as c
  join input.topic as t on t.topic_id = c.topic_id and t.concept = 'inwoners'
  join input.edition as e on e.edition_no = t.edition_no
  join input.slice as s on s.slice_no = c.slice_no and s.sex = 'total' and s.age_group = 'total'
  join input.area_key as k on k.area_no = c.area_no
  where c.value is not null
  group by e.area_vintage, k.area_code
)
select c.area_code, c.area_vintage, c.population
from counted as c
cross join input.setting as s
where c.population < s.min_population
order by c.area_code, c.area_vintage
