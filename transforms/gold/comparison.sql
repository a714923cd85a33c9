/* ---
title:
  nl: Elk gebied van de regio vergeleken met elke referentie, in de nieuwste periode, met oordeel naar interval
  en: Each area of the region compared with each benchmark in the newest period, judged by its interval
key: [indicator_id, area_code, sex, age_group, benchmark_code]
place: 120
columns:
  indicator_id: goal_progress.indicator_id
  area_code: printed_figure.area_code
  area_level: {nl: Niveau van het gebied, en: Level of the area, codes: area.area_level}
  area_vintage: {nl: Indelingsjaar waarop het gebied staat, en: Vintage of the area}
  period:
    nl: Nieuwste periode waarin gebieden van dit niveau een waarde hebben
    en: Newest period in which areas of this level have a value
  sex: {nl: "total, m of v", en: "total, m or v", codes: indicator_value.sex}
  age_group: {nl: Leeftijdsgroep, en: Age group}
  is_main:
    nl: "Waar voor het ene nieuwste cijfer van een indicator in een gebied: van de leeftijdsgroepen die met de nieuwste periode
      (alle leeftijden eerst); gebruik die, als er naar een cijfer per indicator wordt gekeken"
    en: True for the one newest figure of an indicator in an area, of the age group with the newest period (all ages first)
  benchmark_code: {nl: "Waarmee wordt vergeleken, zie tabel benchmark", en: "Benchmark, see table benchmark"}
  benchmark_period: {nl: Periode van het cijfer waarmee wordt vergeleken, en: Period of the figure compared with}
  benchmark_age_group:
    nl: "Leeftijdsgroep van dat cijfer: een andere, waar de bron de leeftijdsgrens verlegde en dat zo is aangegeven"
    en: "Age group of that figure: another one where the age limit of the source changed and that is declared"
  value: {nl: Waarde van het gebied, en: Value of the area}
  lower_95: printed_figure.lower_95
  upper_95: printed_figure.upper_95
  numerator_low:
    nl: "Kleinste teller die de bron zo kan hebben afgerond; leeg als de aantallen niet zijn afgerond"
    en: Least numerator that the source may have rounded to this; empty where counts are not rounded
  numerator_high: {nl: Grootste teller die de bron zo kan hebben afgerond, en: Largest such numerator}
  lower_rounded:
    nl: "Ondergrens van het 95%-interval bij elke teller en noemer die zo kan zijn afgerond; leeg als er niet is afgerond"
    en: Lower limit of the 95% interval whatever the counts were before rounding; empty where counts are not rounded
  upper_rounded: {nl: Bovengrens daarvan, en: Upper limit of that}
  unit: indicator.unit
  reliability: indicator_value.reliability
  benchmark_value: {nl: Waarde waarmee wordt vergeleken, en: Value compared with}
  difference: {nl: Waarde min de waarde waarmee wordt vergeleken, en: Value minus benchmark}
  relative_difference:
    nl: Verschil als deel van de waarde waarmee wordt vergeleken
    en: Difference as a part of the benchmark
  polarity: indicator.polarity
  value_kind: indicator.value_kind
  outcome:
    nl: "better (gunstiger), similar (gelijk), worse (ongunstiger); zonder richting higher of lower; of not_compared. Het
      verschil is groter dan het 95%-interval; bij de vorige periode: de twee intervallen raken elkaar niet"
    en: "better, similar, worse; higher or lower where neutral; or not_compared. By the 95% interval; for the period
      before: by two intervals that do not touch"
    codes:
      better: [gunstiger, better]
      similar: [niet aantoonbaar anders, not demonstrably different]
      worse: [ongunstiger, worse]
      higher: [hoger, higher]
      lower: [lager, lower]
      not_compared: [niet vergeleken, not compared]
  outcome_998:
    nl: "Idem met het 99,8%-interval erbij: best, better, similar, worse, worst; alleen waar dat uit aantallen te
      berekenen is"
    en: "With the 99.8% interval too: best, better, similar, worse, worst; only where it follows from counts"
    codes:
      best: ["gunstiger, vrijwel zeker", "better, also at 99.8%"]
      better: [gunstiger, better]
      similar: [niet aantoonbaar anders, not demonstrably different]
      worse: [ongunstiger, worse]
      worst: ["ongunstiger, vrijwel zeker", "worse, also at 99.8%"]
      higher_95: [hoger, higher]
      higher_998: ["hoger, vrijwel zeker", "higher, also at 99.8%"]
      lower_95: [lager, lower]
      lower_998: ["lager, vrijwel zeker", "lower, also at 99.8%"]
  reason:
    nl: "Waarom niet is vergeleken: same_area, amount (een aantal zegt hoe groot een gebied is), no_value, no_benchmark,
      no_interval, break of model_estimate (kan geen verandering van een gebied tonen); of waarom het oordeel similar is:
      rounding"
    en: "Why there is no comparison: same_area, amount, no_value, no_benchmark, no_interval, break or model_estimate
      (cannot show change of an area); or why the outcome is similar: rounding"
    codes:
      same_area: [het gebied is zelf de referentie, the area is the benchmark]
      amount: [een aantal zegt hoe groot een gebied is, a number says how large an area is]
      no_value: [het gebied heeft geen waarde, the area has no value]
      no_benchmark: [de referentie heeft geen waarde, the benchmark has no value]
      no_interval: [zonder marge is niet te zeggen of het toeval is, without interval chance cannot be told]
      model_estimate: [een modelschatting kan geen verandering van een gebied tonen, a model estimate cannot show change of an area]
      rounding: [de afronding van de bron kan het oordeel omkeren, the rounding of the source could turn the verdict]
      break: [tussen de twee perioden zit een breuk, there is a break between the two periods]
  register_difference:
    nl: "Bij registercijfers zonder interval: verschil van meer dan 5% van de referentie (regel van het CBS). Een signaal,
      geen toets op toeval"
    en: "For register figures without interval: more than 5% off the benchmark (rule of CBS). A signal, no test of chance"
    codes: comparison.outcome
  is_small_difference:
    nl: "Waar als het verschil aantoonbaar is, maar bij een registercijfer niet meer dan 5% van de referentie (regel van het
      CBS): aantoonbaar, maar klein. Onwaar als het aantoonbaar en groter is, anders leeg"
    en: "True when the difference shows, but of a register figure is no more than 5% of the benchmark (rule of CBS):
      demonstrable, but small. False when it shows and is larger, else empty"
  missing_reason:
    nl: Waarom het gebied geen waarde heeft
    en: Why the area has no value
    codes: indicator_value.missing_reason
  caution:
    nl: Waarvoor de vergelijking niet geschikt is, of waarmee zij voorzichtig is te lezen
    en: What the comparison is not fit for, or to be read with caution for, in Dutch
    many: true
    sentences:
      model_estimate: "modelschatting: een signaal, geen meting; niet om de ontwikkeling of het effect van een programma
        mee te tonen"
      rounded_zero: "De 0 is afgerond: het kunnen er 0 tot en met {zero_up_to} zijn."
      age_limit: "De leeftijdsgrens is verlegd: vergeleken met {benchmark_age_group} van de vorige meting."
--- */
-- Each judged area against each benchmark, in the newest period: judged by its interval, never without one; register figures
-- without interval differ when they are more than a part of the benchmark off, and are said to be no more than that.
with
own as (
  select
    *,
    rounded_lower(measure, numerator_low, denominator_high, per, 0.998) as lower_998,
    rounded_upper(measure, numerator_high, denominator_low, per, 0.998) as upper_998
  from analysis.latest_figure
),
wanted_period as (
  select distinct indicator_id, period, sex, age_group from own
),
fixed_value as (
  select
    b.benchmark_code, b.area_code as benchmark_area, w.indicator_id, w.period, w.sex, w.age_group, v.value
  from input.benchmark as b
  join gold.indicator_value as v on v.area_code = try_cast(b.area_code as area_text) and v.is_preferred
  join wanted_period as w
    on w.indicator_id = v.indicator_id and w.period = v.period and w.sex = v.sex and w.age_group = v.age_group
  where b.kind = 'area'
  union all
  select
    b.benchmark_code, null, r.indicator_id::indicator_text, r.period::period_text, r.sex::sex_text, r.age_group::age_text,
    r.value
  from input.benchmark as b
  join analysis.rest_figure as r on r.population_code = b.without_code and r.benchmark_code = b.area_code
  where b.kind = 'rest'
),
against as (
  select
    o.*, b.benchmark_code as against, b.kind, o.period as benchmark_period, f.benchmark_area, f.value as benchmark
  from own as o
  cross join input.benchmark as b
  left join fixed_value as f
    on f.benchmark_code = b.benchmark_code and f.indicator_id = o.indicator_id and f.period = o.period and f.sex = o.sex
    and f.age_group = o.age_group
  where b.kind in ('area', 'rest')
  union all
  select o.*, b.benchmark_code, b.kind, o.period, o.gemeente_code, g.value
  from own as o
  join input.benchmark as b on b.kind = 'own_gemeente'
  left join gold.indicator_series as g
    on g.indicator_id = o.indicator_id and g.area_code = try_cast(o.gemeente_code as area_text) and g.period = o.period
    and g.sex = o.sex and g.age_group = o.age_group
  where o.area_level in ('wijk', 'buurt')
  union all
  select o.*, b.benchmark_code, b.kind, o.previous_period, null, o.previous_value
  from own as o
  join input.benchmark as b on b.kind = 'own_previous'
),
-- The macro compares with its column benchmark_code to leave an area out that is compared with itself.
judged_input as (
  select *, coalesce(benchmark_area, '') as benchmark_code
  from against
),
judged as (
  select
    * exclude (outcome_95, outcome, reason),
    is_amount and kind <> 'own_previous' as is_other_size,
    -- An estimate from registers cannot show that an area itself changed.
    value_kind = 'model_estimate' and kind = 'own_previous' as is_unfit,
    case
      when is_other_size or is_unfit then 'not_compared'
      when kind <> 'own_previous' then outcome_95
      else coalesce(
        judged(intervals_differ(lower_95, upper_95, previous_lower, previous_upper), polarity), 'not_compared'
      )
    end as outcome_as_printed,
    case
      when kind <> 'own_previous' then side_of(lower_rounded, upper_rounded, benchmark)
      else intervals_differ(lower_rounded, upper_rounded, previous_lower_rounded, previous_upper_rounded)
    end as side_when_rounded,
    outcome_as_printed not in ('not_compared', 'similar') and coalesce(side_when_rounded, 'similar') = 'similar' as is_turned,
    if(is_turned, 'similar', outcome_as_printed) as outcome,
    case
      when kind = 'own_previous' or outcome = 'not_compared' or lower_998 is null then null
      when is_turned then 'similar'
      else c.outcome
    end as outcome_998,
    case
      when is_other_size then 'amount'
      when is_unfit then 'model_estimate'
      when is_turned then 'rounding'
      when kind <> 'own_previous' then c.reason
      when value is null then 'no_value'
      when previous_value is null and break_period is not null then 'break'
      when previous_value is null then 'no_benchmark'
      when lower_95 is null or upper_95 is null or previous_lower is null or previous_upper is null then 'no_interval'
    end as reason,
    case when kind = 'own_previous' then previous_age_group else age_group end as benchmark_age_group,
    value_kind in ('register', 'derived', 'partner_count') as is_counted,
    case when not is_score then (value - benchmark) / nullif(abs(benchmark), 0) end as relative_difference
  from compared('judged_input') as c
)
select
  j.indicator_id, j.area_code, j.area_level, j.area_vintage, j.period, j.sex, j.age_group,
  j.is_main, j.against as benchmark_code,
  j.benchmark_period, j.benchmark_age_group,
  j.value, j.lower_95, j.upper_95,
  case when j.is_rounded then j.numerator_low end as numerator_low,
  case when j.is_rounded then j.numerator_high end as numerator_high,
  case when j.is_rounded then ten_places(j.lower_rounded) end as lower_rounded,
  case when j.is_rounded and not isinf(j.upper_rounded) then ten_places(j.upper_rounded) end as upper_rounded,
  j.unit, j.reliability,
  ten_places(j.benchmark) as benchmark_value,
  ten_places(j.value - j.benchmark) as difference,
  ten_places(j.relative_difference) as relative_difference,
  j.polarity,
  j.value_kind,
  j.outcome,
  j.outcome_998,
  j.reason,
  case when j.reason = 'no_interval' and j.is_counted then
    judged(
      case
        when j.relative_difference > s.register_difference then 'higher'
        when j.relative_difference < -s.register_difference then 'lower'
        when j.relative_difference is not null then 'similar'
      end,
      j.polarity
    )
  end as register_difference,
  case when j.is_counted and j.outcome in ('better', 'worse', 'higher', 'lower') then
    abs(j.relative_difference) <= s.register_difference
  end as is_small_difference,
  case when j.value is null then j.missing_reason end as missing_reason,
  nullif(list_filter(
    [
      {code: case when j.value_kind = 'model_estimate' then 'model_estimate' end, zero_up_to: null, benchmark_age_group: null},
      {code: case when j.is_rounded and j.numerator = 0 and j.numerator_high > 0 then 'rounded_zero' end,
        zero_up_to: j.numerator_high::integer, benchmark_age_group: null},
      {code: case when j.benchmark_age_group <> j.age_group then 'age_limit' end, zero_up_to: null,
        benchmark_age_group: j.benchmark_age_group}
    ],
    lambda one: one.code is not null
  ), []) as caution,
  s.notice
from judged as j
cross join input.setting as s
order by j.indicator_id, j.area_code, j.sex, j.age_group, j.against
