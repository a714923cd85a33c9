import fs from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { beforeAll, describe, expect, test } from 'vitest';
import { listFiles, sha256File } from '../../kernel/files.ts';
import { SCHEMA_VERSION } from '../../output/exporter.ts';
import type { Manifest } from '../../output/release.ts';
import type { PublishedTable } from '../../transforms/tables.ts';
import { quoteText, type Row } from '../../transforms/warehouse.ts';
import { fileOf, NOTICE, namesOf, parquetRows, TABLES, type Written, writtenRelease } from './release.ts';

let release: Written;
beforeAll(async () => {
  release = await writtenRelease();
});

const rowsOf = (table: PublishedTable) =>
  parquetRows(release.world.warehouse, fileOf(release, `${table.name}.parquet`));

describe.each(TABLES)('%s as Parquet', (name, table) => {
  const file = () => quoteText(fileOf(release, `${name}.parquet`));

  test('holds every row of the table, with the published columns in their order', async () => {
    const rows = await rowsOf(table);
    const { n } = await release.world.warehouse.one<{ n: number }>(
      `select count(*)::integer as n from gold.${name}`,
    );
    expect(n).toBeGreaterThan(0);
    expect(rows).toHaveLength(n);
    expect(Object.keys(rows[0] ?? {})).toEqual(namesOf(table));
  });

  test('is sorted on its key, which is unique', async () => {
    const keys = (await rowsOf(table)).map(row => table.key.map(column => row[column]));
    for (const [at, key] of keys.slice(1).entries()) {
      expect(comparison(keys[at] ?? [], key), JSON.stringify([keys[at], key])).toBe(-1);
    }
  });

  test('says in its metadata what it is, which release it belongs to, and what every column means', async () => {
    const pairs = await release.world.warehouse.all<{ key: string; value: string }>(
      `select decode(key) as key, decode(value) as value from parquet_kv_metadata(${file()})`,
    );
    const metadata = Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
    expect(metadata).toMatchObject({
      title: table.nl,
      title_en: table.en,
      schema_version: SCHEMA_VERSION,
      release_id: '20260115-abc',
      key: table.key.join(', '),
      notice: NOTICE,
    });
    const columns = JSON.parse(metadata['columns'] ?? '') as Record<string, { nl: string; en: string }>;
    expect(Object.keys(columns)).toEqual(namesOf(table));
  });

  test('is compressed with zstd', async () => {
    const found = await release.world.warehouse.all(
      `select distinct compression from parquet_metadata(${file()})`,
    );
    expect(found).toEqual([{ compression: 'ZSTD' }]);
  });
});

describe.each(TABLES)('%s as CSV', (name, table) => {
  test('equals the Parquet cell for cell', async () => {
    const text = gunzipSync(await fs.readFile(fileOf(release, `${name}.csv.gz`))).toString();
    const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: true, delimiter: ',' });
    expect(errors).toEqual([]);
    expect(data[0]).toEqual(namesOf(table));
    const rows = await rowsOf(table);
    expect(data.slice(1)).toHaveLength(rows.length);
    for (const [at, row] of rows.entries()) expect(typed(data[at + 1] ?? [], row)).toEqual(row);
  });
});

describe('the manifest', () => {
  test('lists every file of the release with its size and a sha256 that fits', async () => {
    const present = (await listFiles(release.job.folder)).filter(name => !name.endsWith('manifest.json'));
    expect(release.manifest.outputs.map(file => file.path).sort()).toEqual(present);
    for (const { path, bytes, sha256 } of release.manifest.outputs) {
      if (path === 'public/vie.duckdb') continue;
      const file = `${release.job.folder}/${path}`;
      expect({ path, bytes, sha256 }).toEqual({
        path,
        bytes: (await fs.stat(file)).size,
        sha256: await sha256File(file),
      });
    }
  });

  test('is itself on disk as returned, and says under which notice the figures stand', async () => {
    const { parts, ...about } = release.manifest;
    expect(parts).toContain('public');
    const read = async (part: string) =>
      JSON.parse(await fs.readFile(`${release.job.folder}/${part}/manifest.json`, 'utf8')) as Manifest;
    const all = await Promise.all(
      parts.map(async part =>
        (await read(part)).outputs.map(file => ({ ...file, path: `${part}/${file.path}` })),
      ),
    );
    const stored = await read('public');
    expect({ ...stored, outputs: all.flat() }).toEqual({ parts, ...about });
    expect(stored).toMatchObject({
      notice: NOTICE,
      release_id: '20260115-abc',
      schema_version: SCHEMA_VERSION,
    });
  });

  test('leaves nothing unfinished behind', async () => {
    const names = await listFiles(release.job.folder);
    expect(names.filter(name => /\.(part|wal|tmp)/.test(name))).toEqual([]);
  });
});

test('without CSV, a release has the same Parquet and no CSV', async () => {
  const without = await writtenRelease('none');
  const names = await listFiles(without.job.folder);
  expect(names.filter(name => /csv|excel/.test(name))).toEqual([]);
  const sha = ({ manifest }: Written) =>
    manifest.outputs
      .filter(({ path }) => path.endsWith('.parquet'))
      .map(({ path, sha256 }) => [path, sha256]);
  expect(sha(without)).toEqual(sha(release));
});

/** -1, 0 or 1; numbers as numbers, texts by code point. */
function comparison(a: (Row[string] | undefined)[], b: (Row[string] | undefined)[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at];
    if (left === right) continue;
    return (left ?? '') < (right ?? '') ? -1 : 1;
  }
  return 0;
}

/** Texts of a CSV row with the types of the row that they should equal. */
function typed(texts: string[], like: Row): Row {
  const cells = Object.entries(like).map(([name, value], at) => {
    const text = texts[at] ?? '';
    if (value === null) return [name, text === '' ? null : text] as const;
    if (typeof value === 'number') return [name, Number(text)] as const;
    return [name, typeof value === 'boolean' ? text === 'true' : text] as const;
  });
  return Object.fromEntries(cells);
}
