-- Figures that take the age of a population into account.

-- The reason why a group of age bands has no standardised rate; missing cases are refused, not counted as 0.
create or replace temp macro bands_reason(missing, without_people, negative) as case
  when missing > 0 then 'count_missing'
  when without_people > 0 then 'band_without_people'
  when negative > 0 then 'negative_count'
end;

-- Direct standardisation, Dobson 1991 (PHEindicatormethods calculate_dsr): `named_table` (group_key, band, events_per_person, x = people
-- with so many events each (events themselves with 1), n = people at risk, standard = standard population) gives group_key, total_count,
-- total_population, value, lower and upper at the level, and reason. Below 10 events there is no rate.
create or replace temp macro direct_rates(named_table, per, level) as table
with
direct_band as (
  select
    group_key, band, any_value(n)::double as n, any_value(standard)::double as w, sum(x::double * events_per_person) as x,
    sum(x::double * events_per_person * events_per_person) as x_spread, bool_or(x is null or n is null or standard is null) as is_missing,
    bool_or(x < 0) as is_negative
  from query_table(named_table)
  group by group_key, band
),
direct_sums as (
  select
    group_key, sum(x) as total_count, sum(n) as total_population,
    sum(w * x / nullif(n, 0)) / nullif(sum(w), 0) as rate,
    sum(w * w * x_spread / nullif(n * n, 0)) / nullif(pow(sum(w), 2), 0) as variance,
    bands_reason(
      count(*) filter (is_missing), count(*) filter (n <= 0), count(*) filter (is_negative)
    ) as refusal
  from direct_band
  group by group_key
),
direct_known as (
  select
    *, coalesce(refusal, case when total_count < 10 then 'fewer_than_10_events' end) as reason
  from direct_sums
)
select
  group_key,
  case when refusal is null then total_count end as total_count,
  case when refusal is null then total_population end as total_population,
  case when reason is null then rate * per end as value,
  case when reason is null then
    (rate + sqrt(variance / total_count) * (byar_lower(total_count, z_of_level(level)) - total_count)) * per
  end as lower,
  case when reason is null then
    (rate + sqrt(variance / total_count) * (byar_upper(total_count, z_of_level(level)) - total_count)) * per
  end as upper,
  reason
from direct_known;

-- Indirect standardisation (PHEindicatormethods calculate_ISRatio, calculate_ISRate): `named_table` (group_key, x, n, x_reference,
-- n_reference; one row per band) gives group_key, observed, expected, reference_rate, ratio, ratio_lower, ratio_upper (1 = as
-- expected), method and reason. A rate is ratio x reference_rate. Ratios of two areas are never compared with each other.
create or replace temp macro indirect_ratios(named_table, level) as table
with
indirect_sums as (
  select
    group_key, sum(x::double) as observed, sum(x_reference::double / nullif(n_reference, 0) * n) as expected,
    sum(x_reference::double) / nullif(sum(n_reference::double), 0) as reference_rate,
    bands_reason(
      count(*) filter (x is null or n is null or x_reference is null or n_reference is null),
      count(*) filter (n_reference <= 0), count(*) filter (x < 0 or n < 0)
    ) as refusal
  from query_table(named_table)
  group by group_key
),
indirect_known as (
  select *, coalesce(refusal, case when expected = 0 then 'nothing_expected' end) as reason from indirect_sums
)
select
  group_key,
  case when refusal is null then observed end as observed,
  case when refusal is null then expected end as expected,
  case when refusal is null then reference_rate end as reference_rate,
  case when reason is null then observed / expected end as ratio,
  case when reason is null then count_lower(observed, level) / expected end as ratio_lower,
  case when reason is null then count_upper(observed, level) / expected end as ratio_upper,
  case when reason is null then count_method(observed) end as method,
  reason
from indirect_known;

-- Chiang 1968 abridged life table, last band by Silcocks 2001 (PHEindicatormethods phe_life_expectancy): `named_table` (group_key,
-- age_from, population, deaths; 20 bands 0, 1, 5, 10 … 90) gives group_key, age_from, value (years), lower, upper, reason. z as in
-- interval.sql. Refused with fewer than 20 bands, a band without people, with more deaths than people or negative deaths, 5,000
-- people or fewer, no deaths in the last band, or (at the age itself) an interval wider than 20 years.
create or replace temp macro life_tables(named_table, level) as table
with
life_band as (
  select
    *,
    count(*) over (partition by group_key) as bands,
    bool_and(age_from in (0, 1) or (age_from % 5 = 0 and age_from between 5 and 90)) over (partition by group_key)
      and count(distinct age_from) over (partition by group_key) = 20 as is_complete,
    sum(population) over (partition by group_key) as people,
    bool_or(population <= 0 or population is null) over (partition by group_key) as has_empty,
    bool_or(deaths < 0 or deaths is null) over (partition by group_key) as has_no_deaths,
    bool_or(deaths > population) over (partition by group_key) as has_more_deaths,
    bool_or(age_from = 90 and deaths = 0) over (partition by group_key) as has_last_empty,
    case age_from when 0 then 0.1::double else 0.5::double end as a,
    case age_from when 0 then 1 when 1 then 4 when 90 then 2 / nullif(deaths / nullif(population, 0)::double, 0) else 5 end::double
      as years
  from query_table(named_table)
),
life_chance as (
  select
    *,
    deaths / nullif(population, 0)::double as m,
    case
      when age_from = 90 then 1
      when deaths > population / years / a then 1
      else m * years / (1 + m * years * (1 - a))
    end as q,
    case
      when age_from = 90 then 4 / nullif(deaths * m * m, 0)
      when deaths = 0 then 0
      else q * q * (1 - q) / deaths
    end as q_variance
  from life_band
),
life_survivors as (
  select
    *,
    100000 * coalesce(product(1 - q) over (
      partition by group_key order by age_from rows between unbounded preceding and 1 preceding
    ), 1) as l
  from life_chance
),
life_years as (
  select
    *,
    case
      when age_from = 90 then l / nullif(m, 0)
      else years * (l * (1 - q) + a * l * q)
    end as lived
  from life_survivors
),
life_total as (
  select *, sum(lived) over (partition by group_key order by age_from desc) / nullif(l, 0) as expectancy from life_years
),
life_spread as (
  select
    *,
    case when age_from = 90 then l * l * q_variance / 4 else l * l
      * pow((1 - a) * years + lead(expectancy) over (partition by group_key order by age_from), 2) * q_variance
    end as spread
  from life_total
),
life_limits as (
  select
    *,
    sqrt(sum(spread) over (partition by group_key order by age_from desc) / nullif(l * l, 0)) as se,
    case
      when bands <> 20 or not is_complete then 'bands_missing'
      when has_empty then 'band_without_people'
      when has_no_deaths then 'deaths_missing_or_negative'
      when has_more_deaths then 'more_deaths_than_people'
      when people <= 5000 then 'population_too_small'
      when has_last_empty then 'no_deaths_in_last_band'
    end as refusal
  from life_spread
),
life_known as (
  select *, coalesce(refusal, case when 2 * z_of_level(0.95) * se > 20 then 'interval_too_wide' end) as reason from life_limits
)
select
  group_key, age_from,
  case when reason is null then expectancy end as value,
  case when reason is null then expectancy - z_of_level(level) * se end as lower,
  case when reason is null then expectancy + z_of_level(level) * se end as upper,
  reason
from life_known;
