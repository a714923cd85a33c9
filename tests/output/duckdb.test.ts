import fs from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { contentHashes } from '../../output/duckdb.ts';
import { quoteText, Warehouse } from '../../transforms/warehouse.ts';
import { openWarehouse, SETTINGS } from '../support/warehouse.ts';
import { changing, fileOf, NOTICE, namesOf, TABLES, type Written, writtenRelease } from './release.ts';

describe('vie.duckdb', () => {
  let release: Written;
  /** Has the file of the release beside it, under the name `release`. */
  let comparer: Warehouse;
  beforeAll(async () => {
    release = await writtenRelease();
    comparer = await openWarehouse();
    await comparer.run(`attach ${quoteText(fileOf(release, 'vie.duckdb'))} as release (read_only)`);
  });

  const ask = async <T>(question: (warehouse: Warehouse) => Promise<T>): Promise<T> => {
    const reader = await Warehouse.open(fileOf(release, 'vie.duckdb'), SETTINGS, true);
    try {
      return await question(reader);
    } finally {
      await reader.close();
    }
  };

  test('may only be read', async () => {
    const { mode } = await fs.stat(fileOf(release, 'vie.duckdb'));
    expect((mode & 0o777).toString(8)).toBe('444');
  });

  test('can be opened read-only, and leaves nothing beside it', async () => {
    await ask(warehouse => warehouse.all('select * from indicator_value'));
    const names = await fs.readdir(fileOf(release));
    expect(names.filter(name => name.startsWith('vie.duckdb'))).toEqual(['vie.duckdb']);
  });

  test('describes every table, with the notice, and every column, in Dutch and English', async () => {
    const tables = await ask(warehouse =>
      warehouse.all('select table_name as name, comment from duckdb_tables() order by name'),
    );
    expect(tables.map(table => table['name'])).toEqual(TABLES.map(([name]) => name).sort());
    for (const [name, table] of TABLES) {
      const found = tables.find(one => one['name'] === name);
      expect(found?.['comment']).toBe(`${NOTICE} – ${table.nl} / ${table.en}`);
      const columns = await ask(warehouse =>
        warehouse.all(
          `select column_name as name, comment from duckdb_columns() where table_name = ${quoteText(name)} order by column_index`,
        ),
      );
      expect(columns).toEqual(
        table.columns.map(({ name: column, nl, en }) => ({ name: column, comment: `${nl} / ${en}` })),
      );
    }
  });

  test.each(TABLES)('holds the rows of %s that the Parquet holds', async (name, table) => {
    const columns = namesOf(table)
      .map(column => `"${column}"::varchar`)
      .join(', ');
    const [database, parquet] = [
      `select ${columns} from release.main.${name}`,
      `select ${columns} from read_parquet(${quoteText(fileOf(release, `${name}.parquet`))})`,
    ];
    const { n } = await comparer.one<{ n: number }>(`select count(*)::integer as n from (${parquet})`);
    expect(n).toBeGreaterThan(0);
    expect(await comparer.all(`${database} except all ${parquet}`)).toEqual([]);
    expect(await comparer.all(`${parquet} except all ${database}`)).toEqual([]);
  });
});

describe('the hash of a table', () => {
  test('is the same for the same rows in another order, and differs for one other cell', async () => {
    const release = await writtenRelease();
    const { job, manifest, world } = release;
    const stored = manifest.outputs.find(file => file.path === 'public/vie.duckdb')?.tables;
    const change = (sql: string) => world.warehouse.run(sql);
    await changing(release, async () => {
      await change(
        'create table shuffled as select * from gold.indicator_value order by value, area_code desc',
      );
      await change('delete from gold.indicator_value');
      await change('insert into gold.indicator_value select * from shuffled');
      expect(await contentHashes(job.warehouse)).toEqual(stored);
      await change(
        "update gold.indicator_value set value = value + 0.1 where area_code = 'GM0002' and period = '2024'",
      );
      const changed = await contentHashes(job.warehouse);
      expect(changed['indicator_value']).not.toBe(stored?.['indicator_value']);
      expect(changed['area']).toBe(stored?.['area']);
    });
  });

  test('notices a value that moves to another column', async () => {
    const release = await writtenRelease();
    const { job, world } = release;
    const before = await contentHashes(job.warehouse);
    await changing(release, async () => {
      await world.warehouse.run(
        'update gold.indicator_value set lower_95 = upper_95, upper_95 = lower_95 where lower_95 is not null',
      );
      expect((await contentHashes(job.warehouse))['indicator_value']).not.toBe(before['indicator_value']);
    });
  });
});
