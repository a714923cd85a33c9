import { deflateRawSync } from 'node:zlib';
import type { RuleId } from '../../../sources/partners/rules.ts';
import { csv, GOOD, HEADING, ONLY_2020 } from './world.ts';

export interface BadDelivery {
  about: string;
  content: string | Buffer;
  rule: RuleId;
  row?: number;
  column?: string;
  /** Other rules that follow from the same fault. */
  also?: RuleId[];
  /** The file could not be read to its end, or not all of it as counts, so that it is not kept. */
  unread?: true;
}

const [, first = '', ...others] = GOOD;
/** The good delivery with its first row replaced. */
const withRow = (row: string): string => csv([HEADING, row, ...others]);
const withCell = (at: number, cell: string): string => {
  const cells = first.split(';');
  cells[at] = cell;
  return withRow(cells.join(';'));
};
const [AREA, PERIOD, AGE, SEX, ALL, PART, SMALL] = [0, 1, 2, 3, 4, 5, 6];
const COLUMNS = HEADING.split(';');
const cell = (about: string, at: number, value: string, rule: RuleId, also?: RuleId[]): BadDelivery => ({
  about,
  content: withCell(at, value),
  rule,
  row: 2,
  column: COLUMNS[at] ?? '',
  ...(also ? { also } : {}),
});
const column = (name: string, values: string[]): string =>
  csv(GOOD.map((line, at) => `${line};${at === 0 ? name : (values[at - 1] ?? '')}`));
const unread = (about: string, content: string | Buffer, rule: RuleId, row?: number): BadDelivery => ({
  about,
  content,
  rule,
  unread: true,
  ...(row === undefined ? {} : { row }),
});
const wide = (text: string, big: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};
const swapped = (a: number, b: number): string =>
  csv(
    GOOD.map((line, at) => {
      const cells = line.split(';');
      if (at > 0) [cells[a], cells[b]] = [cells[b] ?? '', cells[a] ?? ''];
      return cells.join(';');
    }),
  );

const FILES: BadDelivery[] = [
  unread('an empty file', '', 'empty_file'),
  { about: 'a heading alone', content: csv([HEADING]), rule: 'no_rows' },
  { about: 'a heading and empty rows', content: csv([HEADING, ';;;;;;', '']), rule: 'no_rows' },
  unread(
    'a zip file called csv',
    Buffer.concat([Buffer.from('PK\x03\x04'), deflateRawSync(csv(GOOD))]),
    'not_csv',
  ),
  unread(
    'an old Excel file called csv',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
    'not_csv',
  ),
  unread('a PDF called csv', '%PDF-1.7\n1 0 obj\n', 'not_csv'),
  unread('a gzipped file', Buffer.from('1f8b0800000000000003', 'hex'), 'not_csv'),
  unread('HTML saved as CSV', `<!DOCTYPE html>\n<table><tr><td>${HEADING}</td></tr></table>\n`, 'html'),
  unread('an XML spreadsheet', '\ufeff<?xml version="1.0"?>\n<Workbook/>\n', 'html'),
  unread('UTF-16 little-endian without mark', wide(csv(GOOD), false), 'encoding'),
  unread('UTF-16 big-endian without mark', wide(csv(GOOD), true), 'encoding'),
  unread(
    'a UTF-8 mark before what is no UTF-8',
    Buffer.concat([Buffer.from('\ufeff'), Buffer.from(withCell(AGE, 'één'), 'latin1')]),
    'encoding',
  ),
  unread('NUL bytes', withCell(ALL, '4\x000'), 'nul_bytes'),
  unread('control characters', withCell(ALL, '4\x1b0'), 'control_characters'),
  unread('a quote that never closes', withCell(AGE, '"5-6'), 'unbalanced_quote', 2),
  unread('a quote within quotes', withCell(AGE, '"5"-6"'), 'unbalanced_quote', 2),
  unread('a line of two megabytes', withCell(AREA, 'x'.repeat(2_000_000)), 'line_too_long', 2),
  { about: 'a last line that breaks off', content: csv(GOOD).slice(0, -1), rule: 'no_final_newline' },
  {
    about: 'a last row that breaks off',
    content: csv(GOOD).slice(0, -4),
    rule: 'field_count',
    row: 5,
    also: ['no_final_newline', 'value_missing'],
  },
];

