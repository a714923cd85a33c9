import type { Column, PublishedTable } from './catalog.ts';

const column = (name: string, nl: string, en: string): Column => ({ name, nl, en });

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

/** The tables that follow from the values; the notice is the column that ends every table. */
export const trendTables = (notice: Column): PublishedTable[] => [
  {
    name: 'trend',
    nl: 'Trend van elke reeks: nieuwste tegen vorige, en de helling over de nieuwste vijf vergelijkbare jaren',
    en: 'Trend of each series: newest against previous, and the slope of the newest five comparable years',
    key: ['indicator_id', 'area_code', 'sex', 'age_group'],
    columns: [...TREND_COLUMNS, notice],
  },
  {
    name: 'red_red',
    nl: 'Wat ongunstiger staat dan Nederland en verslechtert',
    en: 'What is worse than the country and getting worse',
    key: ['indicator_id', 'area_code', 'age_group', 'benchmark_code'],
    columns: [...RED_RED_COLUMNS, notice],
  },
];
