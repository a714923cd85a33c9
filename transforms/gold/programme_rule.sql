/* ---
title:
  nl: Uitkomst van elke go/no-go-regel, en wat ontbreekt om te toetsen
  en: Result of each go/no-go rule, and what lacks to judge it
key: [programme_id, kpi_id, rule_no]
place: 240
columns:
  programme_id: {nl: Programma, en: Programme}
  kpi_id: {nl: KPI, en: KPI}
  rule_no: {nl: Volgnummer van de regel bij de KPI, en: Number of the rule of the KPI}
  stage: {nl: Schakel van de keten, en: Link of the chain, codes: programme_kpi.stage}
  rule_text:
    nl: De regel in woorden, of de vraag
    en: The rule in words, or the question, in Dutch
    text: "[{question}][{kpi_nl}: {direction} {threshold_nl}[ ({unit_nl})]]"
  threshold: {nl: Grenswaarde; leeg bij een vraag, en: Threshold; empty for a question}
  direction: {nl: at_least of at_most, en: at_least or at_most, codes: programme_kpi.direction}
  due: {nl: Dag waarop wordt getoetst, en: Day on which it is judged}
  as_of:
    nl: "Dag die als vandaag geldt: waarop de nieuwste gegevens zijn opgehaald"
    en: "Day that stands for today: when the newest data were retrieved"
  is_due: {nl: Of de toetsdatum is bereikt, en: Whether that day has come}
  otherwise:
    nl: Wat is afgesproken als de regel niet wordt gehaald
    en: What is agreed when it does not hold
    codes: programme_verdict.proposal
  proposes:
    nl: "Wat daarvan wordt voorgesteld: een effect zonder controlegroep is geen grond om te stoppen"
    en: "What of that is proposed: an effect without control group is no ground to stop"
    codes: programme_verdict.proposal
  proposes_note:
    nl: Waarom niet wordt voorgesteld wat is afgesproken
    en: Why what is agreed is not proposed, in Dutch
    sentences:
      no_control_group: Zonder controlegroep is dit geen effect van het programma, en dus geen grond om te stoppen.
  result:
    nl: not_due, fails (niet gehaald), holds (gehaald), holds_partly (niet overal), no_data of cannot_tell
    en: not_due, fails, holds, holds_partly, no_data or cannot_tell
    codes:
      not_due: [nog niet aan de orde, not due yet]
      fails: [niet gehaald, fails]
      holds: [gehaald, holds]
      holds_partly: [niet overal gehaald, holds in some areas only]
      no_data: [geen gegevens, no data]
      cannot_tell: [niet te zeggen, cannot be told]
  explanation:
    nl: Uitkomst in een zin
    en: Result in a sentence, in Dutch
    sentences:
      not_due: De toetsdatum is nog niet bereikt.
      holds: Gehaald.
      holds_partly: "Niet overal gehaald.[ {proposes_note}]"
      fails: "Niet gehaald.[ {proposes_note}]"
      unanswered: "Niet te toetsen: de vraag is nog niet beantwoord."
      no_data: "Niet te toetsen: er is geen bruikbaar cijfer."
      cannot_tell: "Niet te toetsen: de cijfers laten geen uitspraak toe."
  lacking:
    nl: Wat ontbreekt om te kunnen toetsen
    en: What lacks to judge it, in Dutch
    many: true
    sentences:
      unanswered: De vraag is nog niet beantwoord.
      noted: "{missing_note}"
      no_figure: De bron heeft voor dit gebied en deze periode geen cijfer.
      too_old: Het nieuwste cijfer ({period}) is te oud voor deze datum.
      model_estimate: Een modelschatting kan geen resultaat van een programma tonen.
      no_interval: Zonder marges is niet te zeggen of het toeval is.
      broken: "De reeks is onderbroken: {break_reason}."
      within_interval: De grens valt binnen de marge van het cijfer.
  failing_areas: {nl: "Gebieden die de grens niet halen, gescheiden door |", en: "Areas that fail, separated by |"}
  period: {nl: Nieuwste periode van de getoetste cijfers, en: Newest period of the figures judged}
  areas: {nl: Aantal gebieden waarin wordt gemeten, en: Areas that are measured}
  answered_on: {nl: Wanneer de vraag is beantwoord, en: When the question was answered}
  answered_by: {nl: Wie de vraag beantwoordde, en: Who answered the question}
  answer_note: {nl: Toelichting bij het antwoord, en: "Note with the answer, in Dutch"}
--- */
-- What comes of each go/no-go rule on the day of the newest data. A rule without figures never fails; one that fails in some areas
-- and not in others holds in part; and an effect without control group never proposes to stop.
with
rule as (
  select
    r.*, k.name_nl as kpi_nl, k.stage, k.indicator_id, k.direction, case k.direction when 'at_least' then 1 else -1 end as side, d.as_of,
    coalesce(r.due <= d.as_of, false) as is_due,
    k.stage = 'effect' and p.control_group is null as is_effect_unproven,
    case when is_effect_unproven then 'adjust' else r.otherwise end as proposes,
    i.unit
  from input.programme_rule as r
  join input.kpi as k on k.programme_id = r.programme_id and k.kpi_id = r.kpi_id
  join input.programme as p on p.programme_id = r.programme_id
  join input.indicator as i on i.indicator_id = k.indicator_id
  cross join analysis.as_of as d
),
latest as (
  select
    *,
    value_kind <> 'model_estimate' and (value_kind <> 'survey' or lower_95 is not null) as is_judged,
    coalesce(lower_95, value) as low, coalesce(upper_95, value) as high
  from analysis.kpi_figure
  where is_latest
),
-- A figure serves when its period ends less than a year before the day of the rule, or later.
rule_area as (
  select
    r.programme_id, r.kpi_id, r.rule_no, l.area_code, l.period,
    case
      when l.value is null or l.period_end <= r.due - interval 1 year then 'no_data'
      when not l.is_judged or l.break_reason is not null then 'cannot_tell'
      when r.side * (r.threshold - case r.side when 1 then l.low else l.high end) <= 0 then 'holds'
      when r.side * (r.threshold - case r.side when 1 then l.high else l.low end) > 0 then 'fails'
      else 'cannot_tell'
    end as result,
    case
      when l.value is null then if(l.missing_note is null, 'no_figure', 'noted')
      when l.period_end <= r.due - interval 1 year then 'too_old'
      when l.value_kind = 'model_estimate' then 'model_estimate'
      when not l.is_judged then 'no_interval'
      when l.break_reason is not null then 'broken'
      when result = 'cannot_tell' then 'within_interval'
    end as lack,
    l.missing_note, l.break_reason
  from rule as r
  join latest as l on l.programme_id = r.programme_id and l.kpi_id = r.kpi_id
  where r.threshold is not null
),
rule_count as (
  select
    programme_id, kpi_id, rule_no, count(*) as areas,
    count(*) filter (where result = 'holds') as areas_hold,
    count(*) filter (where result = 'fails') as areas_fail,
    count(*) filter (where result = 'no_data') as areas_without_data,
    string_agg(area_code, '|' order by area_code) filter (where result = 'fails') as failing_areas,
    list({code: lack, period: period, missing_note: missing_note, break_reason: break_reason})
      filter (where lack is not null and result in ('no_data', 'cannot_tell')) as lacks,
    max(period) filter (where result in ('holds', 'fails')) as period
  from rule_area
  group by programme_id, kpi_id, rule_no
),
concluded as (
  select
    r.*, c.areas, c.areas_hold, c.areas_fail, c.areas_without_data, c.failing_areas, c.period,
    case
      when not r.is_due then 'not_due'
      when r.question is not null and r.answer_holds is null then 'no_data'
      when r.question is not null then case when r.answer_holds then 'holds' else 'fails' end
      when c.areas_fail = c.areas then 'fails'
      when c.areas_hold = c.areas then 'holds'
      when c.areas_fail > 0 then 'holds_partly'
      when c.areas_without_data > 0 then 'no_data'
      else 'cannot_tell'
    end as result,
    case
      when r.question is not null and r.answer_holds is null
        then [{code: 'unanswered', period: null::varchar, missing_note: null::varchar, break_reason: null::varchar}]
      else c.lacks
    end as lacks,
    case when r.question is null then r.kpi_nl end as measured_nl,
    replace(regexp_replace(r.threshold::varchar, '\.0$', ''), '.', ',') || if(r.unit = '%', '%', '') as threshold_nl,
    case when r.unit <> '%' then regexp_replace(r.unit, '(\d)\s(\d{3})', '\1.\2') end as unit_nl
  from rule as r
  left join rule_count as c on c.programme_id = r.programme_id and c.kpi_id = r.kpi_id and c.rule_no = r.rule_no
)
select
  c.programme_id, c.kpi_id, c.rule_no, c.stage, c.question, c.measured_nl as kpi_nl, c.threshold_nl, c.unit_nl, c.threshold, c.direction, c.due, c.as_of, c.is_due,
  c.otherwise, c.proposes, c.result,
  case when c.result = 'no_data' and c.question is not null then 'unanswered' else c.result end as explanation,
  case when c.result in ('fails', 'holds_partly') and c.is_effect_unproven and c.otherwise = 'stop' then 'no_control_group' end
    as proposes_note,
  case when c.result in ('no_data', 'cannot_tell', 'holds_partly') then c.lacks end as lacking,
  case when c.is_due then c.failing_areas end as failing_areas,
  case when c.is_due then c.period end as period,
  c.areas::integer as areas,
  c.answered_on, c.answered_by, c.answer_note, s.notice
from concluded as c
cross join input.setting as s
order by c.programme_id, c.kpi_id, c.rule_no
