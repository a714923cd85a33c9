/* ---
title:
  nl: Welke uitkomst een KPI moet veranderen, en of daarvan een effect mag worden genoemd
  en: Which outcome a KPI should move, and whether an effect of it may be claimed
key: [programme_id, kpi_id, outcome_id]
place: 260
columns:
  programme_id: programme_rule.programme_id
  kpi_id: programme_rule.kpi_id
  outcome_id: {nl: Indicator die de KPI uiteindelijk moet veranderen, en: Indicator that the KPI should move}
  indicator_id: {nl: Indicator waarmee de KPI wordt gemeten, en: Indicator that measures the KPI}
  outcome_kind: {nl: Soort cijfer van de uitkomst, en: Kind of figure of the outcome, codes: indicator.value_kind}
  claim:
    nl: none (geen uitspraak), association_only (alleen samenhang) of effect_testable (effect te toetsen)
    en: none, association_only or effect_testable
    codes:
      none: [geen uitspraak over effect, no claim]
      association_only: [alleen samenhang, association only]
      effect_testable: [effect te toetsen, effect can be tested]
  refusal:
    nl: "Waarom geen effect mag worden genoemd: model_estimate, same_construct, part_of, own_survey, shared_counts,
      own_predictor, shared_predictors, derived_from, no_control_group of no_evidence"
    en: "Why no effect may be claimed: model_estimate, same_construct, part_of, own_survey, shared_counts,
      own_predictor, shared_predictors, derived_from, no_control_group or no_evidence"
    codes:
      - co_occurrence.refusal
      - model_estimate: [de uitkomst is een modelschatting, the outcome is a model estimate]
        no_control_group: [er is geen controlegroep, there is no control group]
        no_evidence: [van de werkzaamheid is niets bekend, nothing is known of its effect]
  explanation:
    nl: Wat wel en niet mag worden gezegd
    en: What may be said and what not, in Dutch
    sentences:
      - co_occurrence.explanation
      - model_estimate: "De uitkomst is een modelschatting met eigen voorspellers: geen programma-effect."
        no_control_group: "Er is geen controlegroep: samen veranderen kan, een effect is daarmee niet aangetoond."
        no_evidence: "Van de werkzaamheid is niets bekend: samen veranderen kan, een effect is daarmee niet aangetoond."
        testable: "Een effect kan worden getoetst door te vergelijken met: {control_group}."
--- */
-- Which outcome each KPI should move in the end, and what may be said of it: an effect can be tested only with a control group, a
-- known level of evidence, and an outcome that is neither estimated nor made of the same as the KPI.
with
linked as (
  select
    o.programme_id, o.kpi_id, o.outcome_id, k.indicator_id, x.value_kind as kpi_kind, y.value_kind as outcome_kind,
    made_together(x, y) as made_refusal,
    p.control_group, i.evidence_level
  from input.kpi_outcome as o
  join input.kpi as k on k.programme_id = o.programme_id and k.kpi_id = o.kpi_id
  join input.programme as p on p.programme_id = o.programme_id
  join input.intervention as i on i.intervention_id = o.programme_id
  join analysis.made_from as x on x.indicator_id = k.indicator_id
  join analysis.made_from as y on y.indicator_id = o.outcome_id
),
refused as (
  select
    *,
    case
      when outcome_kind = 'model_estimate' then 'model_estimate'
      when made_refusal is not null then made_refusal
      when control_group is null then 'no_control_group'
      when evidence_level = 'onbekend' then 'no_evidence'
    end as refusal
  from linked
)
select
  r.programme_id, r.kpi_id, r.outcome_id, r.indicator_id, r.outcome_kind,
  case
    when r.refusal is null then 'effect_testable'
    when r.refusal in ('no_control_group', 'no_evidence') then 'association_only'
    else 'none'
  end as claim,
  r.refusal,
  coalesce(r.refusal, 'testable') as explanation,
  r.control_group,
  s.notice
from refused as r
cross join input.setting as s
order by r.programme_id, r.kpi_id, r.outcome_id
