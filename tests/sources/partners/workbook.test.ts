import fs from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { ZipFile } from 'yazl';
import type { RuleId } from '../../../sources/partners/rules.ts';
import { type Around, book, type Given, sheetOf, styled, workbookOf } from './workbook-file.ts';
import { GOOD, HEADING, world } from './world.ts';

const HEAD: Given[] = HEADING.split(';');
const ROW: Given[] = ['BU09280001', '2023/2024', '5-6', 'jongens', 40, 8, 2];
const [AREA, PERIOD, AGE, , ALL, PART] = [0, 1, 2, 3, 4, 5];
const rows = (...changed: [at: number, cell: Given][]): Given[][] => [
  HEAD,
  changed.reduce((row, [at, cell]) => row.with(at, cell), ROW),
];

async function taken(bytes: Buffer, name = 'overgewicht.xlsx') {
  const made = await world();
  const file = await made.put(name, bytes);
  const [report] = await made.takeUp();
  const stored = await made.stored();
  const kept = Object.entries(stored).find(([path]) => path.endsWith('rows.csv.gz'))?.[1];
  return { ...made, file, report, stored, kept: kept?.trim().split('\n').slice(1) };
}
const takenRows = async (given: Given[][], around: Around = {}) =>
  taken(await workbookOf(sheetOf(given, around)));

describe('a workbook', () => {
  test('that Excel-like software wrote gives the rows that its CSV gives', async () => {
    const table = GOOD.map((line, n) =>
      line.split(';').map((cell, at) => (n > 0 && at > 3 ? Number(cell) : cell)),
    );
    const bytes = await writeXlsxFile(table.map(line => line.map(value => ({ value })))).toBuffer();
    for (const name of ['overgewicht-2023.xlsx', 'overgewicht-2023.csv']) {
      const { report, kept } = await taken(bytes, name);
      expect(report).toMatchObject({ state: 'accepted', rows: 4, periods: ['2023/2024'] });
      expect(kept).toEqual([
        'BU09280001,2023/2024,m,5-6,40,8,2',
        'BU09280001,2023/2024,v,5-6,38,7,1',
        'BU09280002,2023/2024,m,5-6,51,12,3',
        'BU09280002,2023/2024,v,10-11,47,9,0',
      ]);
    }
  });

  test('is kept as what was read of it: nothing of its properties, where the name of its maker stands', async () => {
    const { report, stored } = await takenRows([HEAD, ROW]);
    expect(report).toMatchObject({ state: 'accepted' });
    const original = Object.entries(stored).find(([path]) => path.endsWith('original.csv.gz'))?.[1];
    expect(original).toBe(`${HEADING}\nBU09280001;2023/2024;5-6;jongens;40;8;2\n`);
    expect(JSON.stringify(stored)).not.toMatch(/Quaedvlieg/);
  });

  test('gives any count as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(9_999_999), fc.constantFrom(0, 5), async (count, style) => {
        const { kept } = await takenRows(rows([ALL, styled(style, count)], [PART, 0], [6, 0]));
        expect(kept).toEqual([`BU09280001,2023/2024,m,5-6,${count},0,0`]);
      }),
      { numRuns: 20 },
    );
  });

  test('is refused in rows as Excel counts them, also below empty ones', async () => {
    const { report } = await takenRows([HEAD, [], rows([ALL, -3])[1] ?? []]);
    expect(report?.findings).toMatchObject([
      { rule: 'blank_row', row: 2 },
      { rule: 'count_negative', row: 3, column: 'gemeten' },
    ]);
  });
});

