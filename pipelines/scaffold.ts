import fs from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { isSystemError, VieError } from '../kernel/errors.ts';

/** Stands in a text that a person must still write. */
export const TO_FILL_IN = 'NOG INVULLEN';

/**
 * Fills the places of a template (`{{name}}`) with values as they are written in YAML, or as they are when `Raw`; a line whose only value is
 * undefined is left out.
 */
export function fill(template: string, values: Record<string, unknown>): string {
  const lines = template.split('\n').filter(line => {
    const names = [...line.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1] ?? '');
    return names.length === 0 || names.some(name => values[name] !== undefined);
  });
  return lines
    .join('\n')
    .replace(
      / ?\{\{(\w+)\}\}/g,
      (place, name: string) => `${place.startsWith(' ') ? ' ' : ''}${written(values[name])}`,
    )
    .replace(/ +$/gm, '');
}

/** YAML that is given as such. */
export class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function written(value: unknown): string {
  if (value instanceof Raw) return value.text;
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trim();
}

export const readTemplate = (root: string, name: string): Promise<string> =>
  fs.readFile(path.join(root, 'pipelines/templates', name), 'utf8');

/** Writes a new file; one that is there is never written over. */
export async function writeNew(root: string, file: string, text: string): Promise<void> {
  const target = path.join(root, file);
  await fs.mkdir(path.dirname(target), { recursive: true });
  try {
    await fs.writeFile(target, text, { flag: 'wx' });
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) throw error;
    throw new VieError('usage', `${file} is there already; it is not written over.`, {
      hint: 'Choose another id, or remove the file first.',
    });
  }
}

/** The lines, counted from 1, on which something is still to be filled in. */
export const openLines = (text: string): number[] =>
  text.split('\n').flatMap((line, at) => (line.includes(TO_FILL_IN) ? [at + 1] : []));

/** The declarations with something still to be filled in, with the lines. */
export async function unfinished(
  root: string,
  files: string[],
): Promise<{ file: string; lines: number[] }[]> {
  const read = await Promise.all(
    files.map(async file => ({ file, lines: openLines(await fs.readFile(path.join(root, file), 'utf8')) })),
  );
  return read.filter(({ lines }) => lines.length > 0);
}
