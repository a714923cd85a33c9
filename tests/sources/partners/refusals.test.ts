import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { exists, listFiles } from '../../../kernel/files.ts';
import { acceptedDeliveries } from '../../../sources/partners/store.ts';
import { BAD } from './bad-deliveries.ts';
import { csv, GOOD, HEADING, world } from './world.ts';

test('there are bad deliveries of more than sixty kinds', () =>
  expect(BAD.length).toBeGreaterThanOrEqual(60));

describe('a delivery that is not as agreed is refused whole, with the place, and changes nothing', () => {
  test.each(BAD)('$about: $rule', async ({ content, rule, row, column, also = [], unread }) => {
    const { put, takeUp, stored, data, inbox } = await world();
    await put('overgewicht-2023.csv', csv(GOOD));
    await takeUp();
    const before = await stored();
    const file = await put('overgewicht-fout.csv', content);
    const [report] = await takeUp();
    expect(report).toMatchObject({ state: 'refused', contract: 'jgz-overgewicht', delivery: null });
    expect(Object.keys(report?.totals ?? {}).sort(), JSON.stringify(report?.findings)).toEqual(
      [...new Set([rule, ...also])].sort(),
    );
    const finding = report?.findings.find(one => one.rule === rule);
    expect(finding).toMatchObject({ ...(row ? { row } : {}), ...(column ? { column } : {}) });
    const after = await stored();
    for (const [name, text] of Object.entries(before)) expect(after[name], name).toBe(text);
    const kept = Object.keys(after)
      .filter(name => !(name in before))
      .map(name => path.basename(name))
      .sort();
    expect(kept).toEqual([...(unread ? [] : ['original.csv']), 'refusal.csv', 'refusal.txt']);
    if (!unread)
      expect(await fs.readFile(path.join(report?.refusal ?? '', 'original.csv'))).toEqual(
        Buffer.from(content),
      );
    expect(
      report?.refusal?.startsWith(path.join(data, 'quarantine/ggd-zuid-limburg/20261126T090000Z-')),
    ).toBe(true);
    expect(await exists(file)).toBe(false);
    expect(await listFiles(path.join(inbox, 'ggd-zuid-limburg/geweigerd'))).toHaveLength(1);
  });
});

describe('a refusal', () => {
  test('never repeats a value, and says in Dutch how to mend it', async () => {
    const { put, takeUp, stored } = await world();
    await put(
      'overgewicht.csv',
      csv([HEADING, 'BU09280001;2023/2024;5-6;jongens;81.79;8;2', ...GOOD.slice(2)]),
    );
    const [report] = await takeUp();
    const texts = Object.entries(await stored())
      .filter(([name]) => /refusal/.test(name))
      .map(([, text]) => text);
    expect(texts).toHaveLength(2);
    for (const text of [...texts, JSON.stringify(report)]) {
      expect(text).not.toContain('81.79');
      expect(text).toContain('99.99');
      expect(text).toContain('count_decimal');
    }
    expect(texts.join()).toContain('Lever aantallen, geen percentages');
  });

  test('lists a hundred places at most, and counts them all', async () => {
    const { put, takeUp } = await world();
    const rows = Array.from(
      { length: 500 },
      (_, at) => `BU0928${String(7000 + at)};${1990 + (at % 30)}/2000;x;y;-1;-2;=1`,
    );
    await put('overgewicht.csv', csv([HEADING, ...rows]));
    const [report] = await takeUp();
    expect(report?.findings.length).toBe(100);
    expect(report?.totals).toMatchObject({ area_unknown: 500, count_negative: 1000, formula: 500 });
  });

  test('makes formulas harmless in the CSV that is sent back', async () => {
    const { put, takeUp, stored } = await world();
    await put(
      'overgewicht.csv',
      csv(GOOD.map((line, at) => `${line};${at ? '3' : '=HYPERLINK("http://x")'}`)),
    );
    await takeUp();
    const texts = Object.entries(await stored()).filter(([name]) => name.endsWith('refusal.csv'));
    for (const [, text] of texts) expect(text).not.toMatch(/(^|[;"\n])[=+@-]/);
    expect(texts).toHaveLength(1);
  });

  test('is not written a second time for the same file', async () => {
    const { put, takeUp, stored } = await world();
    await put('overgewicht.csv', csv([HEADING]));
    await takeUp();
    const before = await stored();
    await put('overgewicht.csv', csv([HEADING]));
    await takeUp();
    expect(await stored()).toEqual(before);
  });

  test('of thousands with points is none where the column leaves no doubt', async () => {
    const { put, takeUp, options } = await world();
    await put('overgewicht.csv', csv(GOOD).replace(';40;8;2', ';1.234.567;1.234;2'));
    const [report] = await takeUp();
    expect(report?.totals).toEqual({ decimal_confusion: 1 });
    await put(
      'overgewicht.csv',
      csv(GOOD).replace(';40;8;2', ';1.234.567;12;2').replace(';51;12;3', ';5.100;12;3'),
    );
    expect(await takeUp()).toMatchObject([{ state: 'accepted' }]);
    expect(await acceptedDeliveries(options.dataDir, { id: 'jgz-overgewicht' })).toHaveLength(1);
  });
});

test('postcodes that come again are refused as such, and are not kept: they may be of persons', async () => {
  const { put, takeUp, stored } = await world();
  const rows = Array.from({ length: 9 }, (_, at) => `646${at % 3};2023/2024;5-6;jongens;40;8;2`);
  await put('overgewicht.csv', csv([HEADING, ...rows]));
  expect(await takeUp()).toMatchObject([{ state: 'refused', totals: { area_form: 9 } }]);
  expect(Object.keys(await stored()).map(name => path.basename(name))).toEqual([
    'refusal.csv',
    'refusal.txt',
  ]);
});