describe('a cell of a workbook is taken for what the partner sees', () => {
  test.each<[string, number, Given, RuleId, string?]>([
    ['a number with decimals is none of thousands', ALL, 1.234, 'decimal_confusion'],
    ['decimals', ALL, 12.5, 'count_decimal'],
    ['a percentage', PART, styled(2, 0.2), 'number_form', 'geen percentage'],
    ['a code that became a number', AREA, styled(3, 9280001), 'area_form', 'Bedoeld is BU09280001'],
    ['a group that became a day', AGE, styled(1, 46178), 'category_unknown'],
    ['a period that became a day', PERIOD, styled(4, 45292), 'period_form', 'datum'],
    ['a truth value', ALL, { of: 't="b"', c: '<v>1</v>' }, 'number_form'],
    ['an error', PART, { of: 't="e"', c: '<v>#N/A</v>' }, 'excel_error'],
    ['a formula', PART, { c: '<f>E2-32</f><v>8</v>' }, 'formula'],
    ['a formula without outcome', PART, { c: '<f>E2-32</f>' }, 'formula'],
    ['a shared formula', PART, { c: '<f t="shared" si="0"/><v>8</v>' }, 'formula'],
  ])('%s', async (_, at, cell, rule, hint = '') => {
    const { report } = await takenRows(rows([at, cell]));
    expect(report?.totals).toEqual({ [rule]: 1 });
    expect(report?.findings[0]).toMatchObject({ row: 2, column: HEAD[at] });
    expect(report?.findings[0]?.hint ?? '').toContain(hint);
  });

  test('a share may be a number or a percentage, and is the same', async () => {
    const heading = ['buurt', 'jaar', 'vraag', 'antwoord', 'respondenten', 'aandeel'];
    const answer = (word: string, share: Given): Given[] => ['BU09280001', 2024, 'Veilig?', word, 120, share];
    const { put, takeUp, stored } = await world();
    const sheet = sheetOf([heading, answer('ja', styled(2, 0.615)), answer('nee', 38.5)]);
    await put('peiling.xlsx', await workbookOf(sheet), 'gemeente-kerkrade');
    expect(await takeUp()).toMatchObject([{ state: 'accepted' }]);
    expect(Object.values(await stored()).join()).toContain(
      'ja,120,61.5\nBU09280001,2024,Veilig?,nee,120,38.5',
    );
  });

  test('shares that are all parts of one are refused: 0,6 is not 0,6 %', async () => {
    const { put, takeUp } = await world();
    const answer = (word: string, share: number): Given[] => [
      'BU09280001',
      2024,
      'Veilig?',
      word,
      120,
      share,
    ];
    const heading = ['buurt', 'jaar', 'vraag', 'antwoord', 'respondenten', 'aandeel'];
    const sheet = sheetOf([heading, answer('ja', 0.615), answer('nee', 0.385)]);
    await put('peiling.xlsx', await workbookOf(sheet), 'gemeente-kerkrade');
    expect(await takeUp()).toMatchObject([{ state: 'refused', totals: { share_range: 1 } }]);
  });

  test('texts that cells share are read without their setting and pronunciation; a day of 1904 is that day', async () => {
    const shared = `<sst><si><r><rPr/><t>BU0928</t></r><r><t xml:space="preserve">0001</t></r><rPh><t>x</t></rPh></si></sst>`;
    const given = rows([AREA, { of: 't="s"', c: '<v>0</v>' }], [PERIOD, styled(1, 43830)]);
    const bytes = await workbookOf(sheetOf(given), {
      'xl/sharedStrings.xml': shared,
      'xl/workbook.xml': book(['visible'], 'date1904="1"'),
    });
    const { report, stored } = await taken(bytes);
    // 43830 days after 1 January 1904 (the day 45292 of the usual count, 1462 days later).
    expect(report?.totals).toEqual({ period_form: 1 });
    expect(Object.values(stored).join()).toContain('BU09280001;2024-01-01;5-6');
  });
});

