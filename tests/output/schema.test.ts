import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PUBLIC } from '../../output/release.ts';
import { quoteText } from '../../transforms/warehouse.ts';
import { TABLES, type Written, writtenRelease } from './release.ts';

type Schema = Parameters<typeof z.fromJSONSchema>[0] & {
  properties: Record<string, { items: { properties: Record<string, { anyOf: object[] }> } }>;
};

let release: Written;
let schema: Schema;
let form: z.ZodType;

beforeAll(async () => {
  release = await writtenRelease('none');
  schema = JSON.parse(await fs.readFile(path.join(release.job.folder, PUBLIC, 'schema.json'), 'utf8'));
  // The form of zod is the judge of what a JSON Schema says.
  form = z.fromJSONSchema(schema);
});

/** The rows of a published file as JSON. */
async function rowsOf(table: string): Promise<Record<string, unknown>[]> {
  const file = path.join(release.job.folder, PUBLIC, `${table}.parquet`);
  const rows = await release.world.warehouse.all<{ row: string }>(
    `select to_json(t)::varchar as row from read_parquet(${quoteText(file)}) as t`,
  );
  return rows.map(({ row }) => JSON.parse(row));
}

test('the schema describes every published table', () => {
  expect(Object.keys(schema.properties)).toEqual(TABLES.map(([name]) => name));
});

test.each(TABLES)('the rows of %s are as the schema says', async name => {
  const { error } = form.safeParse({ [name]: await rowsOf(name) });
  expect(error?.issues.slice(0, 3) ?? []).toEqual([]);
});

test('codes bear their words', () => {
  const { anyOf = [] } = schema.properties['indicator_value']?.items.properties['status'] ?? {};
  expect(anyOf).toContainEqual({ const: 'final', title: 'definitief', description: 'final' });
});

describe('a row is refused', () => {
  test.each([
    ['with a code that is not listed', { status: 'finaal' }],
    ['with a text for a number', { value: '12,5' }],
    ['with a fraction for a year', { area_vintage: 2020.5 }],
    ['with a column that is not published', { waarde: 1 }],
    ['without its key', { area_code: null }],
  ])('%s', async (_, change) => {
    const [row] = await rowsOf('indicator_value');
    expect(form.safeParse({ indicator_value: [row] }).success).toBe(true);
    expect(form.safeParse({ indicator_value: [{ ...row, ...change }] }).success).toBe(false);
  });

  test('that lacks a column', async () => {
    const [{ method: _, ...row } = {}] = await rowsOf('indicator_value');
    expect(form.safeParse({ indicator_value: [row] }).success).toBe(false);
  });
});
