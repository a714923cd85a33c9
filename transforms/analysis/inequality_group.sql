-- Fifths of the people of the region and of the country, from the areas that the ranking puts lowest to highest: per indicator and
-- level the figure of each fifth. Rank and figure are of the same classification, for an equal code may be another area.
with
-- A slice is a number until the end: a million areas carry it through three windows.
slice as materialized (
  select
    *, area_level::level_text as level, row_number() over (order by indicator_id, area_level)::integer as slice_no
  from analysis.inequality_slice
  where reason is null
),
figure as (
  select
    false as is_region, s.slice_no, v.area_code, v.area_vintage, v.value, v.lower_95, v.upper_95, v.numerator,
    v.denominator
  from slice as s
  join gold.indicator_value as v
    on v.indicator_id = s.indicator_id and v.area_level = s.level and v.period = s.period and v.sex = s.sex
    and v.age_group = s.age_group
  where v.is_preferred and v.value is not null
  union all
  select
    true, s.slice_no, f.area_code::area_text, f.area_vintage, f.value, f.lower_95, f.upper_95, f.numerator,
    f.denominator
  from slice as s
  join analysis.latest_figure as f on f.indicator_id = s.indicator_id and f.area_level = s.area_level and f.is_main
  join analysis.region_gemeente as g on g.gemeente_code = f.gemeente_code
  where f.value is not null
),
-- The newest rank of each area and classification, also as brought over to that of the series.
rank_figure as (
  select indicator_id, area_code, area_vintage, value, period, period_end
  from gold.indicator_value
  where is_preferred and value is not null and sex = 'total'
  union all
  select indicator_id, area_code, area_vintage, value, period, period_end
  from gold.indicator_series
  where value is not null and sex = 'total'
),
ranked as (
  select
    v.indicator_id::varchar as ranking_indicator, v.area_code, v.area_vintage, max_by(v.value, v.period_end) as rank_value,
    max_by(v.period, v.period_end) as ranking_period
  from rank_figure as v
  semi join (select distinct ranking_indicator::indicator_text as indicator_id from slice) as s
    on s.indicator_id = v.indicator_id
  group by v.indicator_id, v.area_code, v.area_vintage
),
inhabitants as (
  select k.area_code::area_text as area_code, e.area_vintage, max_by(c.value, s.period) as people
  from input.cell as c
  join input.topic as t on t.topic_id = c.topic_id and t.concept = 'inwoners'
  join input.edition as e on e.edition_no = t.edition_no
  join input.slice as s on s.slice_no = c.slice_no and s.sex = 'total' and s.age_group = 'total'
  join input.area_key as k on k.area_no = c.area_no
  where c.value > 0 and left(k.area_code, 2) in ('WK', 'BU')
  group by k.area_code, e.area_vintage
),
weighed as (
  select
    f.*, r.rank_value, r.ranking_period,
    case when s.measure in ('ratio', 'rate') then f.denominator else p.people end as people
  from figure as f
  join slice as s on s.slice_no = f.slice_no
  left join ranked as r
    on r.ranking_indicator = s.ranking_indicator and r.area_code = f.area_code and r.area_vintage = f.area_vintage
  left join inhabitants as p on p.area_code = f.area_code and p.area_vintage = f.area_vintage
),
covered as (
  select
    is_region, slice_no,
    count(rank_value) filter (where people > 0) / nullif(count(*) filter (where people > 0 or people is null), 0) as share_ranked
  from weighed
  group by is_region, slice_no
),
-- An area lies where the middle of its people lies; equal ranks lie together.
middle as (
  select
    w.*,
    (
      sum(w.people) over (partition by w.is_region, w.slice_no order by w.rank_value)
      - sum(w.people) over (partition by w.is_region, w.slice_no, w.rank_value) / 2
    ) / sum(w.people) over (partition by w.is_region, w.slice_no) as people_below
  from weighed as w
  join covered as c on c.is_region = w.is_region and c.slice_no = w.slice_no
  cross join input.setting as s
  where w.rank_value is not null and w.people > 0 and c.share_ranked >= s.judged
),
fifth as (
  select
    is_region, slice_no, at_most(5, 1 + floor(5 * people_below))::integer as fifth, max(ranking_period) as ranking_period,
    count(*) as areas,
    sum(people::decimal(18, 2))::double as people,
    sum(numerator::decimal(24, 6))::double as numerator, sum(denominator::decimal(24, 6))::double as denominator,
    sum(people * value order by area_code) / sum(people) as mean,
    count(lower_95) = count(*) and count(upper_95) = count(*) as has_margins,
    sqrt(sum(pow(people * se_of_interval(lower_95, upper_95), 2) order by area_code)) / sum(people) as se_mean
  from middle
  group by is_region, slice_no, fifth
)
select
  if(f.is_region, 'region', 'country') as extent, s.indicator_id, s.area_level, f.fifth, s.ranking_indicator,
  f.ranking_period::varchar as ranking_period, f.areas, f.people,
  case when s.measure in ('ratio', 'rate') then f.numerator / nullif(f.denominator, 0) * s.per else f.mean end as value,
  case
    when s.measure = 'ratio' then se_of_interval(
      wilson_lower(f.numerator, f.denominator, z_of_level(0.95)) * s.per,
      wilson_upper(f.numerator, f.denominator, z_of_level(0.95)) * s.per
    )
    when s.measure = 'rate' then se_of_interval(
      rate_lower(f.numerator, f.denominator, s.per, 0.95), rate_upper(f.numerator, f.denominator, s.per, 0.95)
    )
    when f.has_margins then f.se_mean
  end as se
from fifth as f
join slice as s on s.slice_no = f.slice_no
order by extent, s.indicator_id, s.area_level, f.fifth
