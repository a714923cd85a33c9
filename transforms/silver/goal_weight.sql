-- Which count tells how much of the benchmark area of a goal its population is: one that has the area and all members of the
-- population, on the nearest vintage, of the nearest year (the choice of group_weight).
with
wanted as (
  select distinct e.area_vintage, p.period
  from input.edition as e
  join input.period_item as p on p.edition_no = e.edition_no
),
pair as (
  select distinct population_code, benchmark_code from input.goal where is_rest
),
member as (
  select p.population_code, p.benchmark_code, g.area_vintage, g.member_code
  from pair as p
  join silver.area_group_member as g on g.group_code = p.population_code
  union
  select p.population_code, p.benchmark_code, w.area_vintage, p.population_code
  from pair as p
  cross join (select distinct area_vintage from wanted) as w
  where p.population_code not in (select group_code from silver.area_group_member)
),
group_size as (
  select population_code, benchmark_code, area_vintage, count(*) as members
  from member
  group by population_code, benchmark_code, area_vintage
),
region_weight as (
  select
    m.population_code, m.benchmark_code, m.area_vintage, d.concept, d.table_id, d.area_vintage as weight_vintage,
    d.period as weight_period,
    sum(d.value::decimal(18, 2)) as region_weight,
    count(*) as members_weighed
  from member as m
  join silver.denominator as d on d.area_code = m.member_code
  group by all
)
select
  r.concept as weight_concept, r.population_code, r.benchmark_code, r.area_vintage, n.period,
  r.table_id as weight_table, r.weight_vintage, r.weight_period,
  r.region_weight::double as region_weight,
  d.value as benchmark_weight
from region_weight as r
join group_size as s
  on s.population_code = r.population_code and s.benchmark_code = r.benchmark_code and s.area_vintage = r.area_vintage
join silver.denominator as d
  on d.area_code = r.benchmark_code and d.concept = r.concept and d.table_id = r.table_id
  and d.area_vintage = r.weight_vintage and d.period = r.weight_period
join wanted as n on n.area_vintage = r.area_vintage
where r.members_weighed = s.members
qualify row_number() over (
  partition by r.concept, r.population_code, r.benchmark_code, r.area_vintage, n.period
  order by
    abs(r.weight_vintage - r.area_vintage),
    abs(left(r.weight_period, 4)::integer - left(n.period, 4)::integer),
    r.weight_vintage,
    r.weight_period,
    r.table_id
) = 1
order by weight_concept, r.population_code, r.benchmark_code, r.area_vintage, n.period
