-- Comparison with a benchmark, a target and a control chart. `polarity` is higher_better, lower_better or neutral.

-- Fingertips: where the benchmark lies outside the interval; a benchmark that equals a limit is inside it.
create or replace temp macro side_of(lower_limit, upper_limit, benchmark) as case
  when benchmark < lower_limit and lower_limit <= upper_limit then 'higher'
  when benchmark > upper_limit and lower_limit <= upper_limit then 'lower'
  when benchmark >= lower_limit and benchmark <= upper_limit then 'similar'
end;

create or replace temp macro judged(side, polarity) as case
  when side is null then null
  when side = 'similar' or polarity = 'neutral' then side
  when (side = 'higher') = (polarity = 'higher_better') then 'better'
  else 'worse'
end;

-- Fingertips, 95 % interval against a value: better, similar, worse, or higher and lower for neutral; else not_compared.
create or replace temp macro rag_95(value, lower_95, upper_95, benchmark, polarity) as
  case when value is not null then judged(side_of(lower_95, upper_95, benchmark), polarity) end;

create or replace temp macro outcome_95(value, lower_95, upper_95, benchmark, polarity) as
  coalesce(rag_95(value, lower_95, upper_95, benchmark, polarity), 'not_compared');

-- Fingertips, 95 % and 99.8 % intervals: best, better, similar, worse, worst (neutral: higher_998, higher_95, similar, …).
create or replace temp macro strengthened(outcome, is_998, polarity) as case
  when outcome is null then 'not_compared'
  when outcome = 'similar' then outcome
  when polarity = 'neutral' then outcome || case when is_998 then '_998' else '_95' end
  when is_998 and outcome = 'better' then 'best'
  when is_998 then 'worst'
  else outcome
end;

create or replace temp macro rag(value, lower_95, upper_95, lower_998, upper_998, benchmark, polarity) as strengthened(
  rag_95(value, lower_95, upper_95, benchmark, polarity),
  coalesce(side_of(lower_998, upper_998, benchmark) <> 'similar', false),
  polarity
);

-- Why an area is not compared; an area is never compared with itself.
create or replace temp macro not_compared_reason(is_same_area, value, lower_95, upper_95, benchmark) as case
  when is_same_area then 'same_area'
  when value is null then 'no_value'
  when benchmark is null then 'no_benchmark'
  when lower_95 is null or upper_95 is null then 'no_interval'
  when lower_95 > upper_95 then 'no_interval'
end;

-- Rows of `named_table` (area_code, benchmark_code, value, lower_95, upper_95, lower_998, upper_998, benchmark, polarity, …) with
-- outcome_95, outcome and reason. Period, sex and age of value and benchmark must be equal: the caller joins on them.
create or replace temp macro compared(named_table) as table
with
compared_reason as (
  select *, not_compared_reason(area_code = benchmark_code, value, lower_95, upper_95, benchmark) as reason
  from query_table(named_table)
)
select
  *,
  case when reason is null then rag_95(value, lower_95, upper_95, benchmark, polarity) else 'not_compared' end as outcome_95,
  case
    when reason is null then rag(value, lower_95, upper_95, lower_998, upper_998, benchmark, polarity)
    else 'not_compared'
  end as outcome
from compared_reason;

-- Fingertips, two intervals: differs only when they do not touch (also for the newest period against the one before).
create or replace temp macro intervals_differ(lower_a, upper_a, lower_b, upper_b) as case
  when lower_a > upper_b then 'higher'
  when upper_a < lower_b then 'lower'
  when lower_a <= upper_b and upper_a >= lower_b then 'similar'
end;

-- Fingertips control chart for proportions: the Wilson limits of the benchmark at the size of the area.
create or replace temp macro control_lower(benchmark, n, z) as wilson_lower(benchmark::double * n, n, z);

create or replace temp macro control_upper(benchmark, n, z) as wilson_upper(benchmark::double * n, n, z);

create or replace temp macro control_outcome(value, lower_limit, upper_limit, polarity) as coalesce(judged(case
  when value > upper_limit then 'higher'
  when value < lower_limit then 'lower'
  when value between lower_limit and upper_limit then 'similar'
end, polarity), 'not_compared');

-- Fingertips, one target value: met when at it or beyond it in the good direction.
create or replace temp macro target_by_value(value, target, polarity) as case
  when value is null or target is null or polarity = 'neutral' then 'not_compared'
  when polarity = 'higher_better' then case when value >= target then 'met' else 'not_met' end
  else case when value <= target then 'met' else 'not_met' end
end;

-- Fingertips, interval against a target value: met or not met only when the whole interval is beyond it.
create or replace temp macro target_by_interval(value, lower_95, upper_95, target, polarity) as
  case when polarity = 'neutral' then 'not_compared' else
    case outcome_95(value, lower_95, upper_95, target, polarity)
      when 'better' then 'met' when 'worse' then 'not_met' else outcome_95(value, lower_95, upper_95, target, polarity)
    end
  end;

-- Fingertips, a target that is a range (low inside it, high beyond it): met on the good side, similar inside, else not met.
create or replace temp macro target_by_range(value, low, high, polarity) as case
  when value is null or low is null or high is null or polarity = 'neutral' then 'not_compared'
  when value >= low and value < high then 'similar'
  when (value >= high) = (polarity = 'higher_better') then 'met'
  else 'not_met'
end;

-- Fingertips spine chart: worst left, average in the middle; 0 to 1, null when all areas are equal. Other lengths in units.
create or replace temp macro spine_side(average, low, high) as
  at_least(average - low, high - average) + 0 * (average - low)::double;

create or replace temp macro spine_marker(value, average, low, high, polarity) as case
  when polarity = 'lower_better' then 0.5 - (value - average) / nullif(2 * spine_side(average, low, high), 0)
  else 0.5 + (value - average) / nullif(2 * spine_side(average, low, high), 0)
end;

-- Lengths from the left end: start of the bar, worst quarter, middle half, best quarter.
create or replace temp macro spine_lengths(average, low, p25, p75, high, polarity) as case
  when polarity = 'lower_better' then
    {start: spine_side(average, low, high) - (high - average), worst: high - p75, middle: p75 - p25, best: p25 - low}
  else {start: spine_side(average, low, high) - (average - low), worst: p25 - low, middle: p75 - p25, best: high - p75}
end;
