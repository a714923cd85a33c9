import { type Vocabulary, type Word, word } from './word.ts';

export const OUTCOMES: Record<string, Word> = {
  better: word('gunstiger', 'better'),
  similar: word('niet aantoonbaar anders', 'not demonstrably different'),
  worse: word('ongunstiger', 'worse'),
  higher: word('hoger', 'higher'),
  lower: word('lager', 'lower'),
  not_compared: word('niet vergeleken', 'not compared'),
};

export const OUTCOMES_998: Record<string, Word> = {
  best: word('gunstiger, vrijwel zeker', 'better, also at 99.8%'),
  worst: word('ongunstiger, vrijwel zeker', 'worse, also at 99.8%'),
  higher_95: word('hoger', 'higher'),
  higher_998: word('hoger, vrijwel zeker', 'higher, also at 99.8%'),
  lower_95: word('lager', 'lower'),
  lower_998: word('lager, vrijwel zeker', 'lower, also at 99.8%'),
};

export const COMPARISON_REASONS: Record<string, Word> = {
  same_area: word('het gebied is zelf de referentie', 'the area is the benchmark'),
  amount: word('een aantal zegt hoe groot een gebied is', 'a number says how large an area is'),
  no_value: word('het gebied heeft geen waarde', 'the area has no value'),
  no_benchmark: word('de referentie heeft geen waarde', 'the benchmark has no value'),
  no_interval: word(
    'zonder marge is niet te zeggen of het toeval is',
    'without interval chance cannot be told',
  ),
  model_estimate: word(
    'een modelschatting kan geen verandering van een gebied tonen',
    'a model estimate cannot show change of an area',
  ),
  break: word('tussen de twee perioden zit een breuk', 'there is a break between the two periods'),
};

export const SCOPES: Record<string, Word> = {
  region_wide: word('regiobreed', 'region-wide'),
  gemeente_wide: word('gemeentebreed', 'gemeente-wide'),
  local: word('plaatselijk', 'local'),
  no_problem_shown: word('geen achterstand gebleken', 'no problem shown'),
};

export const SCOPE_REASONS: Record<string, Word> = {
  no_buurt_figures: word('er zijn geen cijfers van buurten', 'there are no figures of buurten'),
  gemeente_not_judged: word('de gemeente is niet te beoordelen', 'the gemeente cannot be judged'),
  no_interval: word('geen enkel gebied heeft een marge', 'no area has an interval'),
  no_indicator_judged: word('geen enkele indicator is te beoordelen', 'no indicator can be judged'),
};

export const REFUSALS: Record<string, Word> = {
  shared_counts: word('beide cijfers delen een teller of noemer', 'both share a numerator or denominator'),
  own_predictor: word('het ene cijfer is uit het andere geschat', 'the one is estimated from the other'),
  shared_predictors: word(
    'beide zijn uit dezelfde gegevens geschat',
    'both are estimated from the same data',
  ),
  derived_from: word('het ene cijfer is van het andere gemaakt', 'the one is made of the other'),
  too_few_areas: word('te weinig gebieden', 'too few areas'),
};

export const SPOTS: Record<string, Word> = {
  unfavourable_cluster: word('groep ongunstige buurten', 'unfavourable cluster'),
  favourable_cluster: word('groep gunstige buurten', 'favourable cluster'),
  high_cluster: word('groep hoge waarden', 'cluster of high values'),
  low_cluster: word('groep lage waarden', 'cluster of low values'),
  outlier: word('wijkt af van de buren', 'unlike its neighbours'),
  not_significant: word('niet van toeval te onderscheiden', 'not to be told from chance'),
  not_tested: word('niet getoetst', 'not tested'),
};

export const RINGS: Record<string, Word> = {
  indicator: word('indicator (buitenste ring)', 'indicator (outermost ring)'),
  sub_theme: word('subthema', 'sub-theme'),
  theme: word('thema', 'theme'),
  total: word('alle thema’s (midden)', 'all themes (centre)'),
};

export const CLASSES: Record<string, Word> = {
  '-2': word('veel gunstiger dan gemiddeld', 'much more favourable than average'),
  '-1': word('gunstiger dan gemiddeld', 'more favourable than average'),
  '0': word('rond het gemiddelde', 'about average'),
  '1': word('ongunstiger dan gemiddeld', 'less favourable than average'),
  '2': word('veel ongunstiger dan gemiddeld', 'much less favourable than average'),
};

export const PROFILE_REASONS: Record<string, Word> = {
  no_value: word('het gebied heeft geen waarde', 'the area has no value'),
  amount: word('een aantal zegt hoe groot een gebied is', 'a number says how large an area is'),
  no_spread: word('er zijn geen andere gebieden, of ze zijn alle gelijk', 'no other areas, or all are equal'),
  too_few_parts: word('te weinig delen hebben een z', 'too few parts have a z'),
  not_judged: word('geen van de indicatoren heeft een gunstige kant', 'no indicator has a favourable side'),
};

export const COUNT_REASONS: Record<string, Word> = {
  too_few_judged: word('te weinig indicatoren zijn te beoordelen', 'too few indicators can be judged'),
};

export const SCORE_REASONS: Record<string, Word> = {
  small_population: word('er wonen te weinig mensen', 'too few people live there'),
  theme_absent: word('van een domein is er geen enkel cijfer', 'there is no figure at all of a domain'),
  too_few_indicators: word('te weinig indicatoren hebben een waarde', 'too few indicators have a value'),
};

/** The word lists of the analyses, in the order in which they are printed. */
export const ANALYSIS_VOCABULARIES: Vocabulary[] = [
  { column: 'outcome', nl: 'Oordeel van een vergelijking', en: 'Outcome of a comparison', words: OUTCOMES },
  {
    column: 'outcome_998',
    nl: 'Oordeel met twee intervallen',
    en: 'Outcome with two intervals',
    words: OUTCOMES_998,
  },
  {
    column: 'reason',
    nl: 'Waarom niet is vergeleken',
    en: 'Why there is no comparison',
    words: COMPARISON_REASONS,
  },
  { column: 'scope', nl: 'Hoe breed een achterstand is', en: 'How broad a problem is', words: SCOPES },
  {
    column: 'reason',
    nl: 'Waarom de breedte niet is te zeggen',
    en: 'Why the breadth cannot be told',
    words: SCOPE_REASONS,
  },
  {
    column: 'refusal',
    nl: 'Waarom samenhang is geweigerd',
    en: 'Why a relation is refused',
    words: REFUSALS,
  },
  {
    column: 'spot',
    nl: 'Plaats van een buurt tussen haar buren',
    en: 'Place of a buurt among its neighbours',
    words: SPOTS,
  },
  { column: 'ring', nl: 'Ring van de vingerafdruk', en: 'Ring of the fingerprint', words: RINGS },
  { column: 'class', nl: 'Klasse van de vingerafdruk', en: 'Class of the fingerprint', words: CLASSES },
  {
    column: 'reason',
    nl: 'Waarom een vakje geen z heeft',
    en: 'Why a node has no z',
    words: PROFILE_REASONS,
  },
  {
    column: 'count_reason',
    nl: 'Waarom een telling niet volstaat',
    en: 'Why a count is not enough',
    words: COUNT_REASONS,
  },
  {
    column: 'score_reason',
    nl: 'Waarom scores van een gebied ontbreken',
    en: 'Why an area has no scores',
    words: SCORE_REASONS,
  },
];
