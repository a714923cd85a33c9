import { type Vocabulary, type Word, word } from './word.ts';

export const KPI_STATUS: Record<string, Word> = {
  no_data: word('geen gegevens', 'no data'),
  reached: word('bereikt', 'reached'),
  baseline: word('beginmeting', 'baseline'),
  on_track: word('op schema', 'on track'),
  behind: word('achter op schema', 'behind'),
  cannot_tell: word('niet te zeggen', 'cannot be told'),
};

export const KPI_STAGES: Record<string, Word> = {
  output: word('bereik', 'output'),
  result: word('resultaat', 'result'),
  effect: word('effect', 'effect'),
};

export const RULE_RESULT: Record<string, Word> = {
  not_due: word('nog niet aan de orde', 'not due yet'),
  fails: word('niet gehaald', 'fails'),
  holds: word('gehaald', 'holds'),
  holds_partly: word('niet overal gehaald', 'holds in some areas only'),
  no_data: word('geen gegevens', 'no data'),
  cannot_tell: word('niet te zeggen', 'cannot be told'),
};

export const PROPOSAL: Record<string, Word> = {
  stop: word('stoppen', 'stop'),
  adjust: word('bijsturen', 'adjust'),
  cannot_tell: word('eerst meten', 'measure first'),
  continue: word('doorgaan', 'continue'),
  too_early: word('nog te vroeg', 'too early'),
};

export const CLAIM: Record<string, Word> = {
  none: word('geen uitspraak over effect', 'no claim'),
  association_only: word('alleen samenhang', 'association only'),
  effect_testable: word('effect te toetsen', 'effect can be tested'),
};

export const CLAIM_REFUSALS: Record<string, Word> = {
  model_estimate: word('de uitkomst is een modelschatting', 'the outcome is a model estimate'),
  no_control_group: word('er is geen controlegroep', 'there is no control group'),
  no_evidence: word('van de werkzaamheid is niets bekend', 'nothing is known of its effect'),
};

export const INTERVENTION_STATE: Record<string, Word> = {
  planned: word('gepland', 'planned'),
  running: word('loopt', 'running'),
  ended: word('afgelopen', 'ended'),
};

export const LOCATION_REASONS: Record<string, Word> = {
  area_group: word(
    'een gebiedsgroep heeft geen eigen middelpunt',
    'an area group has no centroid of its own',
  ),
  unknown_area: word(
    'de gebiedscode komt in dat indelingsjaar niet voor',
    'the area code does not occur in that vintage',
  ),
  no_geometry: word(
    'er zijn geen grenzen geleverd voor dat jaar',
    'no boundaries are delivered for that year',
  ),
};

export const GAP_BASIS: Record<string, Word> = {
  significant: word('aantoonbaar ongunstiger dan Nederland', 'demonstrably worse than the country'),
  far_from_mean: word('ver van het gemiddelde', 'far from the mean'),
  both: word('aantoonbaar ongunstiger en ver van het gemiddelde', 'both'),
};

export const PROGRAMME_STATUS: Record<string, Word> = {
  draft: word('concept, voorbeeld', 'draft, example'),
  established: word('vastgesteld', 'established'),
};

/** The word lists about programmes and interventions. */
export const PROGRAMME_VOCABULARIES: Vocabulary[] = [
  { column: 'status', nl: 'Status van een programma', en: 'Status of a programme', words: PROGRAMME_STATUS },
  { column: 'stage', nl: 'Schakel van de keten', en: 'Link of the chain', words: KPI_STAGES },
  { column: 'status', nl: 'Oordeel over een KPI', en: 'Judgement of a KPI', words: KPI_STATUS },
  { column: 'result', nl: 'Uitkomst van een regel', en: 'Result of a rule', words: RULE_RESULT },
  { column: 'proposal', nl: 'Voorstel voor een programma', en: 'Proposal for a programme', words: PROPOSAL },
  { column: 'claim', nl: 'Wat van een uitkomst mag worden gezegd', en: 'What may be claimed', words: CLAIM },
  {
    column: 'refusal',
    nl: 'Waarom geen effect mag worden genoemd',
    en: 'Why no effect may be claimed',
    words: CLAIM_REFUSALS,
  },
  {
    column: 'state',
    nl: 'Loop van een interventie',
    en: 'Course of an intervention',
    words: INTERVENTION_STATE,
  },
  {
    column: 'location_missing_reason',
    nl: 'Waarom een middelpunt ontbreekt',
    en: 'Why a centroid is absent',
    words: LOCATION_REASONS,
  },
  { column: 'basis', nl: 'Waarom een gebied ongunstig heet', en: 'Why an area is worse', words: GAP_BASIS },
];
