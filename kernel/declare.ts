import fs from 'node:fs/promises';
import path from 'node:path';
import { isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { VieError, type Where } from './errors.ts';
import { didYouMean } from './near.ts';

/** A validated YAML file with the positions of its parts, for messages that point into it. */
export interface Declaration<T> {
  file: string;
  value: T;
  /** Position of the part at `path`; falls back to the nearest part above it. */
  where(path: readonly PropertyKey[]): Where;
}

/** Reads and validates one YAML declaration; throws a `declaration` error that names every fault. */
export async function readDeclaration<T>(
  file: string,
  schema: z.ZodType<T>,
  root: string,
): Promise<Declaration<T>> {
  return parseDeclaration(await fs.readFile(file, 'utf8'), schema, path.relative(root, file) || file);
}

/** `base`: values that hold where the file does not say otherwise. */
export function parseDeclaration<T>(
  text: string,
  schema: z.ZodType<T>,
  file: string,
  base: unknown = {},
): Declaration<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Where => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const syntax = document.errors[0];
  if (syntax) {
    throw new VieError('declaration', `This is not valid YAML: ${syntax.message}`, {
      where: at(syntax.pos[0]),
      hint: 'Check indentation, quotes and colons on this line.',
    });
  }
  const where = (keys: readonly PropertyKey[]): Where => at(offsetOf(document.contents, keys));
  const parsed = schema.safeParse(overlay(base, document.toJS()), { reportInput: true });
  if (parsed.success) return { file, value: parsed.data, where };
  throw problemsError(
    parsed.error.issues.flatMap(issue => explain(issue, schema, where)),
    file,
  );
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

/** One fault in a declaration. */
export interface Problem {
  message: string;
  where: Where;
  hint?: string;
}

/** One error for all faults found together, the first one as the headline. */
export function problemsError(problems: Problem[], file: string): VieError {
  const [first, ...rest] = problems;
  const more = rest.map(p => `${p.where.file}:${p.where.line}:${p.where.column} ${p.message}`);
  const hint = [first?.hint, ...more.map(text => `also: ${text}`)].filter(Boolean).join('\n');
  return new VieError('declaration', first?.message ?? 'This declaration is not valid.', {
    where: first?.where ?? { file },
    ...(hint ? { hint } : {}),
  });
}

function explain(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  where: (p: readonly PropertyKey[]) => Where,
): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map(key => ({
      message: `Unknown key '${key}'.`,
      where: where([...issue.path, key]),
      hint: didYouMean(key, known) || `Known keys here: ${known.join(', ')}.`,
    }));
  }
  const field = issue.path.length ? `'${issue.path.join('.')}' ` : '';
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const given = String(issue.input ?? '');
    return [
      {
        message: `${field}must be one of: ${values.join(', ')}.`,
        where: where(issue.path),
        hint: didYouMean(given, values) || `Use one of the values listed.`,
      },
    ];
  }
  if (issue.code === 'invalid_union') {
    const best = issue.errors.reduce((a, b) => (deepest(b) > deepest(a) ? b : a), issue.errors[0] ?? []);
    const inner = best.map(i => ({ ...i, path: [...issue.path, ...i.path] }));
    if (inner.length) return inner.flatMap(i => explain(i as z.core.$ZodIssue, schema, where));
  }
  const reason = (issue.code === 'invalid_key' && issue.issues[0]?.message) || issue.message;
  return [{ message: `${field || 'The file '}is not right: ${reason}`, where: where(issue.path) }];
}

const deepest = (issues: readonly z.core.$ZodIssue[]): number =>
  Math.max(0, ...issues.map(issue => issue.path.length));

/** The keys a schema knows at a path, looking through optional, default, union and record wrappers. */
export function keysAt(schema: z.ZodType, keys: readonly PropertyKey[]): string[] {
  const [head, ...rest] = keys;
  const options = unwrap(schema);
  if (head === undefined) return options.flatMap(o => (o instanceof z.ZodObject ? Object.keys(o.shape) : []));
  return options.flatMap(option => {
    const child = childOf(option, String(head));
    return child ? keysAt(child, rest) : [];
  });
}

function childOf(schema: z.ZodType, key: string): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[key] as z.ZodType | undefined;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  return undefined;
}

function unwrap(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(option => unwrap(option as z.ZodType));
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodReadonly
  ) {
    return unwrap(schema.unwrap() as z.ZodType);
  }
  if (schema instanceof z.ZodPipe) return unwrap(schema.in as z.ZodType);
  return [schema];
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
