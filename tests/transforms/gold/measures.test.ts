import { expect } from 'vitest';
import { cases, each, testCase } from '../../support/cases.ts';
import {
  type Cell,
  type Figure,
  type Given,
  type indicator,
  rowOf,
  valuesOf,
} from '../../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];

const caseOf = cases({ tables: ['indicator_value'] });

/** A look at the values of a case. */
function values(given: Partial<Given>) {
  const seen = caseOf(given);
  return () => valuesOf(seen);
}

/** A look at the value of GM0001 for one indicator over the cells given. */
function valueFor(declared: Declared, ...figures: Figure[]) {
  const seen = caseOf({ editions: [{ id: '2020', figures }], indicators: [declared] });
  return () => rowOf(seen, "area_code = 'GM0001'");
}

const cell = (concept: string, value: Cell, unit = 'aantal'): Figure => ({
  concept,
  unit,
  // A second area has everything, so that an absent cell of the first is a hole and not an empty column.
  of: { GM0001: value, GM0002: 10 },
});

testCase(
  'a published figure is taken over with its margins, unit, period, status and table',
  values({
    editions: [
      {
        id: '2020',
        table: '50090NED',
        margins: true,
        status: 'provisional',
        figures: [
          { concept: 'roken', period: '2013/2016', age: '18+', unit: '%', of: { GM0001: [21.5, 20, 23] } },
        ],
      },
    ],
    indicators: [{ id: 'roken', value: 'roken', age_group: '18+' }],
  }),
  rows => {
    expect(rows).toEqual([
      expect.objectContaining({
        indicator_id: 'roken',
        area_code: 'GM0001',
        area_level: 'gemeente',
        area_vintage: 2020,
        period: '2013/2016',
        period_start: '2013-01-01',
        period_end: '2016-12-31',
        sex: 'total',
        age_group: '18+',
        value: 21.5,
        lower_95: 20,
        upper_95: 23,
        numerator: null,
        denominator: null,
        unit: '%',
        status: 'provisional',
        missing_reason: null,
        interval_missing_reason: null,
        coverage: null,
        method: 'gepubliceerd',
        table_id: '50090NED',
        snapshot_id: 'snapshot-50090NED',
      }),
    ]);
  },
);

testCase(
  'a sum of one concept is the published count',
  valueFor({ measure: 'sum', unit: 'aantal', value: 'inwoners' }, cell('inwoners', 8000)),
  seen => {
    expect(seen).toMatchObject({
      value: 8000,
      method: 'gepubliceerd',
      interval_missing_reason: 'not_computed',
    });
  },
);

testCase(
  'a sum adds up its concepts',
  valueFor({ measure: 'sum', unit: 'aantal', value: ['a', 'b'] }, ...[cell('a', 1200), cell('b', 345.5)]),
  value => {
    // 1,200 + 345.5 = 1,545.5
    expect(value).toMatchObject({ value: 1545.5, method: 'som van gepubliceerde aantallen' });
  },
);

testCase(
  'a sum with an absent term has no value, for the reason of that term',
  valueFor({ measure: 'sum', value: ['a', 'b'] }, cell('a', 1200), cell('b', null)),
  value => {
    expect(value).toMatchObject({ value: null, missing_reason: 'not_published' });
  },
);

testCase(
  'a figure that cannot exist is published as such',
  valueFor({ measure: 'published', value: 'a' }, cell('a', 'not_applicable')),
  value => {
    expect(value).toMatchObject({ value: null, missing_reason: 'not_applicable' });
  },
);

testCase(
  'a sum of zeros is zero',
  valueFor({ measure: 'sum', value: ['a', 'b'] }, cell('a', 0), cell('b', 0)),
  value => {
    expect(value).toMatchObject({ value: 0, missing_reason: null });
  },
);

const ratio: Declared = { measure: 'ratio', numerator: 'a', denominator: 'b' };

testCase(
  'a ratio is numerator over denominator in per cent',
  valueFor(ratio, cell('a', 30), cell('b', 120)),
  seen => {
    // 30 of 120 = 25 %
    expect(seen).toMatchObject({
      value: 25,
      numerator: 30,
      denominator: 120,
      method: 'teller gedeeld door noemer; interval: Wilson',
      missing_reason: null,
      interval_missing_reason: null,
    });
  },
);

// Wilson, 30 of 120: (60 + 3.8415 ∓ 1.96 √(3.8415 + 120 × 0.75)) / (2 × 123.8415)
testCase(
  'a ratio has the interval of Wilson',
  valueFor(ratio, cell('a', 30), cell('b', 120)),
  ({ lower_95, upper_95 }) => {
    expect(lower_95).toBeCloseTo(18.11, 2);
    expect(upper_95).toBeCloseTo(33.44, 2);
  },
);

// Exact Poisson limits of 3: 0.6187 and 8.7673, per 1,200 inhabitants.
testCase(
  'a rate of few cases has exact limits',
  valueFor({ ...ratio, measure: 'rate' }, cell('a', 3), cell('b', 1200)),
  value => {
    expect(value['lower_95']).toBeCloseTo(0.5156, 4);
    expect(value['upper_95']).toBeCloseTo(7.3061, 4);
    expect(value.method).toBe('teller gedeeld door noemer; interval: exact (Poisson)');
  },
);

