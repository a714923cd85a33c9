import { expect, test } from 'vitest';
import { namesOf, TABLES, writtenRelease } from './release.ts';

test.each(TABLES)('every column of %s is described in Dutch and in English', (_, table) => {
  for (const text of [table, ...table.columns]) {
    expect(text.nl.trim(), text.name).not.toBe('');
    expect(text.en.trim(), text.name).not.toBe('');
  }
});

test.each(TABLES)(
  'the columns of %s have names of their own, in snake_case, and its key is among them',
  (_, table) => {
    const names = namesOf(table);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(names).toEqual(expect.arrayContaining(table.key));
  },
);

test('the gold tables have the published columns and no others', async () => {
  const { warehouse } = (await writtenRelease('none')).world;
  const columns = await warehouse.all<{ table: string; name: string }>(
    `select table_name as "table", column_name as name from duckdb_columns() where schema_name = 'gold'`,
  );
  const made = (table: string) => columns.filter(one => one.table === table).map(one => one.name);
  for (const [name, table] of TABLES) expect(made(name).sort(), name).toEqual(namesOf(table).sort());
  expect([...new Set(columns.map(one => one.table))].sort()).toEqual(TABLES.map(([name]) => name).sort());
});

// The contract with those who read a release: removing or renaming one of these breaks their reports.
test('indicator_value has the columns that readers rely on', () => {
  const [[, values] = []] = TABLES;
  expect(values && namesOf(values)).toEqual(
    expect.arrayContaining(
      [
        'indicator_id area_code area_level area_vintage period period_start period_end sex age_group value lower_95',
        'upper_95 numerator denominator unit value_kind status missing_reason coverage method break_before source_id',
        'table_id snapshot_id is_preferred',
      ].flatMap(names => names.split(' ')),
    ),
  );
  expect(values?.key).toEqual(['indicator_id', 'area_code', 'area_vintage', 'period', 'sex', 'age_group']);
});
