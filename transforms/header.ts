import { z } from 'zod';
import { type Declaration, parseDeclaration } from '../kernel/declare.ts';
import { VieError } from '../kernel/errors.ts';

const words = z.string().min(1);
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be lower case with underscores');
const reference = z
  .string()
  .regex(/^[a-z0-9_]+\.[a-z0-9_]+$/, 'must be table.column')
  .describe('Another column, as table.column');
const source = z
  .string()
  .regex(/^(input|silver)\.\w+\.\w+$/, 'must be schema.table.column of input or silver');
const list = z
  .record(z.string(), z.tuple([words, words]))
  .describe('Each code with its words in Dutch and English');

const template = words.refine(isBalanced, 'must close each [ with a ]');
const sentences = z.record(name, template).describe('Each code with its sentence in Dutch');

const column = z.strictObject({
  nl: words.describe('What the column holds, in Dutch'),
  en: words.describe('What the column holds, in English'),
  type: z
    .string()
    .regex(/^(integer|double|boolean|date|varchar|[a-z_]+_text)$/, 'must be a type of DuckDB or *_text')
    .optional()
    .describe(
      'Of a table that is filled in steps; *_text is an enumeration with the values or codes of one column',
    ),
  values: z
    .union([source, z.array(source).min(1)])
    .optional()
    .describe('Where the values of the enumeration stand before the table is made'),
  codes: z
    .union([reference, list, z.array(z.union([reference, list])).min(1)])
    .optional()
    .describe('The codes that the column may hold, or the column that lists them'),
  many: z
    .literal(true)
    .optional()
    .describe('A cell holds several codes, separated by |; with sentences a list of rows, each with a code'),
  text: z
    .union([template, z.array(template).min(1)])
    .optional()
    .describe('What the column says, written from the other columns of its row'),
  sentences: z
    .union([reference, sentences, z.array(z.union([reference, sentences])).min(1)])
    .optional()
    .describe('What the column says for each code that the select gives, or the column that lists it'),
});

export const headerSchema = z
  .strictObject({
    title: z.strictObject({ nl: words, en: words }),
    key: z.array(name).min(1).describe('Unique key, and the order of the rows'),
    place: z.int().default(0).describe('Place in the listing of tables'),
    steps: z
      .int()
      .positive()
      .optional()
      .describe('How many cells are taken at a time in the default memory; absent = all'),
    in_order: z.literal(true).optional().describe('The rows lie in the order of the key as they are made'),
    columns: z
      .record(name, z.union([reference, column]))
      .describe('In the order in which they are published'),
  })
  .describe('What a published table is: the comment at the head of its SQL file');

export type Header = z.output<typeof headerSchema>;
export type ColumnHeader = z.output<typeof column>;

const HEADER = /^\/\* ---\n([\s\S]*?)^--- \*\/$/m;

/** The header of an SQL file, with positions in that file; nothing when the table is not published. */
export function parseHeader(sql: string, file: string): Declaration<Header> | undefined {
  if (!sql.startsWith('/* ---')) return undefined;
  const body = HEADER.exec(sql)?.[1];
  if (body === undefined) {
    throw new VieError('declaration', 'The header of this table does not end.', {
      where: { file, line: 1, column: 1 },
      hint: 'End it with a line `--- */`.',
    });
  }
  return parseDeclaration(`\n${body}`, headerSchema, file);
}

/** Whether each optional part of a template begins and ends. */
function isBalanced(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]]/g)) {
    depth += bracket === '[' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