// Byar, 10 of 1,000: 10 (1 - 1/90 - 1.96 / (3 √10))³ per 1,000.
testCase(
  'a rate of ten cases has the limits of Byar, and says so',
  valueFor({ ...ratio, measure: 'rate' }, cell('a', 10), cell('b', 1000)),
  value => {
    expect(value['lower_95']).toBeCloseTo(4.7874, 4);
    expect(value.method).toBe('teller gedeeld door noemer; interval: Byar');
  },
);

testCase(
  'a share of more than all has no interval: its numerator is no part of its denominator',
  valueFor(ratio, cell('a', 150), cell('b', 120)),
  seen => {
    expect(seen).toMatchObject({
      value: 125,
      lower_95: null,
      interval_missing_reason: 'not_computed',
    });
  },
);

testCase(
  'a rate is per 1,000',
  valueFor({ ...ratio, measure: 'rate' }, cell('a', 3), cell('b', 1200)),
  value => {
    // 3 of 1,200 = 2.5 per 1,000
    expect(value).toMatchObject({ value: 2.5, numerator: 3, denominator: 1200 });
  },
);

testCase(
  'the number of inhabitants per which a rate is given can be declared',
  valueFor({ ...ratio, measure: 'rate', per: 100_000 }, cell('a', 3), cell('b', 1200)),
  value => {
    // 3 of 1,200 = 250 per 100,000
    expect(value.value).toBe(250);
  },
);

testCase(
  'several concepts of a denominator are added up, and the method says what they stand in for',
  valueFor(
    { ...ratio, denominator: ['b', 'c'], denominator_note: '25 tot 65 in plaats van 20 tot 65 jaar' },
    ...[cell('a', 40), cell('b', 50), cell('c', 110)],
  ),
  value => {
    // 40 / (50 + 110) = 25 %
    expect(value).toMatchObject({
      value: 25,
      denominator: 160,
      method: 'teller gedeeld door noemer; interval: Wilson; noemer: 25 tot 65 in plaats van 20 tot 65 jaar',
    });
  },
);

testCase('a zero numerator is a value of zero', valueFor(ratio, cell('a', 0), cell('b', 120)), seen => {
  expect(seen).toMatchObject({
    value: 0,
    missing_reason: null,
  });
});

testCase(
  'a zero denominator gives no value, and says so',
  valueFor(ratio, cell('a', 0), cell('b', 0)),
  seen => {
    expect(seen).toMatchObject({
      value: null,
      missing_reason: 'zero_denominator',
      interval_missing_reason: 'no_value',
      denominator: 0,
    });
  },
);

const absent: [numerator: Cell, denominator: Cell][] = [
  [null, 120],
  [30, null],
];
for (const [numerator, denominator] of absent) {
  testCase(
    `a ratio of ${numerator} and ${denominator} has no value, for the reason of what is absent`,
    valueFor(ratio, cell('a', numerator), cell('b', denominator)),
    seen => {
      expect(seen).toMatchObject({
        value: null,
        missing_reason: 'not_published',
      });
    },
  );
}

// Households of one person among all: both rounded to 5, 10 of 5 cannot be. 120 of 100 and 12 of 10 no rounding explains.
const aboveWhole: [numerator: number, denominator: number, value: number | null, reason: string | null][] = [
  [10, 5, null, 'rounding'],
  [110, 100, null, 'rounding'],
  [120, 100, 120, null],
  [12, 10, 120, null],
];
for (const [numerator, denominator, value, reason] of aboveWhole) {
  testCase(
    `a share of ${numerator} in ${denominator} is ${value ?? 'withheld'}`,
    valueFor(ratio, cell('a', numerator), cell('b', denominator)),
    seen => {
      expect(seen).toMatchObject({ value, missing_reason: reason, numerator, denominator, lower_95: null });
    },
  );
}

testCase(
  'only the declared ages and levels are published',
  values({
    editions: [
      {
        id: '2020',
        figures: [
          { concept: 'x', age: '18+', of: { GM0001: 1, WK000100: 2, BU00010000: 3 } },
          { concept: 'x', age: '65+', of: { GM0001: 4 } },
          { concept: 'x', age: '18-64', of: { GM0001: 5 } },
        ],
      },
    ],
    indicators: [{ value: 'x', age_group: ['18+', '65+'], levels: ['gemeente', 'buurt'] }],
  }),
  rows => {
    expect(rows.map(row => [row.area_code, row['age_group'], row.value])).toEqual([
      ['BU00010000', '18+', 3],
      ['GM0001', '18+', 1],
      ['GM0001', '65+', 4],
    ]);
  },
);

const figures = (value: number): Figure[] => [{ concept: 'x', of: { GM0001: value } }];
testCase(
  'a concept of the same name at another source is not mixed in',
  values({
    editions: [
      { source: 'bron', id: '2020', figures: figures(1) },
      { source: 'elders', id: '2020', table: 'E', figures: figures(2) },
    ],
    indicators: [{ value: 'x' }],
  }),
  rows => {
    expect(rows.map(row => row.value)).toEqual([1]);
  },
);

testCase(
  'the unit that the source prints is shown; a computed figure has the declared unit',
  each(
    valueFor({ measure: 'published', value: 'a', unit: '%' }, cell('a', 5, 'promille')),
    valueFor({ measure: 'published', value: 'a', unit: '%' }, cell('a', 5, '')),
    valueFor({ ...ratio, unit: '%' }, cell('a', 5), cell('b', 10)),
  ),
  ([printed, silent, computed]) => {
    expect(printed['unit']).toBe('promille');
    expect(silent['unit']).toBe('%');
    expect(computed['unit']).toBe('%');
  },
);
