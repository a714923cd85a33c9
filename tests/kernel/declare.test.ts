import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseOver, readDeclaration } from '../../kernel/declare.ts';
import { renderError, VieError } from '../../kernel/errors.ts';
import { keysAt } from '../../kernel/schema-paths.ts';
import { tempFolder } from '../sources/fixtures.ts';

const schema = z.strictObject({
  title: z.string(),
  contract: z.enum(['freeze', 'evolve']).default('freeze'),
  topics: z
    .record(z.string(), z.union([z.string(), z.strictObject({ topic: z.string(), group: z.string() })]))
    .default({}),
  groups: z
    .array(
      z.strictObject({ code: z.string(), areas: z.array(z.string()).optional(), from: z.int().optional() }),
    )
    .default([]),
  limits: z.strictObject({ warn: z.number().default(1), fail: z.number().default(3) }).prefault({}),
});

const read = (text: string, base: unknown = {}) => parseOver({ text, base }, schema, 'sources/proef.yaml');

function refusal(text: string): VieError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof VieError) return error;
    throw error;
  }
  throw new Error('the declaration was accepted');
}

describe('a faulty declaration', () => {
  test('with an unknown key is refused at its place, with the key that was probably meant', () => {
    const error = refusal('title: Proef\ncontrat: freeze\n');
    expect(error.message).toBe("Unknown key 'contrat'.");
    expect(error.where).toEqual({ file: 'sources/proef.yaml', line: 2, column: 1 });
    expect(error.hint).toBe("Did you mean 'contract'?");
    expect(error.exitCode).toBe(65);
  });

  test('with an unknown key unlike any other names the keys that exist', () => {
    expect(refusal('title: Proef\nlimits:\n  zzz: 1\n').hint).toBe('Known keys here: warn, fail.');
  });

  test('with an unknown key in a list points to that item', () => {
    const error = refusal('title: Proef\ngroups:\n  - code: A\n  - code: B\n    aeras: [GM0928]\n');
    expect(error.where).toMatchObject({ line: 5, column: 5 });
    expect(error.hint).toBe("Did you mean 'areas'?");
  });

  test('with a wrong value of an enumeration lists the values and the near one', () => {
    const error = refusal('title: Proef\ncontract: evolv\n');
    expect(error.message).toBe("'contract' must be one of: freeze, evolve; not 'evolv'.");
    expect(error.where).toMatchObject({ line: 2, column: 1 });
    expect(error.hint).toBe("Did you mean 'evolve'?");
  });

  test('with a wrong type deep in a list points to the item itself', () => {
    const error = refusal('title: Proef\ngroups:\n  - code: A\n    areas:\n      - GM0928\n      - 917\n');
    expect(error.message).toContain("'groups.0.areas.1'");
    expect(error.message).toMatch(/must be a text, not number 917/);
    expect(error.where).toMatchObject({ line: 6, column: 9 });
  });

  test('without a required key is refused at the nearest place above it', () => {
    const error = refusal('title: Proef\ngroups:\n  - from: 2019\n');
    expect(error.message).toContain("'groups.0.code'");
    expect(error.where).toMatchObject({ line: 3, column: 5 });
  });

  test('explains the alternative that came nearest', () => {
    const error = refusal('title: Proef\ntopics:\n  roken: {topic: Roker, grup: Leefstijl}\n');
    expect(renderError(error)).toMatch(/grup/);
    expect(error.where).toMatchObject({ line: 3 });
  });

  test('that is no YAML is refused at its place', () => {
    const error = refusal('title: Proef\ngroups: [a, b\ncontract: freeze\n');
    expect(error.message).toMatch(/not valid YAML/);
    expect(error.where.line).toBeGreaterThanOrEqual(2);
    expect(error.hint).toBeTruthy();
  });

  test('that gives a key twice is refused', () => {
    const error = refusal('title: Proef\ntitle: Anders\n');
    expect(error.message).toMatch(/key 'title' is there twice/);
    expect(error.where).toMatchObject({ line: 2, column: 1 });
  });

  test('that is empty is refused, not taken for one without keys', () => {
    expect(refusal('').message).toBe('The file is empty.');
  });

  test('has all its faults reported at once', () => {
    const error = refusal('titel: Proef\ncontract: vast\nlimits: {warn: veel}\n');
    const text = renderError(error);
    expect(text).toContain('title');
    expect(text).toContain("'contract' must be one of");
    expect(text).toContain('sources/proef.yaml:2:1');
    expect(text).toContain("Unknown key 'titel'");
    expect(text).toContain('limits.warn');
  });
});

describe('a good declaration', () => {
  test('gets its defaults and tells the place of its parts', () => {
    const declaration = read('title: Proef\ntopics:\n  inwoners: AantalInwoners\n');
    expect(declaration.value).toEqual({
      title: 'Proef',
      contract: 'freeze',
      topics: { inwoners: 'AantalInwoners' },
      groups: [],
      limits: { warn: 1, fail: 3 },
    });
    expect(declaration.where(['topics', 'inwoners'])).toMatchObject({ line: 3, column: 3 });
    expect(declaration.where(['topics', 'roken'])).toMatchObject({ line: 2, column: 1 });
  });

  test('may stand on a base: maps are merged, everything else is replaced', () => {
    const base = { title: 'Onder', limits: { warn: 2, fail: 9 }, groups: [{ code: 'A' }, { code: 'B' }] };
    const { value } = read('limits: {warn: 5}\ngroups: [{code: C}]\n', base);
    expect(value.title).toBe('Onder');
    expect(value.limits).toEqual({ warn: 5, fail: 9 });
    expect(value.groups).toEqual([{ code: 'C' }]);
  });

  test('is read from its file, and named relative to the project', async () => {
    const folder = await tempFolder();
    await fs.writeFile(path.join(folder, 'a.yaml'), 'title: Proef\n');
    const declaration = await readDeclaration(path.join(folder, 'a.yaml'), schema, folder);
    expect([declaration.file, declaration.value.title]).toEqual(['a.yaml', 'Proef']);
  });
});

test('the keys of a schema are found through defaults, lists, records and alternatives', () => {
  expect(keysAt(schema, ['limits'])).toEqual(['warn', 'fail']);
  expect(keysAt(schema, ['groups', 0])).toEqual(['code', 'areas', 'from']);
  expect(keysAt(schema, ['topics', 'roken'])).toEqual(['topic', 'group']);
  expect(keysAt(schema, ['nowhere'])).toEqual([]);
});
