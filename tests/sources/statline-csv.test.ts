import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderError, type VieError } from '../../kernel/errors.ts';
import type { RowsFormat, TableShape } from '../../sources/connector.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { fetchEdition } from '../../sources/fetch.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { cellsOf } from '../support/shape.ts';
import { answering, editionOf, effectsWith, tempFolder, testConfig } from './fixtures.ts';

const SOURCE = `
id: monitor
homepage: https://opendata.cbs.nl/statline/#/CBS/nl/dataset/85012NED
connector: statline-csv
service: files
dimensions:
  area: RegioS
  period: Perioden
  margin: Marges
  age_group: {dimension: Leeftijd, keys: {Totaal: 18+, 65 jaar of ouder: 65+}}
ignore_columns: ["", ID]
topics: {roken: Rokers, overgewicht: Overgewicht}
editions: {"2020": {table: 85012NED, file: monitor.csv, status: final}}
`;

const HEADER = ['', 'ID', 'Leeftijd', 'Marges', 'RegioS', 'Perioden', 'Rokers', 'Overgewicht'];
const AREAS = ['Nederland', 'Súdwest-Fryslân', 'Beek (L.)'];
/** 2 ages x 2 margins x 3 areas = 12 rows of one period. */
const ROWS = ['Totaal', '65 jaar of ouder'].flatMap(age =>
  ['Waarde', 'Ondergrens 95%-interval'].flatMap(margin =>
    AREAS.map((area, at) => ['0', '0', age, margin, area, '2020', `1${at}.5`, at === 2 ? '' : '47']),
  ),
);

interface Written {
  header?: string[];
  rows?: string[][];
  delimiter?: string;
  decimal?: string;
  end?: string;
}

function csv({
  header = HEADER,
  rows = ROWS,
  delimiter = ',',
  decimal = '.',
  end = '\r\n',
}: Written = {}): string {
  const cell = (text: string) => {
    const shown = /^\d+\.\d+$/.test(text) ? text.replace('.', decimal) : text;
    return shown.includes(delimiter) ? `"${shown}"` : shown;
  };
  return [header, ...rows].map(row => `${row.map(cell).join(delimiter)}${end}`).join('');
}

async function fetchFile(body: string | Buffer, source = SOURCE) {
  const config = testConfig({ files: 'https://example.org/files' });
  const edition = editionOf(source, '2020', config);
  const transport = answering({ 'https://example.org/files/monitor.csv': body });
  const store = new SnapshotStore(await tempFolder());
  const outcome = await fetchEdition(edition, { config, store, effects: effectsWith(transport) });
  return { outcome, edition, config };
}

async function shapeOf(
  body: string | Buffer,
  source?: string,
): Promise<TableShape & { rows: RowsFormat & { kind: 'csv' } }> {
  const { outcome, edition, config } = await fetchFile(body, source);
  if (!outcome.snapshot) throw outcome.error ?? new Error('no snapshot');
  const shape = cellsOf(
    await connectorFor('statline-csv', config.services).describe(edition, outcome.snapshot),
  );
  const { rows } = shape;
  if (rows.kind !== 'csv') throw new Error('not CSV');
  return { ...shape, rows };
}

/** The error of a file that must be refused. */
async function refusal(body: string | Buffer, source?: string): Promise<VieError & { text: string }> {
  const { outcome } = await fetchFile(body, source);
  if (!outcome.error) throw new Error('the file was accepted');
  expect(outcome.snapshot).toBeUndefined();
  return Object.assign(outcome.error, { text: renderError(outcome.error) });
}

const changed = (row: number, column: number, value: string): string[][] =>
  ROWS.map((cells, at) => (at === row ? cells.with(column, value) : cells));
const without = (column: string, source: Written = {}): string => {
  const at = HEADER.indexOf(column);
  const drop = (cells: string[]) => cells.filter((_, i) => i !== at);
  return csv({ ...source, header: drop(HEADER), rows: ROWS.map(drop) });
};

