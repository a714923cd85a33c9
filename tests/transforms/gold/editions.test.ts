import { expect, test } from 'vitest';
import { cases, testCase } from '../../support/cases.ts';
import { type GivenEdition, valuesOf } from '../../support/warehouse.ts';

const edition = (id: string, periods: Record<string, number | null>): GivenEdition => ({
  id,
  figures: Object.entries(periods).map(([period, value]) => ({
    concept: 'x',
    period,
    of: { GM0001: value },
  })),
});

const caseOf = cases({ tables: ['indicator_value', 'indicator'], indicators: [{ value: 'x' }] });

/** A look at which periods of the editions are preferred. */
function preferred(...editions: GivenEdition[]): () => Promise<Record<string, boolean>> {
  const world = caseOf({ editions });
  return async () =>
    Object.fromEntries(
      (await valuesOf(world)).map(row => [
        `${row.period} in ${row['area_vintage']}`,
        row['is_preferred'] as boolean,
      ]),
    );
}

testCase(
  'of several editions with a period, the newest is preferred',
  preferred(
    edition('2020', { 2016: 1, 2020: 1 }),
    edition('2024', { 2016: 1, 2024: 1 }),
    edition('2022', { 2016: 1, 2020: 1, 2022: 1 }),
  ),
  found => {
    expect(found).toEqual({
      '2016 in 2020': false,
      '2016 in 2022': false,
      '2016 in 2024': true,
      '2020 in 2020': false,
      '2020 in 2022': true,
      '2022 in 2022': true,
      '2024 in 2024': true,
    });
  },
);

testCase(
  'an edition that lists a period without any value does not win from an older one that has values',
  preferred(edition('2020', { 2020: 1 }), edition('2024', { 2020: null })),
  found => {
    expect(found).toEqual({ '2020 in 2020': true, '2020 in 2024': false });
  },
);

testCase(
  'a period for which no edition has a value has no preferred edition',
  preferred(edition('2020', { 2020: null })),
  found => {
    expect(found).toEqual({ '2020 in 2020': false });
  },
);

const ofTwo = (id: string, b: number | null): GivenEdition => ({
  id,
  figures: [{ concept: 'x', period: '2016', of: { GM0001: 1, GM0002: b } }],
});
const filled = caseOf({ editions: [ofTwo('2020', 5), ofTwo('2024', null)] });
test('the preferred edition is one for all areas: its empty cells are not filled from an older one', async () => {
  const rows = await valuesOf(filled, "area_code = 'GM0002' and is_preferred");
  expect(rows.map(row => [row['area_vintage'], row.missing_reason])).toEqual([[2024, 'not_published']]);
});

const broken = caseOf({
  editions: [edition('2024', { 2020: 1, 2022: 2, 2024: 3 })],
  indicators: [
    { id: 'met-breuk', value: 'x', breaks: [{ period: '2022', reason: 'corona' }] },
    { id: 'zonder-breuk', value: 'x' },
  ],
});
test('the break is on the period that cannot be compared with those before, and only there', async () => {
  const rows = await valuesOf(broken, 'break_before is not null');
  expect(rows.map(row => [row['indicator_id'], row.period, row['break_before']])).toEqual([
    ['met-breuk', '2022', 'corona'],
  ]);
});

const awaiting = caseOf({
  editions: [edition('2020', { 2019: 1, 2020: 2 })],
  indicators: [
    { id: 'er-is', value: 'x' },
    { id: 'komt-nog', value: 'y' },
  ],
});
test('an indicator whose source has nothing for it is listed as awaiting it', async () => {
  expect(
    await awaiting.warehouse.all(
      'select indicator_id, status, cells_with_value::integer as filled, first_period, last_period from gold.indicator order by 1',
    ),
  ).toEqual([
    { indicator_id: 'er-is', status: 'delivered', filled: 2, first_period: '2019', last_period: '2020' },
    { indicator_id: 'komt-nog', status: 'awaiting_source', filled: 0, first_period: null, last_period: null },
  ]);
});
