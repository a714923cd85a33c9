-- How many people the published percentages of judged areas are about, per indicator and age: inhabitants of that age from the
-- age bands of one table, or else the count that weighs the figure, where that is of the same people or nearly so. Wijken and
-- buurten on their own vintage only, for an equal code may be another area.
with
band as (
  select *
  from (values
    ('inwoners_0_15', 0, 15), ('inwoners_15_25', 15, 25), ('inwoners_25_45', 25, 45), ('inwoners_45_65', 45, 65),
    ('inwoners_65plus', 65, 999)
  ) as b(concept, from_age, until_age)
),
-- A band that the age cuts through counts for the years inside it, as if all its years had as many people; the open one can't.
wanted_band as (
  select
    w.indicator_id, w.age_group, b.concept,
    case
      when w.from_age <= b.from_age and w.until_age >= b.until_age then 1
      when b.concept <> 'inwoners_65plus'
        then (least(w.until_age, b.until_age) - greatest(w.from_age, b.from_age))::double / (b.until_age - b.from_age)
    end as share
  from silver.weight_age as w
  join band as b on b.from_age < w.until_age and b.until_age > w.from_age
),
by_bands as (
  select indicator_id, age_group, list({concept: concept, share: share} order by concept) as parts
  from wanted_band
  group by indicator_id, age_group
  having count(share) = count(*)
),
wanted as (
  select
    indicator_id, age_group, parts, case when list_contains(parts.list_transform(lambda p: p.share < 1), true)
    then 'age_share' else 'age_bands' end as basis, 1 as preference
  from by_bands
  union all
  select
    i.indicator_id, a.age_group, [{concept: i.weight_concept, share: 1::double}],
    case when i.weight_instead_of is null then 'same_people' else 'nearly_same_people' end, 2
  from input.indicator as i
  join input.indicator_age as a on a.indicator_id = i.indicator_id
  where i.weight_concept is not null and (i.weight_instead_of is null or i.weight_near)
),
member as (
  select area_code, area_level, area_vintage, area_code as member_code, 1 as members
  from analysis.judged_area
  where area_level <> 'regio'
  union all
  select a.area_code, a.area_level, a.area_vintage, g.member_code, count(*) over (partition by a.area_code)
  from analysis.judged_area as a
  join silver.area_group_member as g on g.group_code = a.area_code and g.area_vintage = a.area_vintage
  where a.area_level = 'regio'
),
counted as (
  select k.area_code as member_code, t.concept, e.table_id, e.area_vintage, s.period, c.value
  from input.cell as c
  join input.topic as t on t.topic_id = c.topic_id
  join input.edition as e on e.edition_no = t.edition_no
  join input.slice as s on s.slice_no = c.slice_no and s.sex = 'total' and s.age_group = 'total'
  join input.area_key as k on k.area_no = c.area_no
  where
    c.value is not null
    and t.concept in (select concept from band union select weight_concept from input.indicator)
    and k.area_code in (select member_code from member)
),
area_count as (
  select m.area_code, c.concept, c.table_id, c.area_vintage, c.period, sum(c.value::decimal(18, 2))::double as value
  from member as m
  join counted as c
    on c.member_code = m.member_code and (m.area_level not in ('wijk', 'buurt') or c.area_vintage = m.area_vintage)
  group by m.area_code, c.concept, c.table_id, c.area_vintage, c.period
  having count(*) = max(m.members)
),
-- Most indicators ask for the same people: each kind of people is added up once.
part as (
  select parts, unnest(parts) as part
  from (select distinct parts from wanted)
),
population as materialized (
  select
    p.parts, c.area_code, c.table_id, c.area_vintage, c.period, sum(c.value * p.part.share order by c.concept) as persons,
    string_agg(c.concept, '|' order by c.concept) as concepts
  from part as p
  join area_count as c on c.concept = p.part.concept
  group by p.parts, c.area_code, c.table_id, c.area_vintage, c.period
  having count(*) = len(p.parts)
)
select
  f.indicator_id, f.area_code, f.age_group, c.persons, c.concepts, w.basis, c.period, c.table_id
from analysis.latest_figure as f
join wanted as w on w.indicator_id = f.indicator_id::varchar and w.age_group = f.age_group::varchar
join population as c on c.parts = w.parts and c.area_code = f.area_code::varchar
where f.is_main and f.measure = 'published'
qualify row_number() over (
  partition by f.indicator_id, f.area_code, f.age_group
  order by
    w.preference,
    abs(left(c.period, 4)::integer - left(f.period::varchar, 4)::integer),
    abs(c.area_vintage - f.area_vintage), c.period desc, c.area_vintage desc, c.table_id
) = 1
order by f.indicator_id, f.area_code, f.age_group
