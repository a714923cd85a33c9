import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isSystemError } from './errors.ts';

/** Unfinished files and folders carry this suffix or prefix; a sweep removes them. */
export const PART = '.part';

export async function fsyncPath(target: string): Promise<void> {
  const handle = await fs.open(target, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Modes of what nobody but this user gets to see, and of what everyone may read. */
export const CLOSED = { folder: 0o700, file: 0o600 } as const;
export const OPEN = { folder: 0o755, file: 0o644 } as const;
/** Of a folder on the way to what everyone may read: others pass through, and see nothing of what else is in it. */
export const PASSAGE = 0o711;

/** Makes a folder, with those above it that are lacking, for good; closed to others unless `mode` says otherwise. */
export async function makeFolder(folder: string, mode: number): Promise<void> {
  const first = await fs.mkdir(folder, { recursive: true, mode });
  if (first === undefined) return;
  const topmost = path.dirname(path.resolve(first));
  for (let at = path.resolve(folder); at !== topmost; at = path.dirname(at))
    await fsyncPath(path.dirname(at));
}

export const makeClosed = (folder: string): Promise<void> => makeFolder(folder, CLOSED.folder);

/**
 * Writes a file so that a crash leaves either the old content or the new one, never a mix; closed to others unless `mode`
 * says otherwise, whatever the umask.
 */
export async function writeDurable(
  file: string,
  data: string | Uint8Array,
  mode: number = CLOSED.file,
): Promise<void> {
  const part = `${file}${PART}`;
  const handle = await fs.open(part, 'w', mode);
  try {
    await handle.chmod(mode);
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await fs.rename(part, file);
  await fsyncPath(path.dirname(file));
}

/** Renames a finished file or folder into place and makes the rename itself durable. */
export async function renameDurable(from: string, to: string): Promise<void> {
  await fs.rename(from, to);
  await fsyncPath(path.dirname(to));
}

/** Points the symbolic link `link` at `target` in one atomic step. */
export async function swapLink(link: string, target: string): Promise<void> {
  const part = `${link}${PART}`;
  await fs.rm(part, { force: true });
  await fs.symlink(target, part);
  await renameDurable(part, link);
}

/** Removes leftovers of interrupted writes directly in `folder`; returns their names. */
export async function sweep(folder: string): Promise<string[]> {
  const left = (await listDir(folder)).filter(name => name.endsWith(PART) || name.startsWith(PART));
  for (const name of left) await fs.rm(path.join(folder, name), { recursive: true, force: true });
  return left;
}

/** The names in a folder, sorted; an absent folder is an empty one. */
export async function listDir(folder: string): Promise<string[]> {
  try {
    return (await fs.readdir(folder)).sort();
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

/** Every file below `folder`, as paths relative to it, sorted. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

export async function exists(target: string): Promise<boolean> {
  try {
    await fs.lstat(target);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

/** The parsed file, or undefined when it does not exist. */
export async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await fs.readFile(file, 'utf8')) as T;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

export const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

export async function sha256File(file: string): Promise<string> {
  const hash: Hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

const isAbsent = (error: unknown): boolean => isSystemError(error, 'ENOENT');

/** With links resolved, as far as the path is there. */
export async function realPath(target: string): Promise<string> {
  const found = await fs.realpath(target).catch(() => undefined);
  if (found !== undefined || path.dirname(target) === target) return found ?? target;
  return path.join(await realPath(path.dirname(target)), path.basename(target));
}

/** The file names that a pattern means, in which `*` and `?` stand for anything; capitals make no difference. */
export function fileNames(pattern: string): RegExp {
  const text = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${text.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
}
