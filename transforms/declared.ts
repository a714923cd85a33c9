import { z } from 'zod';
import { configSchema } from '../indicators/config.ts';
import { goalSchema, indicatorSchema } from '../indicators/declaration.ts';
import { interventionSchema, programmeSchema } from '../indicators/programme.ts';
import { termSchema } from '../indicators/term.ts';
import { themeSchema } from '../indicators/themes.ts';
import { VieError } from '../kernel/errors.ts';
import { followedSchema, recodeSchema, regionSchema } from '../sources/areas/declaration.ts';
import { quoteName, quoteText, type Warehouse } from './warehouse.ts';

/** What of the config decides a figure; paths and services stay out of the build. */
const settings = configSchema.pick({
  notice: true,
  region: true,
  judged: true,
  control: true,
  ranking: true,
  thresholds: true,
  benchmarks: true,
  area_groups: true,
});

/** What of the contract of a partner is told of who delivers. */
const deliveryOwner = z.object({ id: z.string(), title: z.string(), owner: z.string(), access: z.string() });

/** The kinds of declaration that the build reads, each with its form. */
const FORMS = {
  partner: deliveryOwner,
  config: settings,
  region: regionSchema,
  recode: recodeSchema,
  followed: followedSchema,
  indicator: indicatorSchema,
  term: termSchema,
  goal: goalSchema,
  theme: themeSchema,
  programme: programmeSchema,
  intervention: interventionSchema,
};

export type Kind = keyof typeof FORMS;
export const KINDS = Object.keys(FORMS) as Kind[];

/** Validated declarations by kind. */
export type Declarations = { [K in Kind]?: readonly z.output<(typeof FORMS)[K]>[] };

/** Makes the table `declared.<kind>` of validated declarations: a row each, its columns those of the form. */
export async function declare<K extends Kind>(
  warehouse: Warehouse,
  kind: K,
  values: NonNullable<Declarations[K]>,
): Promise<void> {
  await warehouse.run(
    `create table declared.${kind} as
     select unnest(from_json($1::json, ${quoteText(structureOf(kind))}), max_depth := 2)`,
    [JSON.stringify(values)],
  );
}

const structures = new Map<Kind, string>();

/** The form of the rows of a kind, as DuckDB reads it. */
function structureOf(kind: Kind): string {
  const structure =
    structures.get(kind) ?? JSON.stringify([typeOf(z.toJSONSchema(FORMS[kind], { io: 'output' }))]);
  structures.set(kind, structure);
  return structure;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

const SCALARS: Record<string, string> = {
  string: 'VARCHAR',
  boolean: 'BOOLEAN',
  integer: 'INTEGER',
  number: 'DOUBLE',
};

/** The DuckDB type of a form: lists stay lists, maps with keys of their own become structs, records maps. */
export function typeOf(schema: JsonSchema): string {
  const [type = ''] = [schema.type ?? []].flat().filter(one => one !== 'null');
  if (SCALARS[type]) return SCALARS[type];
  if (type === 'array') return `${typeOf(itemsOf(schema))}[]`;
  const properties = propertiesOf(schema);
  if (properties) {
    const fields = Object.entries(properties).map(([name, one]) => `${quoteName(name)} ${typeOf(one)}`);
    return `STRUCT(${fields.join(', ')})`;
  }
  if (typeof schema.additionalProperties === 'object')
    return `MAP(VARCHAR, ${typeOf(schema.additionalProperties)})`;
  const [first] = optionsOf(schema);
  if (first) return typeOf(first);
  throw new VieError('bug', `There is no column for the form ${JSON.stringify(schema)}.`);
}

const itemsOf = ({ items, prefixItems }: JsonSchema): JsonSchema => (prefixItems?.[0] ?? items) as JsonSchema;

const optionsOf = ({ anyOf = [] }: JsonSchema): JsonSchema[] =>
  (anyOf as JsonSchema[]).filter(({ type }) => type !== 'null');

/** The keys of a map, or those of all the maps that it may be. */
function propertiesOf(schema: JsonSchema): Record<string, JsonSchema> | undefined {
  const maps = [schema, ...optionsOf(schema)].flatMap(({ properties }) => (properties ? [properties] : []));
  return maps.length > 0 ? (Object.assign({}, ...maps) as Record<string, JsonSchema>) : undefined;
}
