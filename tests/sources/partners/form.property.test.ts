import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUURTEN, HEADING, world } from './world.ts';

const row = fc.record({
  area: fc.constantFrom(...BUURTEN),
  year: fc.integer({ min: 1990, max: 2025 }),
  age: fc.constantFrom('5-6', '10-11', '13-14'),
  sex: fc.constantFrom('jongens', 'meisjes'),
  counts: fc.tuple(fc.nat(4000), fc.nat(4000), fc.nat(4000)).map(all => all.sort((a, b) => b - a)),
});
const key = ({ area, year, age, sex }: { area: string; year: number; age: string; sex: string }) =>
  [area, year, age, sex].join();
const table = fc.uniqueArray(row, { selector: key, minLength: 1, maxLength: 40 });

const form = fc.record({
  delimiter: fc.constantFrom(';', ',', '\t'),
  encoding: fc.constantFrom('utf-8', 'utf-8-mark', 'windows-1252', 'utf-16le', 'utf-16be'),
  quoting: fc.constantFrom('none', 'all', 'some'),
  line: fc.constantFrom('\n', '\r\n', '\r'),
  separator: fc.boolean(),
  emptyColumns: fc.nat(2),
  emptyRows: fc.nat(2),
  capitals: fc.boolean(),
});
type Form = typeof form extends fc.Arbitrary<infer T> ? T : never;

function encoded(text: string, encoding: Form['encoding']): Buffer {
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1');
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-8-mark') return Buffer.from(`\ufeff${text}`);
  const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf-16be' ? wide.swap16() : wide;
}

function written(
  rows: string[][],
  { delimiter, quoting, line, separator, emptyColumns, emptyRows, capitals, encoding }: Form,
): Buffer {
  const quoted = (cell: string, at: number) =>
    quoting === 'all' || (quoting === 'some' && at % 2 === 0) ? `"${cell}"` : cell;
  const heading = HEADING.split(';').map(name => (capitals ? name.toUpperCase() : name));
  const lines = [heading, ...rows].map(cells =>
    [...cells.map(quoted), ...Array<string>(emptyColumns).fill('')].join(delimiter),
  );
  const empty = Array<string>(emptyRows).fill(delimiter.repeat(HEADING.split(';').length - 1 + emptyColumns));
  return encoded([...(separator ? [`sep=${delimiter}`] : []), ...lines, ...empty, ''].join(line), encoding);
}

test('any valid table survives delimiter, encoding, quoting, line ends and marks unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(table, form, async (rows, shape) => {
      const { put, takeUp, stored } = await world();
      const cells = rows.map(({ area, year, age, sex, counts }) => [
        area,
        `${year}/${year + 1}`,
        age,
        sex,
        ...counts.map(String),
      ]);
      await put('overgewicht.csv', written(cells, shape));
      const [report] = await takeUp();
      // Ones alone may be a row for each person.
      expect(report, JSON.stringify(report)).toMatchObject({ state: 'accepted', rows: rows.length });
      const [, kept] = Object.entries(await stored()).find(([name]) => name.endsWith('rows.csv.gz')) ?? [];
      const sexes: Record<string, string> = { jongens: 'm', meisjes: 'v' };
      const expected = cells.map(([area, period, age, sex = '', ...counts]) =>
        [area, period, sexes[sex], age, ...counts].join(','),
      );
      expect(kept?.trim().split('\n').slice(1)).toEqual(expected);
    }),
    { numRuns: 120 },
  );
});
