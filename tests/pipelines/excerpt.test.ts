import { describe, expect, test } from 'vitest';
import { excerptOf } from '../../pipelines/excerpt.ts';
import { publishedTables } from '../../transforms/tables.ts';

const ALWAYS = ['indicator_value', 'indicator', 'area', 'source'];

describe('an excerpt', () => {
  test('of nothing in particular is none: the release is whole', () => {
    expect(excerptOf({})).toBeUndefined();
  });

  test('has the tables by which releases are compared, and Parquet, besides what was asked for', () => {
    const { tables, exports } = excerptOf({ tables: ['trend'], exports: ['csv'] }) ?? {};
    expect(new Set(tables)).toEqual(new Set([...ALWAYS, 'trend']));
    expect(exports).toEqual(['parquet', 'csv']);
  });

  test('of some tables leaves out the forms that other tables are needed for', () => {
    expect(excerptOf({ tables: ['trend'] })?.exports).toEqual([
      'parquet',
      'schema',
      'csv',
      'arrow',
      'dictionary',
      'duckdb',
      'metadata',
    ]);
  });

  test('has the site when it has the tables that the pages read, however few others', () => {
    const tables = publishedTables().map(({ name }) => name);
    const unread = ['aggregation', 'similar_area', 'comparison', 'party'];
    const few = tables.filter(name => !unread.includes(name));
    expect(excerptOf({ tables: few })?.exports).toContain('site');
    for (const read of ['finding', 'fingerprint', 'goal_outlook', 'programme_rule', 'hot_spot'])
      expect(excerptOf({ tables: few.filter(name => name !== read) })?.exports, read).not.toContain('site');
  });

  test.each([
    [{ tables: ['trends'] }, /no table 'trends'/, /Did you mean 'trend'/],
    [{ exports: ['exel'] }, /no export 'exel'/, /parquet, schema, csv/],
    [{ tables: ['trend'], exports: ['geojson'] }, /'geojson' is made of tables/, /intervention/],
  ])('of %j is refused, with what to ask for', (asked, message, hint) => {
    expect(() => excerptOf(asked)).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: expect.stringMatching(message),
        hint: expect.stringMatching(hint),
      }),
    );
  });
});
