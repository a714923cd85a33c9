/* ---
title:
  nl: "Voortgang van elk doel per indicator en periode: achterstand met marges, wie bewoog, en een oordeel"
  en: "Progress of each goal per indicator and period: gap with limits, who moved, and a judgement"
key: [goal_id, indicator_id, period]
place: 90
columns:
  goal_id: {nl: "Doel, zie tabel goal", en: "Goal, see table goal"}
  indicator_id: {nl: "Indicator, zie tabel indicator", en: "Indicator, see table indicator"}
  population_code: goal.population_code
  benchmark_code: goal.benchmark_code
  baseline_period: {nl: Periode van de basislijn, en: Period of the baseline}
  baseline_version:
    nl: "Kenmerk van de cijfers van de basislijn: verandert als de periode, de tabel of de inhoud daarvan verandert"
    en: "Mark of the figures of the baseline: changes when its period, table or content changes"
  period: period.period
  age_group: {nl: Leeftijdsgroep van het cijfer, en: Age group of the figure}
  unit: indicator.unit
  region_value: {nl: Waarde van het gebied, en: Value of the area}
  region_lower: {nl: Ondergrens (95%) van het gebied, en: Lower 95% limit of the area}
  region_upper: {nl: Bovengrens (95%) van het gebied, en: Upper 95% limit of the area}
  reference_value: {nl: Waarde van de referentie, en: Value of the reference}
  reference_lower: {nl: Ondergrens (95%) van de referentie, en: Lower 95% limit of the reference}
  reference_upper: {nl: Bovengrens (95%) van de referentie, en: Upper 95% limit of the reference}
  gap_baseline: {nl: Achterstand bij de basislijn, en: Gap at the baseline}
  gap:
    nl: Achterstand op de referentie; positief = het gebied doet het slechter
    en: Gap with the reference; positive = a disadvantage of the area
  gap_lower: {nl: Ondergrens (95%) van de achterstand, en: Lower 95% limit of the gap}
  gap_upper: {nl: Bovengrens (95%) van de achterstand, en: Upper 95% limit of the gap}
  relative_gap: {nl: Waarde van het gebied gedeeld door die van de referentie, en: Area divided by reference}
  target_gap: {nl: Achterstand die in het doeljaar mag resten, en: Gap that may be left when the goal is due}
  path_gap:
    nl: Achterstand in deze periode op een rechte lijn van basislijn naar doel, vanaf het begin van het programma
    en: Gap in this period on a straight line from the baseline to the target, from the start of the programme
  share_closed: {nl: Ingelopen deel (1 = alles) van de achterstand, en: Share (1 = all) of the gap closed}
  share_closed_lower: {nl: "Ondergrens (95%, Fieller) van dat deel", en: Lower 95% limit (Fieller)}
  share_closed_upper: {nl: "Bovengrens (95%, Fieller) van dat deel", en: Upper 95% limit (Fieller)}
  change_from_region:
    nl: Wat het gebied zelf aan de achterstand veranderde sinds de basislijn; negatief = minder achterstand
    en: What the area itself changed of the gap since the baseline; negative = less gap
  change_from_reference:
    nl: Wat de referentie aan de achterstand veranderde sinds de basislijn; negatief = minder achterstand
    en: What the reference changed of the gap since the baseline; negative = less gap
  closed_by_reference:
    nl: Waar als de achterstand kleiner is zonder dat het gebied zelf verbeterde
    en: True when the gap is smaller though the area itself did not improve
  smallest_visible_change:
    nl: Kleinste verandering van de achterstand die van toeval is te onderscheiden
    en: Smallest change of the gap that can be told from chance (95%)
  change_p: {nl: Kans op zo een verandering van de achterstand door toeval, en: Chance of such a change of the gap}
  change_q:
    nl: Idem, gecorrigeerd voor het aantal indicatoren van het doel (Benjamini-Hochberg)
    en: The same, corrected for the number of indicators of the goal (Benjamini-Hochberg)
  status:
    nl: not_comparable, no_gap_at_baseline, baseline, before_programme, reversed, target_met_confirmed, target_met, on_track,
      behind, met, not_met of cannot_tell
    en: Judgement; the first that holds of not_comparable, no_gap_at_baseline, …, cannot_tell
    codes:
      not_comparable: [niet te vergelijken, not comparable]
      no_gap_at_baseline: [geen achterstand bij de basislijn, no gap at the baseline]
      baseline: [de basislijn zelf, the baseline itself]
      before_programme: [gemeten voor het begin van het programma, measured before the programme started]
      reversed: [voorsprong geworden, turned into a lead]
      target_met_confirmed: ["doel bereikt, zeker", "target met, for certain"]
      target_met: ["doel bereikt, mogelijk toeval", "target met, possibly by chance"]
      on_track: [voor op het pad, ahead of the path]
      behind: [achter op het pad, behind the path]
      met: [bereikt, met]
      not_met: [niet bereikt, not met]
      cannot_tell: [niet te zeggen, cannot be told]
  status_reason:
    nl: Oordeel in een zin
    en: Judgement in a sentence, in Dutch
    sentences:
      model_estimate: Dit is een modelschatting uit registers; die kan niet tonen of een doel dichterbij komt. De waarden
        staan er alleen ter vergelijking.
      not_judged: Een doel wordt alleen beoordeeld op enquêtes en registraties.
      broken: "Tussen basislijn {baseline_period} en deze periode zit een breuk in de reeks: {break_reason}."
      no_polarity: Bij deze indicator is hoger niet beter of slechter.
      no_value: Er is geen cijfer voor het gebied.
      no_reference: Er is geen cijfer voor de referentie.
      no_baseline: Er is geen basislijn vastgesteld.
      no_baseline_gap: Er is geen achterstand bekend voor basislijn {baseline_period}.
      no_interval: Zonder marges is niet te zeggen of het verschil toeval is.
      within_interval: Het verschil met de referentie valt binnen de marge.
      no_deadline: Er is geen jaar waarin het doel bereikt moet zijn.
      path_within_interval: Het afgesproken pad valt binnen de marge van de achterstand.
      baseline: Dit is de basislijn.
      before_programme: Dit is gemeten voordat het programma begon ({path_from}), en zegt daar niets over.
      no_gap_at_baseline: Bij de basislijn is geen achterstand aan te tonen.
      reversed: De achterstand is een voorsprong geworden.
      reversed_by_chance: De achterstand is een voorsprong geworden, maar het kan nog toeval zijn.
      target_met_confirmed: Het afgesproken deel van de achterstand is ingelopen, ook aan de ondergrens van het interval.
      target_met: Het afgesproken deel van de achterstand is ingelopen, maar het kan nog toeval zijn.
      on_track: De achterstand is kleiner dan volgens het afgesproken pad.
      behind: De achterstand is groter dan volgens het afgesproken pad.
      met: Het gebied doet het ten minste zo goed als de referentie.
      not_met: Het gebied doet het slechter dan de referentie, meer dan toeval verklaart.
  value_kind:
    nl: Soort cijfer; alleen survey en register worden beoordeeld
    en: Kind of figure
    codes: indicator.value_kind
  weight_concept:
    nl: Aantal waarmee het gebied uit de referentie is gehaald; leeg bij de noemers van het cijfer zelf
    en: Count by which the area was taken out of the reference; empty for the denominators of the figure itself
  weight_period: {nl: Periode van dat aantal, en: Period of that count}
  weight_table: {nl: Tabel van dat aantal, en: Table of that count}
  method:
    nl: Hoe de referentie tot stand kwam
    en: How the reference came about, in Dutch
    text:
      - "referentie: {reference_code}"
      - "[{reference=area}, als onafhankelijk behandeld; omvat die het gebied, dan is het interval iets te ruim]"
      - "[{reference=unknown_rest} zonder {population_code}, niet te berekenen]"
      - "[{reference=rest} zonder {population_code}, gewogen met [{weighed_by=denominator}de noemers van het cijfer]\
        [{weight_name} {weight_period} ({weight_table})[ in plaats van {weight_instead_of}]]]"
      - "[; basislijn: {baseline_age}, deze periode: {age_group}]"
--- */
-- Where each goal stands: region and reference side by side, the gap, and a judgement on survey and register series only.
with
goal_indicator as (
  select
    g.goal_id, g.population_code, g.benchmark_code, g.is_rest, g.rule, g.close_share, x.baseline_period, g.path_from,
    left(g.deadline, 4)::integer as target_year, i.indicator_id, i.polarity, i.value_kind, i.value_kind in ('survey', 'register') as is_judged
  from input.goal as g
  join input.goal_indicator as x on x.goal_id = g.goal_id
  join input.indicator as i on i.indicator_id = x.indicator_id
),
figure as materialized (
  select
    indicator_id::varchar as indicator_id, area_code::varchar as area_code, area_vintage, period::varchar as period,
    period_end, age_group::varchar as age_group, value, lower_95, upper_95, unit::varchar as unit,
    table_id::varchar as table_id, snapshot_id::varchar as snapshot_id, se_of_interval(lower_95, upper_95) as se
  from gold.indicator_value
  where
    is_preferred and sex = 'total'
    and indicator_id::varchar in (select indicator_id from goal_indicator)
    and area_code::varchar in (
      select population_code from goal_indicator union select benchmark_code from goal_indicator
    )
),
-- Region and reference; one age group a period.
side_by_side as (
  select
    g.*, r.area_vintage, r.period, r.period_end, r.age_group, r.unit, r.table_id, r.snapshot_id,
    r.value as region_value, r.lower_95 as region_lower, r.upper_95 as region_upper, r.se as se_region,
    x.region_weight, x.benchmark_weight, x.weighed_by, x.weight_concept, x.weight_period, x.weight_table, x.weight_instead_of,
    case when g.is_rest then x.value else t.value end as reference_value,
    case when g.is_rest then x.se else t.se end as se_reference,
    t.lower_95 as total_lower, t.upper_95 as total_upper
  from goal_indicator as g
  join figure as r on r.indicator_id = g.indicator_id and r.area_code = g.population_code
  left join figure as t
    on t.indicator_id = g.indicator_id and t.area_code = g.benchmark_code and t.period = r.period
    and t.age_group = r.age_group
  left join analysis.rest_figure as x
    on x.population_code = g.population_code and x.benchmark_code = g.benchmark_code and x.indicator_id = g.indicator_id
    and x.period = r.period and x.sex = 'total' and x.age_group = r.age_group and g.is_rest
  where r.value is not null or t.value is not null
  qualify row_number() over (
    partition by g.goal_id, g.indicator_id, r.period
    order by r.value is null or t.value is null, r.age_group
  ) = 1
),
with_reference as (
  select
    *,
    case when is_rest then reference_value - z_of_level(0.95) * se_reference else total_lower end as reference_lower,
    case when is_rest then reference_value + z_of_level(0.95) * se_reference else total_upper end as reference_upper,
    case when not is_rest then 'area' when reference_value is null then 'unknown_rest' else 'rest' end as reference
  from side_by_side
),
broken as (
  select n.goal_id, n.indicator_id, n.period, min_by(k.reason, k.period) as break_reason
  from with_reference as n
  join input.indicator_break as k
    on k.indicator_id = n.indicator_id and k.period > n.baseline_period and k.period <= n.period
  group by n.goal_id, n.indicator_id, n.period
),
-- The baseline with each later period; a period before it says nothing about the goal.
goal_pair as (
  select
    n.* exclude (se_region, se_reference),
    b.period_end is not null as is_baseline_found,
    case when b.age_group <> n.age_group then b.age_group end as baseline_age,
    left(md5(concat_ws('|', b.period, b.table_id, b.snapshot_id, b.region_weight, b.benchmark_weight)), 12) as baseline_hash,
    k.break_reason,
    n.is_judged and k.break_reason is null as is_comparable,
    -- The path is level until the programme starts.
    greatest(year(b.period_end)::integer, n.path_from) as baseline_year,
    greatest(least(year(n.period_end)::integer, coalesce(n.target_year, 9999)), n.path_from) as year,
    coalesce(year(n.period_end) < n.path_from, false) as is_before,
    b.region_value as region_baseline,
    b.reference_value as reference_baseline,
    n.region_value as region_now,
    n.reference_value as reference_now,
    case when n.is_judged then b.se_region end as se_region_baseline,
    case when n.is_judged then b.se_reference end as se_reference_baseline,
    case when n.is_judged then n.se_region end as se_region_now,
    case when n.is_judged then n.se_reference end as se_reference_now
  from with_reference as n
  left join with_reference as b
    on b.goal_id = n.goal_id and b.indicator_id = n.indicator_id and b.period = n.baseline_period
  left join broken as k
    on k.goal_id = n.goal_id and k.indicator_id = n.indicator_id and k.period = n.period
  where n.baseline_period is null or n.period >= n.baseline_period
),
judged as (
  select
    * exclude (status, status_reason),
    period = baseline_period as is_baseline,
    case
      when not is_judged then 'not_comparable'
      when rule <> 'close_gap' and is_before and gap_now is not null then 'before_programme'
      when rule <> 'close_gap' then
        case
          when gap_now_upper <= 0 then 'met'
          when gap_now_lower > 0 then 'not_met'
          else 'cannot_tell'
        end
      when gap_baseline is null or status in ('no_gap_at_baseline', 'not_comparable') then status
      when se_gap_baseline is null or se_gap_now is null then 'cannot_tell'
      when period = baseline_period then 'baseline'
      when is_before and gap_now is not null then 'before_programme'
      else status
    end as status,
    is_judged and gap_baseline > 0 and coalesce(is_gap_at_baseline, true) as is_path,
    is_comparable and coalesce(period > baseline_period, false) and gap_baseline is not null as is_compared,
    is_compared and rule = 'close_gap' and is_gap_at_baseline as is_share_known
  from gap_progress('goal_pair')
),
-- Looking at several indicators of a goal makes it likelier that one of them seems to change.
-- Indicators have periods of their own: the newest of each are looked at together, then those before.
changed as (
  select
    {
      goal_id: goal_id,
      newness: row_number() over (partition by goal_id, indicator_id, is_compared order by period desc)
    } as group_key,
    indicator_id, period, case when is_compared then change_p end as p
  from judged
),
adjusted as (
  select group_key.goal_id as goal_id, indicator_id, period, p, q_bh from p_adjusted('changed')
)
select
  j.goal_id, j.indicator_id, j.population_code,
  case when j.is_rest then 'rest_of ' else '' end || j.benchmark_code as benchmark_code,
  j.baseline_period,
  case when j.is_baseline_found then j.baseline_hash end as baseline_version,
  j.period, j.age_group, j.unit,
  ten_places(j.region_now) as region_value,
  j.region_lower, j.region_upper,
  ten_places(j.reference_now) as reference_value,
  ten_places(j.reference_lower) as reference_lower,
  ten_places(j.reference_upper) as reference_upper,
  ten_places(j.gap_baseline) as gap_baseline,
  ten_places(j.gap_now) as gap,
  ten_places(j.gap_now_lower) as gap_lower,
  ten_places(j.gap_now_upper) as gap_upper,
  ten_places(j.relative_gap_now) as relative_gap,
  case when j.is_path then ten_places(j.gap_target) end as target_gap,
  case when j.is_path then ten_places(j.gap_expected) end as path_gap,
  case when j.is_share_known then ten_places(j.share_closed) end as share_closed,
  case when j.is_share_known then ten_places(j.share_closed_lower) end as share_closed_lower,
  case when j.is_share_known then ten_places(j.share_closed_upper) end as share_closed_upper,
  case when j.is_compared then ten_places(j.change_from_region) end as change_from_region,
  case when j.is_compared then ten_places(j.change_from_reference) end as change_from_reference,
  case when j.is_compared then j.closed_by_reference end as closed_by_reference,
  case when j.is_compared then ten_places(j.smallest_visible_change) end as smallest_visible_change,
  ten_places(q.p) as change_p,
  ten_places(q.q_bh) as change_q,
  j.status,
  case
    when j.status = 'not_comparable' then
      case when j.value_kind = 'model_estimate' then 'model_estimate' when not j.is_judged then 'not_judged' else 'broken' end
    when j.status = 'cannot_tell' then
      case
        when gap_sign(j.polarity) is null then 'no_polarity'
        when j.region_now is null then 'no_value'
        when j.reference_now is null then 'no_reference'
        when j.rule = 'close_gap' and j.baseline_period is null then 'no_baseline'
        when j.rule = 'close_gap' and j.gap_baseline is null then 'no_baseline_gap'
        when j.se_gap_now is null or j.rule = 'close_gap' and j.se_gap_baseline is null then 'no_interval'
        when j.rule <> 'close_gap' then 'within_interval'
        when j.gap_expected is null then 'no_deadline'
        else 'path_within_interval'
      end
    when j.status = 'reversed' and j.gap_now_upper > 0 then 'reversed_by_chance'
    else j.status
  end as status_reason,
  j.break_reason, j.path_from,
  j.value_kind,
  j.reference, j.benchmark_code as reference_code, j.weighed_by, replace(j.weight_concept, '_', ' ') as weight_name,
  j.weight_concept, j.weight_period, j.weight_table, j.weight_instead_of, j.baseline_age,
  s.notice
from judged as j
join adjusted as q on q.goal_id = j.goal_id and q.indicator_id = j.indicator_id and q.period = j.period
cross join input.setting as s
order by j.goal_id, j.indicator_id, j.period
