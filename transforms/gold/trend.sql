/* ---
title:
  nl: "Trend van elke reeks: nieuwste tegen vorige, en de helling over de nieuwste vijf vergelijkbare jaren"
  en: "Trend of each series: newest against previous, and the slope of the newest five comparable years"
key: [indicator_id, area_code, sex, age_group]
place: 190
steps: 1500000
columns:
  indicator_id: indicator_value.indicator_id
  area_code: {nl: Gebiedscode, en: Area code, type: area_text}
  area_level: {nl: Niveau van het gebied, en: Level of the area, type: level_text, codes: area.area_level}
  area_vintage: {nl: Indelingsjaar van de reeksen, en: Vintage of the series, type: integer}
  sex: {nl: Altijd total, en: Always total, type: sex_text, codes: indicator_value.sex}
  age_group: {nl: Leeftijdsgroep, en: Age group, type: age_text}
  unit: {nl: Eenheid, en: Unit, type: unit_text}
  latest_period: {nl: Nieuwste periode met een waarde, en: Newest period with a value, type: period_text}
  latest_value: {nl: Waarde van die periode, en: Value of that period, type: double}
  latest_lower: {nl: Ondergrens (95%) daarvan, en: Lower 95% limit of it, type: double}
  latest_upper: {nl: Bovengrens (95%) daarvan, en: Upper 95% limit of it, type: double}
  previous_period:
    nl: Periode daarvoor die ermee te vergelijken is (niet over een breuk heen, even lang, zonder overlap); leeg als die
      er niet is
    en: Period before it that can be compared (not across a break, as long, not overlapping); empty when there is none
    type: period_text
  previous_value: {nl: Waarde van die vorige periode, en: Value of that previous period, type: double}
  previous_lower: {nl: Ondergrens (95%) daarvan, en: Lower 95% limit of it, type: double}
  previous_upper: {nl: Bovengrens (95%) daarvan, en: Upper 95% limit of it, type: double}
  change:
    nl: Nieuwste min vorige waarde; leeg bij een modelschatting
    en: Newest minus previous value; empty for a model estimate
    type: double
  change_outcome:
    nl: "higher, lower of similar: of de intervallen van nieuwste en vorige elkaar raken; leeg zonder intervallen"
    en: "higher, lower or similar: whether the intervals of newest and previous touch; empty without intervals"
    codes:
      higher: [hoger, higher]
      lower: [lager, lower]
      similar: [niet van elkaar te onderscheiden, similar]
  change_judgement:
    nl: better (beter) of worse (slechter); leeg als er geen verschil is of hoger niet beter of slechter is
    en: better or worse; empty when similar or neutral
    codes: {better: [beter, better], worse: [slechter, worse]}
  since:
    nl: "Periode van de nieuwste breuk: alleen cijfers vanaf dan zijn vergeleken; leeg zonder breuk"
    en: "Period of the newest break: only figures from then on are compared; empty without a break"
    type: varchar
  break_reason: {nl: Reden van die breuk, en: "Reason of that break, in Dutch", type: varchar}
  points:
    nl: "Vergelijkbare punten, de nieuwste vijf ten hoogste: daarop staat de trend"
    en: "Comparable points, the newest five at most: the trend rests on these"
    type: integer
  first_period: {nl: Eerste van die punten, en: First of these points, type: period_text}
  last_period: {nl: Laatste van die punten, en: Last of these points, type: period_text}
  slope:
    nl: "Verandering per jaar: gewogen kleinste kwadraten op echte jaren, gewicht 1 / standaardfout in het kwadraat"
    en: "Change per year: least squares on real years, weighted by 1 / squared standard error"
    type: double
  slope_lower: {nl: Ondergrens (95%) daarvan, en: Lower 95% limit of it, type: double}
  slope_upper: {nl: Bovengrens (95%) daarvan, en: Upper 95% limit of it, type: double}
  p: {nl: Kans op zo’n helling als er niets verandert, en: Chance of such a slope when nothing changes, type: double}
  trend:
    nl: increasing, decreasing, no_significant_change, cannot_be_calculated of not_comparable; alleen een trend als de
      helling op 99,8% van nul verschilt en geen enkel punt het teken bepaalt
    en: A trend only when the slope differs from zero at 99.8% and no single point decides its sign
    codes:
      increasing: [stijgt, increasing]
      decreasing: [daalt, decreasing]
      no_significant_change: [geen verandering aan te tonen, no significant change]
      cannot_be_calculated: [niet te berekenen, cannot be calculated]
      not_comparable: [niet te vergelijken, not comparable]
  judgement:
    nl: improving (verbetering) of worsening (verslechtering); leeg zonder trend of als hoger niet beter of slechter is
    en: improving or worsening; empty without a trend or when neutral
    codes: {improving: [verbetering, improving], worsening: [verslechtering, worsening]}
  reason:
    nl: "Waarom er geen trend is: model_estimate, fewer_than_5_points, pooled_years, no_interval, interval_without_width,
      count_equals_denominator, year_occurs_twice, within_chance of one_point_decides"
    en: Why there is no trend
    codes:
      model_estimate: ["modelschatting: geen oordeel over verandering", "model estimate: not judged"]
      fewer_than_5_points: [minder dan vijf vergelijkbare punten, fewer than five comparable points]
      pooled_years: [cijfers over meer jaren samen, pooled years]
      no_interval: [geen marges, no intervals]
      interval_without_width: [marge van nul, interval without width]
      count_equals_denominator: [iedereen telt mee, the count equals its denominator]
      year_occurs_twice: [meer cijfers in een jaar, several figures in a year]
      within_chance: [kan toeval zijn, may be chance]
      one_point_decides: [hangt aan een punt, one point decides]
  reason_text:
    nl: Oordeel in een zin
    en: Judgement in a sentence, in Dutch
    type: varchar
    sentences:
      model_estimate: Dit is een modelschatting uit registers; die kan geen verandering van het gebied zelf tonen. De
        waarden staan er zonder oordeel.
      one_point: "Een trend vraagt vijf punten die met elkaar te vergelijken zijn; hier is er 1[ sinds de breuk van
        {since} ({break_reason})]."
      fewer_than_5_points: "Een trend vraagt vijf punten die met elkaar te vergelijken zijn; hier zijn er {points}[ sinds
        de breuk van {since} ({break_reason})]."
      pooled_years: De cijfers gaan over meer jaren samen; daarvan wordt geen trend berekend.
      no_interval: Zonder marges is niet te zeggen of een verandering toeval is.
      interval_without_width: Een van de punten heeft een marge van nul; daarmee is niet te wegen.
      count_equals_denominator: In een van de punten telt iedereen mee; de marge zegt dan te weinig voor een trend.
      year_occurs_twice: Er zijn meer cijfers in een jaar; een trend wordt over jaren berekend.
      within_chance: De verandering kan toeval zijn.
      one_point_decides: Zonder een van de punten gaat de lijn de andere kant op; dat is geen trend.
      increasing: "De waarde stijgt, meer dan toeval verklaart[; dat is een {judgement}]."
      decreasing: "De waarde daalt, meer dan toeval verklaart[; dat is een {judgement}]."
  value_kind:
    nl: Soort cijfer; een modelschatting krijgt geen oordeel
    en: Kind of figure; a model estimate is not judged
    type: kind_text
    codes: indicator.value_kind
--- */
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
  case when j.reason = 'fewer_than_5_points' and j.points = 1 then 'one_point' else coalesce(j.reason, j.trend) end as reason_text,
  j.value_kind, s.notice
from judged_series as j
cross join input.setting as s
order by j.indicator_id, j.area_code, j.age_group
