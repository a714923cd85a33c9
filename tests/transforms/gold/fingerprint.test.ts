import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { type Cell, type Given, goldWorld, type indicator } from '../../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];

const WORK = 'werk & inkomen' as const;
const POVERTY = 'armoede & schulden' as const;

const declared = (id: string, more: Declared): Declared => ({ id, value: id.replaceAll('-', '_'), ...more });
const low = (id: string, domain: NonNullable<Declared['domain']>): Declared =>
  declared(id, { domain, polarity: 'lower_better' });

/** Values of GM0001 up to GM0006, in that order. */
const gemeenten = (...cells: Cell[]): Record<string, Cell> =>
  Object.fromEntries(cells.map((cell, at) => [`GM000${at + 1}`, cell]));

/** Mean 2, sum of squares 5 × 4 + 100 = 120, sd √24: z = 10 / √24 of the last, -2 / √24 of the others. */
const ONE_HIGH = gemeenten(0, 0, 0, 0, 0, 12);
const HIGH = 2.041_241_452_3;
/** Mean 35, sum of squares 2 × (25² + 15² + 5²) = 1750, sd √350: z = 25 / √350 at the ends. */
const STEPS = gemeenten(10, 20, 30, 40, 50, 60);
const END = 1.336_306_209_6;

const NAMES = Object.fromEntries(Object.keys(STEPS).map(code => [code, code]));

const WORLD: Given = {
  config: { notice: 'proef' },
  themeOf: domain => {
    if (domain === WORK || domain === POVERTY) return 'geld';
    return domain === 'wonen & leefomgeving' ? 'wonen' : 'gezondheid';
  },
  indicators: [
    low('bijstand', WORK),
    declared('werk', { domain: WORK, polarity: 'higher_better', value_kind: 'survey' }),
    low('arm-1', POVERTY),
    low('arm-2', POVERTY),
    low('arm-3', POVERTY),
    low('roken', 'leefstijl'),
    low('drinken', 'leefstijl'),
    declared('dik', { domain: 'leefstijl', polarity: 'lower_better', value_kind: 'model_estimate' }),
    declared('huur', { domain: 'wonen & leefomgeving', polarity: 'neutral' }),
    declared('inwoners', { domain: 'bevolking & vergrijzing', polarity: 'neutral', measure: 'sum' }),
    {
      id: 'wacht',
      value: 'roken',
      domain: 'leefstijl',
      polarity: 'lower_better',
      status: 'awaiting_source',
      status_note: 'Wacht.',
    },
  ],
  editions: [
    {
      id: '2024',
      margins: true,
      areas: { ...NAMES, BU00010101: 'b1', BU00010102: 'b2', GM0007: 'leeg', NL: 'NL' },
      figures: [
        { concept: 'bijstand', of: { ...ONE_HIGH, NL: 2, BU00010101: 1, BU00010102: 3 } },
        { concept: 'werk', of: { ...STEPS, GM0001: [10, 5, 15], GM0006: [60, 58, 62], NL: 30 } },
        { concept: 'arm_1', of: ONE_HIGH },
        { concept: 'arm_2', of: ONE_HIGH },
        { concept: 'arm_3', of: ONE_HIGH },
        { concept: 'roken', of: STEPS },
        // Without the fifth: mean 2, sum of squares 4 × 4 + 64 = 80, sd √20; z = 8 / √20 = 1.7888543820 of the last.
        { concept: 'drinken', of: gemeenten(0, 0, 0, 0, 'suppressed', 10) },
        // Without two: mean 2, sum of squares 3 × 4 + 36 = 48, sd 4; z = 6 / 4 = 1.5 of the last.
        { concept: 'dik', of: gemeenten(0, 0, 0, null, null, 8) },
        { concept: 'huur', of: STEPS },
        { concept: 'inwoners', of: STEPS },
      ],
    },
  ],
};

let rows: Row[];
beforeAll(async () => {
  const { warehouse } = await goldWorld({ tables: ['fingerprint'], ...WORLD });
  rows = await warehouse.all('select * from gold.fingerprint order by area_code, ring, node_id');
});

function node(area: string, id: string): Row {
  const found = rows.filter(
    row => row['area_code'] === area && (row['node_id'] === id || row['indicator_id'] === id),
  );
  if (found.length === 1 && found[0]) return found[0];
  throw new Error(`${found.length} nodes ${id} of ${area}`);
}

const close = (expected: number) => expect.closeTo(expected, 8);

