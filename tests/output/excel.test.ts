import fs from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { beforeAll, describe, expect, test } from 'vitest';
import { listFiles } from '../../kernel/files.ts';
import { unzipped } from '../support/unzipped.ts';
import { fileOf, type Written, writtenRelease } from './release.ts';

let release: Written;
let unpacked: string;
beforeAll(async () => {
  release = await writtenRelease();
  unpacked = await unzipped(fileOf(release, 'excel.zip'));
});

/** The cells of a file by heading, as a Dutch Excel takes them apart. */
async function rowsOf(...name: string[]): Promise<Record<string, string>[]> {
  const text = await fs.readFile(path.join(unpacked, ...name), 'utf8');
  const { data, errors } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    delimiter: ';',
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  return data;
}

const figures = async () => {
  const rows = await rowsOf('indicator_value', 'een.csv');
  return (area: string, period: string) =>
    rows.find(row => row['area_code'] === area && row['period'] === period && row['area_vintage'] === '2024');
};

describe('files for Excel', () => {
  test('start with one byte order mark, directly before the first heading', async () => {
    for (const name of await listFiles(unpacked)) {
      const bytes = await fs.readFile(path.join(unpacked, name));
      expect([...bytes.subarray(0, 3)], name).toEqual([0xef, 0xbb, 0xbf]);
      expect(bytes.toString('utf8', 3).includes('\uFEFF'), name).toBe(false);
      expect(bytes.toString('utf8', 3), name).toMatch(/^[a-z_]+;/);
    }
  });

  test.each(['indicator_value', 'indicator_series'])(
    'hold %s in one file per indicator, each with its own rows only',
    async table => {
      const names = await fs.readdir(path.join(unpacked, table));
      expect(names.sort()).toEqual(['een.csv', 'twee.csv', 'vijf.csv']);
      for (const name of names) {
        const ids = (await rowsOf(table, name)).map(row => row['indicator_id']);
        expect(new Set(ids)).toEqual(new Set([name.replace('.csv', '')]));
      }
    },
  );

  test('hold the other tables whole', async () => {
    const names = (await fs.readdir(unpacked)).filter(name => name.endsWith('.csv'));
    expect(names.sort()).toEqual([
      'aggregation.csv',
      'area.csv',
      'area_transition.csv',
      'benchmark.csv',
      'co_occurrence.csv',
      'comparison.csv',
      'cumulation.csv',
      'domain_breadth.csv',
      'excess_persons.csv',
      'finding.csv',
      'fingerprint.csv',
      'goal.csv',
      'goal_outlook.csv',
      'goal_part.csv',
      'goal_progress.csv',
      'hot_spot.csv',
      'indicator.csv',
      'inequality.csv',
      'intervention.csv',
      'intervention_gap.csv',
      'kpi_outcome.csv',
      'party.csv',
      'period.csv',
      'printed_figure.csv',
      'programme.csv',
      'programme_effect.csv',
      'programme_kpi.csv',
      'programme_rule.csv',
      'programme_verdict.csv',
      'rank.csv',
      'red_red.csv',
      'resident_signal.csv',
      'rounding.csv',
      'similar_area.csv',
      'smoothed_value.csv',
      'source.csv',
      'trend.csv',
    ]);
    expect((await rowsOf('indicator.csv')).map(row => row['indicator_id'])).toEqual([
      'een',
      'leeg',
      'twee',
      'vijf',
    ]);
  });

  test('name each indicator and area, and say in words why a value is absent', async () => {
    const row = await figures();
    expect(row('GM0005', '2020')).toMatchObject({ area_name: 'Súdwest-Fryslân', missing_reason_nl: '' });
    expect(row('GM0004', '2020')).toMatchObject({
      area_name: "'@thuis",
      missing_reason: 'not_published',
      missing_reason_nl: 'door de bron niet gepubliceerd',
    });
    const [twee] = await rowsOf('indicator_value', 'twee.csv');
    expect(twee?.['indicator_name']).toBe("'@naam");
    expect((await rowsOf('goal_part.csv'))[0]).toMatchObject({
      area_code: 'GM0001',
      area_name: "'=SOM(A1:A9)",
    });
  });

  test('write ages so that none becomes a date', async () => {
    const ages = (await rowsOf('indicator_value', 'vijf.csv')).map(row => row['age_group']);
    expect(new Set(ages)).toEqual(new Set(['5 tot en met 6 jaar']));
    for (const name of await listFiles(unpacked))
      expect(await fs.readFile(path.join(unpacked, name), 'utf8'), name).not.toMatch(
        /(^|;)\d{1,2}[-/]\d{1,2}(;|\r?\n)/m,
      );
  });

  test('write numbers with a decimal comma, whole ones without a fraction, and no thousands', async () => {
    const row = await figures();
    expect(row('GM0001', '2020')).toMatchObject({ value: '-0,3', lower_95: '-1,25', upper_95: '0,75' });
    expect(row('GM0002', '2020')?.['value']).toBe('12');
    expect(row('GM0003', '2020')?.['value']).toBe('0');
    expect(row('GM0003', '2024')?.['value']).toBe('100');
    expect(row('GM0005', '2020')?.['value']).toBe('1234567,125');
    expect(row('GM0006', '2020')?.['value']).toBe('0,1');
  });

  test('write a negative number as a number, not as guarded text', async () => {
    expect((await figures())('GM0007', '2020')?.['value']).toBe('-5');
  });

  test('leave an absent value empty, with its reason beside it', async () => {
    expect((await figures())('GM0004', '2020')).toMatchObject({ value: '', missing_reason: 'not_published' });
  });

  test('put an apostrophe before text that Excel would take for a formula', async () => {
    const names = Object.fromEntries((await rowsOf('area.csv')).map(row => [row['area_code'], row['name']]));
    expect(names).toMatchObject({
      GM0001: "'=SOM(A1:A9)",
      GM0002: `'-Buurt; "De Hoek", a\\b`,
      GM0003: "'+31 toren",
      GM0004: "'@thuis",
    });
    const [een] = await rowsOf('indicator.csv');
    expect(een).toMatchObject({
      definition: `'-1 of meer; "aanhaling"`,
      interpretation: "'= lager is beter",
    });
    expect((await figures())('GM0001', '2024')?.['break_before']).toBe("'-15 % door een andere vraag");
  });

  test('leave other text as it is, with separators, quotes and line ends in it', async () => {
    const names = Object.fromEntries((await rowsOf('area.csv')).map(row => [row['area_code'], row['name']]));
    expect(names).toMatchObject({
      GM0005: 'Súdwest-Fryslân',
      GM0006: 'Boven\nOnder',
      GM0007: "'s-Gravenhage",
    });
  });
});

test('plain CSV has the text as it is: the guard is for spreadsheets only', async () => {
  const text = gunzipSync(await fs.readFile(fileOf(release, 'area.csv.gz'))).toString();
  expect(text.charCodeAt(0)).not.toBe(0xfeff);
  expect(text).toContain('=SOM(A1:A9)');
  expect(text).not.toContain("'=SOM");
});
