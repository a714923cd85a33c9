import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { goldWorld, type indicator } from '../../support/warehouse.ts';
import { type GivenProgramme, kpi, programme } from './programmes.ts';

type Declared = Parameters<typeof indicator>[0];

// Five places reached, and to each three places that are like it: reached are 100, 200 …, the others 101, 102, 103, 201 …
const REACHED = [1, 2, 3, 4, 5].map(at => `GM0${at}00`);
const OTHERS = [1, 2, 3, 4, 5].flatMap(at => [1, 2, 3].map(each => `GM0${at}0${each}`));
const ALL = [...REACHED, ...OTHERS];

type Cells = Record<string, number>;
const each = (areas: string[], value: (at: number) => number): Cells =>
  Object.fromEntries(areas.map((area, at) => [area, value(at)]));
const around = (at: number, values: number[]): number => values[at % values.length] ?? 0;

/** A measurement in 2021, 2022 and 2024, as reached and other places have it. */
const series = (concept: string, reached: number[][], others: number[][]) =>
  ['2021', '2022', '2024'].map((period, at) => ({
    concept,
    period,
    of: {
      ...each(REACHED, place => around(place, reached[at] ?? [])),
      ...each(OTHERS, place => around(place, others[at] ?? [])),
    },
  }));

// Before: 10 on average, everywhere. After: 14 to 18 against 11 to 13.
const BEFORE = [
  [9, 11, 10, 9, 11],
  [11, 9, 10, 11, 9],
];
const FIGURES = [
  ...series('gegroeid', [...BEFORE, [14, 15, 16, 17, 18]], [[10], [10], [11, 12, 13]]),
  ...series('gelijk', [...BEFORE, [9, 12, 12, 12, 15]], [[10], [10], [11, 12, 13]]),
  // Rose by 4 before the start already, where the others stood still.
  ...series(
    'stijgend',
    [
      [8, 8, 8, 8, 7],
      [12, 12, 12, 12, 13],
      [14, 15, 16, 17, 18],
    ],
    [[10], [10], [11, 12, 13]],
  ),
  ...series('stap', [[10], [10], [14]], [[10], [10], [12]]),
  { concept: 'soort', period: '2024', of: each(ALL, at => Number(ALL[at]?.slice(3))) },
  { concept: 'inwoners', period: '2024', of: each(ALL, () => 1000) },
  { concept: 'deelnemers', period: '2024', of: each(REACHED, at => 10 + at) },
];

const measured = (id: string, more: Declared = {}): Declared => ({
  id,
  value: id,
  polarity: 'higher_better',
  ...more,
});
const INDICATORS: Declared[] = [
  ...['gegroeid', 'gelijk', 'stijgend', 'stap', 'nergens'].map(id => measured(id)),
  measured('lager', { value: 'gegroeid', polarity: 'lower_better' }),
  measured('neutraal', { value: 'gegroeid', polarity: 'neutral' }),
  measured('geschat', { value: 'gegroeid', value_kind: 'model_estimate' }),
  measured('soort', { structural: true, polarity: 'neutral' }),
  {
    id: 'bereik',
    measure: 'rate',
    numerator: 'deelnemers',
    denominator: 'inwoners',
    value_kind: 'partner_count',
  },
  measured('ongeteld', { value: 'gegroeid', value_kind: 'partner_count' }),
];

const tested = (id: string, outcomes: string[], more: Partial<GivenProgramme> = {}): GivenProgramme =>
  programme({
    id,
    areas: REACHED,
    area_vintage: 2024,
    // In the middle of a year, of which the figure is of before and after.
    period: { from: '2023-07-01' },
    control_group: 'gelijkende gemeenten',
    kpis: [kpi({ outcomes, baseline: '2024', target: { value: 40, by: '2026-12-31' } })],
    ...more,
  });

const uncounted = kpi({
  indicator: 'ongeteld',
  outcomes: ['gegroeid'],
  baseline: '2024',
  target: { value: 9, by: '2026-12-31' },
});
const result = kpi({
  id: 'resultaat',
  stage: 'result',
  indicator: 'neutraal',
  direction: 'at_most',
  baseline: '2024',
  target: { value: 9, by: '2026-12-31' },
});

const PROGRAMMES = [
  tested('werkt', ['gegroeid', 'gelijk', 'stijgend', 'stap', 'nergens', 'lager', 'neutraal', 'geschat']),
  tested('alleen', ['gegroeid'], { control_group: undefined }),
  tested('te-laat', ['gegroeid'], { period: { from: '2020-01-01' } }),
  tested('net-begonnen', ['gegroeid'], { period: { from: '2025-06-01' } }),
  tested('ongeteld', [], { kpis: [uncounted] }),
  tested('een-meting', ['gegroeid'], { period: { from: '2022-07-01' } }),
  tested('klein', ['gegroeid'], { areas: REACHED.slice(1) }),
  tested('gericht', [], {
    kpis: [kpi({ baseline: '2024', target: { value: 40, by: '2026-12-31' } }), result],
  }),
];

/** Programmes of any areas and start, with or without control group. */
const RANDOM = fc
  .sample(
    fc.record({
      areas: fc.subarray(ALL, { minLength: 1 }),
      from: fc.constantFrom('2020-01-01', '2022-01-01', '2023-01-01', '2024-01-01', '2026-01-01'),
      control_group: fc.option(fc.constant('elders'), { nil: undefined }),
    }),
    { numRuns: 40, seed: 7 },
  )
  .map(({ from, ...more }, at) =>
    tested(`willekeurig-${at}`, ['gegroeid', 'stijgend', 'nergens', 'geschat'], {
      ...more,
      period: { from },
    }),
  );

