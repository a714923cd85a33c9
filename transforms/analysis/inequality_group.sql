-- Fifths of the people of the region and of the country, from the areas that the ranking puts lowest to highest: per indicator and
-- level the figure of each fifth. Rank and figure are of the same classification, for an equal code may be another area.
with
slice as materialized (
  select *, area_level::level_text as level from analysis.inequality_slice where reason is null
),
figure as (
  select
    'country' as extent, s.indicator_id, s.area_level, v.area_code, v.area_vintage, v.value, v.lower_95, v.upper_95, v.numerator,
    v.denominator
  from slice as s
  join gold.indicator_value as v
    on v.indicator_id = s.indicator_id and v.area_level = s.level and v.period = s.period and v.sex = s.sex
    and v.age_group = s.age_group
  where v.is_preferred and v.value is not null
  union all
  select
    'region', s.indicator_id, s.area_level, f.area_code, f.area_vintage, f.value, f.lower_95, f.upper_95, f.numerator,
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
    max_by(v.period::varchar, v.period_end) as ranking_period
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
    f.*, s.ranking_indicator, s.measure, s.per, r.rank_value, r.ranking_period,
    case when s.measure in ('ratio', 'rate') then f.denominator else p.people end as people
  from figure as f
  join slice as s on s.indicator_id = f.indicator_id and s.area_level = f.area_level
  left join ranked as r
    on r.ranking_indicator = s.ranking_indicator and r.area_code = f.area_code and r.area_vintage = f.area_vintage
  left join inhabitants as p on p.area_code = f.area_code and p.area_vintage = f.area_vintage
),
covered as (
  select
    extent, indicator_id, area_level,
    count(rank_value) filter (where people > 0) / nullif(count(*) filter (where people > 0 or people is null), 0) as share_ranked
  from weighed
  group by extent, indicator_id, area_level
),
-- An area lies where the middle of its people lies; equal ranks lie together.
middle as (
  select
    w.*,
    (
      sum(w.people) over (partition by w.extent, w.indicator_id, w.area_level order by w.rank_value)
      - sum(w.people) over (partition by w.extent, w.indicator_id, w.area_level, w.rank_value) / 2
    ) / sum(w.people) over (partition by w.extent, w.indicator_id, w.area_level) as people_below
  from weighed as w
  join covered as c on c.extent = w.extent and c.indicator_id = w.indicator_id and c.area_level = w.area_level
  cross join input.setting as s
  where w.rank_value is not null and w.people > 0 and c.share_ranked >= s.judged
),
fifth as (
  select
    extent, indicator_id, area_level, at_most(5, 1 + floor(5 * people_below))::integer as fifth,
    any_value(ranking_indicator) as ranking_indicator,
    max(ranking_period) as ranking_period, any_value(measure) as measure, any_value(per) as per, count(*) as areas,
    sum(people::decimal(18, 2))::double as people,
    sum(numerator::decimal(24, 6))::double as numerator, sum(denominator::decimal(24, 6))::double as denominator,
    sum(people * value order by area_code) / sum(people) as mean,
    count(lower_95) = count(*) and count(upper_95) = count(*) as has_margins,
    sqrt(sum(pow(people * se_of_interval(lower_95, upper_95), 2) order by area_code)) / sum(people) as se_mean
  from middle
  group by extent, indicator_id, area_level, fifth
)
select
  extent, indicator_id, area_level, fifth, ranking_indicator, ranking_period, areas, people,
  case when measure in ('ratio', 'rate') then numerator / nullif(denominator, 0) * per else mean end as value,
  case
    when measure = 'ratio' then se_of_interval(
      wilson_lower(numerator, denominator, z_of_level(0.95)) * per, wilson_upper(numerator, denominator, z_of_level(0.95)) * per
    )
    when measure = 'rate'
      then se_of_interval(rate_lower(numerator, denominator, per, 0.95), rate_upper(numerator, denominator, per, 0.95))
    when has_margins then se_mean
  end as se
from fifth
order by extent, indicator_id, area_level, fifth
