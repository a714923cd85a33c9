import { describe, expect } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { cases, testCase } from '../../support/cases.ts';
import type { Figure, Given, indicator } from '../../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];

const CODES = Array.from({ length: 12 }, (_, at) => `GM00${String(at + 10)}`);
const of = (values: number[]): Figure['of'] =>
  Object.fromEntries(values.map((value, at) => [CODES[at] ?? '', value]));
const ASCENDING = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

const published = (id: string, more: Partial<Declared> = {}): Declared => ({
  id,
  value: id,
  value_kind: 'register',
  ...more,
});

interface World {
  indicators: Declared[];
  figures: Record<string, number[]>;
  config?: NonNullable<Given['config']>;
  people?: number[];
}

const caseOf = cases({ tables: ['co_occurrence'] });

/** A look at the relations of some indicators over their areas. */
function relations(
  { indicators, figures, config = {}, people }: World,
  alone?: 'alone',
): () => Promise<Row[]> {
  const { warehouse } = caseOf(
    {
      config,
      editions: [
        {
          source: 'kwb',
          id: '2024',
          figures: [{ concept: 'inwoners', of: of(people ?? ASCENDING.map(() => 1000)) }],
        },
        {
          id: '2024',
          figures: Object.entries(figures).map(([concept, values]) => ({ concept, of: of(values) })),
        },
      ],
      indicators,
    },
    alone,
  );
  return () => warehouse.all('select * from gold.co_occurrence order by indicator_x, indicator_y');
}

describe('two indicators over areas', () => {
  testCase(
    'have a rank correlation with interval',
    relations({
      indicators: [published('a'), published('b')],
      figures: { a: ASCENDING, b: [20, 10, 40, 30, 60, 50, 80, 70, 100, 90, 110, 120] },
    }),
    ([row]) => {
      // Ranks differ by 1 for the first ten areas only: 1 - 6 × 10 / (12 × 143) = 0.965035.
      expect(row).toMatchObject({ indicator_x: 'a', indicator_y: 'b', areas: 12, refusal: null });
      expect(row?.['spearman']).toBeCloseTo(0.965035, 6);
      // Fisher, variance 1.06 / 9: tanh(2.014903 ∓ 1.959964 × 0.343188)
      expect(row?.['lower_95']).toBeCloseTo(0.8725, 3);
      expect(row?.['upper_95']).toBeCloseTo(0.9908, 3);
    },
  );

  testCase(
    'are not related over fewer than ten areas',
    relations({
      indicators: [published('a'), published('b')],
      figures: { a: ASCENDING.slice(0, 9), b: ASCENDING.slice(0, 9) },
    }),
    ([row]) => {
      expect(row).toMatchObject({ spearman: null, q: null, refusal: 'too_few_areas' });
    },
  );

  testCase(
    'are not related over areas with next to no inhabitants',
    relations({
      indicators: [published('a'), published('b')],
      figures: { a: ASCENDING, b: ASCENDING },
      people: [49, ...ASCENDING.slice(1).map(() => 50)],
    }),
    ([row]) => {
      expect(row).toMatchObject({ areas: 11 });
    },
  );
});

