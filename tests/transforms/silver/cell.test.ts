import { expect, test } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { type GivenEdition, silverWorld } from '../../support/warehouse.ts';

/** silver.observation of one edition, by concept, period and area. */
async function observed(edition: Partial<GivenEdition>): Promise<Row[]> {
  const { warehouse } = await silverWorld({ editions: [{ id: '2020', ...edition }] }, ['silver.observation']);
  return warehouse.all(
    `select concept, period, area_code as area, value, lower_95, upper_95, missing_reason, interval_missing_reason
     from silver.observation order by concept, period, area_code`,
  );
}

const reasons = (rows: Row[]) => rows.map(row => row['missing_reason']);
const EMPTY_TOPIC = { concept: 'x', of: { GM0001: null, GM0002: null } };
const ONE_EMPTY = { concept: 'x', of: { GM0001: 4, GM0002: null } };

test('a topic that has no value for any area was not measured, where the source says nothing else', async () => {
  expect(reasons(await observed({ figures: [EMPTY_TOPIC] }))).toEqual(['not_measured', 'not_measured']);
});

test('a topic that has no value yet awaits its source, where the source fills columns later', async () => {
  const rows = await observed({ empty_topic: 'awaiting_source', figures: [EMPTY_TOPIC] });
  expect(reasons(rows)).toEqual(['awaiting_source', 'awaiting_source']);
});

test('a single empty cell among values is not published, or suppressed where the source says so', async () => {
  expect(reasons(await observed({ figures: [ONE_EMPTY] }))).toEqual([null, 'not_published']);
  expect(reasons(await observed({ empty_cell: 'suppressed', figures: [ONE_EMPTY] }))).toEqual([
    null,
    'suppressed',
  ]);
});

test('a reason that the source itself gives goes before what its declaration says', async () => {
  const of = { GM0001: 4, GM0002: 'not_applicable', GM0003: null };
  const rows = await observed({ empty_cell: 'suppressed', figures: [{ concept: 'x', of }] });
  expect(reasons(rows)).toEqual([null, 'not_applicable', 'suppressed']);
});

test('whether a topic was measured is judged per period', async () => {
  const rows = await observed({
    figures: [
      { ...EMPTY_TOPIC, period: '2012' },
      { ...ONE_EMPTY, period: '2020' },
    ],
  });
  expect(reasons(rows)).toEqual(['not_measured', 'not_measured', null, 'not_published']);
});

test('whether a topic was measured is judged per age', async () => {
  const rows = await observed({
    figures: [
      { ...EMPTY_TOPIC, age: '18+' },
      { ...ONE_EMPTY, age: '65+' },
    ],
  });
  expect(reasons(rows).sort()).toEqual(['not_measured', 'not_measured', 'not_published', null]);
});

test('zero is a value, also when it is the only one', async () => {
  const [row, ...rest] = await observed({ figures: [{ concept: 'x', of: { GM0001: 0 } }] });
  expect(row).toMatchObject({ value: 0, missing_reason: null });
  expect(rest).toEqual([]);
});

test('a topic of which every value is zero was measured', async () => {
  const rows = await observed({ figures: [{ concept: 'x', of: { GM0001: 0, GM0002: null } }] });
  expect(reasons(rows)).toEqual([null, 'not_published']);
});

test('a figure with both margins has nothing missing', async () => {
  const [row] = await observed({ margins: true, figures: [{ concept: 'x', of: { GM0001: [10, 8.5, 12] } }] });
  expect(row).toMatchObject({ value: 10, lower_95: 8.5, upper_95: 12, interval_missing_reason: null });
});

test('a table without margins says so', async () => {
  const [row] = await observed({ figures: [{ concept: 'x', of: { GM0001: 10 } }] });
  expect(row).toMatchObject({ lower_95: null, upper_95: null, interval_missing_reason: 'no_margins' });
});

test('in a table with margins, those of an absent value are absent for that reason', async () => {
  const rows = await observed({
    margins: true,
    figures: [{ concept: 'x', of: { GM0001: null, GM0002: 10 } }],
  });
  expect(rows.map(row => row['interval_missing_reason'])).toEqual(['no_value', 'not_published']);
});
