import path from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { beforeAll, describe, expect, test } from 'vitest';
import { projectText } from '../../kernel/root.ts';
import { columnTypes } from '../../output/exporter.ts';
import { quoteText, type Row } from '../../transforms/warehouse.ts';
import { fileOf, parquetRows, TABLES, type Written, writtenRelease } from './release.ts';

let release: Written;
beforeAll(async () => {
  release = await writtenRelease();
});

/** What BI tools can read: one column, one plain type. */
const FLAT =
  /^(VARCHAR|ENUM\(.*\)|BOOLEAN|DOUBLE|DATE|TIMESTAMP|U?(TINY|SMALL|BIG)?INT|U?INTEGER|HUGEINT|DECIMAL\(.*\))$/s;

/** Numbers as numbers, dates as days. */
const plain = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value;
};

describe.each(TABLES)('%s.parquet', (name, table) => {
  test('has plain columns only, and reads the same by a reader that shares nothing with ours', async () => {
    const types = await columnTypes(release.world.warehouse, name);
    for (const { name: column } of table.columns) expect(types.get(column), column).toMatch(FLAT);

    const file = await asyncBufferFromFile(fileOf(release, `${name}.parquet`));
    const { schema } = await parquetMetadataAsync(file);
    const [root, ...columns] = schema;
    expect(columns.map(one => one.name)).toEqual(table.columns.map(one => one.name));
    expect(root?.num_children).toBe(columns.length);
    for (const one of columns)
      expect([one.num_children, one.type === 'INT96'], one.name).toEqual([undefined, false]);

    const theirs = await parquetReadObjects({ file, compressors });
    const ours: Row[] = await parquetRows(release.world.warehouse, fileOf(release, `${name}.parquet`));
    // Our reader gives whole numbers of 64 bits as text.
    const own = (row: Row) =>
      Object.entries(row).map(([column, value]) =>
        value !== null && types.get(column) === 'BIGINT' ? Number(value) : value,
      );
    expect(theirs.map(row => Object.values(row).map(plain))).toEqual(ours.map(own));
  });
});

test('the select of docs/bi.md runs in the folder of a release', async () => {
  const [, select = ''] = /```sql\n([\s\S]*?);\n```/.exec(projectText('docs/bi.md')) ?? [];
  const { warehouse } = release.world;
  await warehouse.run(`set file_search_path = ${quoteText(path.dirname(fileOf(release, 'area.parquet')))}`);
  const rows = await warehouse.all(select);
  await warehouse.run('reset file_search_path');
  expect(rows).toContainEqual(
    expect.objectContaining({ name: '-Buurt; "De Hoek", a\\b', period: '2020', value: 12 }),
  );
  expect(new Set(rows.map(row => row['name']))).not.toContain('Nederland');
});
