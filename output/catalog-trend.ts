import { type Column, column, NOTICE, type PublishedTable } from './published-table.ts';

const TREND_COLUMNS: Column[] = [
  column('indicator_id', 'Indicator, zie tabel indicator', 'Indicator, see table indicator'),
  column('area_code', 'Gebiedscode', 'Area code'),
  column('area_level', 'Niveau van het gebied', 'Level of the area'),
  column('area_vintage', 'Indelingsjaar van de reeksen', 'Vintage of the series'),
  column('sex', 'Altijd total', 'Always total'),
  column('age_group', 'Leeftijdsgroep', 'Age group'),
  column('unit', 'Eenheid', 'Unit'),
  column('latest_period', 'Nieuwste periode met een waarde', 'Newest period with a value'),
  column('latest_value', 'Waarde van die periode', 'Value of that period'),
  column('latest_lower', 'Ondergrens (95%) daarvan', 'Lower 95% limit of it'),
  column('latest_upper', 'Bovengrens (95%) daarvan', 'Upper 95% limit of it'),
  column(
    'previous_period',
    'Periode daarvoor die ermee te vergelijken is (niet over een breuk heen, even lang, zonder overlap); leeg als die er niet is',
    'Period before it that can be compared (not across a break, as long, not overlapping); empty when there is none',
  ),
  column('previous_value', 'Waarde van die vorige periode', 'Value of that previous period'),
  column('previous_lower', 'Ondergrens (95%) daarvan', 'Lower 95% limit of it'),
  column('previous_upper', 'Bovengrens (95%) daarvan', 'Upper 95% limit of it'),
  column(
    'change',
    'Nieuwste min vorige waarde; leeg bij een modelschatting',
    'Newest minus previous value; empty for a model estimate',
  ),
  column(
    'change_outcome',
    'higher, lower of similar: of de intervallen van nieuwste en vorige elkaar raken; leeg zonder intervallen',
    'higher, lower or similar: whether the intervals of newest and previous touch; empty without intervals',
  ),
  column(
    'change_judgement',
    'better (beter) of worse (slechter); leeg als er geen verschil is of hoger niet beter of slechter is',
    'better or worse; empty when similar or neutral',
  ),
  column(
    'since',
    'Periode van de nieuwste breuk: alleen cijfers vanaf dan zijn vergeleken; leeg zonder breuk',
    'Period of the newest break: only figures from then on are compared; empty without a break',
  ),
  column('break_reason', 'Reden van die breuk', 'Reason of that break, in Dutch'),
  column(
    'points',
    'Vergelijkbare punten, de nieuwste vijf ten hoogste: daarop staat de trend',
    'Comparable points, the newest five at most: the trend rests on these',
  ),
  column('first_period', 'Eerste van die punten', 'First of these points'),
  column('last_period', 'Laatste van die punten', 'Last of these points'),
  column(
    'slope',
    'Verandering per jaar: gewogen kleinste kwadraten op echte jaren, gewicht 1 / standaardfout in het kwadraat',
    'Change per year: least squares on real years, weighted by 1 / squared standard error',
  ),
  column('slope_lower', 'Ondergrens (95%) daarvan', 'Lower 95% limit of it'),
  column('slope_upper', 'Bovengrens (95%) daarvan', 'Upper 95% limit of it'),
  column('p', 'Kans op zo’n helling als er niets verandert', 'Chance of such a slope when nothing changes'),
  column(
    'trend',
    'increasing, decreasing, no_significant_change, cannot_be_calculated of not_comparable; alleen een trend als de helling op 99,8% van nul verschilt en geen enkel punt het teken bepaalt',
    'A trend only when the slope differs from zero at 99.8% and no single point decides its sign',
  ),
  column(
    'judgement',
    'improving (verbetering) of worsening (verslechtering); leeg zonder trend of als hoger niet beter of slechter is',
    'improving or worsening; empty without a trend or when neutral',
  ),
  column(
    'reason',
    'Waarom er geen trend is: model_estimate, fewer_than_5_points, pooled_years, no_interval, interval_without_width, count_equals_denominator, year_occurs_twice, within_chance of one_point_decides',
    'Why there is no trend',
  ),
  column('reason_text', 'Oordeel in een zin', 'Judgement in a sentence, in Dutch'),
  column(
    'value_kind',
    'Soort cijfer; een modelschatting krijgt geen oordeel',
    'Kind of figure; a model estimate is not judged',
  ),
];

const RED_RED_COLUMNS: Column[] = [
  column('indicator_id', 'Indicator', 'Indicator'),
  column('area_code', 'Gebied', 'Area'),
  column('area_level', 'Niveau', 'Level'),
  column('domain', 'Domein', 'Domain'),
  column('period', 'Nieuwste periode', 'Newest period'),
  column('age_group', 'Leeftijdsgroep', 'Age group'),
  column('value', 'Waarde', 'Value'),
  column('lower_95', 'Ondergrens van het 95%-interval', 'Lower limit of the 95% interval'),
  column('upper_95', 'Bovengrens van het 95%-interval', 'Upper limit of the 95% interval'),
  column('unit', 'Eenheid', 'Unit'),
  column('benchmark_code', 'Waarmee is vergeleken', 'Benchmark'),
  column('benchmark_value', 'Waarde daarvan', 'Its value'),
  column('difference', 'Verschil', 'Difference'),
  column('first_period', 'Eerste punt van de trend', 'First point of the trend'),
  column('points', 'Aantal punten', 'Number of points'),
  column('slope', 'Verandering per jaar', 'Change per year'),
  column('trend_p', 'Kans op zo een trend door toeval', 'Chance of such a trend'),
];

