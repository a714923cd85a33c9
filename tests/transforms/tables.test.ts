import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { VieError } from '../../kernel/errors.ts';
import { formsOf } from '../../transforms/forms.ts';
import { parseHeader } from '../../transforms/header.ts';
import { type PublishedTable, publishedTables } from '../../transforms/tables.ts';
import { tempFolder } from '../support/pipeline.ts';

const AREA = `/* ---
title: {nl: Gebieden, en: Areas}
key: [code]
place: 20
columns:
  code: {nl: Code, en: Code}
  level:
    nl: Niveau
    en: Level
    codes: {wijk: [wijk, district], buurt: [buurt, neighbourhood]}
--- */
-- Areas
select 1`;

const VALUE = `/* ---
title: {nl: Waarden, en: Values}
key: [area, level]
place: 10
steps: 5
columns:
  area: {nl: Gebied, en: Area, type: area_text, values: input.area.code}
  level: {nl: Niveau, en: Level, type: level_text, codes: area.level}
  value: {nl: Waarde, en: Value, type: double}
  trend: {nl: Richting, en: Direction, codes: {up: [op, up], down: [neer, down]}}
  same: area.level
--- */
-- Values
select 1`;

async function tablesOf(files: Record<string, string>): Promise<PublishedTable[]> {
  const folder = path.join(await tempFolder('headers'), 'transforms');
  await fs.mkdir(path.join(folder, 'gold'), { recursive: true });
  for (const [name, sql] of Object.entries(files))
    await fs.writeFile(path.join(folder, 'gold', `${name}.sql`), sql);
  return publishedTables(folder);
}

async function refusal(files: Record<string, string>): Promise<VieError> {
  try {
    await tablesOf(files);
  } catch (error) {
    if (error instanceof VieError) return error;
  }
  throw new Error('not refused');
}

describe('the headers of a folder', () => {
  test('give tables in their places, with the columns in order and the notice last', async () => {
    const [value, area] = await tablesOf({ area: AREA, value: VALUE });
    expect([value?.name, area?.name]).toEqual(['value', 'area']);
    expect(value?.columns.map(column => column.name)).toEqual([
      'area',
      'level',
      'value',
      'trend',
      'same',
      'notice',
    ]);
    expect(value).toMatchObject({ nl: 'Waarden', en: 'Values', key: ['area', 'level'], steps: 5 });
  });

  test('take codes, or a whole column, from where they are listed', async () => {
    const [value] = await tablesOf({ area: AREA, value: VALUE });
    const words = { wijk: { nl: 'wijk', en: 'district' }, buurt: { nl: 'buurt', en: 'neighbourhood' } };
    expect(value?.columns[1]).toMatchObject({ nl: 'Niveau', words, isOwnList: false });
    expect(value?.columns[4]).toMatchObject({ name: 'same', nl: 'Niveau', words, isOwnList: false });
  });

  test('leave files without a header alone', async () => {
    expect(await tablesOf({ area: AREA, other: '-- Not published\nselect 1' })).toHaveLength(1);
  });
});

test('tables that are filled in steps get enumerations in alphabetical order', async () => {
  expect(formsOf(await tablesOf({ area: AREA, value: VALUE.replace('  same: area.level\n', '') }))).toEqual([
    "create type area_text as enum (select code from input.area where code is not null union select '' order by 1)",
    "create type level_text as enum ('buurt', 'wijk')",
    "create type notice_text as enum (select notice from input.setting where notice is not null union select '' order by 1)",
    "create table gold.value (area area_text, level level_text, value double, trend enum ('down', 'up'), notice notice_text)",
  ]);
});

describe('a fault in a header is told with its place', () => {
  test.each([
    ['an unknown key', VALUE.replace('steps: 5', 'stepz: 5'), /Unknown key 'stepz'/, 5, 1],
    ['an unknown key of a column', VALUE.replace('en: Value,', 'en: Value, typo: x,'), /typo/, 9, 34],
    [
      'codes of a column that does not exist',
      VALUE.replace('codes: area.level', 'codes: area.levle'),
      /no column 'area.levle'/,
      8,
      52,
    ],
    [
      'codes of a column without codes',
      VALUE.replace('codes: area.level', 'codes: area.code'),
      /lists no codes/,
      8,
      52,
    ],
    [
      'a column that refers to one that refers on',
      VALUE.replace('same: area.level', 'same: value.other\n  other: area.code'),
      /refers to another/,
      11,
      3,
    ],
    ['a key that is no column', VALUE.replace('[area, level]', '[area, levl]'), /no column 'levl'/, 3, 13],
    ['no type where it is filled in steps', VALUE.replace(', type: double', ''), /has no type/, 9, 3],
    ['a code without its English word', VALUE.replace('[op, up]', '[op]'), /trend/, 10, 48],
    [
      'a part of a text that does not end',
      VALUE.replace('en: Value,', 'en: Value, text: "[ van {parts}",'),
      /close each \[/,
      9,
      34,
    ],
    ['a header that does not end', VALUE.replace('--- */', ''), /does not end/, 1, 1],
  ])('%s', async (_, sql, message, line, column) => {
    const error = await refusal({ area: AREA, value: sql });
    expect(`${error.message} ${error.hint}`).toMatch(message);
    expect(error.where).toMatchObject({ file: 'transforms/gold/value.sql', line, column });
  });

  test('with the name that was meant', async () => {
    const error = await refusal({
      area: AREA,
      value: VALUE.replace('codes: area.level', 'codes: area.levle'),
    });
    expect(error.hint).toMatch(/^Did you mean 'area.level'/);
  });
});

test('positions in a header are those in the SQL file', () => {
  expect(parseHeader(AREA, 'area.sql')?.where(['columns', 'level', 'codes'])).toEqual({
    file: 'area.sql',
    line: 10,
    column: 5,
  });
});
