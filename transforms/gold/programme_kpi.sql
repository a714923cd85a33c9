/* ---
title:
  nl: Stand van elke KPI per gebied en periode, van beginmeting naar streefwaarde
  en: Each KPI per area and period, from baseline to target
key: [programme_id, kpi_id, area_code, period]
place: 230
columns:
  programme_id: {nl: "Programma, zie tabel programme", en: "Programme, see table programme"}
  kpi_id: {nl: KPI binnen het programma, en: KPI within the programme}
  area_code: {nl: Gebied waar is gemeten, en: Area that is measured}
  period: {nl: Periode; de beginmeting staat er altijd, en: Period; the baseline is always there}
  area_vintage: {nl: Indelingsjaar van het cijfer, en: Vintage of the figure}
  period_end: {nl: Laatste dag van de periode, en: Last day of the period}
  kpi_no: {nl: Volgorde binnen het programma, en: Order within the programme}
  name_nl: {nl: Naam van de KPI, en: Name of the KPI in Dutch}
  name_en: {nl: Naam van de KPI in het Engels, en: Name of the KPI in English}
  stage:
    nl: "Schakel van de keten: output (bereik), result (resultaat) of effect"
    en: "Link of the chain: output, result or effect"
    codes: {output: [bereik, output], result: [resultaat, result], effect: [effect, effect]}
  indicator_id: {nl: Indicator waarmee wordt gemeten, en: Indicator that measures it}
  age_group: comparison.age_group
  value: red_red.value
  lower_95: printed_figure.lower_95
  upper_95: printed_figure.upper_95
  unit: indicator.unit
  direction:
    nl: at_least (ten minste) of at_most (ten hoogste)
    en: at_least or at_most
    codes: {at_least: [ten minste, at least], at_most: [ten hoogste, at most]}
  target: {nl: Streefwaarde, en: Target}
  target_by: {nl: Dag waarop die bereikt moet zijn, en: Day on which it is due}
  baseline_period: {nl: Periode van de beginmeting, en: Period of the baseline}
  baseline_value: {nl: Waarde van de beginmeting, en: Value of the baseline}
  path_value:
    nl: Waarde op een rechte lijn van beginmeting naar streefwaarde
    en: Value on a straight line from baseline to target
  progress:
    nl: Afgelegd deel (1 = alles) van beginmeting naar streefwaarde
    en: Share (1 = all) of the way from baseline to target
  status:
    nl: no_data, reached (bereikt), baseline (beginmeting), on_track (op schema), behind (achter) of cannot_tell (niet te
      zeggen)
    en: no_data, reached, baseline, on_track, behind or cannot_tell
    codes:
      no_data: [geen gegevens, no data]
      reached: [bereikt, reached]
      baseline: [beginmeting, baseline]
      on_track: [op schema, on track]
      behind: [achter op schema, behind]
      cannot_tell: [niet te zeggen, cannot be told]
  status_reason:
    nl: Oordeel in een zin
    en: Judgement in a sentence, in Dutch
    sentences:
      noted: "{missing_note}"
      no_figure: De bron heeft voor dit gebied en deze periode geen cijfer.
      reached: De streefwaarde is bereikt.
      reached_for_certain: De streefwaarde is bereikt, ook aan de ongunstige kant van de marge.
      baseline: Dit is de beginmeting.
      on_track: Ten minste zo ver als op een rechte lijn van beginmeting naar streefwaarde.
      overdue: De streefwaarde is niet bereikt op de afgesproken dag.
      behind: Achter op een rechte lijn van beginmeting naar streefwaarde.
      model_estimate: "Dit is een modelschatting: die kan geen resultaat van een programma tonen."
      no_interval: Zonder marges is niet te zeggen of het verschil toeval is.
      broken: "Sinds de beginmeting is de reeks onderbroken: {break_reason}."
      no_baseline: "Van de beginmeting {baseline_period} is geen cijfer: het tempo is niet te bepalen."
      within_interval: Het verschil met de rechte lijn van beginmeting naar streefwaarde valt binnen de marge.
  is_latest: {nl: Waar voor de nieuwste periode met een waarde, en: True for the newest period with a value}
  missing_reason: fingerprint.missing_reason
  value_kind:
    nl: Soort cijfer; modelschattingen worden niet beoordeeld
    en: Kind of figure
    codes: indicator.value_kind
  access: {nl: "Wie het cijfer mag zien: public, partners of owner", en: Who may see the figure, codes: indicator.access}
--- */
-- How each KPI of a programme stands, per area and period: value with interval, progress from baseline to target, and whether it
-- is on the straight path between the two. Estimates and surveys without margins are shown and never judged.
with
beside as (
  select
    f.*, k.kpi_no, k.name_nl, k.name_en, k.stage, k.indicator_id, k.direction, k.target, k.target_by, k.baseline_period,
    case k.direction when 'at_least' then 1 else -1 end as side,
    b.value as baseline_value,
    se_of_interval(f.lower_95, f.upper_95) as se,
    se_of_interval(b.lower_95, b.upper_95) as se_baseline,
    f.value_kind <> 'model_estimate' and (f.value_kind <> 'survey' or se is not null) as is_judged,
    -- 0 at the baseline, 1 on the day of the target and after it.
    at_least(0, at_most(1,
      date_diff('day', k.baseline_end, f.period_end) / nullif(date_diff('day', k.baseline_end, k.target_by), 0)::double
    )) as share_of_path
  from analysis.kpi_figure as f
  join input.kpi as k on k.programme_id = f.programme_id and k.kpi_id = f.kpi_id
  left join analysis.kpi_figure as b
    on b.programme_id = f.programme_id and b.kpi_id = f.kpi_id and b.area_code = f.area_code and b.is_baseline
),
-- Both ends of the interval, seen from the target: a shortfall below 0 is none.
placed as (
  select
    *,
    side * (target - case side when 1 then coalesce(lower_95, value) else coalesce(upper_95, value) end) as shortfall_at_most,
    side * (target - case side when 1 then coalesce(upper_95, value) else coalesce(lower_95, value) end) as shortfall_at_least,
    baseline_value + share_of_path * (target - baseline_value) as path_value,
    ten_places(side * (value - path_value)) as lead,
    -- The path starts at a figure that has a margin too.
    z_of_level(0.95) * sqrt(pow(coalesce(se, 0), 2) + pow((1 - share_of_path) * coalesce(se_baseline, 0), 2)) as lead_margin
  from beside
),
judged as (
  select
    *,
    case
      when value is null then 'no_data'
      when not is_judged or break_reason is not null then 'cannot_tell'
      when shortfall_at_most <= 0 then 'reached'
      when is_baseline then 'baseline'
      when baseline_value is null and period_end >= target_by and shortfall_at_least > 0 then 'behind'
      when baseline_value is null then 'cannot_tell'
      when lead - lead_margin >= 0 then 'on_track'
      when lead + lead_margin < 0 then 'behind'
      else 'cannot_tell'
    end as status
  from placed
)
select
  j.programme_id, j.kpi_id, j.area_code, j.period, j.area_vintage, j.period_end, j.kpi_no, j.name_nl, j.name_en, j.stage,
  j.indicator_id, j.age_group, j.value, j.lower_95, j.upper_95, j.unit, j.direction, j.target, j.target_by, j.baseline_period,
  j.baseline_value,
  ten_places(j.path_value) as path_value,
  case when j.break_reason is null
    then ten_places((j.value - j.baseline_value) / nullif(j.target - j.baseline_value, 0)) end as progress,
  j.status,
  case j.status
    when 'no_data' then if(j.missing_note is null, 'no_figure', 'noted')
    when 'reached' then if(j.lower_95 is null, 'reached', 'reached_for_certain')
    when 'behind' then if(coalesce(j.period_end >= j.target_by, false), 'overdue', 'behind')
    when 'cannot_tell' then case
      when j.value_kind = 'model_estimate' then 'model_estimate'
      when not j.is_judged then 'no_interval'
      when j.break_reason is not null then 'broken'
      when j.baseline_value is null then 'no_baseline'
      else 'within_interval'
    end
    else j.status
  end as status_reason,
  j.missing_note, j.break_reason,
  j.is_latest,
  j.missing_reason,
  j.value_kind, j.access, s.notice
from judged as j
cross join input.setting as s
order by j.programme_id, j.kpi_id, j.area_code, j.period
