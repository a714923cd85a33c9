import { expect, test } from 'vitest';
import type { Column } from '../../transforms/columns.ts';
import { worded } from '../../transforms/sentences.ts';
import type { PublishedTable } from '../../transforms/tables.ts';
import { IN_MEMORY, Warehouse } from '../../transforms/warehouse.ts';

const column = (name: string, more: Partial<Column> = {}): Column => ({
  name,
  nl: name,
  en: name,
  values: [],
  isOwnList: false,
  many: false,
  ...more,
});

const HOW = { mean: { nl: 'gemiddelde', en: 'mean' }, sum: { nl: 'som', en: 'sum' } };

/** What a table with these columns makes of the rows of a select. */
async function rowsOf(sql: string, ...columns: Column[]) {
  const table: PublishedTable = { name: 't', nl: 't', en: 't', key: ['id'], isInOrder: false, columns };
  const warehouse = await Warehouse.open(IN_MEMORY, { memory_limit: '256MB', threads: 1 });
  try {
    return await warehouse.all(`${worded(sql, table)} order by id`);
  } finally {
    await warehouse.close();
  }
}

const METHOD = column('method', {
  text: "{how}[ van {parts} delen][; gewicht: {weight}[ ({lag} jaar later)]]'",
});

test('a text is filled from its row, without the parts of which a column is empty', async () => {
  const rows = await rowsOf(
    `select * from (values (1, 'mean', 3, 'inwoners', 2), (2, 'mean', 3, 'inwoners', null), (3, 'sum', 3, null, 2), (4, 'sum', null, null, null)) as v(id, how, parts, weight, lag)`,
    column('id'),
    column('how', { words: HOW }),
    column('parts'),
    METHOD,
  );
  expect(rows.map(row => row['method'])).toEqual([
    "gemiddelde van 3 delen; gewicht: inwoners (2 jaar later)'",
    "gemiddelde van 3 delen; gewicht: inwoners'",
    "som van 3 delen'",
    "som'",
  ]);
  expect(Object.keys(rows[0] ?? {})).toEqual(['id', 'how', 'parts', 'method']);
});

test('a part may ask for a code', async () => {
  const rows = await rowsOf(
    "select * from (values (1, 'mean'), (2, 'sum'), (3, null)) as v(id, how)",
    column('id'),
    column('how'),
    column('note', { text: 'Zo[{how=mean}: gemiddeld]' }),
  );
  expect(rows.map(row => row['note'])).toEqual(['Zo: gemiddeld', 'Zo', 'Zo']);
});

const REASON = column('reason', {
  sentences: { late: 'Het cijfer ({period}) is te oud.', none: 'Er is geen cijfer.' },
});

test('a code becomes its sentence, and none stays none', async () => {
  const rows = await rowsOf(
    "select * from (values (1, 'late', '2020'), (2, 'none', null), (3, null, '2020')) as v(id, reason, period)",
    column('id'),
    REASON,
  );
  expect(rows).toEqual([
    { id: 1, reason: 'Het cijfer (2020) is te oud.' },
    { id: 2, reason: 'Er is geen cijfer.' },
    { id: 3, reason: null },
  ]);
});

test('several codes become sentences in alphabetical order, each once', async () => {
  const [row] = await rowsOf(
    `select 1 as id, [{code: 'late', period: '2021'}, {code: 'none', period: null}, {code: 'late', period: '2020'},
       {code: 'none', period: '2020'}] as reason`,
    column('id'),
    { ...REASON, many: true },
  );
  expect(row?.['reason']).toBe(
    'Er is geen cijfer. Het cijfer (2020) is te oud. Het cijfer (2021) is te oud.',
  );
});

test('a code without a sentence stops the build', async () => {
  await expect(
    rowsOf("select 1 as id, 'lost' as reason, '' as period", column('id'), REASON),
  ).rejects.toThrow(/no sentence for the code lost/);
});

test('in a column that ends in _en a code is filled in by its English word', async () => {
  const rows = await rowsOf(
    "select * from (values (1, 'mean')) as v(id, how)",
    column('id'),
    column('how', { words: HOW }),
    column('method_nl', { text: 'als {how}' }),
    column('method_en', { text: 'by {how}' }),
  );
  expect(rows).toEqual([{ id: 1, how: 'mean', method_nl: 'als gemiddelde', method_en: 'by mean' }]);
});
