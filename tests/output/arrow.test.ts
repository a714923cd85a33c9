import fs from 'node:fs/promises';
import path from 'node:path';
import { type Table, tableFromIPC } from 'apache-arrow';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeArrow } from '../../output/arrow.ts';
import { SCHEMA_VERSION } from '../../output/exporter.ts';
import { publishedTable } from '../../transforms/tables.ts';
import type { Row } from '../../transforms/warehouse.ts';
import { tempFolder } from '../support/pipeline.ts';
import { changing, fileOf, NOTICE, OPENED, parquetRows, type Written, writtenRelease } from './release.ts';

const DAY = 86_400_000;
const VALUES = publishedTable('indicator_value');

const readArrow = async (folder: string): Promise<Table> =>
  tableFromIPC(await fs.readFile(path.join(folder, 'indicator_value.arrow')));

/** Rows of an Arrow table with dates as text, as they come from Parquet. */
function rowsOf(table: Table): Row[] {
  const columns = table.schema.fields.map(field => [field.name, table.getChild(field.name)] as const);
  return Array.from({ length: table.numRows }, (_, at) =>
    Object.fromEntries(
      columns.map(([name, column]) => {
        const value: unknown = column?.get(at);
        if (!/^period_(start|end)$/.test(name) || value === null) return [name, value as Row[string]];
        return [name, new Date(Number(value)).toISOString().slice(0, 10)];
      }),
    ),
  );
}

describe('indicator_value as Arrow', () => {
  let release: Written;
  beforeAll(async () => {
    release = await writtenRelease('none');
  });

  test('equals the Parquet: numbers, texts, dates, booleans and what is absent', async () => {
    const rows = rowsOf(await readArrow(fileOf(release)));
    expect(rows.length).toBeGreaterThan(20);
    const whole = await parquetRows(release.world.warehouse, fileOf(release, 'indicator_value.parquet'));
    expect(rows).toEqual(whole.filter(row => OPENED.includes(String(row['area_code']))));
    // The comparison would prove nothing if these kinds did not occur.
    expect(new Set(rows.map(row => row['value'] === null))).toEqual(new Set([true, false]));
    expect(new Set(rows.map(row => row['is_preferred']))).toEqual(new Set([true, false]));
    expect(rows.map(row => row['period_start'])).toContain('2020-01-01');
  });

  test('says which release it is, and under which notice it stands', async () => {
    const { metadata, fields } = (await readArrow(fileOf(release))).schema;
    expect(Object.fromEntries(metadata)).toEqual({
      schema_version: SCHEMA_VERSION,
      release_id: '20260115-abc',
      notice: NOTICE,
    });
    expect(fields.map(field => field.name)).toEqual(VALUES.columns.map(column => column.name));
  });
});

test('more rows than one batch holds, and a number that is no multiple of eight, all arrive', async () => {
  const written = await writtenRelease('none');
  const { warehouse } = written.world;
  const ROWS = 140_003;
  // One row in ten is of an area that is not opened: what is read comes in pieces that do not fill a batch evenly.
  const job = { ...written.job, extent: 'region' as const, folder: await tempFolder('arrow') };
  await changing(written, async () => {
    await warehouse.run('delete from gold.indicator_value');
    await warehouse.run(
      `insert into gold.indicator_value by name
     select 'een' as indicator_id, if(i % 10 = 9, 'GM0003', 'GM0001') as area_code, 'gemeente' as area_level, i::integer as area_vintage,
       '2020' as period, date '1969-12-30' + i::integer as period_start, 'total' as sex, 'total' as age_group,
       case when i % 7 <> 0 then i / 8 end as value, '%' as unit, 'method ' || i % 50 as method, i % 3 = 0 as is_preferred
     from range(${ROWS}) as t(i)`,
    );
    await writeArrow(job);
  });
  const table = await readArrow(job.folder);
  const opened = Array.from({ length: ROWS }, (_, i) => i).filter(i => i % 10 !== 9);
  expect(table.numRows).toBe(opened.length);
  expect(table.batches.length).toBe(2);
  const column = (name: string) => table.getChild(name);
  let wrong = 0;
  for (const [row, i] of opened.entries()) {
    const expected = [i, i % 7 === 0 ? null : i / 8, `method ${i % 50}`, i % 3 === 0, (i - 2) * DAY];
    const found = ['area_vintage', 'value', 'method', 'is_preferred', 'period_start'].map(
      name => column(name)?.get(row) as unknown,
    );
    if (expected.some((value, at) => value !== (at === 4 ? Number(found[at]) : found[at]))) wrong++;
  }
  expect(wrong).toBe(0);
});

test('a table without a single row is a file without rows', async () => {
  const written = await writtenRelease('none');
  const job = { ...written.job, folder: await tempFolder('arrow') };
  await changing(written, async () => {
    await written.world.warehouse.run('delete from gold.indicator_value');
    await writeArrow(job);
  });
  const table = await readArrow(job.folder);
  expect(table.numRows).toBe(0);
  expect(table.schema.fields).toHaveLength(VALUES.columns.length);
});
