import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { listDir } from '../../../kernel/files.ts';
import { projectRoot } from '../../../kernel/root.ts';
import { prepareStatistics, STATISTICS } from '../../../transforms/formulas/prepare.ts';
import { tablesIn } from '../../../transforms/graph.ts';
import { Warehouse } from '../../../transforms/warehouse.ts';
import { tempFolder } from '../../support/pipeline.ts';
import { SETTINGS } from '../../support/warehouse.ts';

const FOLDER = path.join(projectRoot(), 'transforms/formulas');

it('runs every SQL file of the folder', async () => {
  const files = (await listDir(FOLDER))
    .filter(name => name.endsWith('.sql'))
    .map(name => path.basename(name, '.sql'));
  expect([...STATISTICS].sort()).toEqual(files.sort());
});

it('leaves nothing in the database but the tables made with it', async () => {
  const file = path.join(await tempFolder('statistics'), 'test.duckdb');
  const warehouse = await Warehouse.open(file, SETTINGS);
  await prepareStatistics(warehouse);
  await prepareStatistics(warehouse);
  await warehouse.run('create table share as select wilson_lower(3, 10, z_of_level(0.95)) as low');
  await warehouse.close();
  const later = await Warehouse.open(file, SETTINGS, true);
  const { macros } = await later.one(
    `select count(*)::integer as macros from duckdb_functions() where not internal and database_name <> 'system'`,
  );
  expect(macros).toBe(0);
  expect((await later.one('select low from share'))['low']).toBeCloseTo(0.1078, 4);
  await prepareStatistics(later);
  expect((await later.one('select proportion(1, 2, 10) as half'))['half']).toBe(5);
  await later.close();
});

it('keeps a transform that reads a table by a name of its own in the graph', async () => {
  const file = path.join(await tempFolder('statistics'), 'test.duckdb');
  const warehouse = await Warehouse.open(file, SETTINGS);
  const sql = `with figures as (select * from gold.indicator_value) select * from compared('figures')`;
  expect(await tablesIn(warehouse, sql, 'test.sql')).toEqual(['gold.indicator_value']);
  await warehouse.close();
});

it('names no table inside a macro that a caller could use as its own', async () => {
  const names = new Map<string, string>();
  for (const name of STATISTICS) {
    const sql = await fs.readFile(path.join(FOLDER, `${name}.sql`), 'utf8');
    for (const [, inner] of sql.matchAll(/^([a-z0-9_]+) as \($/gm)) {
      expect(names.has(inner ?? ''), `${inner} in ${name} and ${names.get(inner ?? '')}`).toBe(false);
      names.set(inner ?? '', name);
    }
  }
  expect(names.size).toBeGreaterThan(30);
});