describe('a file is read', () => {
  test.each([
    ['commas', { delimiter: ',', decimal: '.' }],
    ['semicolons and decimal commas', { delimiter: ';', decimal: ',' }],
    ['tabs', { delimiter: '\t', decimal: '.' }],
    ['tabs and decimal commas', { delimiter: '\t', decimal: ',' }],
    ['commas and quoted decimal commas', { delimiter: ',', decimal: ',' }],
    ['line feeds only', { delimiter: ',', decimal: '.', end: '\n' }],
  ])('with %s', async (_name, form) => {
    const { rows } = await shapeOf(csv(form));
    expect(rows).toMatchObject({ delimiter: form.delimiter, decimal: form.decimal, header: HEADER });
  });

  test('with a byte order mark, which is no part of its first column', async () => {
    const { rows } = await shapeOf(`\uFEFF${without('')}`);
    expect([rows.encoding, rows.header[0]]).toEqual(['utf-8', 'ID']);
  });

  test('in windows-1252, as Excel saves it', async () => {
    // 0xFA = ú and 0xE2 = â in windows-1252; neither is valid UTF-8 here.
    const bytes = Buffer.from(csv(), 'latin1');
    expect(bytes.includes(Buffer.from([0x53, 0xfa, 0x64]))).toBe(true);
    expect((await shapeOf(bytes)).rows.encoding).toBe('windows-1252');
    expect((await shapeOf(csv())).rows.encoding).toBe('utf-8');
  });

  test('without the column Perioden, when all is of one period', async () => {
    const shape = await shapeOf(without('Perioden'));
    expect(shape.columns).not.toHaveProperty('period');
    expect(shape.keys.period.size).toBe(0);
  });

  test('with an unnamed index column and an ID, which are no topics', async () => {
    const { available } = await shapeOf(csv());
    expect(available.map(column => column.key)).toEqual(['Rokers', 'Overgewicht']);
  });

  test('with empty cells and points, which are missing values and no zeros', async () => {
    const rows = changed(0, 6, '.').map(cells => cells.with(7, ''));
    expect((await shapeOf(csv({ rows }))).topics.map(topic => topic.concept)).toEqual([
      'roken',
      'overgewicht',
    ]);
  });

  test('and tells what its columns and labels mean', async () => {
    const shape = await shapeOf(csv());
    expect(shape.columns).toEqual({
      area: 'RegioS',
      period: 'Perioden',
      margin: 'Marges',
      age_group: 'Leeftijd',
    });
    expect([...shape.keys.period]).toMatchObject([['2020', { status: 'final', period: { period: '2020' } }]]);
    expect(shape.keys.margin.get('Ondergrens 95%-interval')).toBe('lower');
    expect([...shape.keys.age_group.values()]).toEqual(['18+', '65+']);
  });

  test('and stored byte for byte', async () => {
    const bytes = Buffer.from(csv(), 'latin1');
    const { outcome } = await fetchFile(bytes);
    expect(outcome.snapshot?.meta.rows).toBe(12);
    expect(await outcome.snapshot?.read('table.csv')).toEqual(bytes);
  });
});