describe('a relation is refused', () => {
  const refused: [string, Declared, Declared][] = [
    [
      'same_construct',
      published('x', { value: 'a', construct: 'roken', value_kind: 'survey' }),
      published('y', {
        value: 'b',
        construct: 'roken',
        value_kind: 'model_estimate',
        derived_from: ['inkomen'],
      }),
    ],
    [
      'own_survey',
      published('x', { value: 'a', value_kind: 'model_estimate', fitted_on: 'bron' }),
      published('y', { value: 'b', value_kind: 'survey' }),
    ],
    [
      'part_of',
      published('x', { value: 'a', construct: 'obesitas', part_of: ['y'] }),
      published('y', { value: 'b' }),
    ],
    [
      'shared_counts',
      { id: 'x', measure: 'ratio', numerator: 'a', denominator: 'n' },
      { id: 'y', measure: 'ratio', numerator: 'b', denominator: 'n' },
    ],
    [
      'own_predictor',
      published('x', { value: 'a', value_kind: 'model_estimate', derived_from: ['b'] }),
      published('y', { value: 'b' }),
    ],
    [
      'own_predictor',
      published('x', { value: 'a' }),
      published('y', { value: 'b', value_kind: 'model_estimate', derived_from: ['x'] }),
    ],
    [
      'shared_predictors',
      published('x', { value: 'a', value_kind: 'model_estimate', derived_from: ['inkomen'] }),
      published('y', { value: 'b', value_kind: 'model_estimate', derived_from: ['inkomen'] }),
    ],
    ['derived_from', published('x', { value: 'a', derived_from: ['b'] }), published('y', { value: 'b' })],
  ];
  for (const [refusal, x, y] of refused) {
    testCase(
      `for ${refusal}, with the reason and without a number`,
      relations({
        indicators: [x, y],
        figures: { a: ASCENDING, b: ASCENDING, n: ASCENDING.map(() => 100) },
      }),
      ([row]) => {
        expect(row).toMatchObject({ refusal, spearman: null, lower_95: null, q: null, partial: null });
        expect(row?.['explanation']).toMatch(/\.$/);
      },
    );
  }
});

testCase(
  'of what a survey and an estimate measure, the survey is paired with others',
  relations({
    indicators: [
      published('a', { construct: 'roken', value_kind: 'model_estimate', derived_from: ['inkomen'] }),
      published('b', { construct: 'roken', value_kind: 'survey' }),
      published('c'),
    ],
    figures: { a: ASCENDING, b: ASCENDING, c: ASCENDING },
  }),
  rows => {
    expect(
      rows.map(row => [row['indicator_x'], row['indicator_y'], row['refusal'], row['spearman']]),
    ).toEqual([
      ['a', 'b', 'same_construct', null],
      ['a', 'c', 'other_voice', null],
      ['b', 'c', null, 1],
    ]);
  },
);

testCase(
  'many relations are corrected for being many',
  relations(
    {
      indicators: [published('a'), published('b'), published('c')],
      figures: { a: ASCENDING, b: ASCENDING, c: [6, 7, 5, 8, 4, 9, 3, 10, 2, 11, 1, 12] },
    },
    'alone',
  ),
  rows => {
    // Three pairs: a-b agree wholly, c is unrelated to both. q of the smallest p is at most 3 p; equal p share one q.
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({ indicator_x: 'a', indicator_y: 'b', spearman: 1, q: 0 });
    expect(rows[1]?.['q']).toBe(rows[2]?.['q']);
    expect(rows[1]?.['q']).toBeGreaterThan(0.05);
  },
);

describe('with one indicator held constant', () => {
  const figures = {
    a: ASCENDING,
    b: [2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11],
    ses: [1, 3, 2, 4, 5, 7, 6, 8, 9, 11, 10, 12],
  };

  testCase(
    'a relation is what is left of it',
    relations({
      indicators: [published('a'), published('b'), published('ses')],
      figures,
      config: { control: 'ses' },
    }),
    rows => {
      // d² sums: a-b 12, a-ses 6, b-ses 30: r = 1 - 6 d / 1716 = 0.958042, 0.979021, 0.895105;
      // (0.958042 - 0.979021 × 0.895105) / √((1 - 0.979021²)(1 - 0.895105²)) = 0.081716 / (0.203760 × 0.445855)
      const row = rows.find(one => one['indicator_x'] === 'a' && one['indicator_y'] === 'b');
      expect(row?.['partial']).toBeCloseTo(0.8995, 4);
      expect(row?.['partial_given']).toBe('ses');
      expect(rows.filter(one => one['indicator_y'] === 'ses').map(one => one['partial'])).toEqual([
        null,
        null,
      ]);
    },
  );

  testCase(
    'nothing is held constant that the pair is made of',
    relations({
      indicators: [published('a'), published('b'), published('ses', { derived_from: ['a'] })],
      figures,
      config: { control: 'ses' },
    }),
    rows => {
      const row = rows.find(one => one['indicator_x'] === 'a' && one['indicator_y'] === 'b');
      expect(row).toMatchObject({ partial: null, partial_given: null });
    },
  );
});
