import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { type Cell, type Given, goldWorld, type indicator } from '../../support/warehouse.ts';
import { type GivenKpi, type GivenProgramme, kpi, programme, REACH } from './programmes.ts';

type Declared = Parameters<typeof indicator>[0];
type Rule = NonNullable<GivenKpi['rules']>[number];

// Data of the tests were retrieved on 15 January 2026: that is the day of every judgement.
const TODAY = '2026-01-15';

const SURVEY: Declared = { ...REACH, id: 'enquete', value: 'enquete', value_kind: 'survey' };
const ESTIMATE: Declared = { ...REACH, id: 'schatting', value: 'schatting', value_kind: 'model_estimate' };
const WAITING: Declared = {
  ...REACH,
  id: 'wacht',
  source: undefined,
  measure: undefined,
  value: undefined,
  status: 'awaiting_source',
  status_note: 'Wacht op de scholen.',
};

/** 2025: gemeente 1 stands at 30, gemeente 2 at 50; the survey at 30 ± 2 and 50 ± 2; an estimate far below. */
const COUNTS: Record<string, Cell> = { GM0001: 30, GM0002: 50 };
const SAMPLES: Record<string, Cell> = { GM0001: [30, 28, 32], GM0002: [50, 48, 52] };
const ESTIMATES: Record<string, Cell> = { GM0001: [5, 4, 6] };

const above = (threshold: number, more: Partial<Rule> = {}): Rule => ({
  threshold,
  by: '2025-12-31',
  otherwise: 'adjust',
  ...more,
});

const asked = (holds: boolean | undefined, more: Partial<Rule> = {}): Rule => ({
  question: 'Doet iedereen mee?',
  by: '2025-12-31',
  otherwise: 'adjust',
  ...(holds === undefined ? {} : { answer: { holds, date: '2025-12-01', by: 'Bureau' } }),
  ...more,
});

const STOP = { otherwise: 'stop' } as const;

/** Programmes by what they show, each with one KPI and these rules. */
const CASES: Record<string, [rules: Rule[], kpi?: Partial<GivenKpi>, programme?: Partial<GivenProgramme>]> = {
  'all-hold': [[above(30), asked(true)]],
  'below-stop': [[above(31, STOP), above(10), asked(undefined)]],
  'below-adjust': [[above(31), asked(undefined)]],
  'at-most': [[above(29, STOP)], { direction: 'at_most' }],
  'at-most-holds': [[above(30, STOP)], { direction: 'at_most' }],
  'sample-holds': [[above(28)], { indicator: 'enquete' }],
  'sample-straddles': [[above(29, STOP)], { indicator: 'enquete' }],
  'sample-fails': [[above(33, STOP)], { indicator: 'enquete' }],
  estimate: [[above(30, STOP)], { indicator: 'schatting' }],
  'no-data': [[above(30, STOP)], { indicator: 'wacht' }],
  'partly-known': [[above(10), above(30, STOP)], { areas: ['GM0001', 'GM0009'] }],
  'too-old': [[above(99, { ...STOP, by: '2026-01-15' })], { indicator: 'oud' }],
  'old-enough': [[above(99, { ...STOP, by: '2025-12-30' })], { indicator: 'oud' }],
  'in-some-areas': [[above(40, STOP)], { areas: ['GM0001', 'GM0002'] }],
  'due-today': [[above(31, { by: TODAY })]],
  'not-due': [[above(31, { ...STOP, by: '2026-01-16' })]],
  'one-due': [[above(30), above(99, { ...STOP, by: '2027-06-30' }), above(99, { by: '2028-01-01' })]],
  'answer-stop': [[asked(false, STOP)]],
  'answer-adjust': [[asked(false)]],
  unanswered: [[asked(undefined, STOP)]],
  'no-rules': [[]],
  'effect-unproven': [[above(31, STOP)], { stage: 'effect' }],
  'effect-controlled': [[above(31, STOP)], { stage: 'effect' }, { control_group: 'gemeenten zonder' }],
};

function programmesOf(): GivenProgramme[] {
  return Object.entries(CASES).map(([id, [rules, more, of]]) => {
    const main = kpi({ rules, ...more });
    const reach = main.stage === 'effect' ? [kpi({ id: 'keten' })] : [];
    return programme({ id, kpis: [...reach, main], ...of });
  });
}

const WORLD: Given = {
  indicators: [REACH, SURVEY, ESTIMATE, WAITING, { ...REACH, id: 'oud', value: 'oud' }],
  programmes: [
    ...programmesOf(),
    programme({
      id: 'decided',
      verdicts: [
        { date: '2025-03-01', verdict: 'adjust', by: 'Stuurgroep', reason: 'Later.' },
        { date: '2025-11-01', verdict: 'continue', by: 'Denktank', reason: 'Nu wel.' },
        { date: '2024-11-01', verdict: 'stop', by: 'Stuurgroep', reason: 'Eerst niet.' },
      ],
    }),
  ],
  editions: [
    {
      id: '2024',
      margins: true,
      figures: [
        { concept: 'bereik', period: '2025', of: COUNTS },
        { concept: 'enquete', period: '2025', of: SAMPLES },
        { concept: 'schatting', period: '2025', of: ESTIMATES },
        { concept: 'oud', period: '2024', of: COUNTS },
      ],
    },
  ],
};