describe('a workbook that holds more than a table is refused, and nothing of it is kept', () => {
  const GOOD_SHEET = sheetOf([HEAD, ROW]);
  const XML = '<?xml version="1.0"?><x/>';
  test.each<[string, RuleId, string, Buffer | Promise<Buffer>]>([
    [
      'two sheets',
      'workbook_sheets',
      'Het zijn er 2.',
      workbookOf(GOOD_SHEET, {
        'xl/workbook.xml': book(['visible', 'visible']),
        'xl/worksheets/sheet2.xml': XML,
      }),
    ],
    [
      'a hidden sheet',
      'workbook_sheets',
      'Het zijn er 2, waarvan 1 verborgen.',
      workbookOf(GOOD_SHEET, {
        'xl/workbook.xml': book(['visible', 'veryHidden']),
        'xl/worksheets/sheet2.xml': XML,
      }),
    ],
    [
      'a sheet that the book does not name',
      'workbook_sheets',
      '2',
      workbookOf(GOOD_SHEET, { 'xl/worksheets/x.xml': XML }),
    ],
    [
      'hidden rows',
      'workbook_hidden',
      'Verborgen: rij 2.',
      workbookOf(sheetOf([HEAD, ROW], { row: { 2: 'hidden="1"' } })),
    ],
    [
      'hidden columns',
      'workbook_hidden',
      'Verborgen: kolom E.',
      workbookOf(sheetOf([HEAD, ROW], { before: '<cols><col min="5" max="5" hidden="1"/></cols>' })),
    ],
    [
      'merged cells',
      'workbook_merged',
      'Samengevoegd: A2:A3.',
      workbookOf(sheetOf([HEAD, ROW], { after: '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>' })),
    ],
    ['macros', 'workbook_macros', '', workbookOf(GOOD_SHEET, { 'xl/vbaProject.bin': 'x' })],
    [
      'remarks',
      'workbook_more',
      'Gezien: opmerkingen.',
      workbookOf(GOOD_SHEET, { 'xl/comments1.xml': XML, 'xl/drawings/vmlDrawing1.vml': XML }),
    ],
    [
      'a pivot table',
      'workbook_more',
      'draaitabel',
      workbookOf(GOOD_SHEET, { 'xl/pivotCache/pivotCacheRecords1.xml': XML }),
    ],
    [
      'links',
      'workbook_more',
      'koppelingen',
      workbookOf(GOOD_SHEET, { 'xl/externalLinks/externalLink1.xml': XML }),
    ],
    ['what nobody knows', 'workbook_more', 'niet kennen', workbookOf(GOOD_SHEET, { 'xl/anders.bin': 'x' })],
    ['a sheet that breaks off', 'workbook_damaged', '', workbookOf(GOOD_SHEET.slice(0, -20))],
    [
      'entities of its own',
      'workbook_damaged',
      '',
      workbookOf(`<!DOCTYPE x [<!ENTITY a "b">]>${GOOD_SHEET}`),
    ],
    ['65 MB in a few kB', 'workbook_damaged', '', inflated(65 * 1024 * 1024)],
    ['a password', 'not_csv', '', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])],
    ['no workbook', 'not_csv', '', workbookOf(GOOD_SHEET).then(bytes => bytes.subarray(0, 300))],
  ])('%s', async (_, rule, hint, bytes) => {
    const { report, stored } = await taken(await bytes);
    expect(report).toMatchObject({ state: 'refused', totals: { [rule]: 1 } });
    expect(report?.findings[0]?.hint ?? '').toContain(hint);
    expect(Object.keys(stored).filter(name => !name.includes('refusal.'))).toEqual([]);
  });

  test.each(['levering.xls', 'levering.ods', 'levering.xlsm'])(
    '%s is no workbook of ours, and is answered',
    async name => {
      const contracts = (await world()).options.contracts.map(one => ({ ...one, file: '*.csv' }));
      const made = await world({ contracts });
      await made.put(name, 'PK of another kind');
      expect(await made.takeUp()).toMatchObject([{ state: 'refused' }]);
    },
  );
});

describe('persons in a workbook', () => {
  test.each<[string, Given[][]]>([
    ['a citizen number as a number', rows([ALL, 123456782])],
    ['a citizen number that a formula came to', rows([ALL, { c: '<f>A1</f><v>123456782</v>' }])],
    [
      'a citizen number in a column that is not agreed',
      [
        [...HEAD, 'x'],
        [...ROW, '123456782'],
      ],
    ],
  ])('are seen: %s', async (_, given) => {
    const { report, stored, file } = await takenRows(given);
    expect(report).toMatchObject({ state: 'personal', person: { rule: 'bsn' } });
    expect(Object.keys(stored)).toEqual(['state/refused-person-data.jsonl']);
    expect(await fs.stat(file)).toBeDefined();
  });
});

/** A workbook whose sheet is blanks alone, packed tightly. */
function inflated(bytes: number): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(book(['visible'])), 'xl/workbook.xml');
  zip.addBuffer(Buffer.alloc(bytes, ' '), 'xl/worksheets/sheet1.xml');
  zip.end();
  return buffer(zip.outputStream);
}