const SHAPE: BadDelivery[] = [
  {
    about: 'a row with a field less',
    content: withRow('BU09280001;2023/2024;5-6;jongens;40;8'),
    rule: 'field_count',
    row: 2,
    also: ['value_missing'],
  },
  { about: 'a row with a field more', content: withRow(`${first};7`), rule: 'field_count', row: 2 },
  {
    about: 'mixed delimiters',
    content: csv([HEADING, first.replaceAll(';', ','), ...others]),
    rule: 'field_count',
    row: 2,
    also: ['area_form', 'value_missing'],
  },
  {
    about: 'shifted columns',
    content: withRow(`;${first.split(';').slice(0, 6).join(';')}`),
    rule: 'value_missing',
    row: 2,
    column: 'gebied',
    also: ['period_form', 'category_unknown', 'number_form'],
  },
  {
    about: 'a missing column',
    content: csv(GOOD.map(line => line.split(';').slice(0, 6).join(';'))),
    rule: 'column_missing',
    row: 1,
    column: 'obesitas',
  },
  {
    about: 'a column under another name',
    content: csv(GOOD).replace('obesitas', 'obesitass'),
    rule: 'column_missing',
    row: 1,
    column: 'obesitas',
    also: ['column_unknown'],
  },
  {
    about: 'a column that is there twice',
    content: csv(GOOD.map((line, at) => `${line};${at ? '1' : 'gemeten'}`)),
    rule: 'column_twice',
    row: 1,
    column: 'gemeten',
    also: ['column_unknown'],
  },
  {
    about: 'a column that is not agreed',
    content: column('ondergewicht', ['1', '2', '3', '4']),
    rule: 'column_unknown',
    row: 1,
    column: 'ondergewicht',
  },
  {
    about: 'data below an empty heading',
    content: column('', ['', '12', '', '']),
    rule: 'column_unknown',
    row: 3,
    column: '(kolom 8 zonder kop)',
  },
  {
    about: 'no heading',
    content: csv(GOOD.slice(1)),
    rule: 'column_missing',
    row: 1,
    column: 'gebied',
    also: ['column_unknown'],
  },
  {
    about: 'a title above the heading',
    content: csv(['Overgewicht Parkstad;;;;;;', ...GOOD]),
    rule: 'heading_below',
    row: 1,
    unread: true,
  },
  {
    about: 'two heading rows',
    content: csv([HEADING, ...GOOD]),
    rule: 'second_header',
    row: 2,
    column: 'gebied',
  },
  {
    about: 'an empty row in between',
    content: csv([HEADING, first, ';;;;;;', ...others]),
    rule: 'blank_row',
    row: 3,
  },
  { about: 'a doubled row', content: csv([...GOOD, first]), rule: 'row_twice', row: 6, column: 'gebied' },
  {
    about: 'a doubled key with other counts',
    content: csv([...GOOD, first.replace('40;8;2', '41;9;2')]),
    rule: 'row_twice',
    row: 6,
    column: 'gebied',
  },
  {
    about: 'a doubled key in another spelling',
    content: csv([...GOOD, first.replace('BU0', 'bu0').replace('2023/2024', '2023-2024')]),
    rule: 'row_twice',
    row: 6,
    column: 'gebied',
  },
  {
    about: 'a totals row',
    content: csv([...GOOD, 'Totaal;2023/2024;5-6;jongens;176;36;6']),
    rule: 'totals_row',
    row: 6,
    column: 'gebied',
  },
];

const KEYS: BadDelivery[] = [
  cell('an unknown buurt', AREA, 'BU09289999', 'area_unknown'),
  cell('a buurt of another vintage', AREA, ONLY_2020, 'area_other_vintage'),
  cell('a buurt without its letters', AREA, '09280001', 'area_form'),
  cell('a buurt that Excel made a number', AREA, '9280001', 'area_form'),
  cell('the name of a buurt', AREA, 'Bleijerheide', 'area_form'),
  cell('a gemeente where buurten are agreed', AREA, 'GM0928', 'area_level'),
  cell('an empty area', AREA, '', 'value_missing'),
  cell('a future period', PERIOD, '2031/2032', 'period_future'),
  cell('a year where a school year is agreed', PERIOD, '2023', 'period_form'),
  cell('a school year of two years', PERIOD, '2023/2025', 'period_form'),
  cell('a date where a school year is agreed', PERIOD, '1-8-2023', 'period_form'),
  cell('a school year before 1990', PERIOD, '1923/1924', 'period_form'),
  cell('a group that Excel made a date', AGE, '5-jun', 'category_unknown'),
  cell('a group that Excel made a whole date', AGE, '5-6-2026', 'category_unknown'),
  cell('a group that is not agreed', AGE, '15-16', 'category_unknown'),
  cell('an unknown sex', SEX, 'onbekend', 'category_unknown'),
];

const COUNTS: BadDelivery[] = [
  cell('a negative count', ALL, '-40', 'count_negative'),
  cell('decimals with a comma', ALL, '40,5', 'count_decimal'),
  cell('decimals with a point', ALL, '40.5', 'count_decimal'),
  cell('a point that may be decimal', ALL, '1.234', 'decimal_confusion'),
  cell('a comma that may be of thousands', ALL, '1,234', 'decimal_confusion'),
  cell('thousands with an apostrophe', ALL, "1'234", 'number_form'),
  cell('thousands with a space', ALL, '1 234', 'number_form'),
  cell('a count of nine digits', ALL, '123456789', 'count_too_large'),
  cell('a count in words', ALL, 'veertig', 'number_form'),
  cell('a count below ten as text', SMALL, '<10', 'number_form'),
  cell('an empty count', ALL, '', 'value_missing'),
  cell('a part larger than the whole', PART, '41', 'of_exceeded'),
  {
    about: 'swapped columns',
    content: swapped(ALL, PART),
    rule: 'of_exceeded',
    row: 2,
    column: 'overgewicht',
  },
  cell('#N/B of Excel', PART, '#N/B', 'excel_error'),
  cell('#REF! of Excel', ALL, '#REF!', 'excel_error'),
  cell('#DEEL/0! of Excel', SMALL, '#DEEL/0!', 'excel_error'),
  cell('a formula', ALL, '=SOM(A1:A9)', 'formula'),
  cell('a formula that runs a program', AGE, "=cmd|' /C calc'!A0", 'formula'),
  cell('a formula behind a minus', SEX, '-2+3+cmd', 'formula'),
  cell('a formula behind an at sign', AREA, '@SUM(1)', 'formula'),
];

export const BAD: BadDelivery[] = [...FILES, ...SHAPE, ...KEYS, ...COUNTS];
