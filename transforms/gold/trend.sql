-- Where each series goes: the newest figure against the one before, and the weighted trend of the newest five, by real year.
-- Nothing is compared across a break, and a model estimate is shown without a judgement.
with
point as materialized (
  select
    indicator_id::varchar as indicator_id, area_code::varchar as area_code, age_group::varchar as age_group,
    area_level::varchar as area_level, area_vintage, period::varchar as period, period_start, period_end,
    date_diff('month', period_start, period_end + 1) as months, value, lower_95, upper_95, numerator, denominator,
    unit::varchar as unit, value_kind::varchar as value_kind
  from gold.indicator_series
  where
    list_contains(getvariable('indicator_ids')::indicator_text[], indicator_id) and sex = 'total' and value is not null
),
-- The newest figure of each series: of a whole year where there are such, for parts of a year follow the seasons.
newest as materialized (
  select *, row_number() over (order by indicator_id, area_code, age_group) as series
  from point
  qualify
    row_number() over (
      partition by indicator_id, area_code, age_group order by months = 12 desc, period_end desc, period_start
    ) = 1
),
newest_break as (
  select n.indicator_id, n.period as latest_period, max(k.period) as since, max_by(k.reason, k.period) as break_reason
  from (select distinct indicator_id, period from newest) as n
  join input.indicator_break as k on k.indicator_id = n.indicator_id and k.period <= n.period
  group by n.indicator_id, n.period
),
comparable_point as materialized (
  select
    n.series, p.period, p.period_start, p.period_end, p.months, p.value, p.lower_95, p.upper_95, p.numerator, p.denominator,
    n.value_kind, i.polarity, p.period_end < n.period_start as is_before,
    row_number() over (partition by n.series order by p.period_end desc) as newness
  from newest as n
  join point as p
    on p.indicator_id = n.indicator_id and p.area_code = n.area_code and p.age_group = n.age_group and p.months = n.months
  join input.indicator as i on i.indicator_id = n.indicator_id
  left join newest_break as b on b.indicator_id = n.indicator_id and b.latest_period = n.period
  where b.since is null or p.period >= b.since
),
-- Pooled years may overlap: the figure before is the newest of which no day is in the newest.
previous as (
  select
    series,
    max_by({period: period, value: value, lower_95: lower_95, upper_95: upper_95}, period_end) as previous
  from comparable_point
  where is_before
  group by series
),
five_newest as (
  select series, count(*)::integer as points, min_by(period, period_end) as first_period, max_by(period, period_end) as last_period
  from comparable_point
  where newness <= 5
  group by series
),
judged_point as (
  select
    series, year(period_end)::integer as year, ceil(months / 12.0)::integer as period_years, value, lower_95, upper_95,
    numerator, denominator, polarity
  from comparable_point
  where value_kind <> 'model_estimate'
),
judged_series as (
  select
    n.*, i.polarity, v.previous, f.points, f.first_period, f.last_period, b.since, b.break_reason,
    n.value_kind <> 'model_estimate' as is_judged,
    t.slope, t.slope_se, t.p,
    case when is_judged then t.trend else 'not_comparable' end as trend,
    t.judgement,
    case
      when not is_judged then 'model_estimate'
      when t.reason is not null then t.reason
      when t.trend <> 'no_significant_change' then null
      when t.chi_square <= trend_critical() then 'within_chance'
      else 'one_point_decides'
    end as reason,
    case when is_judged then n.value - v.previous.value end as change,
    case when is_judged
      then intervals_differ(n.lower_95, n.upper_95, v.previous.lower_95, v.previous.upper_95)
    end as change_outcome,
    judged(change_outcome, i.polarity) as change_judged
  from newest as n
  join input.indicator as i on i.indicator_id = n.indicator_id
  join five_newest as f on f.series = n.series
  left join previous as v on v.series = n.series
  left join newest_break as b on b.indicator_id = n.indicator_id and b.latest_period = n.period
  left join recent_trend('judged_point') as t on t.series = n.series
)
select
  j.indicator_id, j.area_code, j.area_level, j.area_vintage, 'total' as sex, j.age_group, j.unit,
  j.period as latest_period,
  j.value as latest_value,
  j.lower_95 as latest_lower,
  j.upper_95 as latest_upper,
  j.previous.period as previous_period,
  j.previous.value as previous_value,
  j.previous.lower_95 as previous_lower,
  j.previous.upper_95 as previous_upper,
  ten_places(j.change) as change,
  j.change_outcome,
  case when j.change_judged in ('better', 'worse') then j.change_judged end as change_judgement,
  j.since,
  j.break_reason,
  j.points, j.first_period, j.last_period,
  ten_places(j.slope) as slope,
  ten_places(j.slope - z_of_level(0.95) * j.slope_se) as slope_lower,
  ten_places(j.slope + z_of_level(0.95) * j.slope_se) as slope_upper,
  ten_places(j.p) as p,
  j.trend, j.judgement, j.reason,
  case j.reason
    when 'model_estimate'
      then 'Dit is een modelschatting uit registers; die kan geen verandering van het gebied zelf tonen. De waarden staan er zonder oordeel.'
    when 'fewer_than_5_points'
      then 'Een trend vraagt vijf punten die met elkaar te vergelijken zijn; hier '
        || case j.points when 1 then 'is er 1' else 'zijn er ' || j.points end
        || coalesce(' sinds de breuk van ' || j.since || ' (' || j.break_reason || ')', '') || '.'
    when 'pooled_years' then 'De cijfers gaan over meer jaren samen; daarvan wordt geen trend berekend.'
    when 'no_interval' then 'Zonder marges is niet te zeggen of een verandering toeval is.'
    when 'interval_without_width' then 'Een van de punten heeft een marge van nul; daarmee is niet te wegen.'
    when 'count_equals_denominator' then 'In een van de punten telt iedereen mee; de marge zegt dan te weinig voor een trend.'
    when 'year_occurs_twice' then 'Er zijn meer cijfers in een jaar; een trend wordt over jaren berekend.'
    when 'within_chance' then 'De verandering kan toeval zijn.'
    when 'one_point_decides' then 'Zonder een van de punten gaat de lijn de andere kant op; dat is geen trend.'
    else
      case j.trend when 'increasing' then 'De waarde stijgt' else 'De waarde daalt' end
      || ', meer dan toeval verklaart'
      || case j.judgement when 'improving' then '; dat is een verbetering.' when 'worsening' then '; dat is een verslechtering.' else '.' end
  end as reason_text,
  j.value_kind, s.notice
from judged_series as j
cross join input.setting as s
order by j.indicator_id, j.area_code, j.age_group
