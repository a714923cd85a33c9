import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { toJson } from '../../kernel/files.ts';
import { SCHEMA_VERSION } from '../../output/exporter.ts';
import type { CellSchema, ReleaseSchema, TableSchema } from '../../output/schema.ts';
import { breaks, contractCheck, publishedContract } from '../../pipelines/contract.ts';
import { foldersOf, makeFolders } from '../../pipelines/folders.ts';
import { tempFolder } from '../support/pipeline.ts';

const EMPTY: CellSchema = { type: 'null' };
const coded = (...codes: string[]): CellSchema[] => codes.map(code => ({ const: code, title: code }));
const several = (codes: string): CellSchema => ({
  type: 'string',
  pattern: `^((${codes})(\\|(${codes}))*)?$`,
});

const COLUMNS: Record<string, CellSchema[]> = {
  area_code: [{ type: 'string' }],
  year: [{ type: 'integer' }],
  value: [{ type: 'number' }, EMPTY],
  day: [{ type: 'string', format: 'date' }, EMPTY],
  status: [...coded('final', 'provisional'), EMPTY],
  step: [{ const: 1 }, { const: 2 }, EMPTY],
  goals: [several('Vie|NOVI'), EMPTY],
};

const tableOf = (columns: Record<string, CellSchema[]>, primaryKey = ['area_code', 'year']): TableSchema => ({
  title: 't',
  description: 't',
  primaryKey,
  type: 'array',
  items: {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(columns).map(([name, anyOf]) => [name, { title: name, description: name, anyOf }]),
    ),
    required: Object.keys(columns),
    additionalProperties: false,
  },
});

const schemaOf = (properties: Record<string, TableSchema>): ReleaseSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'vie',
  description: 'd',
  type: 'object',
  properties,
  additionalProperties: false,
});

const OLDER = schemaOf({
  t: tableOf(COLUMNS),
  u: tableOf({ area_code: [{ type: 'string' }] }, ['area_code']),
});
const without = (name: string): Record<string, CellSchema[]> =>
  Object.fromEntries(Object.entries(COLUMNS).filter(([one]) => one !== name));
const withTable = (t: TableSchema): ReleaseSchema => schemaOf({ ...OLDER.properties, t });
const withColumns = (columns: Record<string, CellSchema[]>): ReleaseSchema => withTable(tableOf(columns));

describe('readers are broken by', () => {
  test.each<[string, ReleaseSchema, RegExp[]]>([
    ['a table that is gone', schemaOf({ t: tableOf(COLUMNS) }), [/^table u is gone/]],
    ['a column that is gone', withColumns(without('value')), [/^column t\.value is gone/]],
    [
      'a column with another name',
      withColumns({ ...without('value'), waarde: [{ type: 'number' }, EMPTY] }),
      [/^column t\.value is gone/],
    ],
    [
      'a number that became text',
      withColumns({ ...COLUMNS, value: [{ type: 'string' }, EMPTY] }),
      [/^t\.value became string, was number/],
    ],
    [
      'a whole number that became a fraction',
      withColumns({ ...COLUMNS, year: [{ type: 'number' }] }),
      [/^t\.year became number, was integer/],
    ],
    [
      'a day that became text',
      withColumns({ ...COLUMNS, day: [{ type: 'string' }, EMPTY] }),
      [/^t\.day became string, was string date/],
    ],
    [
      'a code that is gone',
      withColumns({ ...COLUMNS, status: [...coded('final'), EMPTY] }),
      [/^code 'provisional' of t\.status is gone/],
    ],
    [
      'a code that has another name',
      withColumns({ ...COLUMNS, status: [...coded('definitive', 'provisional'), EMPTY] }),
      [/^code 'final' of t\.status is gone/],
    ],
    [
      'a number that is a code no longer',
      withColumns({ ...COLUMNS, step: [{ const: 2 }, EMPTY] }),
      [/^code '1' of t\.step is gone/],
    ],
    [
      'one of several codes of a cell that is gone',
      withColumns({ ...COLUMNS, goals: [several('Vie'), EMPTY] }),
      [/^code 'NOVI' of t\.goals is gone/],
    ],
    [
      'a key that may be empty',
      withColumns({ ...COLUMNS, area_code: [{ type: 'string' }, EMPTY] }),
      [/^t\.area_code may be empty/],
    ],
    [
      'rows that are unique on something else',
      withTable(tableOf(COLUMNS, ['area_code', 'year', 'status'])),
      [/^rows of t are unique on area_code, year, status/],
    ],
  ])('%s', (_, newer, said) => {
    const found = breaks(OLDER, newer);
    expect(found).toHaveLength(said.length);
    for (const [at, one] of said.entries()) expect(found[at]).toMatch(one);
  });
});

