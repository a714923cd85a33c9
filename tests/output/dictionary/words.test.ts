import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { AREA_LEVELS } from '../../../indicators/areas.ts';
import { GOALS as GOAL_IDS, STATUSES, VALUE_KINDS } from '../../../indicators/declaration.ts';
import { periodStatus } from '../../../indicators/periods.ts';
import { STAGES, VERDICTS } from '../../../indicators/programme.ts';
import { KINDS } from '../../../output/dictionary/kinds.ts';
import {
  CLAIM,
  KPI_STAGES,
  KPI_STATUS,
  PROPOSAL,
  RULE_RESULT,
} from '../../../output/dictionary/programme-words.ts';
import {
  DELIVERY,
  FIGURE_STATUS,
  GOAL_STATUS,
  GOALS,
  INTERVAL_REASONS,
  LEVELS,
  MISSING_REASONS,
  SOURCE_STATUS,
} from '../../../output/dictionary/words.ts';
import { openWarehouse, TRANSFORMS } from '../../support/warehouse.ts';

/** In the order in which they are decided; see goal_progress, programme_kpi and programme_verdict. */
const GOAL_STATUSES = [
  'not_comparable',
  'no_gap_at_baseline',
  'baseline',
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

let form: string;
beforeAll(async () => {
  form = await fs.readFile(path.join(TRANSFORMS, 'gold.sql'), 'utf8');
});

/** The values of an enumeration of gold.sql. */
async function valuesOf(type: string): Promise<string[]> {
  const [create] = new RegExp(`create type ${type} as enum \\([^)]*\\)`).exec(form) ?? [];
  const warehouse = await openWarehouse();
  await warehouse.run(create ?? '');
  const rows = await warehouse.all<{ code: string }>(
    `select unnest(enum_range(null::${type}))::varchar as code`,
  );
  return rows.map(row => row.code);
}

test.each([
  ['reason_text', MISSING_REASONS],
  ['interval_reason_text', INTERVAL_REASONS],
])('every code of %s is put in words', async (type, words) => {
  const codes = await valuesOf(type);
  expect(codes.length).toBeGreaterThan(3);
  expect(Object.keys(words)).toEqual(expect.arrayContaining(codes));
});

test('every level, goal, kind of figure and status is put in words', () => {
  expect(Object.keys(LEVELS).sort()).toEqual([...AREA_LEVELS].sort());
  expect(Object.keys(GOALS).sort()).toEqual([...GOAL_IDS].sort());
  expect(Object.keys(GOAL_STATUS)).toEqual([...GOAL_STATUSES]);
  expect(Object.keys(KINDS).sort()).toEqual([...VALUE_KINDS].sort());
  expect(Object.keys(SOURCE_STATUS).sort()).toEqual(['active', 'discontinued', 'provisional', 'suspended']);
  const delivery = STATUSES.map(status => (status === 'active' ? 'delivered' : status));
  expect(Object.keys(DELIVERY).sort()).toEqual(delivery.sort());
  const statuses = ['Definitief', 'Voorlopig', 'NaderVoorlopig', null].map(periodStatus);
  expect(Object.keys(FIGURE_STATUS).sort()).toEqual(statuses.sort());
});

test('every stage, status, result and proposal of a programme is put in words', () => {
  expect(Object.keys(KPI_STAGES)).toEqual([...STAGES]);
  expect(Object.keys(KPI_STATUS)).toEqual([...KPI_STATUSES]);
  expect(Object.keys(RULE_RESULT)).toEqual([...RULE_RESULTS]);
  expect(Object.keys(PROPOSAL)).toEqual([...PROPOSALS]);
  expect(Object.keys(PROPOSAL)).toEqual(expect.arrayContaining([...VERDICTS]));
  expect(Object.keys(CLAIM)).toEqual([...CLAIMS]);
});

// The publisher's own advice on these estimates; see the notes with table 50120NED.
test('a model estimate is said to be unfit for effects, local change and ranking', () => {
  expect(KINDS['model_estimate']?.unfit.join('; ')).toMatch(/effect.*verandering.*volgorde/);
});
