-- Intervals of proportions and rates. `level` is one that z_of_level knows: 0.95 or 0.998 in what is published; a missing or
-- refused input (negative or NaN counts, no denominator, more cases than people) gives NULL. Everything becomes double first:
-- literals are decimals in DuckDB, and decimals are ten times slower here.

-- A share needs 0 <= x <= n and n > 0; NaN is larger than any number in DuckDB, so that it fails too.
create or replace temp macro is_share(x, n) as x >= 0 and n > 0 and x <= n and n < 'infinity'::double;

create or replace temp macro proportion(x, n, per) as case when is_share(x, n) then x::double / n::double * per end;

-- Wilson 1927, as phe_proportion of PHEindicatormethods: limits of x out of n as a share of 1, at z.
create or replace temp macro wilson_lower_of(x, n, z) as case
  when is_share(x, n) then
    case when x = 0 then 0 else (2 * x + z * z - z * sqrt(z * z + 4 * x * (1 - x / n))) / (2 * (n + z * z)) end
end;

create or replace temp macro wilson_upper_of(x, n, z) as case
  when is_share(x, n) then
    case when x = n then 1 else (2 * x + z * z + z * sqrt(z * z + 4 * x * (1 - x / n))) / (2 * (n + z * z)) end
end;

create or replace temp macro wilson_lower(x, n, z) as wilson_lower_of(x::double, n::double, z::double);

create or replace temp macro wilson_upper(x, n, z) as wilson_upper_of(x::double, n::double, z::double);

-- Byar's approximation (Breslow & Day 1987): limits of a count x; a lower limit below zero is none.
create or replace temp macro byar_lower_of(x, z) as case
  when x > 0 and x < 'infinity'::double and 1 - 1 / (9 * x) - z / (3 * sqrt(x)) >= 0 then
    x * pow(1 - 1 / (9 * x) - z / (3 * sqrt(x)), 3)
end;

create or replace temp macro byar_upper_of(x, z) as case
  when x >= 0 and x < 'infinity'::double then (x + 1) * pow(1 - 1 / (9 * (x + 1)) + z / (3 * sqrt(x + 1)), 3)
end;

create or replace temp macro byar_lower(x, z) as byar_lower_of(x::double, z::double);

create or replace temp macro byar_upper(x, z) as byar_upper_of(x::double, z::double);

-- Exact Poisson limits of the counts 0 to 9 as half chi-square quantiles (Ulm 1990), by SciPy 1.17 chi2.ppf and chi2.isf.
create or replace temp macro exact_lower(x, level) as case
  when level = 0.95 then ([
    0, 0.025317807984289897, 0.24220927854396507, 0.6186721228956015, 1.089865373626325, 1.623486390118421,
    2.201894253490851, 2.814363051519867, 3.4538321767485023, 4.115373097378334
  ]::double[])[x::integer + 1]
  when level = 0.998 then ([
    0, 0.0010005003335835346, 0.045402017769489565, 0.19053337756840327, 0.42855241362842295, 0.7393717319178327,
    1.1071046602556396, 1.5203362603988093, 1.9708139217403662, 2.452424404363775
  ]::double[])[x::integer + 1]
end;

create or replace temp macro exact_upper(x, level) as case
  when level = 0.95 then ([
    3.6888794541139354, 5.571643390938898, 7.22468766772396, 8.767273069742323, 10.241588675403694, 11.66833207932267,
    13.059474022518685, 14.422675361702376, 15.763189220193313, 17.084803451419166
  ]::double[])[x::integer + 1]
  when level = 0.998 then ([
    6.907755278982137, 9.233413476451585, 11.228872242412661, 13.06224077918807, 14.79414922253721, 16.454745203680105,
    18.061636840199064, 19.626177395384232, 21.15619816583998, 22.65737330906293
  ]::double[])[x::integer + 1]
end;

-- Ulm 1990 for any count (also a weighed one, as 9.5) and level, by search instead of table.
create or replace temp macro poisson_lower(x, level) as case
  when x = 0 then 0
  when x > 0 then chi_square_from_lower((1 - level::double) / 2, 2 * x::double) / 2
end;

create or replace temp macro poisson_upper(x, level) as
  case when x >= 0 then chi_square_from_upper((1 - level::double) / 2, 2 * x::double + 2) / 2 end;

create or replace temp macro in_exact_table(x, level) as x = floor(x) and level in (0.95, 0.998);

-- PHEindicatormethods phe_rate: limits of a count, exact below 10, Byar from 10 (a small jump at 10 is by design).
create or replace temp macro count_lower(x, level) as case
  when x >= 10 then byar_lower(x, z_of_level(level))
  when x >= 0 and in_exact_table(x, level) then exact_lower(x, level)
  when x >= 0 then poisson_lower(x, level)
end;

create or replace temp macro count_upper(x, level) as case
  when x >= 10 then byar_upper(x, z_of_level(level))
  when x >= 0 and in_exact_table(x, level) then exact_upper(x, level)
  when x >= 0 then poisson_upper(x, level)
end;

-- Crude rate x / n * per; more cases than people is allowed.
create or replace temp macro is_rate(x, n) as x >= 0 and x < 'infinity'::double and n > 0 and n < 'infinity'::double;

create or replace temp macro rate_lower(x, n, per, level) as
  case when is_rate(x, n) then count_lower(x, level) / n::double * per end;

create or replace temp macro rate_upper(x, n, per, level) as
  case when is_rate(x, n) then count_upper(x, level) / n::double * per end;

-- The widest of the intervals of all counts that rounding leaves possible: lower limit of the least share or rate, upper limit
-- of the largest. Without people left under it, a share can be all and a rate anything.
create or replace temp macro rounded_lower(measure, numerator_low, denominator_high, per, level) as case measure
  when 'ratio' then wilson_lower(numerator_low, denominator_high, z_of_level(level)) * per
  when 'rate' then rate_lower(numerator_low, denominator_high, per, level)
end;

create or replace temp macro rounded_upper(measure, numerator_high, denominator_low, per, level) as case measure
  when 'ratio' then
    coalesce(wilson_upper(at_most(numerator_high, denominator_low), denominator_low, z_of_level(level)), 1) * per
  when 'rate' then coalesce(rate_upper(numerator_high, denominator_low, per, level), 'infinity'::double)
end;

-- The standard error behind a 95 % interval.
create or replace temp macro se_of_interval(lower_95, upper_95) as
  case when upper_95 >= lower_95 then (upper_95 - lower_95) / (2 * 1.959963984540054::double) end;
