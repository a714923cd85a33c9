-- Which table has a count of all parts of a whole: of the nearest vintage, of the nearest year; for inhabitants by age
-- (is_by_age) rather one that has ages.
with
complete as (
  select
    p.whole_code, p.part_level, p.area_vintage, c.concept, c.table_id, c.area_vintage as count_vintage, c.period as count_period
  from silver.area_part as p
  join silver.part_count as c
    on c.area_code = p.part_code and c.part_level = p.part_level
    and c.area_vintage = case when p.part_level = 'gemeente' then c.area_vintage else p.area_vintage end
  group by p.whole_code, p.part_level, p.area_vintage, c.concept, c.table_id, c.area_vintage, c.period
  having count(*) = max(p.parts)
),
wanted as (
  select distinct e.area_vintage, p.period
  from input.edition as e
  join input.period_item as p on p.edition_no = e.edition_no
),
by_age as (
  select distinct table_id, area_vintage from silver.part_count where concept = 'inwoners_0_15'
),
candidate as (
  select c.*, w.period, false as is_by_age, true as has_ages
  from complete as c
  join wanted as w on w.area_vintage = c.area_vintage
  union all
  select c.*, w.period, true, b.table_id is not null
  from complete as c
  join wanted as w on w.area_vintage = c.area_vintage
  left join by_age as b on b.table_id = c.table_id and b.area_vintage = c.count_vintage
  where c.concept = 'inwoners'
)
select
  whole_code, part_level, area_vintage, period, concept, is_by_age, table_id, count_vintage, count_period
from candidate
qualify row_number() over (
  partition by whole_code, part_level, area_vintage, period, concept, is_by_age
  order by
    not has_ages,
    abs(count_vintage - area_vintage),
    abs(left(count_period, 4)::integer - left(period, 4)::integer),
    count_vintage, count_period, table_id
) = 1
order by whole_code, part_level, area_vintage, period, concept, is_by_age
