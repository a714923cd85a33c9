-- Normal, Student t and chi-square probabilities and their inverses. Fixed numbers of steps, so that equal input gives equal
-- bits on every machine; relative error below 1e-10. Lambdas of one file have names of their own: macros are pasted in.

-- greatest and least of DuckDB leave nulls out; these give null for null.
create or replace temp macro at_least(bound, value) as case when value is not null then greatest(bound, value) end;

create or replace temp macro at_most(bound, value) as case when value is not null then least(bound, value) end;

-- Abramowitz & Stegun 26.2.1: density of the standard normal.
create or replace temp macro normal_density(z) as exp(-z * z / 2) / sqrt(2 * pi());

-- Abramowitz & Stegun 26.2.11 (series, below 2.5) and 26.2.14 (continued fraction): P(Z > z) for z >= 0.
create or replace temp macro normal_tail(z) as case
  when z < 2.5 then
    0.5 - normal_density(z) * z
      * list_reduce(range(60, 0, -1), lambda series, step: 1 + series * z * z / (2 * step + 1), 1.0::double)
  else
    normal_density(z) / list_reduce(range(120, 0, -1), lambda fraction, step: z + step / fraction, z::double)
end;

-- P(Z > z) for any z.
create or replace temp macro normal_upper(z) as case when z < 0 then 1 - normal_tail(-z) else normal_tail(z) end;

-- P(|Z| > |z|): the two-sided p of a test statistic that is normal.
create or replace temp macro normal_p(z) as 2 * normal_tail(abs(z));

-- Newton on the logarithm of the tail, which is concave, so that every start leads to the root: z with P(|Z| > z) = alpha.
create or replace temp macro normal_critical(alpha) as case when alpha < 1 then
  list_reduce(
    range(14),
    lambda root, step:
      root + list_transform([normal_tail(root)], lambda tail: ln(tail / (alpha / 2)) * tail)[1] / normal_density(root),
    0.5::double
  )
else 0 end;

-- The levels in use and two that others use, to the last bit; null for another. Not computed here: a search that is pasted in
-- wherever z stands takes longer to plan than the statements around it.
create or replace temp macro z_of_level(level) as (case level
  when 0.9 then 1.6448536269514722
  when 0.95 then 1.959963984540054
  when 0.99 then 2.5758293035489004
  when 0.998 then 3.090232306167813
end)::double;

-- Abramowitz & Stegun 26.5.8: continued fraction of the incomplete beta function, from the inside out.
create or replace temp macro beta_fraction(x, a, b) as list_reduce(
  range(200, 0, -1),
  lambda inner_part, m:
    1 + m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      / (1 - (a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)) / inner_part),
  1.0::double
);

create or replace temp macro beta_direct(x, y, a, b) as
  exp(a * ln(x) + b * ln(y) + lgamma(a + b) - lgamma(a) - lgamma(b)) / a
    / (1 - (a + b) * x / (a + 1) / beta_fraction(x, a, b));

-- Abramowitz & Stegun 26.5.1 and 26.5.2: I_x(a, b); y = 1 - x comes with it, because 1 - x loses digits near 1.
create or replace temp macro incomplete_beta(x, y, a, b) as case
  when x <= 0 then 0
  when y <= 0 then 1
  when x < (a + 1) / (a + b + 2) then beta_direct(x, y, a, b)
  else 1 - beta_direct(y, x, b, a)
end;

-- Abramowitz & Stegun 26.7.1: P(|T| > |t|) with df degrees of freedom.
create or replace temp macro student_p(t, df) as
  case when df > 0 then incomplete_beta(df / (df + t * t), t * t / (df + t * t), df / 2.0, 0.5) end;

create or replace temp macro student_density(t, df) as
  exp(lgamma((df + 1) / 2.0) - lgamma(df / 2.0) - (df + 1) / 2.0 * ln(1 + t * t / df)) / sqrt(df * pi());

-- Newton on log p against log t, which is concave: t with P(|T| > t) = alpha.
create or replace temp macro student_critical(alpha, df) as case when df > 0 then exp(list_reduce(
  range(14),
  lambda log_t, step: log_t + ln(student_p(exp(log_t), df) / alpha) * student_p(exp(log_t), df)
    / (2 * exp(log_t) * student_density(exp(log_t), df)),
  0.7::double
)) end;

create or replace temp macro gamma_scale(x, a) as exp(a * ln(x) - x - lgamma(a));

-- Abramowitz & Stegun 6.5.29 (series) and 6.5.31 (continued fraction): lower part P(a, x) of the incomplete gamma function.
create or replace temp macro gamma_series(x, a) as
  gamma_scale(x, a) / a
    * list_reduce(range(400, 0, -1), lambda sum_so_far, k: 1 + sum_so_far * x / (a + k), 1.0::double);

create or replace temp macro gamma_fraction(x, a) as
  gamma_scale(x, a)
    / list_reduce(range(400, 0, -1), lambda below, k: x + 2 * k - 1 - a - k * (k - a) / below, (x + 801 - a)::double);

create or replace temp macro gamma_lower(x, a) as
  case when x < a + 1 then gamma_series(x, a) else 1 - gamma_fraction(x, a) end;

create or replace temp macro gamma_upper(x, a) as
  case when x < a + 1 then 1 - gamma_series(x, a) else gamma_fraction(x, a) end;

-- Abramowitz & Stegun 26.4.17 (Wilson-Hilferty), the start of the search; z of the wanted probability.
create or replace temp macro chi_square_near(z, df) as df * pow(1 - 2 / (9.0 * df) + z * sqrt(2 / (9.0 * df)), 3);

-- Newton on the logarithm of the smaller part against log x: the value with p below it (p < 0.5), or with p above it. A list of
-- one names what is sought: pasted in at forty places, an argument that is an expression took longer to plan than all else.
create or replace temp macro chi_square_from_lower(p, df) as list_transform(
  [{p: p::double, a: df / 2.0::double}],
  lambda sought: 2 * exp(list_reduce(
    range(12),
    lambda log_x, step: log_x - ln(gamma_lower(exp(log_x), sought.a) / sought.p) * gamma_lower(exp(log_x), sought.a)
      / gamma_scale(exp(log_x), sought.a),
    case
      when sought.a > 10 then ln(chi_square_near(-normal_critical(2 * sought.p), 2 * sought.a) / 2)
      else (ln(sought.p) + lgamma(sought.a + 1)) / sought.a
    end
  ))
)[1];

create or replace temp macro chi_square_from_upper(p, df) as list_transform(
  [{p: p::double, a: df / 2.0::double}],
  lambda sought: 2 * exp(list_reduce(
    range(12),
    lambda log_x, step: log_x + ln(gamma_upper(exp(log_x), sought.a) / sought.p) * gamma_upper(exp(log_x), sought.a)
      / gamma_scale(exp(log_x), sought.a),
    ln(chi_square_near(normal_critical(2 * sought.p), 2 * sought.a) / 2)
  ))
)[1];
