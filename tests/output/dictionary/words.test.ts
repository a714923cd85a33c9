import { expect, test } from 'vitest';
import { AREA_LEVELS } from '../../../indicators/areas.ts';
import { GOALS, STATUSES, VALUE_KINDS } from '../../../indicators/declaration.ts';
import { periodStatus } from '../../../indicators/periods.ts';
import { STAGES, VERDICTS } from '../../../indicators/programme.ts';
import { KINDS } from '../../../output/dictionary/kinds.ts';
import { wordsOf } from '../../../transforms/tables.ts';

/** In the order in which they are decided; see goal_progress, programme_kpi and programme_verdict. */
const GOAL_STATUSES = [
  'not_comparable',
  'no_gap_at_baseline',
  'baseline',
  'before_programme',
  'reversed',
  'target_met_confirmed',
  'target_met',
  'on_track',
  'behind',
  'met',
  'not_met',
  'cannot_tell',
];
const KPI_STATUSES = ['no_data', 'reached', 'baseline', 'on_track', 'behind', 'cannot_tell'];
const RULE_RESULTS = ['not_due', 'fails', 'holds', 'holds_partly', 'no_data', 'cannot_tell'];
const PROPOSALS = ['stop', 'adjust', 'cannot_tell', 'continue', 'too_early'];
const CLAIMS = ['none', 'association_only', 'effect_testable'];

const codesOf = (column: string): string[] => Object.keys(wordsOf(column));

test('every level, goal, kind of figure and status that can be declared is put in words', () => {
  expect(codesOf('area.area_level').sort()).toEqual([...AREA_LEVELS].sort());
  expect(codesOf('indicator.goals').sort()).toEqual([...GOALS].sort());
  expect(codesOf('goal_progress.status')).toEqual([...GOAL_STATUSES]);
  expect(codesOf('indicator.value_kind').sort()).toEqual([...VALUE_KINDS].sort());
  expect(Object.keys(KINDS).sort()).toEqual([...VALUE_KINDS].sort());
  expect(codesOf('source.source_status').sort()).toEqual([
    'active',
    'discontinued',
    'provisional',
    'suspended',
  ]);
  const delivery = STATUSES.map(status => (status === 'active' ? 'delivered' : status));
  expect(codesOf('indicator.status').sort()).toEqual(delivery.sort());
  const statuses = ['Definitief', 'Voorlopig', 'NaderVoorlopig', null].map(periodStatus);
  expect(codesOf('indicator_value.status').sort()).toEqual(statuses.sort());
});

test('every stage, status, result and proposal of a programme is put in words', () => {
  expect(codesOf('programme_kpi.stage')).toEqual([...STAGES]);
  expect(codesOf('programme_kpi.status')).toEqual([...KPI_STATUSES]);
  expect(codesOf('programme_rule.result')).toEqual([...RULE_RESULTS]);
  expect(codesOf('programme_verdict.proposal')).toEqual([...PROPOSALS]);
  expect(codesOf('programme_verdict.proposal')).toEqual(expect.arrayContaining([...VERDICTS]));
  expect(codesOf('kpi_outcome.claim')).toEqual([...CLAIMS]);
});

// The publisher's own advice on these estimates; see the notes with table 50120NED.
test('a model estimate is said to be unfit for effects, local change and ranking', () => {
  expect(KINDS['model_estimate']?.unfit.join('; ')).toMatch(/effect.*verandering.*volgorde/);
});
