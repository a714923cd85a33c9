import { type Column, column, NOTICE, type PublishedTable } from './published-table.ts';

const GOAL_COLUMNS: Column[] = [
  column('goal_id', 'Vaste sleutel', 'Stable key'),
  column('name_nl', 'Naam', 'Name in Dutch'),
  column('name_en', 'Naam in het Engels', 'Name in English'),
  column('goal', 'Programma waar het doel bij hoort', 'Programme that the goal belongs to'),
  column('population_code', 'Gebied waar het doel over gaat', 'Area that the goal is about'),
  column(
    'benchmark_code',
    'Referentie: een gebied, of rest_of gevolgd door het gebied waar de bevolking van het doel af is',
    'Reference: an area, or rest_of and the area from which the population of the goal is taken away',
  ),
  column(
    'rule',
    'close_gap (deel van de achterstand inlopen), reach (niveau bereiken), at_least (ten minste gelijk) of parity (gelijk)',
    'close_gap (a part of the gap), reach (the level), at_least (as good) or parity (equal)',
  ),
  column(
    'close_share',
    'Deel (0-1) van de achterstand dat wordt ingelopen',
    'Share (0-1) of the gap to close',
  ),
  column('deadline', 'Jaar waarin het doel bereikt moet zijn', 'Year in which the goal is due'),
  column(
    'indicators',
    'Indicatoren van het doel, gescheiden door |',
    'Indicators of the goal, separated by |',
  ),
];

const PROGRESS_COLUMNS: Column[] = [
  column('goal_id', 'Doel, zie tabel goal', 'Goal, see table goal'),
  column('indicator_id', 'Indicator, zie tabel indicator', 'Indicator, see table indicator'),
  column('population_code', 'Gebied waar het doel over gaat', 'Area that the goal is about'),
  column(
    'benchmark_code',
    'Referentie: een gebied, of rest_of gevolgd door het gebied waar de bevolking van het doel af is',
    'Reference: an area, or rest_of and the area from which the population of the goal is taken away',
  ),
  column('baseline_period', 'Periode van de basislijn', 'Period of the baseline'),
  column(
    'baseline_version',
    'Kenmerk van de cijfers van de basislijn: verandert als de periode, de tabel of de inhoud daarvan verandert',
    'Mark of the figures of the baseline: changes when its period, table or content changes',
  ),
  column('period', 'Periode', 'Period'),
  column('age_group', 'Leeftijdsgroep van het cijfer', 'Age group of the figure'),
  column('unit', 'Eenheid', 'Unit'),
  column('region_value', 'Waarde van het gebied', 'Value of the area'),
  column('region_lower', 'Ondergrens (95%) van het gebied', 'Lower 95% limit of the area'),
  column('region_upper', 'Bovengrens (95%) van het gebied', 'Upper 95% limit of the area'),
  column('reference_value', 'Waarde van de referentie', 'Value of the reference'),
  column('reference_lower', 'Ondergrens (95%) van de referentie', 'Lower 95% limit of the reference'),
  column('reference_upper', 'Bovengrens (95%) van de referentie', 'Upper 95% limit of the reference'),
  column('gap_baseline', 'Achterstand bij de basislijn', 'Gap at the baseline'),
  column(
    'gap',
    'Achterstand op de referentie; positief = het gebied doet het slechter',
    'Gap with the reference; positive = a disadvantage of the area',
  ),
  column('gap_lower', 'Ondergrens (95%) van de achterstand', 'Lower 95% limit of the gap'),
  column('gap_upper', 'Bovengrens (95%) van de achterstand', 'Upper 95% limit of the gap'),
  column(
    'relative_gap',
    'Waarde van het gebied gedeeld door die van de referentie',
    'Area divided by reference',
  ),
  column(
    'target_gap',
    'Achterstand die in het doeljaar mag resten',
    'Gap that may be left when the goal is due',
  ),
  column(
    'path_gap',
    'Achterstand in deze periode op een rechte lijn van basislijn naar doel',
    'Gap in this period on a straight line from the baseline to the target',
  ),
  column(
    'share_closed',
    'Ingelopen deel (1 = alles) van de achterstand',
    'Share (1 = all) of the gap closed',
  ),
  column('share_closed_lower', 'Ondergrens (95%, Fieller) van dat deel', 'Lower 95% limit (Fieller)'),
  column('share_closed_upper', 'Bovengrens (95%, Fieller) van dat deel', 'Upper 95% limit (Fieller)'),
  column(
    'change_from_region',
    'Wat het gebied zelf aan de achterstand veranderde sinds de basislijn; negatief = minder achterstand',
    'What the area itself changed of the gap since the baseline; negative = less gap',
  ),
  column(
    'change_from_reference',
    'Wat de referentie aan de achterstand veranderde sinds de basislijn; negatief = minder achterstand',
    'What the reference changed of the gap since the baseline; negative = less gap',
  ),
  column(
    'closed_by_reference',
    'Waar als de achterstand kleiner is zonder dat het gebied zelf verbeterde',
    'True when the gap is smaller though the area itself did not improve',
  ),
  column(
    'smallest_visible_change',
    'Kleinste verandering van de achterstand die van toeval is te onderscheiden',
    'Smallest change of the gap that can be told from chance (95%)',
  ),
  column(
    'change_p',
    'Kans op zo een verandering van de achterstand door toeval',
    'Chance of such a change of the gap',
  ),
  column(
    'change_q',
    'Idem, gecorrigeerd voor het aantal indicatoren van het doel (Benjamini-Hochberg)',
    'The same, corrected for the number of indicators of the goal (Benjamini-Hochberg)',
  ),
  column(
    'status',
    'not_comparable, no_gap_at_baseline, baseline, reversed, target_met_confirmed, target_met, on_track, behind, met, not_met of cannot_tell',
    'Judgement; the first that holds of not_comparable, no_gap_at_baseline, …, cannot_tell',
  ),
  column('status_reason', 'Oordeel in een zin', 'Judgement in a sentence, in Dutch'),
  column('value_kind', 'Soort cijfer; alleen survey en register worden beoordeeld', 'Kind of figure'),
  column('method', 'Hoe de referentie tot stand kwam', 'How the reference came about, in Dutch'),
];

