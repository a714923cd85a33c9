/* ---
title:
  nl: "Effect van programma’s op hun uitkomsten, getoetst tegen gelijkende niet bereikte gebieden, of wat daarvoor te meten is"
  en: "Effect of programmes on their outcomes, tested against similar areas not reached, or what would have to be measured"
key: [programme_id, indicator_id]
place: 262
columns:
  programme_id: programme_rule.programme_id
  indicator_id:
    nl: "Uitkomst: indicator die het programma moet veranderen"
    en: "Outcome: indicator that the programme should change"
  kpi_ids: {nl: "KPI’s die haar noemen, gescheiden door |", en: "KPIs that name it, separated by |"}
  status: programme.status
  area_level:
    nl: "Niveau waarop over deelname van gebieden is besloten: het fijnste van de gebieden van het programma"
    en: Level at which it was decided which areas take part
    codes: area.area_level
  period_from: programme.period_from
  age_group: comparison.age_group
  unit: indicator.unit
  value_kind: indicator.value_kind
  periods_before: {nl: "Metingen van voor de start, gescheiden door |", en: "Measurements before the start, separated by |"}
  periods_after: {nl: "Metingen van na de start, gescheiden door |", en: "Measurements after the start, separated by |"}
  participants:
    nl: Deelnemers in de gebieden van het programma, in de nieuwste periode waarin zij zijn geteld
    en: Participants in the areas of the programme, in the newest period in which they were counted
  reached_areas: {nl: Bereikte gebieden met alle metingen, en: Areas reached that have all measurements}
  compared_areas:
    nl: "Gebieden waarmee is vergeleken: van elk bereikt gebied de drie die er naar opbouw het meest op lijken en niet zijn bereikt"
    en: "Areas compared with: of each area reached the three most similar in structure that are not reached"
  compared_codes: {nl: "Die gebieden, gescheiden door |", en: "These areas, separated by |"}
  reached_persons: {nl: Mensen over wie de cijfers van de bereikte gebieden gaan, en: People behind the figures of the areas reached}
  compared_persons: {nl: Idem van de vergeleken gebieden, en: The same of the areas compared with}
  reached_before:
    nl: Gemiddelde van voor de start in de bereikte gebieden, gewogen naar mensen
    en: Mean before the start in the areas reached, weighted by people
  reached_after: {nl: Idem van na de start, en: The same after the start}
  compared_before:
    nl: Gemiddelde van voor de start in de vergeleken gebieden, met het gewicht van de gebieden waarop zij lijken
    en: Mean before the start in the areas compared with, with the weight of the areas that they are like
  compared_after: {nl: Idem van na de start, en: The same after the start}
  pre_trend:
    nl: "Of bereikte en vergeleken gebieden voor de start gelijk op liepen: parallel, not_parallel of not_checked (minder dan
      twee metingen)"
    en: Whether areas reached and compared with developed alike before the start
    codes:
      parallel: [geen verschil in ontwikkeling voor de start te zien, no difference in development before the start is seen]
      not_parallel: [liepen voor de start al uiteen, developed differently before the start]
      not_checked: [niet te toetsen, cannot be checked]
  pre_trend_difference:
    nl: Verschil in verandering tussen de eerste en de laatste meting van voor de start
    en: Difference in change from the first to the last measurement before the start
  pre_trend_lower: {nl: Ondergrens (95%) daarvan, en: Lower 95% limit of it}
  pre_trend_upper: {nl: Bovengrens (95%) daarvan, en: Upper 95% limit of it}
  estimate:
    nl: "Effect (difference-in-differences): verandering in de bereikte gebieden min die in de vergeleken gebieden; leeg als het niet
      is te bepalen"
    en: "Effect (difference-in-differences): change in the areas reached less that in the areas compared with; empty when refused"
  lower_95: {nl: Ondergrens (95%) daarvan, en: Lower 95% limit of it}
  upper_95: {nl: Bovengrens (95%) daarvan, en: Upper 95% limit of it}
  standardised_effect:
    nl: "Effect naar de gunstige kant, in standaardafwijkingen tussen de vergeleken gebieden voor de start (Glass): zo zijn
      programma’s onderling te vergelijken"
    en: "Effect to the favourable side, in standard deviations among the areas compared with before the start (Glass): comparable over
      programmes"
  effect:
    nl: "favourable (gunstig), unfavourable (ongunstig) of not_shown (niet aangetoond); leeg als het niet is te bepalen"
    en: favourable, unfavourable or not_shown; empty when refused
    codes:
      favourable: [aantoonbaar gunstig, demonstrably favourable]
      unfavourable: [aantoonbaar ongunstig, demonstrably unfavourable]
      not_shown: [niet aangetoond, not shown]
  evidence:
    nl: "Bewijskracht van deze vergelijking (Maryland-schaal, Sherman e.a. 1997): moderate (niveau 3: gelijke ontwikkeling voor de
      start getoetst, ten minste twintig gebieden), weak (niveau 2) of none. Sterk bewijs vraagt loting van gebieden of mensen"
    en: "Strength of this comparison (Maryland scale, Sherman et al. 1997): moderate (level 3), weak (level 2) or none. Strong evidence
      takes random allocation"
    codes:
      moderate: [matig, moderate]
      weak: [zwak, weak]
      none: [geen, none]
  refusal:
    nl: "Waarom er geen effect wordt genoemd: model_estimate, no_control_group, no_side, no_figures, no_before, no_after,
      no_participants, too_few_areas, no_spread of pre_trend"
    en: Why no effect is stated
    codes:
      model_estimate: [de uitkomst is een modelschatting, the outcome is a model estimate]
      no_control_group: [het programma noemt geen controlegroep, the programme names no control group]
      no_side: [welke kant gunstig is staat niet vast, which side is favourable is not settled]
      no_figures: [geen cijfers van dit niveau van gebieden, no figures of this level of areas]
      no_before: [geen meting van voor de start, no measurement before the start]
      no_after: [geen meting van na de start, no measurement after the start]
      no_participants: [deelnemers zijn niet geteld, participants are not counted]
      too_few_areas: [te weinig gebieden, too few areas]
      no_spread: [alle gebieden veranderden evenveel, all areas changed as much]
      pre_trend: [liepen voor de start al uiteen, developed differently before the start]
  explanation:
    nl: Wat er is gevonden, of wat zou moeten worden gemeten
    en: What is found, or what would have to be measured, in Dutch
    sentences:
      favourable: &found "{effect}: {shown} {shown_unit} verschil in verandering met {compared_areas} vergelijkbare gebieden zonder het
        programma (95%-marge {shown_lower} tot {shown_upper}), in {reached_areas} bereikte gebieden. Bewijskracht: {evidence}."
      unfavourable: *found
      not_shown: "Geen effect aangetoond: {shown} {shown_unit} verschil in verandering met {compared_areas} vergelijkbare gebieden
        zonder het programma; wat tussen {shown_lower} en {shown_upper} ligt, is niet uitgesloten."
      model_estimate: "Geen uitspraak: een modelschatting volgt uit kenmerken van bewoners. Meet de uitkomst zelf (enquête, registratie
        of levering), voor en na de start, in bereikte en in niet bereikte gebieden."
      no_control_group: "Geen uitspraak: het programma noemt geen controlegroep. Leg vast met welke niet bereikte gebieden het wordt
        vergeleken (control_group), en meet daar hetzelfde."
      no_side: "Geen uitspraak: leg vast welke kant gunstig is, met de richting van een KPI."
      no_figures: "Geen uitspraak: van dit niveau ({area_level}) zijn er geen cijfers. Laat ze leveren van voor en na {period_from}, van
        bereikte en van niet bereikte gebieden."
      no_before: "Geen uitspraak: van voor {period_from} is er geen vergelijkbare meting van bereikte en niet bereikte gebieden. Laat
        die alsnog leveren uit een registratie; anders is een effect niet meer te toetsen."
      no_after: "Geen uitspraak: van na {period_from} is er nog geen meting van bereikte en niet bereikte gebieden. Herhaal de meting in
        dezelfde gebieden."
      no_participants: "Geen uitspraak: hoeveel mensen meedoen is sinds de beginmeting van geen gebied bekend. Laat deelnemers per gebied tellen."
      too_few_areas: "Geen uitspraak: {reached_areas} bereikte en {compared_areas} vergelijkbare gebieden hebben alle metingen; er zijn er
        van elk vijf nodig. Meet in meer of in kleinere gebieden."
      no_spread: "Geen uitspraak: aan elke kant veranderden alle gebieden evenveel, zodat er geen marge is. Lever niet afgeronde cijfers."
      pre_trend: "Geen uitspraak: bereikte en vergeleken gebieden liepen voor de start al uiteen ({shown_pre} {shown_unit}). Vergelijk met
        gebieden die zich eerst gelijk ontwikkelden, of laat loten wie begint."
--- */
-- Whether outcomes changed more where a programme runs than in similar areas where it does not: difference-in-differences over areas,
-- by intention to treat (an area counts as reached, however many take part). Of drafts too: `status` says that they are examples.
with
-- Programmes begin with whom they reach: the first KPI of the chain.
reach as (
  select
    k.programme_id,
    sum(f.numerator order by f.area_code) as participants
  from input.kpi as k
  join analysis.kpi_figure as f on f.programme_id = k.programme_id and f.kpi_id = k.kpi_id and f.numerator is not null
  where k.stage = 'output'
  group by k.programme_id, k.kpi_no, f.period, f.period_end
  qualify row_number() over (partition by k.programme_id order by k.kpi_no, f.period_end desc, f.period) = 1
),
measured as (
  select
    programme_id, indicator_id, any_value(age_group) as age_group,
    string_agg(distinct period, '|' order by period) filter (where not is_after) as periods_before,
    string_agg(distinct period, '|' order by period) filter (where is_after) as periods_after,
    count(*) filter (where is_reached and not is_after) > 0 and count(*) filter (where not is_reached and not is_after) > 0
      as is_before,
    count(*) filter (where is_reached and is_after) > 0 and count(*) filter (where not is_reached and is_after) > 0 as is_after
  from analysis.effect_figure
  group by programme_id, indicator_id
),
area_row as (
  select *, {programme_id: programme_id, indicator_id: indicator_id, is_pre_trend: false} as group_key from analysis.effect_area
),
-- Two questions of the same areas: did they change otherwise after the start, and did they before?
asked_change as (
  select group_key, is_reached, weight, change from area_row
  union all
  select {programme_id: programme_id, indicator_id: indicator_id, is_pre_trend: true}, is_reached, weight, change_before
  from area_row
),
tested as (
  from difference_in_differences('asked_change')
),
compared as (
  select
    group_key, sum(persons order by area_code) filter (where is_reached) as reached_persons,
    sum(persons order by area_code) filter (where not is_reached) as compared_persons,
    string_agg(area_code, '|' order by area_code) filter (where not is_reached) as compared_codes,
    sum(weight * before order by area_code) filter (where is_reached) / sum(weight order by area_code) filter (where is_reached)
      as reached_before,
    sum(weight * after order by area_code) filter (where is_reached) / sum(weight order by area_code) filter (where is_reached)
      as reached_after,
    sum(weight * before order by area_code) filter (where not is_reached)
      / sum(weight order by area_code) filter (where not is_reached) as compared_before,
    sum(weight * after order by area_code) filter (where not is_reached)
      / sum(weight order by area_code) filter (where not is_reached) as compared_after,
    stddev_samp(before order by area_code) filter (where not is_reached) as spread_before
  from area_row
  group by group_key
),
joined as (
  select
    o.programme_id, o.indicator_id, o.kpi_ids, i.status, o.area_level, i.period_from, o.side, p.control_group,
    m.age_group, n.unit, n.value_kind, m.periods_before, m.periods_after, m.is_before, m.is_after,
    m.programme_id is not null as is_measured, r.participants,
    c.* exclude (group_key),
    coalesce(d.reached_areas, 0) as reached_areas, coalesce(d.other_areas, 0) as compared_areas,
    d.estimate, d.se, d.lower_95, d.upper_95,
    b.estimate as pre_trend_difference, b.lower_95 as pre_trend_lower, b.upper_95 as pre_trend_upper,
    case
      when b.estimate is null then 'not_checked'
      when abs(b.estimate) <= coalesce(b.margin, 1e-9) then 'parallel'
      else 'not_parallel'
    end as pre_trend
  from analysis.programme_outcome as o
  join input.programme as p on p.programme_id = o.programme_id
  join input.intervention as i on i.intervention_id = o.programme_id
  join input.indicator as n on n.indicator_id = o.indicator_id
  left join measured as m on m.programme_id = o.programme_id and m.indicator_id = o.indicator_id
  left join reach as r on r.programme_id = o.programme_id
  left join compared as c
    on c.group_key = {programme_id: o.programme_id, indicator_id: o.indicator_id, is_pre_trend: false}
  left join tested as d on d.group_key = {programme_id: o.programme_id, indicator_id: o.indicator_id, is_pre_trend: false}
  left join tested as b on b.group_key = {programme_id: o.programme_id, indicator_id: o.indicator_id, is_pre_trend: true}
),
judged as (
  select
    *,
    case
      when value_kind = 'model_estimate' then 'model_estimate'
      when control_group is null then 'no_control_group'
      when side is null then 'no_side'
      when not is_measured then 'no_figures'
      when not is_before then 'no_before'
      when not is_after then 'no_after'
      when participants is null then 'no_participants'
      when reached_areas < 5 or compared_areas < 5 then 'too_few_areas'
      when lower_95 is null then 'no_spread'
      when pre_trend = 'not_parallel' then 'pre_trend'
    end as refusal
  from joined
),
stated as (
  select
    *,
    case
      when refusal is not null then null
      when side * lower_95 > 0 and side * upper_95 > 0 then 'favourable'
      when side * lower_95 < 0 and side * upper_95 < 0 then 'unfavourable'
      else 'not_shown'
    end as effect
  from judged
)
select
  s.programme_id, s.indicator_id, s.kpi_ids, s.status, s.area_level, s.period_from, s.age_group, s.unit, s.value_kind,
  s.periods_before, s.periods_after, ten_places(s.participants) as participants,
  s.reached_areas, s.compared_areas, s.compared_codes,
  ten_places(s.reached_persons) as reached_persons, ten_places(s.compared_persons) as compared_persons,
  case when s.refusal is null then ten_places(s.reached_before) end as reached_before,
  case when s.refusal is null then ten_places(s.reached_after) end as reached_after,
  case when s.refusal is null then ten_places(s.compared_before) end as compared_before,
  case when s.refusal is null then ten_places(s.compared_after) end as compared_after,
  s.pre_trend,
  ten_places(s.pre_trend_difference) as pre_trend_difference,
  ten_places(s.pre_trend_lower) as pre_trend_lower,
  ten_places(s.pre_trend_upper) as pre_trend_upper,
  case when s.refusal is null then ten_places(s.estimate) end as estimate,
  case when s.refusal is null then ten_places(s.lower_95) end as lower_95,
  case when s.refusal is null then ten_places(s.upper_95) end as upper_95,
  case when s.refusal is null then ten_places(s.side * s.estimate / nullif(s.spread_before, 0)) end as standardised_effect,
  s.effect,
  case
    when s.refusal is not null then 'none'
    when s.pre_trend = 'parallel' and s.reached_areas + s.compared_areas >= 20 then 'moderate'
    else 'weak'
  end as evidence,
  s.refusal,
  coalesce(s.refusal, s.effect) as explanation,
  replace(printf('%+.1f', s.estimate), '.', ',') as shown,
  replace(printf('%+.1f', s.lower_95), '.', ',') as shown_lower,
  replace(printf('%+.1f', s.upper_95), '.', ',') as shown_upper,
  replace(printf('%+.1f', s.pre_trend_difference), '.', ',') as shown_pre,
  if(s.unit = '%', 'procentpunt', s.unit) as shown_unit,
  n.notice
from stated as s
cross join input.setting as n
order by s.programme_id, s.indicator_id
