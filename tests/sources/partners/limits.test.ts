import { describe, expect, test } from 'vitest';
import { countCheck, periodCheck, shareCheck, textCheck } from '../../../sources/partners/cells.ts';
import { Findings } from '../../../sources/partners/findings.ts';
import { ColumnWatch, type Role } from '../../../sources/partners/person-data.ts';
import { PersonData } from '../../../sources/partners/rules.ts';
import { contractOf, csv, HEADING, NOW, world } from './world.ts';

/** Which sign of persons a column of these values gives, in a file of so many rows. */
function signOf(role: Role, values: string[], { rows = values.length, isKnown = false } = {}) {
  const watch = new ColumnWatch('kolom', { role, column: 1, now: NOW });
  try {
    for (const [at, value] of values.entries()) watch.take(value, at + 2, isKnown);
    watch.finish(rows);
    return undefined;
  } catch (error) {
    return error instanceof PersonData ? error.rule : error;
  }
}

const many = (count: number, of: (at: number) => string) => Array.from({ length: count }, (_, at) => of(at));
/** Words of a letter, so that no name or street is among them. */
const words = (count: number, length: number): string => {
  const text = many(count, () => 'x').join(' ');
  return `${text}${'9'.repeat(length - text.length)}`;
};

describe('a column shows persons beyond a limit, and not at it', () => {
  test.each([
    ['30 answers in fewer than 60 rows', 'answer', many(30, at => `zin ${at}`), 59, 'free_text'],
    ['30 answers in 60 rows', 'answer', many(30, at => `zin ${at}`), 60, undefined],
    ['29 answers in 29 rows', 'answer', many(29, at => `zin ${at}`), 29, undefined],
    ['an answer of 201 signs', 'answer', ['9'.repeat(201)], 99, 'free_text'],
    ['an answer of 200 signs', 'answer', ['9'.repeat(200)], 99, undefined],
    ['a text of 201 signs', 'other', ['9'.repeat(201)], 99, 'free_text'],
    ['a text of 200 signs', 'other', ['9'.repeat(200)], 99, undefined],
    ['8 words in 60 signs', 'other', [words(8, 60)], 99, 'free_text'],
    ['7 words in 60 signs', 'other', [words(7, 60)], 99, undefined],
    ['8 words in 59 signs', 'other', [words(8, 59)], 99, undefined],
    ['three first names among others', 'other', ['Sanne', 'Daan', 'Fatima', 'Noord'], 99, 'name'],
    ['two first names among others', 'other', ['Sanne', 'Daan', 'Noord', 'Zuid'], 99, undefined],
    [
      'three streets among others',
      'other',
      ['Akerstraat', 'Dorpsstraat', 'Kerkstraat', 'Noord'],
      99,
      'street',
    ],
    ['two streets among others', 'other', ['Akerstraat', 'Dorpsstraat', 'Noord', 'Zuid'], 99, undefined],
    ['a date of three years ago', 'other', ['31-12-2023'], 99, 'birth_date'],
    ['a date of two years ago', 'other', ['01-01-2024'], 99, undefined],
  ] as const)('%s', (_, role, values, rows, sign) => {
    expect(signOf(role, [...values], { rows })).toBe(sign);
  });

  test('of days of measurement: 61 with fewer than two rows each', () => {
    const days = (count: number) => many(count, at => `2025-0${1 + Math.floor(at / 28)}-${10 + (at % 28)}`);
    const signs = (count: number, rows: number) => signOf('period', days(count), { rows, isKnown: true });
    expect(signs(61, 121)).toBe('birth_date');
    expect(signs(61, 122)).toBeUndefined();
    expect(signs(60, 60)).toBeUndefined();
  });
});

describe('a delivery shows persons beyond a limit, and not at it', () => {
  const stateOf = async (rows: string[]) => {
    const { put, takeUp } = await world();
    await put('overgewicht.csv', csv([HEADING, ...rows]));
    const [report] = await takeUp();
    return report?.state;
  };
  const row = (given: { age?: string; sex?: string; year?: number; count?: number } = {}) => {
    const { age = '5-6', sex = 'jongens', year = 2023, count = 40 } = given;
    return `BU09280001;${year}/${year + 1};${age};${sex};${count};1;0`;
  };

  test('of age groups: 257, of sexes: 17', async () => {
    const ages = (count: number) => many(count, at => row({ age: `groep ${at}` }));
    expect([await stateOf(ages(256)), await stateOf(ages(257))]).toEqual(['refused', 'personal']);
    const sexes = (count: number) => many(count, at => row({ sex: `s${at}` }));
    expect([await stateOf(sexes(16)), await stateOf(sexes(17))]).toEqual(['refused', 'personal']);
  });

  test('of rows that come again: more than there are different ones', async () => {
    const again = (times: number) => [row(), ...many(times, () => row())];
    expect([await stateOf(again(1)), await stateOf(again(2))]).toEqual(['refused', 'personal']);
    // One that counts a single child is one child as soon as it comes again.
    const single = (count: number) => [row({ count }), row({ count }), row({ count, sex: 'meisjes' })];
    expect([await stateOf(single(2)), await stateOf(single(1))]).toEqual(['refused', 'personal']);
  });

  test('of combinations of groups: 100,001', async () => {
    const rows = many(100_001, at =>
      row({
        age: `groep ${at % 250}`,
        sex: `s${Math.floor(at / 250) % 16}`,
        year: 1990 + Math.floor(at / 4000),
      }),
    );
    expect(await stateOf(rows.slice(0, -1))).toBe('refused');
    expect(await stateOf(rows)).toBe('personal');
  });
});

test('of findings 40 of a rule are listed and 100 in all, and all are counted', () => {
  const findings = new Findings();
  const add = (rule: 'blank_row' | 'row_twice' | 'formula', times: number) => {
    for (let row = 1; row <= times; row++) findings.add({ rule, row });
    return findings.listed.length;
  };
  expect([add('blank_row', 40), add('blank_row', 1)]).toEqual([40, 40]);
  expect([add('row_twice', 41), add('formula', 20), add('formula', 1)]).toEqual([80, 100, 100]);
  expect(findings.totals).toEqual({ blank_row: 41, row_twice: 41, formula: 21 });
});

describe('a cell', () => {
  test('counts up to seven digits', () => {
    const count = countCheck({});
    expect(count('9999999')).toEqual({ out: '9999999', value: 9_999_999 });
    expect(count('10000000')).toMatchObject({ out: '', rule: 'count_too_large' });
  });

  test('tells of a period that began today, and not of one that begins tomorrow', async () => {
    const day = periodCheck(
      { ...(await contractOf('jgz-overgewicht')), period: { column: 'dag', form: 'date' } },
      NOW,
    );
    expect(day('2026-11-26')).toMatchObject({ out: '2026-11-26' });
    expect(day('2026-11-27')).toMatchObject({ out: '', rule: 'period_future' });
  });

  test('holds a share up to a hundred, and a text of 300 signs', () => {
    expect(shareCheck('100')).toMatchObject({ out: '100' });
    expect(shareCheck('100,1')).toMatchObject({ rule: 'share_range' });
    expect(textCheck('x'.repeat(300))).toMatchObject({ out: 'x'.repeat(300) });
    expect(textCheck('x'.repeat(301))).toMatchObject({ rule: 'category_text' });
  });
});
