import fs from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { configSchema } from '../../indicators/config.ts';
import { goalSchema, indicatorSchema } from '../../indicators/declaration.ts';
import { interventionsSchema, programmeSchema } from '../../indicators/programme.ts';
import { themesSchema } from '../../indicators/themes.ts';
import { toJson } from '../../kernel/files.ts';
import { projectRoot } from '../../kernel/root.ts';
import { recodesSchema, regionsSchema } from '../../sources/areas/declaration.ts';
import { sourceSchema } from '../../sources/declaration.ts';
import { demoSchema } from '../../sources/demo/declaration.ts';
import { partnerSchema } from '../../sources/partners/declaration.ts';
import type { Invocation } from '../options.ts';

const SCHEMAS = {
  config: configSchema,
  source: sourceSchema,
  partner: partnerSchema,
  indicator: indicatorSchema,
  goal: goalSchema,
  programme: programmeSchema,
  interventions: interventionsSchema,
  themes: themesSchema,
  regions: regionsSchema,
  recodes: recodesSchema,
  demo: demoSchema,
};

/** The JSON Schema of each kind of declaration, for editors that complete and check YAML. */
export function jsonSchemas(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      name,
      z.toJSONSchema(schema, {
        io: 'input',
        unrepresentable: 'any',
        // What a text refers to is checked against the other files, not by an editor.
        override: ({ jsonSchema }) => delete jsonSchema['refers'],
      }),
    ]),
  );
}

/** `vie schema [dir]`: writes them, by default to docs/schema. */
export async function schema({ options, args: [given] }: Invocation): Promise<number> {
  const folder = given ?? path.join(options.host.root ?? projectRoot(), 'docs/schema');
  await fs.mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(jsonSchemas())) {
    const file = path.join(folder, `${name}.schema.json`);
    await fs.writeFile(file, toJson(content));
    options.host.stdout.write(`${path.relative(process.cwd(), file)}\n`);
  }
  return 0;
}
