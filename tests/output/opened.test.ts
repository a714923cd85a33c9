import fs from 'node:fs/promises';
import { tableFromIPC } from 'apache-arrow';
import { beforeAll, expect, test } from 'vitest';
import { quoteText } from '../../transforms/warehouse.ts';
import { unzipped } from '../support/unzipped.ts';
import { openWarehouse } from '../support/warehouse.ts';
import { fileOf, OPENED, type Written, writtenRelease } from './release.ts';

const EVERY = ['BU00010101', 'GM0001', 'GM0002', 'GM0003', 'GM0004', 'GM0005', 'GM0006', 'GM0007', 'NL'];

let release: Written;
beforeAll(async () => {
  release = await writtenRelease('region');
});

async function areasIn(from: string): Promise<string[]> {
  const rows = await release.world.warehouse.all<{ code: string }>(
    `select distinct area_code::varchar as code from ${from} order by code`,
  );
  return rows.map(({ code }) => code);
}

test('Parquet holds the figures of every area', async () => {
  const file = quoteText(fileOf(release, 'indicator_value.parquet'));
  expect(await areasIn(`read_parquet(${file})`)).toEqual([...EVERY, 'RG-X']);
});

test('CSV and Excel hold those of the region, its groups and benchmarks', async () => {
  const file = quoteText(fileOf(release, 'indicator_value.csv.gz'));
  expect(await areasIn(`read_csv(${file}, all_varchar = true)`)).toEqual(OPENED);
  const folder = await unzipped(fileOf(release, 'excel.zip'));
  const excel = quoteText(`${folder}/indicator_value/*.csv`);
  expect(await areasIn(`read_csv(${excel}, all_varchar = true, delim = ';')`)).toEqual(OPENED);
});

test('so does Arrow', async () => {
  const arrow = tableFromIPC(await fs.readFile(fileOf(release, 'indicator_value.arrow')));
  expect([...new Set<unknown>(arrow.getChild('area_code') ?? [])].sort()).toEqual(OPENED);
});

test('so does the database, of which the manifest hashes the rows that are in it', async () => {
  const reader = await openWarehouse();
  await reader.run(`attach ${quoteText(fileOf(release, 'vie.duckdb'))} as opened (read_only)`);
  const rows = await reader.all<{ code: string }>(
    'select distinct area_code::varchar as code from opened.main.indicator_value order by code',
  );
  expect(rows.map(({ code }) => code)).toEqual(OPENED);
  const { n } = await reader.one<{ n: number }>(
    'select count(*)::integer as n from opened.main.indicator_value',
  );
  const tables = release.manifest.outputs.find(file => file.path === 'public/vie.duckdb')?.tables;
  expect(tables?.['indicator_value']).toMatch(new RegExp(`^${n}-`));
});

test('dimensions are whole in each, so that every code has its name', async () => {
  const file = quoteText(fileOf(release, 'area.csv.gz'));
  expect(await areasIn(`read_csv(${file}, all_varchar = true)`)).toEqual(
    expect.arrayContaining([...EVERY, 'RG-X']),
  );
});
