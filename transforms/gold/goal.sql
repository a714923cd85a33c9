/* ---
title:
  nl: "Doelen: over wie, tegen welke referentie, en wanneer bereikt"
  en: "Goals: about whom, against which reference, and by when"
key: [goal_id]
place: 80
columns:
  goal_id: {nl: Vaste sleutel, en: Stable key}
  name_nl: indicator.name_nl
  name_en: indicator.name_en
  goal: {nl: Programma waar het doel bij hoort, en: Programme that the goal belongs to}
  population_code: {nl: Gebied waar het doel over gaat, en: Area that the goal is about}
  benchmark_code:
    nl: "Referentie: een gebied, of rest_of gevolgd door het gebied waar de bevolking van het doel af is"
    en: "Reference: an area, or rest_of and the area from which the population of the goal is taken away"
  rule:
    nl: close_gap (deel van de achterstand inlopen), reach (niveau bereiken), at_least (ten minste gelijk) of parity
      (gelijk)
    en: close_gap (a part of the gap), reach (the level), at_least (as good) or parity (equal)
    codes:
      close_gap: [een deel van de achterstand inlopen, close a part of the gap]
      reach: [het niveau bereiken, reach the level]
      at_least: [ten minste gelijk, at least as good]
      parity: [gelijk, equal]
  close_share: {nl: Deel (0-1) van de achterstand dat wordt ingelopen, en: Share (0-1) of the gap to close}
  path_from:
    nl: Jaar waarin het programma begint, en het pad naar het doel
    en: Year in which the programme starts, and the path to the goal
  deadline: {nl: Jaar waarin het doel bereikt moet zijn, en: Year in which the goal is due}
  indicators: {nl: "Indicatoren van het doel, gescheiden door |", en: "Indicators of the goal, separated by |"}
--- */
-- The goals of this region, as declared.
with
listed as (
  select goal_id, string_agg(indicator_id, '|' order by indicator_id) as indicators
  from input.goal_indicator
  group by goal_id
)
select
  g.goal_id, g.name_nl, g.name_en, g.goal, g.population_code,
  case when g.is_rest then 'rest_of ' else '' end || g.benchmark_code as benchmark_code,
  g.rule, g.close_share, g.path_from, g.deadline, l.indicators, s.notice
from input.goal as g
join listed as l on l.goal_id = g.goal_id
cross join input.setting as s
order by g.goal_id
