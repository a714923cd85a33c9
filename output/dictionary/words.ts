import { ANALYSIS_VOCABULARIES } from './analysis-words.ts';
import { PROGRAMME_VOCABULARIES } from './programme-words.ts';
import { type Vocabulary, type Word, word } from './word.ts';

export const MISSING_REASONS: Record<string, Word> = {
  not_measured: word('in deze periode niet gemeten', 'not measured in this period'),
  not_published: word('door de bron niet gepubliceerd', 'not published by the source'),
  not_applicable: word(
    'kan niet bestaan, bijvoorbeeld in een opgeheven gemeente',
    'cannot exist, such as in a gemeente that was dissolved',
  ),
  not_comparable: word('niet vergelijkbaar', 'not comparable'),
  suppressed: word(
    'afgeschermd: te weinig waarnemingen of herleidbaar',
    'suppressed: too few observations or disclosive',
  ),
  below_coverage: word(
    'te weinig onderdelen van het gebied hebben een waarde',
    'too few parts of the area have a value',
  ),
  awaiting_source: word('nog niet geleverd door de bron', 'not yet delivered by the source'),
  zero_denominator: word('de noemer is nul: er is niemand om over te tellen', 'the denominator is zero'),
  no_denominator: word(
    'geen noemer of gewicht om mee op te tellen',
    'no denominator or weight to aggregate with',
  ),
};

export const INTERVAL_REASONS: Record<string, Word> = {
  no_margins: word('de bron geeft geen marges', 'the source gives no margins'),
  no_value: word('er is geen waarde', 'there is no value'),
  not_published: word('marge niet gepubliceerd', 'margin not published'),
  not_computed: word('marge niet berekend', 'margin not computed'),
};

export const FIGURE_STATUS: Record<string, Word> = {
  final: word('definitief', 'final'),
  provisional: word('voorlopig', 'provisional'),
  revised_provisional: word('nader voorlopig', 'revised provisional'),
  unspecified: word('niet vermeld', 'not stated'),
};

export const LEVELS: Record<string, Word> = {
  land: word('land', 'country'),
  landsdeel: word('landsdeel', 'part of the country'),
  provincie: word('provincie', 'province'),
  corop: word('COROP-gebied', 'COROP region'),
  ggd: word('GGD-regio', 'public health region'),
  gemeentegroep: word('gemeentegroep', 'group of municipalities'),
  gemeente: word('gemeente', 'municipality'),
  wijk: word('wijk', 'district'),
  buurt: word('buurt', 'neighbourhood'),
  regio: word('gebiedsgroep', 'area group'),
};

export const POLARITIES: Record<string, Word> = {
  higher_better: word('hoger is beter', 'higher is better'),
  lower_better: word('lager is beter', 'lower is better'),
  neutral: word('neutraal: hoger is niet beter of slechter', 'neutral'),
};

export const TIERS: Record<string, Word> = {
  core: word('kern', 'core'),
  extended: word('uitgebreid', 'extended'),
  support: word('ondersteunend', 'supporting'),
};

export const MEASURES: Record<string, Word> = {
  published: word('overgenomen zoals de bron het publiceert', 'as published by the source'),
  sum: word('aantal of som van aantallen', 'count or sum of counts'),
  ratio: word('teller gedeeld door noemer', 'numerator divided by denominator'),
  rate: word('teller per aantal in de noemer', 'numerator per number in the denominator'),
};

export const DELIVERY: Record<string, Word> = {
  delivered: word('geleverd', 'delivered'),
  awaiting_source: word('wacht op bron', 'awaiting source'),
  derived: word('volgt uit een analyse van de set', 'made by an analysis of the set'),
  suspended: word('opgeschort', 'suspended'),
  discontinued: word('gestopt', 'discontinued'),
};

export const SOURCE_STATUS: Record<string, Word> = {
  active: word('wordt voortgezet', 'goes on'),
  provisional: word('voorlopig', 'provisional'),
  suspended: word('opgeschort', 'suspended'),
  discontinued: word('gestopt', 'discontinued'),
};

export const ACCESS: Record<string, Word> = {
  public: word('openbaar', 'public'),
  partners: word('alleen voor partners', 'partners only'),
  owner: word('alleen voor de eigenaar', 'owner only'),
};

export const GOALS: Record<string, Word> = {
  'RegioDeal-SES': word('Regio Deal (sociaaleconomische structuur)', 'Regio Deal (socio-economic structure)'),
  Trendbreuk: word('Trendbreuk Zuid-Limburg', 'Trendbreuk Zuid-Limburg'),
  Vie: word('Vitaliteit en gezondheid (Vie)', 'Vitality and health (Vie)'),
  NOVI: word('Nationale Omgevingsvisie (NOVI)', 'National environment vision (NOVI)'),
};

export const GOAL_STATUS: Record<string, Word> = {
  not_comparable: word('niet te vergelijken', 'not comparable'),
  no_gap_at_baseline: word('geen achterstand bij de basislijn', 'no gap at the baseline'),
  baseline: word('de basislijn zelf', 'the baseline itself'),
  reversed: word('voorsprong geworden', 'turned into a lead'),
  target_met_confirmed: word('doel bereikt, zeker', 'target met, for certain'),
  target_met: word('doel bereikt, mogelijk toeval', 'target met, possibly by chance'),
  on_track: word('voor op het pad', 'ahead of the path'),
  behind: word('achter op het pad', 'behind the path'),
  met: word('bereikt', 'met'),
  not_met: word('niet bereikt', 'not met'),
  cannot_tell: word('niet te zeggen', 'cannot be told'),
};

