/* ---
title:
  nl: "De achterstand van elk doel verdeeld over gemeenten en wijken: wie is hoeveel ervan, en wie bewoog. De delen tellen op"
  en: "The gap of each goal divided over gemeenten and wijken: who is how much of it, and who moved. The parts add up"
key: [goal_id, indicator_id, period, part_level, area_code]
place: 94
columns:
  goal_id: goal_progress.goal_id
  indicator_id: goal_progress.indicator_id
  period: period.period
  part_level: {nl: Niveau van de delen, en: Level of the parts, codes: area.area_level}
  area_code:
    nl: "Gebied; bij part remainder het gebied van het doel zelf"
    en: "Area; the area of the goal itself where part is remainder"
  part:
    nl: "area (een gebied) of remainder (wat de delen niet verklaren: afronding, weging, delen zonder waarde)"
    en: "area or remainder (what the parts do not explain: rounding, weights, parts without value)"
    codes:
      area: [een gebied, an area]
      remainder: [wat de delen niet verklaren, what the parts do not explain]
  value: comparison.value
  gap:
    nl: Achterstand van het gebied op de referentie van het doel; positief = ongunstiger
    en: Gap of the area with the reference of the goal; positive = worse
  weight: {nl: Aandeel (0-1) van het gebied in het gewicht van alle delen, en: Share (0-1) of the area in the weight of all parts}
  contribution:
    nl: "Bijdrage aan de achterstand: gap maal weight. De bijdragen van een periode en niveau tellen op tot die achterstand"
    en: "Contribution to the gap: gap times weight. Those of a period and level add up to that gap"
  share_of_gap: {nl: Die bijdrage als deel van de achterstand, en: That contribution as a share of the gap}
  change:
    nl: "Verandering van de bijdrage sinds de basislijn; een gebied dat toen een ander was telt in de rest"
    en: "Change of the contribution since the baseline; an area that was another one then counts in the remainder"
  weight_concept:
    nl: Aantal waarmee de delen zijn gewogen; leeg bij de noemers van het cijfer
    en: Count that weighs the parts; empty for the denominators of the figure
  weight_period: goal_progress.weight_period
  value_kind: goal_progress.value_kind
  reason:
    nl: "Waarom een gebied geen bijdrage heeft: no_value of no_weight"
    en: Why an area has no contribution
    codes:
      no_value: [het gebied heeft geen waarde, the area has no value]
      no_weight: [van het gebied is geen gewicht bekend, no weight of the area is known]
--- */
-- sign × (Σ weight × value - reference) = Σ weight × gap: each part's share of the gap of the whole. What is left, because a source
-- rounds or weighs otherwise or a part has no value, is a row of its own, so that the parts add up exactly.
with
figure as materialized (
  select
    v.indicator_id::varchar as indicator_id, v.area_code::varchar as area_code, v.area_vintage, v.period::varchar as period,
    v.age_group::varchar as age_group, v.value, v.denominator
  from gold.indicator_value as v
  semi join (select distinct indicator_id::indicator_text as indicator_id from gold.goal_progress) as g
    on g.indicator_id = v.indicator_id
  where v.is_preferred and v.sex = 'total'
),
whole as (
  select distinct
    p.goal_id, p.indicator_id, p.population_code, p.period, p.baseline_period, p.age_group, p.gap, p.reference_value, p.value_kind,
    i.polarity, i.measure, i.weight_concept, v.area_vintage
  from gold.goal_progress as p
  join input.indicator as i on i.indicator_id = p.indicator_id
  join figure as v
    on v.indicator_id = p.indicator_id and v.area_code = p.population_code and v.period = p.period
    and v.age_group = p.age_group
  where p.gap is not null
),
-- Gemeenten of a group; wijken of a gemeente, or of all gemeenten of a group.
placed as (
  select w.goal_id, w.indicator_id, w.period, p.part_level, p.part_code, p.whole_code as weighed_in
  from whole as w
  join silver.area_part as p
    on p.whole_code = w.population_code and p.area_vintage = w.area_vintage and p.part_level in ('gemeente', 'wijk')
  union all
  select w.goal_id, w.indicator_id, w.period, k.part_level, k.part_code, k.whole_code
  from whole as w
  join silver.area_part as g
    on g.whole_code = w.population_code and g.area_vintage = w.area_vintage and g.part_level = 'gemeente'
  join silver.area_part as k
    on k.whole_code = g.part_code and k.area_vintage = w.area_vintage and k.part_level = 'wijk'
),
part as (
  select
    w.*, p.part_level, p.part_code, v.value,
    case when w.measure in ('ratio', 'rate') then v.denominator else c.value end as part_weight,
    case when w.measure = 'published' then t.count_period end as weight_period
  from whole as w
  join placed as p on p.goal_id = w.goal_id and p.indicator_id = w.indicator_id and p.period = w.period
  left join figure as v
    on v.indicator_id = w.indicator_id and v.area_code = p.part_code and v.area_vintage = w.area_vintage
    and v.period = w.period and v.age_group = w.age_group
  left join silver.part_table as t
    on t.whole_code = p.weighed_in and t.part_level = p.part_level and t.area_vintage = w.area_vintage and t.period = w.period
    and t.concept = w.weight_concept and not t.is_by_age
  left join silver.part_count as c
    on c.concept = w.weight_concept and c.part_level = p.part_level and c.area_code = p.part_code and c.table_id = t.table_id
    and c.area_vintage = t.count_vintage and c.period = t.count_period
),
-- A level of which the source has no figures at all says nothing.
level_with_values as (
  select goal_id, indicator_id, period, part_level, sum(part_weight order by part_code) as weight_all
  from part
  group by goal_id, indicator_id, period, part_level
  having count(value) > 0
),
contributing as (
  select
    p.*, gap_sign(p.polarity) * (p.value - p.reference_value) as part_gap,
    p.part_weight / nullif(l.weight_all, 0) as weight,
    case when p.value is null then 'no_value' when p.part_weight is null then 'no_weight' end as reason,
    case when p.value is not null then ten_places(part_gap * p.part_weight / nullif(l.weight_all, 0)) end as contribution
  from part as p
  join level_with_values as l
    on l.goal_id = p.goal_id and l.indicator_id = p.indicator_id and l.period = p.period and l.part_level = p.part_level
),
with_change as (
  select c.*, c.contribution - b.contribution as change
  from contributing as c
  left join contributing as b
    on b.goal_id = c.goal_id and b.indicator_id = c.indicator_id and b.part_level = c.part_level and b.part_code = c.part_code
    and b.period = c.baseline_period and c.period > c.baseline_period
),
explained as (
  select
    w.goal_id, w.indicator_id, w.period, w.part_level, any_value(w.population_code) as population_code,
    any_value(w.value_kind) as value_kind, any_value(w.gap) as gap, any_value(b.gap) as gap_before,
    coalesce(sum(w.contribution::decimal(24, 10)), 0)::double as contributed,
    coalesce(sum(w.change::decimal(24, 10)), 0)::double as changed
  from with_change as w
  left join whole as b
    on b.goal_id = w.goal_id and b.indicator_id = w.indicator_id and b.period = w.baseline_period and w.period > w.baseline_period
  group by w.goal_id, w.indicator_id, w.period, w.part_level
),
row_of as (
  select
    goal_id, indicator_id, period, part_level, part_code as area_code, 'area' as part, value, part_gap as gap, weight, contribution,
    contribution / nullif(w.gap, 0) as share_of_gap, change,
    case when measure = 'published' then weight_concept end as weight_concept, weight_period, value_kind, reason
  from with_change as w
  union all by name
  select
    goal_id, indicator_id, period, part_level, population_code as area_code, 'remainder' as part, gap - contributed as contribution,
    (gap - contributed) / nullif(e.gap, 0) as share_of_gap, gap - gap_before - changed as change, value_kind
  from explained as e
)
select
  r.goal_id, r.indicator_id, r.period, r.part_level, r.area_code, r.part, r.value,
  case when r.part = 'area' then ten_places(r.gap) end as gap,
  ten_places(r.weight) as weight,
  ten_places(r.contribution) as contribution,
  ten_places(r.share_of_gap) as share_of_gap,
  ten_places(r.change) as change,
  r.weight_concept, r.weight_period, r.value_kind, r.reason, s.notice
from row_of as r
cross join input.setting as s
order by r.goal_id, r.indicator_id, r.period, r.part_level, r.area_code
