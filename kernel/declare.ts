import fs from 'node:fs/promises';
import path from 'node:path';
import { isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { VieError, type Where } from './errors.ts';
import { explain, type Problem } from './explain.ts';
import { decodeYaml, refuseBadSyntax } from './yaml-text.ts';

export type { Problem } from './explain.ts';

/** A validated YAML file with the positions of its parts, for messages that point into it. */
export interface Declaration<T> {
  file: string;
  value: T;
  /** Position of the part at `path`; falls back to the nearest part above it. */
  where(path: readonly PropertyKey[]): Where;
}

/** The place of the first of these paths that is in the file; the last one, or what is above it, when none is. */
export function placeOf(
  { value, where }: Pick<Declaration<unknown>, 'value' | 'where'>,
  ...paths: PropertyKey[][]
): Where {
  return where(paths.find(path => isThere(value, path)) ?? paths.at(-1) ?? []);
}

function isThere(value: unknown, [head, ...rest]: PropertyKey[]): boolean {
  if (head === undefined) return true;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, head)) return false;
  return isThere((value as Record<PropertyKey, unknown>)[head], rest);
}

/** Reads and validates one YAML declaration; throws a `declaration` error that names every fault. */
export async function readDeclaration<T>(
  file: string,
  schema: z.ZodType<T>,
  root: string,
): Promise<Declaration<T>> {
  const shown = path.relative(root, file) || file;
  return parseDeclaration(decodeYaml(await fs.readFile(file), shown), schema, shown);
}

/** The last text of each file with what it says, by form: who reads a project again finds most files as they were. */
const known = new WeakMap<z.ZodType, Map<string, { text: string; declaration: Declaration<unknown> }>>();

/** Validates the text of one YAML declaration; throws as `readDeclaration`. What it gives is frozen. */
export function parseDeclaration<T>(text: string, schema: z.ZodType<T>, file: string): Declaration<T> {
  const files = known.get(schema) ?? new Map();
  known.set(schema, files);
  const last = files.get(file);
  if (last?.text === text) return last.declaration;
  const declaration = parseOver({ text, base: {} }, schema, file);
  freeze(declaration.value);
  files.set(file, { text, declaration });
  return declaration;
}

/** What several readers share, none of them changes. */
function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}

/** `base`: values that hold where the text does not say otherwise. */
export function parseOver<T>(
  { text, base }: { text: string; base: unknown },
  schema: z.ZodType<T>,
  file: string,
): Declaration<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Where => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  refuseBadSyntax(document, text, at);
  const where = (keys: readonly PropertyKey[]): Where => at(offsetOf(document.contents, keys));
  const parsed = schema.safeParse(overlay(base, document.toJS()), { reportInput: true });
  if (parsed.success) return { file, value: parsed.data, where };
  throw problemsError(explain(parsed.error.issues, schema, where), file);
}

/** Maps are merged, everything else is replaced. */
function overlay(base: unknown, top: unknown): unknown {
  if (!isPlainMap(base) || !isPlainMap(top)) return top;
  const merged = { ...base };
  for (const [key, value] of Object.entries(top)) {
    merged[key] = key in base ? overlay(base[key], value) : value;
  }
  return merged;
}

const isPlainMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One error for all faults found together, the first one as the headline. */
export function problemsError(problems: Problem[], file: string): VieError {
  const [first, ...rest] = problems;
  return new VieError('declaration', first?.message ?? 'This declaration is not valid.', {
    where: first?.where ?? { file },
    also: rest,
    ...(first?.hint ? { hint: first.hint } : {}),
  });
}

/** Offset of the key (for maps) or item at the path, or of the deepest part of it that exists. */
function offsetOf(contents: unknown, keys: readonly PropertyKey[]): number {
  let node: unknown = contents;
  let offset = startOf(contents) ?? 0;
  for (const key of keys) {
    const found = step(node, key);
    if (!found) break;
    offset = found.offset ?? offset;
    node = found.value;
  }
  return offset;
}

function step(node: unknown, key: PropertyKey): { offset: number | undefined; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(item => isPair(item) && String(keyOf(item.key)) === String(key));
    return pair ? { offset: startOf(pair.key), value: pair.value } : undefined;
  }
  if (node && typeof node === 'object' && 'items' in node && Array.isArray(node.items)) {
    const item: unknown = node.items[Number(key)];
    return item === undefined ? undefined : { offset: startOf(item), value: item };
  }
  return undefined;
}

const keyOf = (key: unknown): unknown => (isScalar(key) ? key.value : key);
const startOf = (node: unknown): number | undefined => (node as Node | null)?.range?.[0];