let rows: Row[];
beforeAll(async () => {
  const { warehouse } = await goldWorld({
    tables: ['programme_effect'],
    config: { area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: ALL }] }] },
    indicators: INDICATORS,
    editions: [{ id: '2024', figures: FIGURES }],
    programmes: [...PROGRAMMES, ...RANDOM],
  });
  rows = await warehouse.all('select * from gold.programme_effect');
});

const of = (programme_id: string, indicator_id: string): Row =>
  rows.find(row => row['programme_id'] === programme_id && row['indicator_id'] === indicator_id) ?? {};

describe('the effect of a programme', () => {
  // Reached changed by 4, 5, 6, 7, 8: mean 6, variance of the mean 2.5 / 5 = 0.5. The fifteen others, three to each, by 1, 2, 3:
  // mean 2, 15/14 x 10 / 15² = 0.047619. Difference 4, SE √0.547619 = 0.740013, df 0.547619² / (0.5² / 4 + 0.047619² / 14) =
  // 4.78577, of which t is 2.605581 (SciPy): 4 ± 1.928164. Before, the others did not differ among themselves: no spread of theirs.
  test('is the change of reached areas less that of the areas most like them, with the spread between areas', () => {
    const row = of('werkt', 'gegroeid');
    expect(row).toMatchObject({
      reached_areas: 5,
      compared_areas: 15,
      compared_codes: OTHERS.join('|'),
      periods_before: '2021|2022',
      periods_after: '2024',
      reached_before: 10,
      reached_after: 16,
      compared_before: 10,
      compared_after: 12,
      estimate: 4,
      pre_trend: 'parallel',
      effect: 'favourable',
      evidence: 'moderate',
      refusal: null,
      // 10 + 11 + 12 + 13 + 14 took part.
      participants: 60,
      reached_persons: 5000,
      compared_persons: 15000,
    });
    expect(row['lower_95']).toBeCloseTo(4 - 1.928164, 4);
    expect(row['upper_95']).toBeCloseTo(4 + 1.928164, 4);
    expect(row['explanation']).toContain(
      '+4,0 procentpunt verschil in verandering met 15 vergelijkbare gebieden',
    );
  });

  test('is unfavourable where less is better, by the direction of the KPI where the indicator has none', () => {
    expect(of('werkt', 'lager')).toMatchObject({ estimate: 4, effect: 'unfavourable' });
    expect(of('gericht', 'neutraal')).toMatchObject({ estimate: 4, effect: 'unfavourable' });
  });

  // Of 2021 the mean is 10 too; 2022 is of before and after.
  test('is weakly shown where one measurement cannot tell how areas developed before the start', () => {
    expect(of('een-meting', 'gegroeid')).toMatchObject({
      periods_before: '2021',
      estimate: 4,
      pre_trend: 'not_checked',
      evidence: 'weak',
    });
  });

  // 200 is most like 201, 202 and 203, and not like 100, which this programme does not reach.
  test('is measured against the three areas that are most like each, not against all others', () => {
    expect(of('klein', 'gegroeid')['compared_codes']).toBe(OTHERS.slice(3).join('|'));
  });

  // Changes -1, 2, 2, 2, 5: mean 2, as with the others.
  test('is not shown where zero is possible', () => {
    expect(of('werkt', 'gelijk')).toMatchObject({
      estimate: 0,
      effect: 'not_shown',
      refusal: null,
      standardised_effect: null,
    });
  });
});

test.each([
  ['werkt', 'geschat', 'model_estimate', 'Meet de uitkomst zelf'],
  ['alleen', 'gegroeid', 'no_control_group', 'control_group'],
  ['werkt', 'neutraal', 'no_side', 'welke kant gunstig is'],
  ['werkt', 'nergens', 'no_figures', 'van dit niveau (gemeente) zijn er geen cijfers'],
  ['te-laat', 'gegroeid', 'no_before', 'van voor 2020-01-01'],
  ['net-begonnen', 'gegroeid', 'no_after', 'van na 2025-06-01'],
  ['ongeteld', 'gegroeid', 'no_participants', 'Laat deelnemers per gebied tellen'],
  ['klein', 'gegroeid', 'too_few_areas', '4 bereikte en'],
  ['werkt', 'stap', 'no_spread', 'evenveel'],
  ['werkt', 'stijgend', 'pre_trend', 'liepen voor de start al uiteen (+4,4 procentpunt)'],
])('of %s on %s is not stated: %s', (id, outcome, refusal, words) => {
  expect(of(id, outcome)).toMatchObject({ refusal, estimate: null, effect: null, evidence: 'none' });
  expect(of(id, outcome)['explanation']).toContain(words);
});

test('no effect is stated where it is refused, and each that is stated has limits, five areas on a side and people', () => {
  expect(rows.filter(row => row['refusal'] === null).length).toBeGreaterThan(5);
  for (const row of rows) {
    const { estimate, lower_95, upper_95, standardised_effect, effect, evidence, reached_after } = row;
    if (row['refusal'] !== null) {
      expect({ estimate, lower_95, upper_95, standardised_effect, effect, evidence, reached_after }).toEqual({
        estimate: null,
        lower_95: null,
        upper_95: null,
        standardised_effect: null,
        effect: null,
        evidence: 'none',
        reached_after: null,
      });
      continue;
    }
    expect(Number(row['reached_areas'])).toBeGreaterThanOrEqual(5);
    expect(Number(row['compared_areas'])).toBeGreaterThanOrEqual(5);
    expect(Number(row['participants'])).toBeGreaterThan(0);
    expect(row['pre_trend']).not.toBe('not_parallel');
    expect(Number(lower_95)).toBeLessThan(Number(upper_95));
    expect(effect === 'not_shown').toBe(Number(lower_95) <= 0 && Number(upper_95) >= 0);
  }
});
