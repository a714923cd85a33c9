import { z } from 'zod';
import type { Declaration } from './declare.ts';
import type { Problem } from './explain.ts';
import { didYouMean } from './near.ts';
import { innerOf } from './schema-paths.ts';

/** A place in a declaration that names something which is declared elsewhere. */
export interface Reference {
  /** What it refers to: `.meta({refers})` of the form. */
  refers: string;
  written: string;
  path: PropertyKey[];
  /** The values that it stands in, the whole declaration first. */
  within: readonly unknown[];
}

/** What is wrong with a reference, and what to write; undefined when it leads somewhere. */
export type Resolve = (reference: Reference) => { message: string; hint: string } | undefined;

/** The references of a declaration that lead nowhere, each at its line; those of a kind that is not given are left alone. */
export function unresolved<T>(
  { value, where }: Pick<Declaration<T>, 'value' | 'where'>,
  form: z.ZodType,
  kinds: Record<string, Resolve>,
): Problem[] {
  return referencesIn(form, value, { path: [], within: [] }).flatMap(reference => {
    const refused = kinds[reference.refers]?.(reference);
    return refused ? [{ ...refused, where: where(reference.path) }] : [];
  });
}

interface Among {
  what: string;
  known: readonly string[];
  /** What it is not, as in "is not declared". */
  set?: string;
  /** What to do where no name is near. */
  otherwise?: string;
}

/** A name of a list; else the nearest one, or what to do. */
export const among =
  ({ what, known, set = 'declared', otherwise }: Among): Resolve =>
  ({ written }) =>
    known.includes(written)
      ? undefined
      : {
          message: `${what} '${written}' is not ${set}.`,
          hint: didYouMean(written, known) || (otherwise ?? `Known: ${known.join(', ')}.`),
        };

type At = Pick<Reference, 'path' | 'within'>;

function referencesIn(form: z.ZodType, value: unknown, at: At): Reference[] {
  if (value === undefined || value === null) return [];
  const refers = form.meta()?.['refers'];
  if (typeof refers === 'string' && typeof value === 'string') return [{ refers, written: value, ...at }];
  const below = (inner: z.ZodType, key: PropertyKey, item: unknown) =>
    referencesIn(inner, item, { path: [...at.path, key], within: [...at.within, value] });
  const entries = Object.entries(value);
  if (form instanceof z.ZodObject)
    return Object.entries<z.ZodType>(form.shape).flatMap(([key, inner]) =>
      below(inner, key, (value as Record<string, unknown>)[key]),
    );
  if (form instanceof z.ZodRecord)
    return entries.flatMap(([key, item]) => [
      ...below(form.keyType as z.ZodType, key, key),
      ...below(form.valueType as z.ZodType, key, item),
    ]);
  if (form instanceof z.ZodArray)
    return entries.flatMap(([key, item]) => below(form.element as z.ZodType, Number(key), item));
  return innerOf(form, 'out').flatMap(inner => referencesIn(inner, value, at));
}