const AGGREGATION_COLUMNS: Column[] = [
  column('indicator_id', 'Indicator, zie tabel indicator', 'Indicator, see table indicator'),
  column('area_code', 'Het geheel', 'The whole'),
  column('area_level', 'Niveau van het geheel', 'Level of the whole'),
  column('part_level', 'Niveau van de onderdelen', 'Level of the parts'),
  column('area_vintage', 'Indelingsjaar van de cijfers', 'Vintage of the figures'),
  column(
    'period',
    'Nieuwste periode met cijfers van de onderdelen',
    'Newest period with figures of the parts',
  ),
  column('sex', 'total, m of v', 'total, m or v'),
  column('age_group', 'Leeftijdsgroep', 'Age group'),
  column('unit', 'Eenheid', 'Unit'),
  column('parts', 'Aantal onderdelen', 'Number of parts'),
  column(
    'parts_missing',
    'Onderdelen zonder waarde waar wel mensen kunnen wonen',
    'Parts without a value in which people may live',
  ),
  column(
    'parts_suppressed',
    'Onderdelen waarvan de waarde is afgeschermd',
    'Parts of which the value is suppressed',
  ),
  column(
    'coverage',
    'Aandeel (0-1) van de onderdelen met een waarde, naar coverage_by',
    'Share (0-1) of the parts with a value, by coverage_by',
  ),
  column(
    'coverage_by',
    'Waarnaar dat aandeel is gemeten: weight (gewicht), denominator (noemer), inhabitants (inwoners) of parts (aantal)',
    'What that share is measured by: weight, denominator, inhabitants or parts (their number)',
  ),
  column(
    'value_from_parts',
    'Waarde die uit de onderdelen volgt: som, verhouding van sommen of gewogen gemiddelde; een gepubliceerd cijfer gaat altijd voor',
    'Value that follows from the parts: sum, ratio of sums or weighted mean; a published figure always wins',
  ),
  column(
    'value_missing_reason',
    'Waarom die waarde ontbreekt: een reden van de onderdelen, below_coverage, no_denominator of zero_denominator',
    'Why that value is absent: a reason of the parts, below_coverage, no_denominator or zero_denominator',
  ),
  column(
    'lower_bound',
    'Kleinste waarde die het geheel kan hebben, gegeven wat ontbreekt, is afgeschermd of afgerond, en hoe ver het gewicht kan afwijken',
    'Least value that the whole can have, given what is missing, suppressed or rounded, and how far the weight may be off',
  ),
  column('upper_bound', 'Grootste waarde die het geheel kan hebben', 'Largest value that the whole can have'),
  column(
    'bounds_missing_reason',
    'Waarom een grens ontbreekt: no_values (geen enkel onderdeel), no_range (de schaal heeft geen einde) of no_denominator (geen aantal)',
    'Why a bound is absent: no_values (no part has one), no_range (the scale has no end) or no_denominator (no count)',
  ),
  column(
    'published_value',
    'Cijfer dat de bron voor het geheel geeft',
    'Figure that the source gives for the whole',
  ),
  column(
    'is_within',
    'Of dat cijfer, met zijn eigen afronding, tussen de grenzen ligt',
    'Whether that figure, with its own rounding, lies within the bounds',
  ),
  column(
    'difference',
    'Gepubliceerd cijfer min waarde uit de onderdelen',
    'Published figure minus value from the parts',
  ),
  column(
    'weight_bound',
    'Hoe goed het gewicht is: exact, age_bands (tussen leeftijdsgroepen begrensd), part_values (niet begrensd) of none (geen gewicht); leeg bij aantallen',
    'How good the weight is: exact, age_bands (bounded by age bands), part_values (not bounded) or none; empty for counts',
  ),
  column(
    'weight_effect_low',
    'Kleinste gemiddelde van de bekende onderdelen bij het juiste gewicht; leeg als het gewicht exact is',
    'Least mean of the known parts with the right weight; empty when the weight is exact',
  ),
  column(
    'weight_effect_high',
    'Grootste gemiddelde van de bekende onderdelen bij het juiste gewicht',
    'Largest mean of the known parts with the right weight',
  ),
  column('method', 'Hoe de waarde tot stand kwam', 'How the value came about, in Dutch'),
];

/** The tables that follow from the values. */
export const TREND_TABLES: PublishedTable[] = [
  {
    name: 'trend',
    nl: 'Trend van elke reeks: nieuwste tegen vorige, en de helling over de nieuwste vijf vergelijkbare jaren',
    en: 'Trend of each series: newest against previous, and the slope of the newest five comparable years',
    key: ['indicator_id', 'area_code', 'sex', 'age_group'],
    columns: [...TREND_COLUMNS, NOTICE],
  },
  {
    name: 'red_red',
    nl: 'Wat ongunstiger staat dan Nederland en verslechtert',
    en: 'What is worse than the country and getting worse',
    key: ['indicator_id', 'area_code', 'age_group', 'benchmark_code'],
    columns: [...RED_RED_COLUMNS, NOTICE],
  },
  {
    name: 'aggregation',
    nl: 'Optellen van buurt, wijk en gemeente: wat uit de onderdelen volgt, tussen welke grenzen, en wat de bron zelf geeft (alleen nieuwste periode, binnen de regio)',
    en: 'Adding up buurt, wijk and gemeente: what follows from the parts, within which bounds, and what the source gives itself (newest period only, within the region)',
    key: ['indicator_id', 'area_code', 'part_level', 'sex', 'age_group'],
    columns: [...AGGREGATION_COLUMNS, NOTICE],
  },
];
