import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { quoteName, quoteText, Warehouse } from '../../transforms/warehouse.ts';
import { compiledProject } from '../support/compiled.ts';
import { runScript, tempFolder } from '../support/pipeline.ts';
import { openWarehouse, SETTINGS } from '../support/warehouse.ts';

async function withTable(): Promise<Warehouse> {
  const warehouse = await openWarehouse();
  await warehouse.script(
    'create schema input;\ncreate table input.area (code varchar, name varchar, year integer, size double);',
  );
  return warehouse;
}

const rowsOf = (warehouse: Warehouse) => warehouse.all('select * from input.area order by code');

test('inserted rows are matched by column name, whatever their order', async () => {
  const warehouse = await withTable();
  await warehouse.insert('input.area', [{ size: 1.5, year: 2020, name: 'Nuth', code: 'GM0951' }]);
  expect(await rowsOf(warehouse)).toEqual([{ code: 'GM0951', name: 'Nuth', year: 2020, size: 1.5 }]);
});

test('a column that a row does not speak of is empty, and so is one that is null', async () => {
  const warehouse = await withTable();
  await warehouse.insert('input.area', [
    { code: 'A', name: null },
    { code: 'B', size: 0 },
  ]);
  expect(await rowsOf(warehouse)).toEqual([
    { code: 'A', name: null, year: null, size: null },
    { code: 'B', name: null, year: null, size: 0 },
  ]);
});

test('texts with quotes, backslashes, line ends and accents arrive as they are', async () => {
  const warehouse = await withTable();
  const name = `'s-Gravenhage "Súdwest\\Fryslân"\n– {2};--`;
  await warehouse.insert('input.area', [{ code: 'A', name }]);
  expect((await rowsOf(warehouse))[0]?.['name']).toBe(name);
});

test('no rows are no insert', async () => {
  const warehouse = await withTable();
  await warehouse.insert('input.area', []);
  expect(await rowsOf(warehouse)).toEqual([]);
});

test('a script runs statement by statement; only a semicolon at a line end separates them', async () => {
  const warehouse = await openWarehouse();
  await warehouse.script(
    "-- first; a comment\ncreate table a (text varchar);\ninsert into a values ('x;y');   \n\n-- last;\n",
  );
  expect(await warehouse.all('select text from a')).toEqual([{ text: 'x;y' }]);
});

test('a fault in a statement names the database file and shows the statement', async () => {
  const warehouse = await openWarehouse();
  await expect(warehouse.run('select  no_such_column\n from range(1)')).rejects.toMatchObject({
    code: 'bug',
    message: expect.stringMatching(/no_such_column.* in: select no_such_column from range\(1\)/),
    where: { file: warehouse.file },
  });
});

test('a query for one row that returns none is reported, not passed on as undefined', async () => {
  const warehouse = await openWarehouse();
  await expect(warehouse.one('select 1 where false')).rejects.toMatchObject({ code: 'bug' });
});

test('dates, lists and decimals come as text, other numbers and booleans as themselves', async () => {
  const warehouse = await openWarehouse();
  const row = await warehouse.one(
    "select date '2024-02-29' as day, [1, 2] as list, 1.5 as price, 1.5::double as size, true as yes",
  );
  expect(row).toEqual({ day: '2024-02-29', list: '[1,2]', price: '1.5', size: 1.5, yes: true });
});

test('names and texts with quotes survive as identifiers and literals', async () => {
  const warehouse = await openWarehouse();
  const name = 'a "b" \'c\'';
  expect(await warehouse.all(`select ${quoteText(name)} as ${quoteName(name)}`)).toEqual([{ [name]: name }]);
});

test('closing lets go of the file, so that it can be opened for reading only', async () => {
  const file = path.join(await tempFolder('warehouse'), 'a.duckdb');
  const first = await Warehouse.open(file, SETTINGS);
  await first.run('create table a as select 1 as one');
  await first.close();
  const reader = await Warehouse.open(file, SETTINGS, true);
  expect(await reader.all('select one from a')).toEqual([{ one: 1 }]);
  await expect(reader.run('insert into a values (2)')).rejects.toThrow(/read-only/);
  await reader.close();
  expect(await fs.readdir(path.dirname(file))).toEqual(['a.duckdb']);
});

test('nothing is ever downloaded to answer a query', async () => {
  const warehouse = await openWarehouse();
  const settings = await warehouse.all(
    "select name, value from duckdb_settings() where name in ('autoinstall_known_extensions', 'autoload_known_extensions') order by name",
  );
  expect(settings.map(setting => setting['value'])).toEqual(['false', 'false']);
});

test('a second writer in another process is refused with the name of the file', async () => {
  const warehouse = await openWarehouse();
  const script = path.join(await tempFolder('second'), 'second.mjs');
  const code = path.join(await compiledProject(), 'dist/transforms/warehouse.js');
  await fs.writeFile(
    script,
    `import { Warehouse } from ${JSON.stringify(code)};
     await Warehouse.open(process.argv[2], ${JSON.stringify(SETTINGS)}).then(
       () => console.log('opened'),
       error => console.log(error.message, JSON.stringify(error.where)),
     );`,
  );
  const { stdout } = await runScript(script, [warehouse.file]);
  expect(stdout).toMatch(/Could not set lock/);
  expect(stdout).toContain(JSON.stringify({ file: warehouse.file }));
});

test('a folder that does not exist is reported as such', async () => {
  const file = path.join(await tempFolder('warehouse'), 'nowhere', 'a.duckdb');
  await expect(Warehouse.open(file, SETTINGS)).rejects.toThrow(/ENOENT/);
});

test('a step that does not fit in its memory names the setting to raise', async () => {
  const warehouse = await openWarehouse();
  await expect(
    warehouse.run('create table big as select list(i) as numbers from range(60_000_000) as r(i)'),
  ).rejects.toMatchObject({
    code: 'storage',
    exitCode: 74,
    where: { file: warehouse.file },
    hint: expect.stringContaining('memory_limit'),
  });
});
