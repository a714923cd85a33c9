import { z } from 'zod';

/** The keys a schema knows at a path, looking through optional, default, union and record wrappers. */
export function keysAt(schema: z.ZodType, keys: readonly PropertyKey[]): string[] {
  return schemasAt(schema, keys)
    .flatMap(unwrap)
    .flatMap(one => (one instanceof z.ZodObject ? Object.keys(one.shape) : []));
}

/** What the schema says of a path. */
export function descriptionAt(schema: z.ZodType, keys: readonly PropertyKey[]): string | undefined {
  return schemasAt(schema, keys)
    .flatMap(layers)
    .find(one => one.description)?.description;
}

/** The alternatives of the schema at a path. */
export function schemasAt(schema: z.ZodType, keys: readonly PropertyKey[]): z.ZodType[] {
  const [head, ...rest] = keys;
  if (head === undefined) return [schema];
  return unwrap(schema).flatMap(option => {
    const child = childOf(option, String(head));
    return child ? schemasAt(child, rest) : [];
  });
}

function childOf(schema: z.ZodType, key: string): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[key] as z.ZodType | undefined;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  return undefined;
}

/** The schema and everything that it wraps. */
const layers = (schema: z.ZodType): z.ZodType[] => [schema, ...innerOf(schema).flatMap(layers)];

function unwrap(schema: z.ZodType): z.ZodType[] {
  const inner = innerOf(schema);
  return inner.length ? inner.flatMap(unwrap) : [schema];
}

/** What a schema wraps or may be; of a pipe, what goes into it or comes out of it. */
export function innerOf(schema: z.ZodType, side: 'in' | 'out' = 'in'): z.ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options as z.ZodType[];
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodReadonly
  ) {
    return [schema.unwrap() as z.ZodType];
  }
  return schema instanceof z.ZodPipe ? [schema[side] as z.ZodType] : [];
}
