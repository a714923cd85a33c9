/* ---
title:
  nl: Waarop de bron de aantallen achter een indicator heeft afgerond
  en: What the source rounded the counts behind an indicator to
key: [indicator_id, area_level, area_vintage, period]
place: 15
columns:
  indicator_id: goal_progress.indicator_id
  area_level: {nl: Niveau van de gebieden, en: Level of the areas, codes: area.area_level}
  area_vintage: {nl: Indelingsjaar van de cijfers, en: Vintage of the figures}
  period: period.period
  numerator_step:
    nl: "Stap van de teller, of van het aantal zelf: 5, 10 of 100; 0 is niet afgerond. Gezien aan de cijfers: minstens 20
      die niet 0 zijn, alle een veelvoud"
    en: "Step of the numerator, or of the count itself: 5, 10 or 100; 0 is not rounded. Seen from the figures: at least 20
      that are not 0, all of them multiples"
  denominator_step: {nl: Stap van de noemer, en: Step of the denominator}
  zero_up_to:
    nl: "Hoeveel het er bij een gedrukte 0 nog kunnen zijn: een 0 van een teller die op 10 is afgerond, is 0 tot en met 4"
    en: "How many a printed 0 may still be: a 0 of a numerator rounded to 10 is 0 to 4"
--- */
-- Rounding steps, seen from all areas of a level; only of counts that are rounded.
with
term_count as (
  select indicator_id::indicator_text as indicator_id, count(*) filter (where role <> 'denominator') as numerator_terms
  from input.indicator_term
  group by indicator_id
),
step as (
  select
    v.indicator_id, v.area_level, v.area_vintage, v.period,
    detected_step(coalesce(v.numerator, v.value)) as numerator_step, detected_step(v.denominator) as denominator_step
  from gold.indicator_value as v
  join input.indicator as i on i.indicator_id::indicator_text = v.indicator_id and i.measure <> 'published'
  where v.is_preferred
  group by v.indicator_id, v.area_level, v.area_vintage, v.period
)
select
  s.indicator_id, s.area_level, s.area_vintage, s.period, s.numerator_step, s.denominator_step,
  nearest_high(0, s.numerator_step, t.numerator_terms) as zero_up_to,
  n.notice
from step as s
join term_count as t on t.indicator_id = s.indicator_id
cross join input.setting as n
where s.numerator_step > 0 or s.denominator_step > 0
order by s.indicator_id, s.area_level, s.area_vintage, s.period
