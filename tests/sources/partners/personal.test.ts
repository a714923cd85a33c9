import fs from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tryDelivery } from '../../../sources/partners/look.ts';
import { isPlainName } from '../../../sources/partners/person-data.ts';
import { headingSign } from '../../../sources/partners/person-headers.ts';
import { isBsn, isIban, nameSign, signIn } from '../../../sources/partners/person-signs.ts';
import { PERSONAL } from './personal-files.ts';
import { csv, GOOD, world } from './world.ts';

test('there are personal files of more than twenty-five kinds', () =>
  expect(PERSONAL.length).toBeGreaterThanOrEqual(25));

describe('a file about persons is refused, and nothing of it is kept', () => {
  test.each(PERSONAL)(
    '$about: $rule',
    async ({ content, rule, planted, row, name = 'overgewicht.csv', partner = 'ggd-zuid-limburg' }) => {
      const { put, takeUp, stored, logged, options } = await world();
      const file = await put(name, content, partner);
      const tried = await tryDelivery(partner, file, options);
      expect(await stored()).toEqual({});
      const [report] = await takeUp();
      expect(report).toMatchObject({
        state: 'personal',
        person: { rule },
        file: null,
        findings: [],
        delivery: null,
      });
      if (row) expect(report?.person?.row).toBe(row);
      const after = await stored();
      expect(Object.keys(after)).toEqual(['state/refused-person-data.jsonl']);
      const said = [JSON.stringify([report, tried]), ...logged, ...Object.entries(after).flat()]
        .join('\n')
        .toLowerCase();
      for (const value of planted) expect(said).not.toContain(value.toLowerCase());
      expect(JSON.parse(after['state/refused-person-data.jsonl'] ?? '')).toEqual({
        at: '2026-11-26T09:00:00.000Z',
        partner,
        sha256: report?.sha256,
        bytes: Buffer.byteLength(content),
        rule,
      });
      expect((await fs.readFile(file)).equals(Buffer.from(content))).toBe(true);
    },
  );

  test('is noted once, however often it is met', async () => {
    const { put, takeUp, stored } = await world();
    await put('overgewicht.csv', csv(GOOD).replace(';40;', ';123456782;'));
    await takeUp();
    const before = await stored();
    expect(await takeUp()).toMatchObject([{ state: 'personal' }]);
    expect(await stored()).toEqual(before);
  });
});

describe('what is not about persons', () => {
  test.each([
    'buurtnaam',
    'schoolnaam',
    'gemeente_naam',
    'aantal huishoudens',
    'gemeten',
    'leeftijd',
    'EBEGK3S2',
    'SBRLK3S34',
    'status',
    'antwoord',
  ])('heading %s', heading => expect(headingSign(heading)).toBeUndefined());
  test.each([
    'BU09280003',
    'WK092800',
    '2023/2024',
    '2024KW01',
    '2024MM03',
    '1.234.567',
    '45,3',
    '2024-03-31',
    'Zeer tevreden',
    'niet van toepassing',
    'Wat vindt u van het groen in uw buurt sinds 2020?',
    '18-64',
  ])('value %s', value => {
    expect(signIn(value)).toBeUndefined();
    expect(nameSign(value)).toBeUndefined();
  });
  test.each(['overgewicht-2023.csv', 'huurachterstand_2024KW01_v2.csv', 'levering 20240331.csv'])(
    'file name %s',
    name => {
      expect(isPlainName(name)).toBe(name !== 'levering 20240331.csv');
    },
  );

  test('is an area code without its letters that passes the eleven-test by chance', async () => {
    const { put, takeUp } = await world();
    const chance = Array.from({ length: 99 }, (_, at) => `092800${String(at).padStart(2, '0')}`).filter(
      isBsn,
    );
    expect(chance.length).toBeGreaterThan(5);
    await put(
      'overgewicht.csv',
      csv([GOOD[0] ?? '', ...chance.map(code => `${code};2023/2024;5-6;jongens;40;8;2`)]),
    );
    expect(await takeUp()).toMatchObject([{ state: 'refused', totals: { area_form: chance.length } }]);
  });

  test('are names of buurten in a column that is not agreed', async () => {
    const { put, takeUp } = await world();
    const names = ['Bleijerheide', 'Heerlerbaan', 'Vrieheide-De Stack', 'Molenberg'];
    await put('overgewicht.csv', csv(GOOD.map((line, at) => `${line};${at === 0 ? 'kern' : names[at - 1]}`)));
    expect(await takeUp()).toMatchObject([{ state: 'refused', totals: { column_unknown: 1 } }]);
  });
});

describe('the eleven-test', () => {
  test('knows published examples', () => {
    expect(['123456782', '111222333', '999990019'].map(isBsn)).toEqual([true, true, true]);
    expect(['123456789', '000000000', '111111111', '12345'].map(isBsn)).toEqual([false, false, false, false]);
    expect(isIban('NL91ABNA0417164300')).toBe(true);
    expect(isIban('NL92ABNA0417164300')).toBe(false);
  });

  test('finds every number that passes it, wherever it stands in a text', () => {
    const passing = fc.integer({ min: 10_000_000, max: 99_999_999 }).map(eight => {
      const digits = String(eight).slice(0, 8);
      const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (9 - at), 0) % 11;
      return sum === 10 ? undefined : `${digits}${sum}`;
    });
    fc.assert(
      fc.property(
        passing,
        fc.constantFrom('', 'nr ', 'kind:', '"', '('),
        fc.constantFrom('', ' ', ')', ' jaar', ';x'),
        (number, before, behind) => {
          fc.pre(number !== undefined && !/^(\d)\1*$/.test(number));
          expect(signIn(`${before}${number}${behind}`)).toBe('bsn');
        },
      ),
    );
  });
});

test('where a name of a file looks like a person it is not shown, of whatever file', async () => {
  const { put, takeUp, stored, logged } = await world();
  await put('overgewicht van Sanne Jansen.csv', csv(GOOD.slice(0, 1)));
  const [report] = await takeUp();
  expect(report).toMatchObject({ state: 'refused', file: null });
  const said = [JSON.stringify(report), ...logged, ...Object.entries(await stored()).flat()].join('\n');
  expect(said).not.toContain('Sanne');
  expect(path.basename(report?.refusal ?? '')).toMatch(/^20261126T090000Z-[0-9a-f]{8}$/);
});