const PRINTED_COLUMNS: Column[] = [
  column('goal_id', 'Doel, zie tabel goal', 'Goal, see table goal'),
  column('indicator_id', 'Indicator', 'Indicator'),
  column('area_code', 'Gebied', 'Area'),
  column('period', 'Onze periode die het dichtst bij het gedrukte cijfer komt', 'Our nearest period'),
  column('printed_value', 'Cijfer zoals gedrukt', 'Figure as printed'),
  column('printed_in', 'Waar het staat', 'Where it is printed, in Dutch'),
  column('area_vintage', 'Indelingsjaar van ons cijfer', 'Vintage of our figure'),
  column('value', 'Ons cijfer', 'Our figure'),
  column('lower_95', 'Ondergrens van het 95%-interval', 'Lower limit of the 95% interval'),
  column('upper_95', 'Bovengrens van het 95%-interval', 'Upper limit of the 95% interval'),
  column('unit', 'Eenheid', 'Unit'),
  column('table_id', 'Tabel van ons cijfer', 'Table of our figure'),
  column('difference', 'Ons cijfer min het gedrukte', 'Ours minus printed'),
  column(
    'is_equal',
    'Waar als ons cijfer, afgerond zoals gedrukt, hetzelfde is',
    'True when equal as rounded',
  ),
  column('explanation', 'Waarom ons cijfer verschilt', 'Why ours differs, in Dutch'),
];

/** The tables about goals. */
export const GOAL_TABLES: PublishedTable[] = [
  {
    name: 'goal',
    nl: 'Doelen: over wie, tegen welke referentie, en wanneer bereikt',
    en: 'Goals: about whom, against which reference, and by when',
    key: ['goal_id'],
    columns: [...GOAL_COLUMNS, NOTICE],
  },
  {
    name: 'goal_progress',
    nl: 'Voortgang van elk doel per indicator en periode: achterstand met marges, wie bewoog, en een oordeel',
    en: 'Progress of each goal per indicator and period: gap with limits, who moved, and a judgement',
    key: ['goal_id', 'indicator_id', 'period'],
    columns: [...PROGRESS_COLUMNS, NOTICE],
  },
  {
    name: 'printed_figure',
    nl: 'Cijfers die het programma zelf heeft gedrukt, naast de onze, met de reden van een verschil',
    en: 'Figures that the programme printed itself, beside ours, with the reason for a difference',
    key: ['goal_id', 'indicator_id', 'area_code', 'period'],
    columns: [...PRINTED_COLUMNS, NOTICE],
  },
];
