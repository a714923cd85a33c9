/* ---
title:
  nl: "Om hoeveel mensen het gaat: hoeveel meer dan bij de waarde van de referentie, per gebied en indicator, met marge"
  en: "How many people it is about: how many more than at the value of the benchmark, per area and indicator, with limits"
key: [indicator_id, area_code, benchmark_code]
place: 125
columns:
  indicator_id: printed_figure.indicator_id
  area_code: printed_figure.area_code
  area_level: comparison.area_level
  area_vintage: comparison.area_vintage
  domain: indicator.domain
  period: comparison.period
  age_group: comparison.age_group
  benchmark_code: comparison.benchmark_code
  value: comparison.value
  benchmark_value: comparison.benchmark_value
  unit: indicator.unit
  reliability: indicator_value.reliability
  polarity: indicator.polarity
  counted: {nl: "Wie of wat wordt geteld: de teller van de indicator", en: "Who or what is counted: the numerator, in Dutch"}
  excess:
    nl: "Aantal in ongunstige zin meer dan bij de waarde van de referentie (verschil maal aantal personen); negatief = minder;
      waar hoger gunstig is: zoveel komen er tekort"
    en: "Number in the unfavourable sense above that at the value of the benchmark (difference times persons); negative =
      fewer; where higher is better: so many are lacking"
  excess_lower:
    nl: "Ondergrens (95%) daarvan, uit het interval van het gebied, met de afronding van de bron; de referentie geldt als vast"
    en: Lower 95% limit, from the interval of the area and the rounding of the source; the benchmark counts as fixed
  excess_upper: {nl: Bovengrens (95%) daarvan, en: Upper 95% limit of it}
  persons:
    nl: "Aantal personen waarover het cijfer gaat"
    en: Number of persons that the figure is about
  persons_concept: {nl: "Wat dat aantal telt; delen gescheiden door |", en: "What that number counts; parts separated by |"}
  persons_basis:
    nl: "Waar dat aantal vandaan komt: denominator, age_bands, age_share, same_people of nearly_same_people"
    en: Where that number comes from
    codes:
      denominator: [de noemer van het cijfer zelf, the denominator of the figure itself]
      age_bands: [inwoners van die leeftijd, inhabitants of that age]
      age_share:
        [
          "inwoners van die leeftijd; van een leeftijdsgroep die er deels in valt tellen de jaren die erin vallen",
          "inhabitants of that age; of an age band partly inside it the years inside it count"
        ]
      same_people: [het aantal waarover het cijfer gaat, the count that the figure is about]
      nearly_same_people: [een aantal van vrijwel dezelfde mensen, a count of nearly the same people]
  persons_period: {nl: Periode van dat aantal, en: Period of that number}
  persons_table: {nl: "Tabel van dat aantal, als het niet de noemer is", en: "Table of that number, when it is not the denominator"}
  outcome: comparison.outcome
  value_kind: indicator.value_kind
  reason:
    nl: "Waarom er geen aantal is: no_value, no_benchmark, no_polarity (hoger is niet gunstiger of ongunstiger), not_a_share
      (het cijfer telt geen mensen), not_persons (het telt huishoudens of woningen), other_people (alleen van een andere groep
      mensen is een aantal bekend) of no_count"
    en: Why there is no number
    codes:
      no_value: [het gebied heeft geen waarde, the area has no value]
      no_benchmark: [de referentie heeft geen waarde, the benchmark has no value]
      no_polarity: [hoger is hier niet gunstiger of ongunstiger, higher is not better or worse here]
      not_a_share: [het cijfer is geen aandeel van mensen, the figure is no share of people]
      not_persons: [het cijfer telt huishoudens of woningen, the figure counts households or dwellings]
      other_people:
        [
          alleen van een andere groep mensen is een aantal bekend,
          a count is known of another group of people only
        ]
      no_count: [van dit gebied is het aantal mensen niet bekend, the number of people of this area is not known]
  interval_reason:
    nl: Waarom er wel een aantal maar geen marge is
    en: Why there is a number without limits
    codes:
      no_interval: [het cijfer heeft geen marge, the figure has no margin]
  caution: comparison.caution
--- */
-- The number that a budget is made on: of each main figure of a judged area, how many people more than if it had the value of
-- the benchmark.
with
term as (
  select
    indicator_id, string_agg(concept, '|' order by concept) filter (where role = 'denominator') as denominators,
    bool_or(concept in ('huishoudens', 'woningen', 'woningvoorraad')) as is_other_than_persons
  from (
    select indicator_id, role, concept from input.indicator_term where role = 'denominator'
    union all
    select indicator_id, 'weight', weight_concept from input.indicator where weight_concept is not null
  )
  group by indicator_id
),
compared as (
  select
    c.indicator_id, c.area_code, c.area_level, c.area_vintage, c.period, c.age_group, c.benchmark_code, c.value,
    case when c.numerator_low is null then c.lower_95 else c.lower_rounded end as lower_95,
    case when c.numerator_low is null then c.upper_95 else c.upper_rounded end as upper_95,
    c.benchmark_value, c.unit, c.reliability, c.polarity, c.value_kind, c.outcome, c.caution, f.domain,
    i.numerator_text as counted, coalesce(t.is_other_than_persons, false) as is_other_than_persons,
    gap_sign(c.polarity) as bad_side,
    case
      when f.measure in ('ratio', 'rate') then i.per
      when f.measure = 'published' and i.unit = '%' then 100
      when f.measure = 'published' and regexp_matches(i.unit, '^per.1.000') then 1000
    end as per,
    case when f.measure in ('ratio', 'rate') then f.denominator else p.persons end as persons,
    case when f.measure in ('ratio', 'rate') then t.denominators else p.concepts end as persons_concept,
    case when f.measure in ('ratio', 'rate') then 'denominator' else p.basis end as persons_basis,
    case when f.measure in ('ratio', 'rate') then f.period::varchar else p.period end as persons_period,
    p.table_id as persons_table,
    f.measure = 'published' and i.weight_instead_of is not null and not coalesce(i.weight_near, false)
      and g.indicator_id is null as is_of_others
  from gold.comparison as c
  join input.benchmark as b on b.benchmark_code = c.benchmark_code and b.kind <> 'own_previous'
  join analysis.latest_figure as f
    on f.indicator_id = c.indicator_id and f.area_code = c.area_code and f.sex = c.sex and f.age_group = c.age_group and f.is_main
  join input.indicator as i on i.indicator_id = c.indicator_id::varchar
  left join term as t on t.indicator_id = c.indicator_id::varchar
  left join silver.weight_age as g on g.indicator_id = c.indicator_id::varchar and g.age_group = c.age_group::varchar
  left join analysis.person_count as p
    on p.indicator_id = c.indicator_id and p.area_code = c.area_code and p.age_group = c.age_group
  where c.reason is distinct from 'same_area' and c.reason is distinct from 'amount'
),
reasoned as (
  select *, case
    when per is null then 'not_a_share'
    when bad_side is null then 'no_polarity'
    when is_other_than_persons then 'not_persons'
    when is_of_others then 'other_people'
    when value is null then 'no_value'
    when benchmark_value is null then 'no_benchmark'
    when persons is null then 'no_count'
  end as reason
  from compared
),
excess_of as (
  select
    *,
    case when reason is null then bad_side * (value - benchmark_value) / per * persons end as excess,
    case when reason is null then bad_side * (lower_95 - benchmark_value) / per * persons end as one_limit,
    case when reason is null then bad_side * (upper_95 - benchmark_value) / per * persons end as other_limit
  from reasoned
)
select
  e.indicator_id, e.area_code, e.area_level, e.area_vintage, e.domain, e.period, e.age_group, e.benchmark_code,
  e.value, e.benchmark_value, e.unit, e.reliability, e.polarity, e.counted,
  ten_places(e.excess) as excess,
  ten_places(at_most(e.one_limit, e.other_limit)) as excess_lower,
  ten_places(at_least(e.one_limit, e.other_limit)) as excess_upper,
  case when e.reason is null then ten_places(e.persons) end as persons,
  case when e.reason is null then e.persons_concept end as persons_concept,
  case when e.reason is null then e.persons_basis end as persons_basis,
  case when e.reason is null then e.persons_period end as persons_period,
  case when e.reason is null then e.persons_table end as persons_table,
  e.outcome, e.value_kind, e.reason,
  case when e.reason is null and (e.lower_95 is null or e.upper_95 is null) then 'no_interval' end as interval_reason,
  e.caution,
  s.notice
from excess_of as e
cross join input.setting as s
order by e.indicator_id, e.area_code, e.benchmark_code
