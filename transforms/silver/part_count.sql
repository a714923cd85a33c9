-- Register counts of the parts of a whole, to weigh them with: what indicators are weighed by, and inhabitants by age, which
-- bound a weight that is not known. Wijken and buurten on their own vintage only, for an equal code may be another area.
with
wanted as (
  select t.topic_id, t.concept, e.area_vintage, e.table_id
  from input.topic as t
  join input.edition as e on e.edition_no = t.edition_no
  where
    t.concept in (select weight_concept from input.indicator)
    or t.concept in (
      'inwoners', 'inwoners_0_15', 'inwoners_15_25', 'inwoners_25_45', 'inwoners_45_65', 'inwoners_65plus'
    )
),
part as (
  select distinct
    k.area_no, k.area_code, p.part_level, case when p.part_level <> 'gemeente' then p.area_vintage end as only_vintage
  from silver.area_part as p
  join input.area_key as k on k.area_code = p.part_code
),
whole_slice as (
  select slice_no, period from input.slice where sex = 'total' and age_group = 'total'
)
select w.concept, p.part_level, p.area_code, w.area_vintage, s.period, w.table_id, c.value
from input.cell as c
join wanted as w on w.topic_id = c.topic_id
join part as p on p.area_no = c.area_no and (p.only_vintage is null or p.only_vintage = w.area_vintage)
join whole_slice as s on s.slice_no = c.slice_no
where c.value is not null
order by w.concept, p.area_code, w.area_vintage, s.period, w.table_id
