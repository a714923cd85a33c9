-- How reliable a figure is: its error as a part of itself, in the four classes of the Australian Bureau of Statistics.

-- The mean variance by which a count rounded at random to a multiple of `step` (up or down, true on average) lies off: the
-- remainder r gives r (step - r), over all remainders step² / 6. And that of a figure printed to so many decimals (uniform).
create or replace temp macro random_rounding_variance(step) as step * step / 6.0::double;
create or replace temp macro decimals_variance(decimals) as pow(10, -2 * decimals) / 12.0::double;

-- Variance of numerator / denominator * per that follows from those of its counts (first order).
create or replace temp macro quotient_variance(value, denominator, per, numerator_variance, denominator_variance) as
  pow(per / nullif(denominator, 0)::double, 2) * numerator_variance + pow(value / nullif(denominator, 0), 2) * denominator_variance;

-- Relative standard error from a standard error and the variance of rounding; of a 0 that is not exact there is no end to it.
create or replace temp macro relative_error(value, se, variance) as case
  when value is null then null
  when coalesce(se, 0) = 0 and coalesce(variance, 0) = 0 then 0
  when value = 0 then 'infinity'::double
  else sqrt(pow(coalesce(se, 0), 2) + coalesce(variance, 0)) / abs(value::double)
end;

-- ABS 8146.0, 2005-06, technical note 1: below 10 % (A), below 25 % sufficiently reliable for most purposes (B), to 50 % to be used
-- with caution (C), above that too unreliable for general use (D). Statistics Canada suppresses above 33.3 %.
create or replace temp macro error_class(rse) as case
  when rse < 0.1 then 'A' when rse < 0.25 then 'B' when rse <= 0.5 then 'C' when rse is not null then 'D'
end;

-- What a class is worth where findings are ranked: a choice, half for what is to be used with caution, nothing for the unreliable.
create or replace temp macro certainty_weight(class) as case
  when class in ('A', 'B') then 1 when class = 'D' then 0 when class is not null then 0.5
end;

-- The class of a figure. No better than C: an estimate by a model, whatever its interval; no better than B: put together from a
-- part of its areas, or brought over to another classification (is_converted). unknown: a survey without margins, counts that have
-- no interval, a score.
create or replace temp macro reliability_limit(value_kind, coverage, is_converted) as case
  when value_kind = 'model_estimate' then 'C' when coverage < 1 or is_converted then 'B' else 'A'
end;

create or replace temp macro is_reliability_unknown(is_score, value_kind, interval_reason) as
  value_kind <> 'model_estimate' and (is_score or interval_reason is not null and value_kind = 'survey');

create or replace temp macro reliability_class(value, error, unknown, best) as case
  when value is null then null
  when unknown then 'unknown'
  else greatest(error, best)
end;

-- What decides a class, where it is not A: the error with its larger part, or what kind of figure it is.
create or replace temp macro reliability_decider(class, error, is_score, se, variance, value_kind, coverage) as case
  when class is null or class = 'A' then null
  when class = 'unknown' then if(is_score, 'score', 'no_margin')
  when class = error then if(coalesce(se * se, 0) >= coalesce(variance, 0), 'margin', 'rounding')
  when value_kind = 'model_estimate' then 'model_estimate'
  when coverage < 1 then 'coverage'
  else 'converted'
end;
