import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { listFiles } from '../../kernel/files.ts';
import { projectRoot } from '../../kernel/root.ts';
import { tempFolder, vie } from '../support/pipeline.ts';

const COMMITTED = path.join(projectRoot(), 'docs/schema');
const KINDS = [
  'config',
  'demo',
  'goal',
  'indicator',
  'interventions',
  'partner',
  'programme',
  'recodes',
  'regions',
  'source',
  'themes',
] as const;

let made: string;
beforeAll(async () => {
  made = await tempFolder('schema');
  const ended = await vie(['schema', made]);
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
});

const readSchema = async (kind: string) =>
  JSON.parse(
    await fs.readFile(path.join(COMMITTED, `${kind}.schema.json`), 'utf8'),
  ) as z.core.JSONSchema.JSONSchema;

test('the schemas beside the documentation are those of the declarations', async () => {
  const files = KINDS.map(kind => `${kind}.schema.json`);
  expect(await listFiles(made)).toEqual(files);
  expect(await listFiles(COMMITTED)).toEqual(files);
  for (const file of files) {
    expect(await fs.readFile(path.join(COMMITTED, file), 'utf8'), `${file}: run 'npm run schema'`).toBe(
      await fs.readFile(path.join(made, file), 'utf8'),
    );
  }
});

/** The declarations of the project with the kind that their first line names. */
async function declarations(): Promise<{ name: string; kind: string; text: string }[]> {
  const root = projectRoot();
  // Contracts of partners may be none in the project yet; those of the tests are of the same form.
  const lists = ['sources', 'indicators', 'tests/sources/partners'].map(async folder =>
    (await listFiles(path.join(root, folder))).map(name => path.join(folder, name)),
  );
  const names = [...(await Promise.all(lists)).flat(), 'config.yaml'].filter(name => name.endsWith('.yaml'));
  return Promise.all(
    names.map(async name => {
      const text = await fs.readFile(path.join(root, name), 'utf8');
      const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)/.exec(text) ?? [];
      const file = path.resolve(root, path.dirname(name), schema);
      expect(path.dirname(file), name).toBe(COMMITTED);
      return { name, kind: path.basename(file, '.schema.json'), text };
    }),
  );
}

/** Every copy of a value with one unknown key in one of its maps, save maps whose keys are free. */
function* withUnknownKey(value: unknown, at: string[] = []): Generator<{ at: string; value: unknown }> {
  if (typeof value !== 'object' || value === null) return;
  const isFree = /^(topics|editions|keys|fixed|age_keys|gemeenten|wijken|sources|copies|counts)$/.test(
    at.at(-1) ?? '',
  );
  if (!Array.isArray(value) && !isFree) yield { at: at.join('.'), value: { ...value, unknown_key: 1 } };
  for (const [key, inner] of Object.entries(value)) {
    for (const changed of withUnknownKey(inner, [...at, key])) {
      const copy = structuredClone(value) as Record<string, unknown>;
      copy[key] = changed.value;
      yield { at: changed.at, value: copy };
    }
  }
}

describe('an editor that checks against these schemas', () => {
  test('accepts every declaration of the project', async () => {
    const all = await declarations();
    expect(all.length).toBeGreaterThan(50);
    expect(new Set(all.map(one => one.kind))).toEqual(new Set(KINDS));
    for (const { name, kind, text } of all) {
      const result = z.fromJSONSchema(await readSchema(kind)).safeParse(parse(text, { merge: true }));
      expect(result.error?.issues, name).toBeUndefined();
    }
  });

  test('refuses an unknown key, on every level', async () => {
    const all = await declarations();
    for (const kind of KINDS) {
      const validator = z.fromJSONSchema(await readSchema(kind));
      const [example] = all.filter(one => one.kind === kind);
      let tried = 0;
      for (const { at, value } of withUnknownKey(parse(example?.text ?? '', { merge: true }))) {
        expect(validator.safeParse(value).success, `${example?.name} at ${at || 'the top'}`).toBe(false);
        if (++tried === 40) break;
      }
      expect(tried).toBeGreaterThan(0);
    }
  });
});