describe('a file is refused', () => {
  test('wherever it is cut off', async () => {
    const whole = Buffer.from(csv({ end: '\n' }));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 1 }), async length => {
        const { outcome } = await fetchFile(whole.subarray(0, length));
        expect(outcome.state, whole.subarray(0, length).toString()).toBe('failed');
      }),
    );
  });

  test('when it is cut off within its last number, which could pass for another one', async () => {
    const whole = csv({ rows: ROWS.map(cells => cells.with(7, '47.3')) });
    const error = await refusal(whole.slice(0, -4));
    expect(error).toMatchObject({ code: 'source', retryable: true });
    expect(error.text).toMatch(/row 13/);
  });

  test('when it is cut off at the end of a line, by the rows that it should have', async () => {
    const error = await refusal(csv({ rows: ROWS.slice(0, -1) }));
    expect(error.text).toContain(
      '11 rows; 3 x 2 x 2 x 1 values of RegioS, Marges, Leeftijd, Perioden make 12',
    );
    expect(error.text).toContain('table 85012NED');
  });

  test('when it has no rows at all', async () => {
    expect(await refusal(csv({ rows: [] }))).toMatchObject({ code: 'source', retryable: true });
  });

  test('when it is cut off after the first of the ages, which is a whole in itself', async () => {
    const error = await refusal(csv({ rows: ROWS.slice(0, 6) }));
    expect(error.where).toMatchObject({ table: '85012NED', field: 'Leeftijd' });
    expect(error.message).toBe('Column Leeftijd lacks 65 jaar of ouder; it has Totaal.');
  });

  test('when a row is there twice, naming both', async () => {
    const error = await refusal(csv({ rows: [...ROWS, ROWS[3] ?? []] }));
    expect(error.text).toContain('The row repeats row 5 (Nederland, Ondergrens 95%-interval, Totaal, 2020)');
    expect(error.where).toMatchObject({ row: 14, source: 'monitor', table: '85012NED' });
  });

  test('when a row has a cell too few', async () => {
    const rows = ROWS.map((cells, at) => (at === 4 ? cells.slice(0, -1) : cells));
    const error = await refusal(csv({ rows }));
    expect(error.where.row).toBe(6);
    expect(error.message).toContain('7 cells, the header 8');
  });

  test('when it is a web page, and then it is asked for again', async () => {
    const error = await refusal('<!DOCTYPE html><html><body>Storing</body></html>');
    expect(error).toMatchObject({ code: 'source', retryable: true });
    expect(error.text).toContain('web page');
  });

  test('when a quotation mark is never closed', async () => {
    const error = await refusal(csv().replace('Beek (L.)', '"Beek (L.)'));
    expect(error.message).toMatch(/damaged.*[Qq]uote/);
    expect(error.where.row).toBeGreaterThan(0);
  });

  test('when a text column is not declared, naming row and column', async () => {
    const rows = ROWS.map((cells, at) => [...cells, at === 0 ? '' : 'Zuid-Limburg']);
    const error = await refusal(csv({ header: [...HEADER, 'GGD'], rows }));
    expect(error.where).toMatchObject({ row: 3, field: 'GGD' });
    expect(error.message).toContain("'Zuid-Limburg' is not a number");
    const declared = SOURCE.replace('["", ID]', '["", ID, GGD]');
    expect((await fetchFile(csv({ header: [...HEADER, 'GGD'], rows }), declared)).outcome.state).toBe(
      'fetched',
    );
  });

  test('when decimal points and commas are mixed', async () => {
    const error = await refusal(csv({ delimiter: ';', rows: changed(2, 6, '1,5') }));
    expect(error.where).toMatchObject({ row: 2, field: 'Rokers' });
    expect(error.message).toContain('decimal comma');
  });

  test.each(['x', '12%', '1.234,5', '1e3', '-', '< 5'])("when a number is '%s'", async cell => {
    const error = await refusal(csv({ delimiter: ';', rows: changed(2, 6, cell) }));
    expect(error.where).toMatchObject({ row: 4, field: 'Rokers' });
  });

  test('when a column has the name of another', async () => {
    const error = await refusal(csv({ header: HEADER.with(7, 'Rokers') }));
    expect(error.message).toContain("Column 'Rokers' occurs twice");
  });

  test('when it lacks a dimension, naming those that it has', async () => {
    const error = await refusal(without('Marges'));
    expect(error.message).toContain('lacks column Marges');
    expect(error.message).toContain('RegioS');
  });

  test('when it lacks a topic, naming near ones', async () => {
    const error = await refusal(csv({ header: HEADER.with(6, 'Roker') }));
    expect(error.message).toContain("topic 'Rokers' matches no column. Near: Roker");
  });

  test('when a period is of an unknown form', async () => {
    const error = await refusal(csv({ rows: ROWS.map(cells => cells.with(5, 'voorjaar')) }));
    expect(error.where).toMatchObject({ row: 2, field: 'Perioden' });
  });

  test('when no label of a dimension is one that is declared', async () => {
    const english = csv().replaceAll('Waarde', 'Value').replaceAll('Ondergrens 95%-interval', 'Lower bound');
    expect((await refusal(english)).text).toMatch(/Marges.*Value/s);
    const ages = await refusal(
      csv().replaceAll('Totaal', 'Total').replaceAll('65 jaar of ouder', '65 or over'),
    );
    expect(ages.text).toMatch(/Leeftijd.*Total/s);
  });

  test('when it is not there, with the address and what to download', async () => {
    const error = await refusal('', SOURCE.replace('monitor.csv', 'gone.csv'));
    expect(error.message).toBe("File 'gone.csv' is not there.");
    expect(error.text).toContain('https://example.org/files/gone.csv');
    expect(error.hint).toContain('Download table 85012NED as CSV');
  });
});
