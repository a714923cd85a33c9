-- Comparison with a benchmark. `polarity` is higher_better, lower_better or neutral.

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
