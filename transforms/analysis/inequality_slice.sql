-- Per indicator and level the ranking by which its inequality is looked at: the first of the config that has figures and of which
-- the indicator is not made or estimated; or why there is none.
with
slice as (
  select
    f.indicator_id, f.area_level, any_value(f.period) as period, any_value(f.sex) as sex, any_value(f.age_group) as age_group,
    any_value(f.unit) as unit, any_value(f.domain) as domain, any_value(f.measure) as measure, any_value(f.per) as per,
    any_value(f.polarity) as polarity, any_value(f.value_kind) as value_kind, bool_or(f.is_score) as is_score
  from analysis.latest_figure as f
  where f.is_main and not f.is_amount and f.area_level in ('buurt', 'wijk')
  group by f.indicator_id, f.area_level
),
ranking as (
  select unnest(s.ranking_indicators) as indicator_id, generate_subscripts(s.ranking_indicators, 1) as preference
  from input.setting as s
),
held as (
  select indicator_id::varchar as indicator_id, area_level::varchar as area_level
  from gold.indicator_value
  where is_preferred and value is not null and indicator_id::varchar in (select indicator_id from ranking)
  group by all
),
candidate as (
  select
    s.indicator_id, s.area_level, r.indicator_id as ranking_indicator, r.preference,
    case
      when gap_sign(s.polarity) is null then 'no_polarity'
      when made_together(x, y) is not null then 'made_of_ranking'
      when h.indicator_id is null then 'no_ranking'
    end as reason
  from slice as s
  join ranking as r on true
  join analysis.made_from as x on x.indicator_id = s.indicator_id::varchar
  join analysis.made_from as y on y.indicator_id = r.indicator_id
  left join held as h on h.indicator_id = r.indicator_id and h.area_level = s.area_level
)
select
  s.indicator_id, s.area_level, s.period, s.sex, s.age_group, s.unit, s.domain, s.measure, s.per, s.polarity, s.value_kind, s.is_score,
  c.ranking_indicator, c.reason
from slice as s
join candidate as c on c.indicator_id = s.indicator_id and c.area_level = s.area_level
qualify row_number() over (partition by s.indicator_id, s.area_level order by c.reason is not null, c.preference) = 1
order by s.indicator_id, s.area_level