let verdicts: Map<string, Row>;
let rules: Row[];
beforeAll(async () => {
  const { warehouse } = await goldWorld({ tables: ['programme_rule', 'programme_verdict'], ...WORLD });
  const rows = await warehouse.all('select *, as_of::varchar as day from gold.programme_verdict');
  verdicts = new Map(rows.map(row => [String(row['programme_id']), row]));
  rules = await warehouse.all('select * from gold.programme_rule order by programme_id, kpi_id, rule_no');
});

const of = (id: string): Row => verdicts.get(id) ?? {};
const resultsOf = (id: string) => rules.filter(row => row['programme_id'] === id).map(row => row['result']);
const ruleOf = (id: string): Row => rules.find(row => row['programme_id'] === id) ?? {};

test('the day of judgement is that of the newest data, not of the clock', () => {
  expect(of('all-hold')['day']).toBe(TODAY);
});

describe('the proposal', () => {
  test.each([
    ['all-hold', 'continue', ['holds', 'holds']], // 30 is at least 30.
    ['below-stop', 'stop', ['fails', 'holds', 'no_data']],
    ['below-adjust', 'adjust', ['fails', 'no_data']],
    ['at-most', 'stop', ['fails']], // 30 is not at most 29.
    ['at-most-holds', 'continue', ['holds']],
    ['sample-holds', 'continue', ['holds']], // From 28 up.
    ['sample-straddles', 'cannot_tell', ['cannot_tell']], // 29 lies between 28 and 32.
    ['sample-fails', 'stop', ['fails']], // 32 at most.
    ['estimate', 'cannot_tell', ['cannot_tell']],
    ['no-data', 'cannot_tell', ['no_data']],
    ['partly-known', 'cannot_tell', ['no_data', 'no_data']],
    ['too-old', 'cannot_tell', ['no_data']], // 2024 ended more than a year before.
    ['old-enough', 'stop', ['fails']], // And here a day less than a year.
    ['in-some-areas', 'adjust', ['holds_partly']],
    ['due-today', 'adjust', ['fails']],
    ['not-due', 'too_early', ['not_due']],
    ['one-due', 'continue', ['holds', 'not_due', 'not_due']],
    ['answer-stop', 'stop', ['fails']],
    ['answer-adjust', 'adjust', ['fails']],
    ['unanswered', 'cannot_tell', ['no_data']],
    ['no-rules', 'cannot_tell', []],
    ['effect-unproven', 'adjust', ['fails']],
    ['effect-controlled', 'stop', ['fails']],
  ])('of %s is %s', (id, proposal, results) => {
    expect(resultsOf(id)).toEqual(results);
    expect(of(id)).toMatchObject({ proposal });
    expect(of(id)['proposal_reason']).toMatch(/^[A-Z].*\.$/);
  });

  test('is never to stop on a rule without data', () => {
    for (const [id, row] of verdicts) {
      const grounds = rules.filter(
        rule => rule['programme_id'] === id && rule['result'] === 'fails' && rule['proposes'] === 'stop',
      );
      expect(row['proposal'] === 'stop', id).toBe(grounds.length > 0);
    }
  });
});

describe('the grounds', () => {
  test('name what holds, fails and cannot be judged', () => {
    expect(of('below-stop')).toMatchObject({
      rules: 3,
      rules_due: 3,
      rules_hold: 1,
      rules_fail: 1,
      rules_not_judged: 1,
      failing: 'Bereik: ten minste 31%',
      holding: 'Bereik: ten minste 10%',
      not_judged: 'Doet iedereen mee?',
      missing: 'De vraag is nog niet beantwoord.',
    });
  });

  test('name what is missing', () => {
    expect(of('no-data')['missing']).toBe('Wacht op de scholen.');
    expect(of('too-old')['missing']).toBe('Het nieuwste cijfer (2024) is te oud voor deze datum.');
    expect(of('estimate')['missing']).toContain('modelschatting');
    expect(of('sample-straddles')['missing']).toBe('De grens valt binnen de marge van het cijfer.');
    expect(of('all-hold')['missing']).toBeNull();
  });

  test('name the areas where a rule fails', () => {
    expect(ruleOf('in-some-areas')).toMatchObject({ failing_areas: 'GM0001', areas: 2, period: '2025' });
  });

  test('say why an effect without control group does not stop a programme', () => {
    expect(ruleOf('effect-unproven')).toMatchObject({ otherwise: 'stop', proposes: 'adjust' });
    expect(ruleOf('effect-unproven')['explanation']).toContain('Zonder controlegroep');
    expect(ruleOf('effect-controlled')).toMatchObject({ proposes: 'stop', explanation: 'Niet gehaald.' });
  });

  test('name the next day on which a rule is due', async () => {
    const { next_due } = of('one-due');
    expect(String(next_due)).toContain('2027-06-30');
    expect(of('all-hold')['next_due']).toBeNull();
  });
});

test('the last decision by people stands beside the proposal, whatever that is', () => {
  expect(of('decided')).toMatchObject({
    proposal: 'cannot_tell',
    last_verdict: 'continue',
    last_verdict_by: 'Denktank',
    last_verdict_reason: 'Nu wel.',
    verdicts: 3,
  });
  expect(of('all-hold')).toMatchObject({ last_verdict: null, verdicts: 0 });
});

test('without any data nothing is due', async () => {
  const { warehouse } = await goldWorld({
    tables: ['programme_verdict'],
    indicators: [REACH],
    programmes: [programme({ kpis: [kpi({ rules: [above(30, STOP)] })] })],
    editions: [],
  });
  expect(await warehouse.all('select * from gold.programme_verdict')).toMatchObject([
    { as_of: null, proposal: 'too_early', rules_due: 0 },
  ]);
});
