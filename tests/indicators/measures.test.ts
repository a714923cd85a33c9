import { expect, test } from 'vitest';
import { type Cell, type Figure, goldWorld, type indicator, rowOf, valuesOf } from '../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];

/** The value of GM0001 for one indicator over the cells given. */
async function valueFor(declared: Declared, ...figures: Figure[]) {
  const world = await goldWorld({ editions: [{ id: '2020', figures }], indicators: [declared] });
  return rowOf(world, "area_code = 'GM0001'");
}

const cell = (concept: string, value: Cell, unit = 'aantal'): Figure => ({
  concept,
  unit,
  // A second area has everything, so that an absent cell of the first is a hole and not an empty column.
  of: { GM0001: value, GM0002: 10 },
});

test('a published figure is taken over with its margins, unit, period, status and table', async () => {
  const world = await goldWorld({
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
  });
  expect(await valuesOf(world)).toEqual([
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
});

test('a sum of one concept is the published count', async () => {
  expect(
    await valueFor({ measure: 'sum', unit: 'aantal', value: 'inwoners' }, cell('inwoners', 8000)),
  ).toMatchObject({
    value: 8000,
    method: 'gepubliceerd',
    interval_missing_reason: 'not_computed',
  });
});

test('a sum adds up its concepts', async () => {
  // 1,200 + 345.5 = 1,545.5
  const value = await valueFor(
    { measure: 'sum', unit: 'aantal', value: ['a', 'b'] },
    ...[cell('a', 1200), cell('b', 345.5)],
  );
  expect(value).toMatchObject({ value: 1545.5, method: 'som van gepubliceerde aantallen' });
});

test('a sum with an absent term has no value, for the reason of that term', async () => {
  const value = await valueFor({ measure: 'sum', value: ['a', 'b'] }, cell('a', 1200), cell('b', null));
  expect(value).toMatchObject({ value: null, missing_reason: 'not_published' });
});

test('a figure that cannot exist is published as such', async () => {
  const value = await valueFor({ measure: 'published', value: 'a' }, cell('a', 'not_applicable'));
  expect(value).toMatchObject({ value: null, missing_reason: 'not_applicable' });
});

test('a sum of zeros is zero', async () => {
  const value = await valueFor({ measure: 'sum', value: ['a', 'b'] }, cell('a', 0), cell('b', 0));
  expect(value).toMatchObject({ value: 0, missing_reason: null });
});

const ratio: Declared = { measure: 'ratio', numerator: 'a', denominator: 'b' };

test('a ratio is numerator over denominator in per cent', async () => {
  // 30 of 120 = 25 %
  expect(await valueFor(ratio, cell('a', 30), cell('b', 120))).toMatchObject({
    value: 25,
    numerator: 30,
    denominator: 120,
    method: 'teller gedeeld door noemer; interval: Wilson',
    missing_reason: null,
    interval_missing_reason: null,
  });
});

// Wilson, 30 of 120: (60 + 3.8415 ∓ 1.96 √(3.8415 + 120 × 0.75)) / (2 × 123.8415)
test('a ratio has the interval of Wilson', async () => {
  const { lower_95, upper_95 } = await valueFor(ratio, cell('a', 30), cell('b', 120));
  expect(lower_95).toBeCloseTo(18.11, 2);
  expect(upper_95).toBeCloseTo(33.44, 2);
});

// Exact Poisson limits of 3: 0.6187 and 8.7673, per 1,200 inhabitants.
test('a rate of few cases has exact limits', async () => {
  const value = await valueFor({ ...ratio, measure: 'rate' }, cell('a', 3), cell('b', 1200));
  expect(value['lower_95']).toBeCloseTo(0.5156, 4);
  expect(value['upper_95']).toBeCloseTo(7.3061, 4);
  expect(value.method).toBe('teller gedeeld door noemer; interval: exact (Poisson)');
});

test('a share of more than all has no interval: its numerator is no part of its denominator', async () => {
  expect(await valueFor(ratio, cell('a', 150), cell('b', 120))).toMatchObject({
    value: 125,
    lower_95: null,
    interval_missing_reason: 'not_computed',
  });
});

test('a rate is per 1,000', async () => {
  // 3 of 1,200 = 2.5 per 1,000
  const value = await valueFor({ ...ratio, measure: 'rate' }, cell('a', 3), cell('b', 1200));
  expect(value).toMatchObject({ value: 2.5, numerator: 3, denominator: 1200 });
});

test('the number of inhabitants per which a rate is given can be declared', async () => {
  // 3 of 1,200 = 250 per 100,000
  const value = await valueFor({ ...ratio, measure: 'rate', per: 100_000 }, cell('a', 3), cell('b', 1200));
  expect(value.value).toBe(250);
});

test('several concepts of a denominator are added up, and the method says what they stand in for', async () => {
  // 40 / (50 + 110) = 25 %
  const value = await valueFor(
    { ...ratio, denominator: ['b', 'c'], denominator_note: '25 tot 65 in plaats van 20 tot 65 jaar' },
    ...[cell('a', 40), cell('b', 50), cell('c', 110)],
  );
  expect(value).toMatchObject({
    value: 25,
    denominator: 160,
    method: 'teller gedeeld door noemer; interval: Wilson; noemer: 25 tot 65 in plaats van 20 tot 65 jaar',
  });
});

test('a zero numerator is a value of zero', async () => {
  expect(await valueFor(ratio, cell('a', 0), cell('b', 120))).toMatchObject({
    value: 0,
    missing_reason: null,
  });
});

test('a zero denominator gives no value, and says so', async () => {
  expect(await valueFor(ratio, cell('a', 0), cell('b', 0))).toMatchObject({
    value: null,
    missing_reason: 'zero_denominator',
    interval_missing_reason: 'no_value',
    denominator: 0,
  });
});

test.each([
  [null, 120],
  [30, null],
])('a ratio of %s and %s has no value, for the reason of what is absent', async (numerator, denominator) => {
  expect(await valueFor(ratio, cell('a', numerator), cell('b', denominator))).toMatchObject({
    value: null,
    missing_reason: 'not_published',
  });
});

test('only the declared ages and levels are published', async () => {
  const world = await goldWorld({
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
  });
  expect((await valuesOf(world)).map(row => [row.area_code, row['age_group'], row.value])).toEqual([
    ['BU00010000', '18+', 3],
    ['GM0001', '18+', 1],
    ['GM0001', '65+', 4],
  ]);
});

test('a concept of the same name at another source is not mixed in', async () => {
  const figures = (value: number): Figure[] => [{ concept: 'x', of: { GM0001: value } }];
  const world = await goldWorld({
    editions: [
      { source: 'bron', id: '2020', figures: figures(1) },
      { source: 'elders', id: '2020', table: 'E', figures: figures(2) },
    ],
    indicators: [{ value: 'x' }],
  });
  expect((await valuesOf(world)).map(row => row.value)).toEqual([1]);
});

test('the unit that the source prints is shown; a computed figure has the declared unit', async () => {
  const printed = await valueFor({ measure: 'published', value: 'a', unit: '%' }, cell('a', 5, 'promille'));
  expect(printed['unit']).toBe('promille');
  const silent = await valueFor({ measure: 'published', value: 'a', unit: '%' }, cell('a', 5, ''));
  expect(silent['unit']).toBe('%');
  const computed = await valueFor({ ...ratio, unit: '%' }, cell('a', 5), cell('b', 10));
  expect(computed['unit']).toBe('%');
});
