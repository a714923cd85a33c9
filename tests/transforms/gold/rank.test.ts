import fs from 'node:fs';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { projectRoot } from '../../../kernel/root.ts';
import type { Row } from '../../../transforms/warehouse.ts';
import { cases, each, testCase } from '../../support/cases.ts';
import type { Cell, Given, indicator } from '../../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];

const SHARE: Declared = {
  id: 'aandeel',
  value_kind: 'register',
  polarity: 'lower_better',
  measure: 'ratio',
  numerator: 'a',
  denominator: 'b',
};

const caseOf = cases({ tables: ['smoothed_value', 'rank'] });

function lookAt(given: Partial<Given>) {
  const { warehouse } = caseOf(given);
  const rows = (table: string) => () => warehouse.all(`select * from gold.${table} order by area_code`);
  return { values: rows('smoothed_value'), ranks: rows('rank') };
}

const counts = (of: Record<string, [x: number, n: number]>): Given['editions'] => [
  {
    id: '2024',
    figures: ['a', 'b'].map((concept, at) => ({
      concept,
      of: Object.fromEntries(Object.entries(of).map(([area, pair]) => [area, pair[at] ?? 0])),
    })),
  },
];

/** Areas with x of n, and what reference software makes of them (statsmodels, DerSimonian-Laird). */
const golden = fs
  .readFileSync(path.join(projectRoot(), 'tests/golden/extra_shrinkage.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line, at) => ({ line: line.replaceAll('"', '').split(','), area: `BU0001010${at + 1}` }));

describe('values of buurten', () => {
  const look = lookAt({
    indicators: [SHARE],
    editions: counts(
      Object.fromEntries(golden.map(({ line, area }) => [area, [Number(line[1]), Number(line[2])]])),
    ),
  });

  testCase('are drawn to the mean of the country as reference software does', look.values, rows => {
    expect(golden.length).toBe(rows.length);
    for (const [at, { line }] of golden.entries()) {
      const [, , , , variance, , , tau2, mean, weight, shrunk] = line.map(Number);
      const row = rows[at] ?? {};
      expect(row['smoothed_value']).toBeCloseTo(100 * (shrunk ?? 0), 8);
      expect(row['own_weight']).toBeCloseTo(weight ?? 0, 8);
      expect(row['mean']).toBeCloseTo(100 * (mean ?? 0), 8);
      expect(row['spread']).toBeCloseTo(100 * Math.sqrt(tau2 ?? 0), 8);
      expect(row['standard_error']).toBeCloseTo(100 * Math.sqrt(variance ?? 0), 8);
    }
  });

  testCase('keep an interval of √(weight × variance), never below 0', look.values, rows => {
    // First area: weight 0.07324759, variance 0.00560887: half width 1.96 × √0.000410836 = 0.0397264.
    expect(rows[0]?.['smoothed_lower']).toBeCloseTo(12.605607 - 3.97264, 4);
    expect(rows[0]?.['smoothed_upper']).toBeCloseTo(12.605607 + 3.97264, 4);
  });

  testCase('that chance can explain have every place', look.ranks, rows => {
    // Largest difference in standard errors, of the third and the last: (0.16 - 0.1286) / √(0.000449 + 0.00016) = 1.3.
    expect(rows.map(row => [row['rank_lower'], row['rank_upper']])).toEqual(rows.map(() => [1, 6]));
    // By shrunken value: 14.20, 12.74, 12.61, 12.30, 11.72, 10.94.
    expect(rows.map(row => row['rank'])).toEqual([3, 4, 1, 6, 5, 2]);
  });
});

/** Ten areas of 10,000 people: eight near 10 %, one far worse and one far better. */
const TEN = Object.fromEntries(
  [1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 2000, 500].map((x, at) => [
    `BU000101${String(at + 1).padStart(2, '0')}`,
    [x, 10_000] as [number, number],
  ]),
);

describe('places of buurten', () => {
  const look = lookAt({ indicators: [SHARE], editions: counts(TEN) });

  testCase('are sure where the difference is larger than chance', look.ranks, rows => {
    const of = (area: string): Row | undefined => rows.find(row => row['area_code'] === area);
    expect(of('BU00010109')).toMatchObject({
      rank: 1,
      rank_lower: 1,
      rank_upper: 1,
      areas: 10,
      fifth: 'worst',
    });
    expect(of('BU00010110')).toMatchObject({ rank: 10, rank_lower: 10, rank_upper: 10, fifth: 'best' });
    // The eight in between: places 2 to 9, and no more can be said.
    expect(of('BU00010108')).toMatchObject({ rank: 2, rank_lower: 2, rank_upper: 9, fifth: 'cannot_tell' });
    expect(of('BU00010101')).toMatchObject({ rank: 9, rank_lower: 2, rank_upper: 9 });
  });
});

testCase(
  'higher is better turns the order',
  lookAt({ indicators: [{ ...SHARE, polarity: 'higher_better' }], editions: counts(TEN) }).ranks,
  rows => {
    expect(rows.find(row => row['area_code'] === 'BU00010110')).toMatchObject({ rank: 1, rank_upper: 1 });
  },
);

const neutral = lookAt({ indicators: [{ ...SHARE, polarity: 'neutral' }], editions: counts(TEN) });
testCase(
  'what has no unfavourable side has values and no places',
  each(neutral.values, neutral.ranks),
  ([values, ranks]) => {
    expect([values.length, ranks.length]).toEqual([10, 0]);
  },
);

const published = (of: Record<string, Cell>): Given['editions'] => [
  { id: '2024', margins: true, figures: [{ concept: 'waarde', of }] },
];
const PUBLISHED: Declared = { id: 'waarde', value: 'waarde', value_kind: 'survey', polarity: 'lower_better' };
const FEW: Record<string, Cell> = { BU00010101: [10, 8, 12], BU00010102: [14, 12, 16] };
const REFUSED: [reason: string, declared: Declared, of: Record<string, Cell>][] = [
  ['no_margin', PUBLISHED, { BU00010101: 10, BU00010102: 14 }],
  ['model_estimate', { ...PUBLISHED, value_kind: 'model_estimate' }, FEW],
  ['too_few_areas', PUBLISHED, FEW],
  ['amount', { ...PUBLISHED, value_kind: 'register', measure: 'sum', unit: 'aantal' }, { BU00010101: 10 }],
];
for (const [reason, declared, of] of REFUSED) {
  const look = lookAt({ indicators: [declared], editions: published(of) });
  testCase(`${reason} is why there is no drawn value, and no place`, each(look.values, look.ranks), seen => {
    const [values, ranks] = seen;
    expect(values[0]).toMatchObject({ reason, smoothed_value: null, own_weight: null });
    expect(ranks).toEqual([]);
  });
}
