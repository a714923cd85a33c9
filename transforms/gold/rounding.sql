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
-- The steps of the figures in use (analysis.rounding_step); only of counts that are rounded.
with
term_count as (
  select indicator_id::indicator_text as indicator_id, count(*) filter (where role <> 'denominator') as numerator_terms
  from input.indicator_term
  group by indicator_id
),
figure as (
  select distinct indicator_id, area_level, area_vintage, period, source_id, table_id
  from gold.indicator_value
  where is_preferred
),
step as (
  select
    f.indicator_id, f.area_level, f.area_vintage, f.period, max(s.numerator_step) as numerator_step,
    max(s.denominator_step) as denominator_step
  from figure as f
  join input.edition as e
    on e.source_id = f.source_id::varchar and e.table_id = f.table_id::varchar and e.area_vintage = f.area_vintage
  join analysis.rounding_step as s
    on s.indicator_id = f.indicator_id::varchar and s.edition_no = e.edition_no and s.period = f.period::varchar
    and s.area_level = f.area_level::varchar
  group by f.indicator_id, f.area_level, f.area_vintage, f.period
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
