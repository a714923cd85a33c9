import fs from 'node:fs/promises';
import path from 'node:path';
import { isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Declaration, parseOver } from './declare.ts';
import { VieError } from './errors.ts';
import { exists } from './files.ts';
import { decodeYaml } from './yaml-text.ts';

/** A config file and the values of the one it `extends`; `located` gives relative paths of that one its own folder. */
export async function readConfig<T>(
  file: string,
  schema: z.ZodType<T>,
  located: (config: T, folder: string) => T,
): Promise<Declaration<T>> {
  return readExtending(file, { schema, located, extendedBy: [] });
}

interface Extending<T> {
  schema: z.ZodType<T>;
  located: (config: T, folder: string) => T;
  /** The files that led here. */
  extendedBy: string[];
}

async function readExtending<T>(file: string, extending: Extending<T>): Promise<Declaration<T>> {
  return parseOver(await readWithBase(file, extending), extending.schema, shown(file));
}

function shown(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}

/** The text of a config file, and the values of the one it extends. */
async function readWithBase<T>(
  file: string,
  { extendedBy, ...form }: Extending<T>,
): Promise<{ text: string; base: unknown }> {
  const text = decodeYaml(await readBytes(file), shown(file));
  const lines = new LineCounter();
  const extending = parseDocument(text, { lineCounter: lines }).get('extends', true);
  if (!isScalar(extending) || typeof extending.value !== 'string') return { text, base: {} };
  const { line, col } = lines.linePos(extending.range?.[0] ?? 0);
  const where = { file: shown(file), line, column: col };
  const parent = path.resolve(path.dirname(file), extending.value);
  if ([...extendedBy, file].includes(parent)) {
    throw new VieError('declaration', `The config ends up extending itself, through ${parent}.`, {
      where,
      hint: 'Remove this `extends`, or name a config that does not lead back here.',
    });
  }
  if (!(await exists(parent))) {
    throw new VieError('declaration', `The config extends ${parent}, which is not there.`, {
      where,
      hint: 'Write the path relative to this file, or remove `extends`.',
    });
  }
  const above = await readExtending(parent, { ...form, extendedBy: [...extendedBy, file] });
  return { text, base: form.located(above.value, path.dirname(parent)) };
}

const readBytes = (file: string): Promise<Buffer> =>
  fs.readFile(file).catch(() => {
    throw new VieError('usage', `There is no config file ${file}.`, { hint: 'Give one with --config FILE.' });
  });
