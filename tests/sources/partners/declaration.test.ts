import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDeclaration } from '../../../kernel/declare.ts';
import { VieError } from '../../../kernel/errors.ts';
import { projectRoot } from '../../../kernel/root.ts';
import {
  isFileOf,
  type PeriodForm,
  partnerProblems,
  partnerSchema,
} from '../../../sources/partners/declaration.ts';
import { readPeriod } from '../../../sources/partners/periods.ts';

const TEXT = await fs.readFile(
  path.join(projectRoot(), 'tests/sources/partners/jgz-overgewicht.yaml'),
  'utf8',
);
const problemsOf = (text: string) => partnerProblems(parseDeclaration(text, partnerSchema, 'contract.yaml'));
const faultOf = (text: string): VieError | undefined => {
  try {
    parseDeclaration(text, partnerSchema, 'contract.yaml');
    return undefined;
  } catch (error) {
    return error as VieError;
  }
};

describe('a contract', () => {
  test('of twenty lines is good', () => {
    expect(problemsOf(TEXT)).toEqual([]);
    expect(TEXT.trim().split('\n').length).toBeLessThanOrEqual(20);
  });

  test.each([
    ['an unknown key', TEXT.replace('rhythm:', 'rythm:'), /rythm/, 8],
    ['a form of period that is none', TEXT.replace('school_year}', 'schoolyear}'), /school/, 13],
    ['neither counts nor signals', TEXT.split('counts:')[0] ?? '', /either counts or signals/, 2],
    ['cells below five', `${TEXT}min_cell: 3\n`, /min_cell|5/, 20],
  ])('with %s is refused at its line', (_, text, message, line) => {
    const error = faultOf(text);
    expect(error).toBeInstanceOf(VieError);
    expect(error?.message).toMatch(message);
    expect(error?.where.line).toBe(line);
  });

  test.each([
    [
      'a part of a count that is not there',
      TEXT.replace('of: gemeten', 'of: gemetten'),
      /Count 'gemetten' is not declared/,
      /gemeten/,
    ],
    [
      'a part of itself',
      TEXT.replace('column: gemeten,', 'column: gemeten, of: obesitas,'),
      /part of itself/,
      /Counts/,
    ],
    ['a column twice', TEXT.replace('column: obesitas', 'column: Gemeten'), /declared twice/, /its own/],
    [
      'a column of persons',
      TEXT.replace('column: obesitas', 'column: BSN'),
      /personal data/,
      /counts per area/,
    ],
    [
      'two levels of areas',
      TEXT.replace('levels: [buurt]', 'levels: [buurt, wijk]'),
      /of one level/,
      /added up from them/,
    ],
    [
      'a total beside its parts',
      TEXT.replace('meisjes: v', 'meisjes: v, allen: total'),
      /total is delivered beside its parts/,
      /parts alone/,
    ],
    [
      'ages that overlap',
      TEXT.replace('"10-11": 10-11', '"10-11": 6-11'),
      /Age groups overlap/,
      /exclude each other/,
    ],
    [
      'a reserved name',
      TEXT.replace('  gemeten:', '  period: {column: x}\n  gemeten:'),
      /column of every delivery/,
      /another name/,
    ],
  ])('with %s is refused', (_, text, message, hint) => {
    const [problem] = problemsOf(text);
    expect(problem?.message).toMatch(message);
    expect(problem?.hint).toMatch(hint);
  });

  test('names its files with * and ?', () => {
    const names = [
      'overgewicht-2024.xlsx',
      'overgewicht.csv',
      'Overgewicht-2023.CSV',
      'obesitas.csv',
      'overgewichtXcsv',
    ];
    expect(names.map(name => isFileOf({ file: 'overgewicht*.csv' }, name))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

test.each<[PeriodForm, string, string | undefined]>([
  ['year', '2024', '2024'],
  ['quarter', '2024-Q1', '2024KW01'],
  ['quarter', '2024KW04', '2024KW04'],
  ['quarter', '2024KW05', undefined],
  ['month', '2024-03', '2024MM03'],
  ['month', '2024MM13', undefined],
  ['date', '31-3-2024', '2024-03-31'],
  ['date', '2024-02-30', undefined],
  ['school_year', '2023-2024', '2023/2024'],
  ['school_year', '2023/24', undefined],
])('%s %s is read as %s', (form, text, period) => {
  expect(readPeriod(text, form)?.period).toBe(period);
});
