import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { listFiles } from '../../kernel/files.ts';
import { projectRoot } from '../../kernel/root.ts';
import { inOrder, readTransforms, type Transform, tablesIn } from '../../transforms/graph.ts';
import { quoteText, type Warehouse } from '../../transforms/warehouse.ts';
import { tempFolder } from '../support/pipeline.ts';
import { openWarehouse, TRANSFORMS } from '../support/warehouse.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
});

const transform = (table: string, ...reads: string[]): Transform => ({ table, file: '', sql: '', reads });
const order = (transforms: Transform[]) => inOrder(transforms).map(one => one.table);

test('a transform comes after everything it reads, however the files are called', () => {
  expect(
    order([transform('s.a', 's.b', 's.c'), transform('s.b', 's.c', 'input.x'), transform('s.c', 'input.x')]),
  ).toEqual(['s.c', 's.b', 's.a']);
});

test('tables that no transform makes are taken as given', () => {
  expect(order([transform('s.a', 'input.cell', 'other.table')])).toEqual(['s.a']);
});

test('a circle is reported with its members, and only those', () => {
  const circle = [transform('s.a', 's.b'), transform('s.b', 's.c'), transform('s.c', 's.a')];
  expect(() => order([...circle, transform('s.free')])).toThrow(/circle: s\.a, s\.b, s\.c\.$/);
});

test('tables are found in the parsed SQL: in joins, subqueries and unions, not in texts or comments', async () => {
  const sql = `-- from s.comment
    with local as (select * from s.first)
    select (select max(x) from s.second) as m, 'from s.text' as t
    from local join s.third using (k)
    where k in (select k from s.fourth)
    union all select 1, 'a' from "s"."fifth"`;
  expect(await tablesIn(warehouse, sql, 'a.sql')).toEqual([
    's.fifth',
    's.first',
    's.fourth',
    's.second',
    's.third',
  ]);
});

test('SQL that cannot be parsed is refused with the name of its file', async () => {
  const folder = await tempFolder('sql');
  await fs.mkdir(path.join(folder, 'silver'));
  const file = path.join(folder, 'silver/broken.sql');
  await fs.writeFile(file, 'select from where');
  await expect(readTransforms(warehouse, folder, 'silver')).rejects.toMatchObject({
    message: expect.stringContaining('cannot be parsed'),
    where: { file },
  });
});

test('a transform that is no select is refused', async () => {
  await expect(tablesIn(warehouse, 'drop table input.cell', 'a.sql')).rejects.toThrow(/cannot be parsed/);
});

describe('the SQL files of the project', () => {
  const root = projectRoot();
  const selects = ['transforms/silver', 'transforms/gold', 'transforms/analysis', 'pipelines'];
  let files: { name: string; sql: string }[];
  beforeAll(async () => {
    const lists = await Promise.all(
      selects.map(async folder =>
        (await listFiles(path.join(root, folder))).map(name => path.join(folder, name)),
      ),
    );
    files = await Promise.all(
      lists
        .flat()
        .filter(name => name.endsWith('.sql'))
        .map(async name => ({ name, sql: await fs.readFile(path.join(root, name), 'utf8') })),
    );
  });

  const known = async (): Promise<Set<string>> => {
    const scripts = await Promise.all(
      ['input.sql', 'declared.sql'].map(name => fs.readFile(path.join(TRANSFORMS, name), 'utf8')),
    );
    const tables = [...scripts.join('').matchAll(/^create table (\S+)/gm)].map(match => match[1] ?? '');
    const made = files.flatMap(({ name }) => {
      const [, schema, table] = /^transforms\/(\w+)\/(\w+)\.sql$/.exec(name) ?? [];
      return schema ? [`${schema}.${table}`] : [];
    });
    return new Set([...tables, ...made, 'previous.indicator', 'previous.indicator_value', 'previous.source']);
  };

  test('read only tables that exist', async () => {
    const tables = await known();
    for (const { name, sql } of files) {
      const missing = (await tablesIn(warehouse, sql, name)).filter(table => !tables.has(table));
      expect(missing, name).toEqual([]);
    }
  });

  test('read from the layers below them only', async () => {
    for (const { name, sql } of files.filter(file => file.name.startsWith('transforms/silver'))) {
      const above = (await tablesIn(warehouse, sql, name)).filter(table => /^(gold|analysis)\./.test(table));
      expect(above, name).toEqual([]);
    }
  });

  test('can be put in an order', async () => {
    for (const schemas of [['silver'], ['gold', 'analysis']]) {
      expect((await readTransforms(warehouse, TRANSFORMS, ...schemas)).length).toBeGreaterThan(0);
    }
  });

  interface Tree {
    statements: { node: { type: string; select_list?: { class: string }[] } }[];
  }
  const parsed = async (sql: string): Promise<Tree> => {
    const { tree } = await warehouse.one<{ tree: string }>(
      `select json_serialize_sql(${quoteText(sql)})::varchar as tree`,
    );
    return JSON.parse(tree) as Tree;
  };

  test('are one bare select each, with a line above it that says what it gives', async () => {
    expect(files.length).toBeGreaterThan(15);
    for (const { name, sql } of files) {
      expect((await parsed(sql)).statements.length, name).toBe(1);
      expect(sql.trimEnd(), `${name} has no semicolon at its end`).not.toMatch(/;$/);
      const select = sql.replace(/^\/\* ---\n[\s\S]*?^--- \*\/\n/m, '');
      expect(select.split('\n')[0], name).toMatch(/^-- \S/);
    }
  });

  test('name the columns they give: no star in the outermost select of gold tables and checks', async () => {
    for (const { name, sql } of files.filter(file => !file.name.startsWith('transforms/silver'))) {
      const node = (await parsed(sql)).statements[0]?.node;
      expect(node?.select_list?.length, name).toBeGreaterThan(0);
      expect(
        node?.select_list?.map(column => column.class),
        name,
      ).not.toContain('STAR');
    }
  });
});