describe('readers are not broken by', () => {
  test.each<[string, ReleaseSchema]>([
    ['the same', OLDER],
    ['another table', schemaOf({ ...OLDER.properties, w: tableOf(COLUMNS) })],
    ['another column', withColumns({ ...COLUMNS, extra: [{ type: 'string' }, EMPTY] })],
    [
      'another code',
      withColumns({ ...COLUMNS, status: [...coded('final', 'provisional', 'withdrawn'), EMPTY] }),
    ],
    [
      'another code in a cell of several',
      withColumns({ ...COLUMNS, goals: [several('Vie|NOVI|Trendbreuk'), EMPTY] }),
    ],
    ['a column that is never empty any more', withColumns({ ...COLUMNS, value: [{ type: 'number' }] })],
    ['columns in another order', withColumns(Object.fromEntries(Object.entries(COLUMNS).reverse()))],
  ])('%s', (_, newer) => {
    expect(breaks(OLDER, newer)).toEqual([]);
  });

  test('a key that an older release does not tell', () => {
    const { primaryKey: _, ...table } = tableOf(COLUMNS);
    expect(breaks(schemaOf({ t: table }), OLDER)).toEqual([]);
  });
});

/** A data folder with one release of a schema version. */
async function published(schema_version: string, schema?: ReleaseSchema) {
  const folders = foldersOf(await tempFolder('data'));
  await makeFolders(folders);
  const folder = path.join(folders.releases, 'r1/public');
  await fs.mkdir(folder, { recursive: true });
  await fs.writeFile(
    path.join(folder, 'manifest.json'),
    toJson({ release_id: 'r1', schema_version, outputs: [] }),
  );
  if (schema) await fs.writeFile(path.join(folder, 'schema.json'), toJson(schema));
  return folders;
}

describe('a release', () => {
  const broken = schemaOf({ t: tableOf(without('value')) });

  test('that breaks readers of the one before is refused, with each break and what to do', async () => {
    const check = contractCheck(
      await publishedContract(await published(SCHEMA_VERSION, OLDER), 'r1'),
      broken,
    );
    expect(check).toMatchObject({ check: 'contract', result: 'fail', findings: 2 });
    expect(check.shown.map(one => one.detail)).toEqual([
      expect.stringMatching(/^column t\.value is gone.*SCHEMA_VERSION.*CHANGELOG\.md$/),
      expect.stringMatching(/^table u is gone/),
    ]);
  });

  test('of another schema version is not', async () => {
    const check = contractCheck(await publishedContract(await published('0.9', OLDER), 'r1'), broken);
    expect(check).toMatchObject({ result: 'pass', findings: 0 });
  });

  test('of some tables is held to those', async () => {
    const folders = await published(SCHEMA_VERSION, OLDER);
    const some = schemaOf({ u: tableOf({ area_code: [{ type: 'string' }] }, ['area_code']) });
    expect(contractCheck(await publishedContract(folders, 'r1', ['u']), some).result).toBe('pass');
    expect(contractCheck(await publishedContract(folders, 'r1', ['t', 'u']), some).result).toBe('fail');
  });

  test('after none, or after one without a schema, has nothing to break', async () => {
    const folders = await published(SCHEMA_VERSION);
    for (const id of [undefined, 'r1', 'r2'])
      expect(contractCheck(await publishedContract(folders, id), broken).result).toBe('pass');
  });
});
