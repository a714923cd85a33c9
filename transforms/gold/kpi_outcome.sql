-- Which outcome each KPI should move in the end, and what may be said of it: an effect can be tested only with a control group, a
-- known level of evidence, and an outcome that is neither estimated nor made of the same as the KPI.
with
linked as (
  select
    o.programme_id, o.kpi_id, o.outcome_id, k.indicator_id, x.value_kind as kpi_kind, y.value_kind as outcome_kind,
    made_together(x.terms, x.names, x.predictors, x.value_kind, y.terms, y.names, y.predictors, y.value_kind) as made_refusal,
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
  case r.refusal
    when 'model_estimate' then 'De uitkomst is een modelschatting met eigen voorspellers: geen programma-effect.'
    when 'no_control_group' then 'Er is geen controlegroep: samen veranderen kan, een effect is daarmee niet aangetoond.'
    when 'no_evidence' then 'Van de werkzaamheid is niets bekend: samen veranderen kan, een effect is daarmee niet aangetoond.'
    else coalesce(
      made_together_text(r.refusal), 'Een effect kan worden getoetst door te vergelijken met: ' || r.control_group || '.'
    )
  end as explanation,
  s.notice
from refused as r
cross join input.setting as s
order by r.programme_id, r.kpi_id, r.outcome_id
