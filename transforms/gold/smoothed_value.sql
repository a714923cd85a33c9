/* ---
title:
  nl: "Waarde van elke buurt en wijk, getrokken naar die van alle Nederlandse gebieden van het niveau, zover toeval dat vraagt"
  en: "Value of each buurt and wijk, drawn towards that of all Dutch areas of the level as far as chance asks for"
key: [indicator_id, area_code]
place: 176
columns:
  indicator_id: printed_figure.indicator_id
  area_code: printed_figure.area_code
  area_level: comparison.area_level
  area_vintage: comparison.area_vintage
  domain: indicator.domain
  period: comparison.period
  age_group: comparison.age_group
  unit: indicator.unit
  value: comparison.value
  standard_error:
    nl: "Standaardfout van de waarde: van aantallen bij het aandeel in het hele land, anders uit het interval"
    en: "Standard error of the value: of counts at the share of the whole country, else from the interval"
  smoothed_value:
    nl: "Getrokken waarde (empirisch Bayes): het eigen gewicht maal de waarde, de rest van het gemiddelde van het land"
    en: "Shrunken value (empirical Bayes): own weight times the value, the rest from the mean of the country"
  smoothed_lower:
    nl: "Ondergrens (95%) daarvan; de spreiding tussen gebieden geldt als bekend"
    en: Lower 95% limit of it; how areas differ counts as known
  smoothed_upper: {nl: Bovengrens (95%) daarvan, en: Upper 95% limit of it}
  own_weight:
    nl: "Gewicht (0-1) van de eigen waarde: klein waar weinig mensen zijn geteld"
    en: Weight (0-1) of the own value, small where few people are counted
  mean:
    nl: Gemiddelde van de Nederlandse gebieden van het niveau (naar zekerheid gewogen)
    en: Mean of the Dutch areas of the level (weighted by certainty)
  spread:
    nl: Standaardafwijking tussen die gebieden die toeval niet verklaart
    en: Standard deviation between these areas that chance does not explain
  areas: {nl: Aantal Nederlandse gebieden waaruit die volgen, en: Number of Dutch areas these follow from}
  value_kind: indicator.value_kind
  reason:
    nl: "Waarom er geen getrokken waarde is: no_value, amount, model_estimate (die volgt al uit registers van het land),
      no_margin of too_few_areas (minder dan 5)"
    en: "Why there is no shrunken value: no_value, amount, model_estimate (follows from registers of the country already),
      no_margin or too_few_areas (fewer than 5)"
    codes:
      no_value: [het gebied heeft geen waarde, the area has no value]
      amount: [een aantal zegt hoe groot een gebied is, a number says how large an area is]
      model_estimate: [een modelschatting volgt al uit registers, a model estimate follows from registers already]
      no_margin: [zonder marge is niet te zeggen wat toeval is, without margin chance cannot be told]
      too_few_areas: [te weinig gebieden om spreiding uit te bepalen, too few areas to tell how they differ]
--- */
-- Empirical Bayes (Efron & Morris 1975, with the moments of DerSimonian & Laird 1986): small numbers make extremes, so that a rank
-- of raw values has the smallest areas at both ends. Chance of counts at the pooled share, so that a 0 is not certain.
with
main_figure as (
  select * from analysis.latest_figure where is_main and area_level in ('buurt', 'wijk')
),
slice as (
  select distinct
    indicator_id, area_level, area_level::level_text as level, period, sex, age_group, measure, per, value_kind
  from main_figure
  where not is_amount and value_kind <> 'model_estimate'
),
country as (
  select s.indicator_id, s.area_level, s.measure, s.per, v.value, v.lower_95, v.upper_95, v.numerator, v.denominator
  from slice as s
  join gold.indicator_value as v
    on v.indicator_id = s.indicator_id and v.area_level = s.level and v.period = s.period and v.sex = s.sex
    and v.age_group = s.age_group
  where v.is_preferred and v.value is not null
),
pooled as (
  select
    indicator_id, area_level,
    (sum(numerator::decimal(24, 6)) / nullif(sum(denominator::decimal(24, 6)), 0))::double as pooled_share
  from country
  where measure in ('ratio', 'rate') and denominator > 0
  group by indicator_id, area_level
),
uncertain as materialized (
  select
    {indicator_id: c.indicator_id, area_level: c.area_level} as group_key, c.value,
    value_variance(c.measure, c.per, p.pooled_share, c.denominator, c.lower_95, c.upper_95) as variance
  from country as c
  left join pooled as p on p.indicator_id = c.indicator_id and p.area_level = c.area_level
),
prior as materialized (
  select
    group_key.indicator_id as indicator_id, group_key.area_level as area_level, areas, mean_random as mean, tau2
  from heterogeneity('uncertain')
),
own as (
  select
    f.*, r.mean, r.tau2, r.areas as prior_areas,
    value_variance(f.measure, f.per, p.pooled_share, f.denominator, f.lower_95, f.upper_95) as variance
  from main_figure as f
  left join pooled as p on p.indicator_id = f.indicator_id and p.area_level = f.area_level
  left join prior as r on r.indicator_id = f.indicator_id and r.area_level = f.area_level
),
reasoned as (
  select
    *,
    case
      when is_amount then 'amount'
      when value_kind = 'model_estimate' then 'model_estimate'
      when value is null then 'no_value'
      when variance is null or variance <= 0 then 'no_margin'
      when coalesce(prior_areas, 0) < 5 then 'too_few_areas'
    end as reason
  from own
),
smoothed as (
  select
    *,
    case when reason is null then shrunk(value, mean, tau2, variance) end as smoothed_value,
    case when reason is null then shrinkage_weight(tau2, variance) end as own_weight,
    z_of_level(0.95) * sqrt(own_weight * variance) as margin
  from reasoned
)
select
  v.indicator_id, v.area_code, v.area_level, v.area_vintage, v.domain, v.period, v.age_group, v.unit,
  v.value,
  case when v.reason is null then ten_places(sqrt(v.variance)) end as standard_error,
  ten_places(v.smoothed_value) as smoothed_value,
  ten_places(case when v.measure in ('ratio', 'rate') then at_least(0, v.smoothed_value - v.margin) else v.smoothed_value - v.margin end)
    as smoothed_lower,
  ten_places(case when v.measure = 'ratio' then at_most(v.per, v.smoothed_value + v.margin) else v.smoothed_value + v.margin end)
    as smoothed_upper,
  ten_places(v.own_weight) as own_weight,
  case when v.reason is null then ten_places(v.mean) end as mean,
  case when v.reason is null then ten_places(sqrt(v.tau2)) end as spread,
  case when v.reason is null then v.prior_areas::integer end as areas,
  v.value_kind,
  v.reason,
  s.notice
from smoothed as v
cross join input.setting as s
order by v.indicator_id, v.area_code
