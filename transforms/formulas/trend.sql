-- Trends of series. x is the real year, so that a survey of 2012, 2016, 2020, 2022 and 2024 is not read as yearly.

-- Weighted least squares: slope from the sums of w, wx, wy, wxx and wxy.
create or replace temp macro wls_slope(s, sx, sy, sxx, sxy) as (s * sxy - sx * sy) / nullif(s * sxx - sx * sx, 0);

create or replace temp macro wls_slope_se(s, sx, sxx) as sqrt(s / nullif(s * sxx - sx * sx, 0));

-- Fingertips recent trend: the five newest points of a series (sorted by year
-- within a list: five times faster than an ordered aggregate, and as deterministic), slope by weighted least squares with w = 1 / se^2 and
-- se = (upper - lower) / 3.92 (so published, also in the reference values); significant when (slope / se)^2 is above the 99.8 %
-- point of chi-square with one degree of freedom and no fit without one of the points has a slope of the other sign (a slope
-- of 0 is not of the other sign, so that rounding decides nothing).
-- `named_table` (series, year, period_years, value, lower_95, upper_95, numerator, denominator, polarity): one row per series and
-- year, only years that can be compared with each other; period_years > 1 = pooled years. Gives one row per series: series,
-- points, first_year, last_year, slope (per year), slope_se, chi_square, p, same_sign, trend (increasing, decreasing,
-- no_significant_change, cannot_be_calculated), judgement (improving, worsening; null when neutral or no change) and reason.
create or replace temp macro trend_critical() as 9.54953570608324::double;

create or replace temp macro recent_trend(named_table) as table
with
trend_point as (
  select
    series, year, period_years, polarity, value::double as y, numerator = denominator as is_whole,
    (upper_95 - lower_95)::double / 3.92 as se,
    row_number() over (partition by series order by year desc) as newness
  from query_table(named_table)
  where value is not null and not isnan(value::double)
),
trend_lists as (
  select
    series,
    count(*) as points,
    min(year) as first_year,
    max(year) as last_year,
    any_value(polarity) as polarity,
    case
      when count(*) < 5 then 'fewer_than_5_points'
      when max(period_years) > 1 then 'pooled_years'
      when count(se) < 5 or bool_or(se < 0) or bool_or(isnan(se)) then 'no_interval'
      when min(se) = 0 then 'interval_without_width'
      when bool_or(is_whole) then 'count_equals_denominator'
      when count(distinct year) < 5 then 'year_occurs_twice'
    end as reason,
    list_sort(list({x: (year - 2000)::double, y: y, w: 1 / nullif(se * se, 0)})) as five
  from trend_point
  where newness <= 5
  group by series
),
trend_centred as (
  select
    * exclude (five),
    case when reason is null then list_transform(five, lambda each_point: each_point.w) end as w,
    case when reason is null then list_transform(five, lambda each_point: each_point.x - five[3].x) end as x,
    case when reason is null then list_transform(five, lambda each_point: each_point.y - five[3].y) end as y
  from trend_lists
),
trend_sums as (
  select
    *,
    list_sum(w) as s,
    list_inner_product(w, x) as sx,
    list_inner_product(w, y) as sy,
    list_inner_product(w, list_transform(x, lambda each_x: each_x * each_x)) as sxx,
    list_inner_product(w, list_transform(x, lambda each_x, place: each_x * y[place])) as sxy
  from trend_centred
),
trend_fit as (
  select
    *,
    wls_slope(s, sx, sy, sxx, sxy) as slope,
    wls_slope_se(s, sx, sxx) as slope_se,
    list_transform(w, lambda left_w, place: wls_slope(
      s - left_w, sx - left_w * x[place], sy - left_w * y[place], sxx - left_w * x[place] * x[place],
      sxy - left_w * x[place] * y[place]
    )) as other_slopes
  from trend_sums
),
trend_test as (
  select
    *,
    pow(slope / slope_se, 2) as chi_square,
    list_bool_and(list_transform(other_slopes, lambda other_slope: other_slope / nullif(slope, 0) > -1e-9)) as same_sign
  from trend_fit
),
trend_marker as (
  select *, case
    when chi_square is null then 'cannot_be_calculated'
    when chi_square <= trend_critical() or not same_sign then 'no_significant_change'
    when slope > 0 then 'increasing'
    else 'decreasing'
  end as trend
  from trend_test
)
select
  series, points, first_year, last_year, slope, slope_se, chi_square, normal_p(sqrt(chi_square)) as p, same_sign, trend,
  case
    when polarity = 'neutral' or trend not in ('increasing', 'decreasing') then null
    when (trend = 'increasing') = (polarity = 'higher_better') then 'improving'
    when polarity is not null then 'worsening'
  end as judgement,
  reason
from trend_marker;