export const TRENDS: Record<string, Word> = {
  increasing: word('stijgt', 'increasing'),
  decreasing: word('daalt', 'decreasing'),
  no_significant_change: word('geen verandering aan te tonen', 'no significant change'),
  cannot_be_calculated: word('niet te berekenen', 'cannot be calculated'),
  not_comparable: word('niet te vergelijken', 'not comparable'),
};

export const TREND_JUDGEMENTS: Record<string, Word> = {
  improving: word('verbetering', 'improving'),
  worsening: word('verslechtering', 'worsening'),
};

export const CHANGES: Record<string, Word> = {
  higher: word('hoger', 'higher'),
  lower: word('lager', 'lower'),
  similar: word('niet van elkaar te onderscheiden', 'similar'),
};

export const CHANGE_JUDGEMENTS: Record<string, Word> = {
  better: word('beter', 'better'),
  worse: word('slechter', 'worse'),
};

export const TREND_REASONS: Record<string, Word> = {
  model_estimate: word('modelschatting: geen oordeel over verandering', 'model estimate: not judged'),
  fewer_than_5_points: word('minder dan vijf vergelijkbare punten', 'fewer than five comparable points'),
  pooled_years: word('cijfers over meer jaren samen', 'pooled years'),
  no_interval: word('geen marges', 'no intervals'),
  interval_without_width: word('marge van nul', 'interval without width'),
  count_equals_denominator: word('iedereen telt mee', 'the count equals its denominator'),
  year_occurs_twice: word('meer cijfers in een jaar', 'several figures in a year'),
  within_chance: word('kan toeval zijn', 'may be chance'),
  one_point_decides: word('hangt aan een punt', 'one point decides'),
};

export const COVERAGE_BY: Record<string, Word> = {
  weight: word('gewicht', 'weight'),
  denominator: word('noemer', 'denominator'),
  inhabitants: word('inwoners', 'inhabitants'),
  parts: word('aantal onderdelen', 'number of parts'),
};

export const WEIGHT_BOUNDS: Record<string, Word> = {
  exact: word('exact gewicht', 'exact weight'),
  age_bands: word('gewicht begrensd met leeftijdsgroepen', 'weight bounded by age bands'),
  part_values: word('gewicht niet begrensd', 'weight not bounded'),
  none: word('geen gewicht', 'no weight'),
};

export const BOUND_REASONS: Record<string, Word> = {
  no_values: word('geen enkel onderdeel heeft een waarde', 'no part has a value'),
  no_range: word(
    'er ontbreekt iets en de schaal heeft geen einde',
    'something is missing and the scale has no end',
  ),
  no_denominator: word('van een onderdeel is geen aantal bekend', 'no count is known of a part'),
};

/** The Dutch words for a code; a code that is not in the list stands for itself. */
export const inDutch = (words: Record<string, Word>, code: string): string => words[code]?.nl ?? code;

/** The word lists that readers of the tables need, in the order in which they are printed. */
export const VOCABULARIES: Vocabulary[] = [
  {
    column: 'missing_reason',
    nl: 'Waarom een waarde ontbreekt',
    en: 'Why a value is absent',
    words: MISSING_REASONS,
  },
  {
    column: 'interval_missing_reason',
    nl: 'Waarom een interval ontbreekt',
    en: 'Why an interval is absent',
    words: INTERVAL_REASONS,
  },
  { column: 'status', nl: 'Status van een cijfer', en: 'Status of a figure', words: FIGURE_STATUS },
  { column: 'area_level', nl: 'Gebiedsniveau', en: 'Area level', words: LEVELS },
  {
    column: 'status',
    nl: 'Levering van een indicator',
    en: 'Delivery of an indicator',
    words: DELIVERY,
  },
  { column: 'status', nl: 'Oordeel over een doel', en: 'Judgement of a goal', words: GOAL_STATUS },
  { column: 'trend', nl: 'Trend van een reeks', en: 'Trend of a series', words: TRENDS },
  { column: 'judgement', nl: 'Oordeel over een trend', en: 'Judgement of a trend', words: TREND_JUDGEMENTS },
  { column: 'change_outcome', nl: 'Nieuwste tegen vorige', en: 'Newest against previous', words: CHANGES },
  {
    column: 'change_judgement',
    nl: 'Oordeel daarover',
    en: 'Judgement of that change',
    words: CHANGE_JUDGEMENTS,
  },
  { column: 'reason', nl: 'Waarom er geen trend is', en: 'Why there is no trend', words: TREND_REASONS },
  {
    column: 'coverage_by',
    nl: 'Waarnaar dekking is gemeten',
    en: 'What coverage is measured by',
    words: COVERAGE_BY,
  },
  { column: 'weight_bound', nl: 'Hoe goed een gewicht is', en: 'How good a weight is', words: WEIGHT_BOUNDS },
  {
    column: 'bounds_missing_reason',
    nl: 'Waarom een grens ontbreekt',
    en: 'Why a bound is absent',
    words: BOUND_REASONS,
  },
  {
    column: 'source_status',
    nl: 'Status van een bron',
    en: 'Status of a source',
    words: SOURCE_STATUS,
  },
  { column: 'access', nl: 'Wie de cijfers mag zien', en: 'Who may see the figures', words: ACCESS },
  { column: 'polarity', nl: 'Richting', en: 'Polarity', words: POLARITIES },
  { column: 'measure', nl: 'Hoe een waarde tot stand komt', en: 'How a value is made', words: MEASURES },
  { column: 'tier', nl: 'Plaats in de set', en: 'Place in the set', words: TIERS },
  ...ANALYSIS_VOCABULARIES,
  ...PROGRAMME_VOCABULARIES,
];
