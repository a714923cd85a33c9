import { type Column, column, NOTICE, type PublishedTable } from './published-table.ts';

const BENCHMARK_COLUMNS: Column[] = [
  column('benchmark_code', 'Vaste sleutel', 'Stable key'),
  column('name_nl', 'Naam', 'Name in Dutch'),
  column('name_en', 'Naam in het Engels', 'Name in English'),
  column(
    'kind',
    'area (een gebied), rest (een gebied zonder een ander), own_gemeente (eigen gemeente) of own_previous (vorige periode)',
    'area, rest (an area without another one), own_gemeente or own_previous (period before)',
  ),
  column('area_code', 'Gebied of gebiedsgroep', 'Area or area group'),
  column('without_code', 'Gebied dat eruit is gehaald', 'Area that is taken out of it'),
  column('explanation', 'Waarmee wordt vergeleken, in een zin', 'What is compared with, in Dutch'),
];

const COMPARISON_COLUMNS: Column[] = [
  column('indicator_id', 'Indicator, zie tabel indicator', 'Indicator, see table indicator'),
  column('area_code', 'Gebied', 'Area'),
  column('area_level', 'Niveau van het gebied', 'Level of the area'),
  column('area_vintage', 'Indelingsjaar waarop het gebied staat', 'Vintage of the area'),
  column(
    'period',
    'Nieuwste periode waarin gebieden van dit niveau een waarde hebben',
    'Newest period in which areas of this level have a value',
  ),
  column('sex', 'total, m of v', 'total, m or v'),
  column('age_group', 'Leeftijdsgroep', 'Age group'),
  column('benchmark_code', 'Waarmee wordt vergeleken, zie tabel benchmark', 'Benchmark, see table benchmark'),
  column(
    'benchmark_period',
    'Periode van het cijfer waarmee wordt vergeleken',
    'Period of the figure compared with',
  ),
  column('value', 'Waarde van het gebied', 'Value of the area'),
  column('lower_95', 'Ondergrens van het 95%-interval', 'Lower limit of the 95% interval'),
  column('upper_95', 'Bovengrens van het 95%-interval', 'Upper limit of the 95% interval'),
  column('unit', 'Eenheid', 'Unit'),
  column('benchmark_value', 'Waarde waarmee wordt vergeleken', 'Value compared with'),
  column('difference', 'Waarde min de waarde waarmee wordt vergeleken', 'Value minus benchmark'),
  column(
    'relative_difference',
    'Verschil als deel van de waarde waarmee wordt vergeleken',
    'Difference as a part of the benchmark',
  ),
  column('polarity', 'higher_better, lower_better of neutral', 'Which way is better'),
  column('value_kind', 'Soort cijfer', 'Kind of figure'),
  column(
    'outcome',
    'better (gunstiger), similar (gelijk), worse (ongunstiger); zonder richting higher of lower; of not_compared. Het verschil is groter dan het 95%-interval; bij de vorige periode: de twee intervallen raken elkaar niet',
    'better, similar, worse; higher or lower where neutral; or not_compared. By the 95% interval; for the period before: by two intervals that do not touch',
  ),
  column(
    'outcome_998',
    'Idem met het 99,8%-interval erbij: best, better, similar, worse, worst; alleen waar dat uit aantallen te berekenen is',
    'With the 99.8% interval too: best, better, similar, worse, worst; only where it follows from counts',
  ),
  column(
    'reason',
    'Waarom niet is vergeleken: same_area, amount (een aantal zegt hoe groot een gebied is), no_value, no_benchmark, no_interval, break of model_estimate (kan geen verandering van een gebied tonen)',
    'Why there is no comparison: same_area, amount, no_value, no_benchmark, no_interval, break or model_estimate (cannot show change of an area)',
  ),
  column(
    'register_difference',
    'Bij registercijfers zonder interval: verschil van meer dan 5% van de referentie (regel van het CBS). Een signaal, geen toets op toeval',
    'For register figures without interval: more than 5% off the benchmark (rule of CBS). A signal, no test of chance',
  ),
  column(
    'caution',
    'Waarvoor de vergelijking niet geschikt is',
    'What the comparison is not fit for, in Dutch',
  ),
];

/** The tables that compare areas. */
export const COMPARISON_TABLES: PublishedTable[] = [
  {
    name: 'benchmark',
    nl: 'Waarmee gebieden worden vergeleken',
    en: 'What areas are compared with',
    key: ['benchmark_code'],
    columns: [...BENCHMARK_COLUMNS, NOTICE],
  },
  {
    name: 'comparison',
    nl: 'Elk gebied van de regio vergeleken met elke referentie, in de nieuwste periode, met oordeel naar interval',
    en: 'Each area of the region compared with each benchmark in the newest period, judged by its interval',
    key: ['indicator_id', 'area_code', 'sex', 'age_group', 'benchmark_code'],
    columns: [...COMPARISON_COLUMNS, NOTICE],
  },
];