describe('an indicator', () => {
  test('stands at its z among all areas, positive where unfavourable', () => {
    expect(node('GM0006', 'bijstand')).toMatchObject({ z: close(HIGH), class: 2, quintile: 1, areas: 6 });
    expect(node('GM0006', 'werk')).toMatchObject({ z: close(-END), class: -1 });
    expect(node('GM0001', 'werk')).toMatchObject({ z: close(END), class: 1 });
    // (20 - 35) × -1 / √350 = 0.8017837257
    expect(node('GM0002', 'werk')).toMatchObject({ z: close(0.801_783_725_7), class: 0 });
  });

  test('stands at a z of its own to the figure of the country, which its outcome is about', () => {
    // The country is at 30, the mean of the areas at 35: (10 - 30) × -1 / √350 and (60 - 30) × -1 / √350.
    expect(node('GM0001', 'werk')).toMatchObject({ z_country: close(1.069_044_967_6), outcome: 'worse' });
    expect(node('GM0006', 'werk')).toMatchObject({ z_country: close(-1.603_567_451_5), outcome: 'better' });
    expect(node('GM0001', 'roken')).toMatchObject({ z_country: null });
  });

  test('has the share of areas that stand less unfavourably, equal ones for half', () => {
    // Five of six below it, and half of itself: 5.5 / 6. Of five equal ones: 2.5 / 6.
    expect(node('GM0006', 'bijstand')['percentile']).toEqual(close(91.666_666_666_7));
    expect(node('GM0001', 'bijstand')['percentile']).toEqual(close(41.666_666_666_7));
  });

  test('is judged against the country by its interval only', () => {
    expect(node('GM0006', 'werk')).toMatchObject({ outcome: 'better', outcome_reason: null });
    expect(node('GM0001', 'werk')).toMatchObject({ outcome: 'worse' });
    expect(node('GM0006', 'bijstand')).toMatchObject({
      outcome: 'not_compared',
      outcome_reason: 'no_interval',
      register_difference: 'worse',
    });
  });

  test('without a value is there, with the reason', () => {
    expect(node('GM0005', 'drinken')).toMatchObject({
      value: null,
      missing_reason: 'suppressed',
      reason: 'no_value',
      z: null,
      class: null,
      coverage: 0,
    });
  });

  test('that no area of the level has is not there, nor an area without any figure, nor one that is not active', () => {
    const buurt = rows.filter(row => row['area_code'] === 'BU00010101' && row['ring'] === 'indicator');
    expect(buurt.map(row => row['indicator_id'])).toEqual(['bijstand']);
    expect(rows.filter(row => row['area_code'] === 'GM0007')).toEqual([]);
    expect(rows.filter(row => row['indicator_id'] === 'wacht')).toEqual([]);
  });

  test('without polarity stands apart: high or low, without class or fifth, in no mean', () => {
    expect(node('GM0006', 'huur')).toMatchObject({
      is_judged: false,
      z: close(END),
      class: null,
      quintile: null,
    });
    expect(node('GM0006', 'wonen')).toMatchObject({ is_judged: false, z: null, reason: 'not_judged' });
    expect(node('GM0006', 'inwoners')).toMatchObject({ value: 60, z: null, reason: 'amount' });
  });
});

describe('an inner ring', () => {
  test('is the mean of the ring around it: overlapping indicators do not count more than once', () => {
    // Work: (2.0412414523 - 1.3363062096) / 2. Poverty: three times the same.
    const work = (HIGH - END) / 2;
    expect(node('GM0006', `geld/${WORK}`)).toMatchObject({ z: close(work), class: 0, parts: 2 });
    expect(node('GM0006', `geld/${POVERTY}`)).toMatchObject({ z: close(HIGH), class: 2, parts: 3 });
    // (0.3524676214 + 2.0412414523) / 2, not the mean of five indicators (1.3657).
    expect(node('GM0006', 'geld')).toMatchObject({ z: close(1.196_854_536_9), class: 1, parts: 2 });
    // Lifestyle (1.3363062096 + 1.7888543820 + 1.5) / 3 = 1.5417201972; themes (1.1968545369 + 1.5417201972) / 2.
    expect(node('GM0006', 'total')).toMatchObject({
      z: close(1.369_287_367),
      class: 1,
      parts: 2,
      parts_present: 2,
      parent_id: null,
      indicators: 10,
      coverage: 1,
    });
  });

  test('has no value when less than the configured share is there', () => {
    expect(node('GM0004', 'gezondheid/leefstijl')).toMatchObject({
      parts_present: 2,
      parts: 3,
      coverage: close(0.666_666_666_7),
      reason: null,
    });
    expect(node('GM0005', 'gezondheid/leefstijl')).toMatchObject({
      z: null,
      class: null,
      parts_present: 1,
      coverage: close(0.333_333_333_3),
      reason: 'too_few_parts',
    });
    // Its only sub-theme with polarity has none, so one of two themes is left.
    expect(node('GM0005', 'gezondheid')).toMatchObject({ z: null, parts_present: 0, parts: 1 });
    expect(node('GM0005', 'total')).toMatchObject({ z: null, parts_present: 1, parts: 2 });
  });

  test('says how much of it is estimated', () => {
    expect(node('GM0006', 'gezondheid/leefstijl')['caution']).toBe(
      'modelschattingen: 1 van 3 cijfers; een signaal, geen meting',
    );
    expect(node('GM0006', 'geld')['caution']).toBeNull();
    expect(node('GM0006', 'dik')['caution']).toMatch(/^modelschatting/);
  });
});

test('every node but the centre hangs on one node of the same area', () => {
  const ids = new Set(rows.map(row => `${row['area_code']} ${row['node_id']}`));
  expect(ids.size).toBe(rows.length);
  for (const row of rows) {
    if (row['ring'] === 'total') expect(row['parent_id']).toBeNull();
    else expect(ids).toContain(`${row['area_code']} ${row['parent_id']}`);
  }
});

test('the share of a ring that must be there is that of the config', async () => {
  const { warehouse } = await goldWorld({
    tables: ['fingerprint'],
    ...WORLD,
    config: { thresholds: { judged: 0.7 } },
  });
  const [lifestyle] = await warehouse.all(
    "select z, reason from gold.fingerprint where area_code = 'GM0004' and node_id = 'gezondheid/leefstijl'",
  );
  // Two of three is less than 0.7.
  expect(lifestyle).toMatchObject({ z: null, reason: 'too_few_parts' });
});
