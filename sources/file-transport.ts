import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HttpResponse } from '../kernel/effects.ts';
import { isSystemError, VieError } from '../kernel/errors.ts';

interface Reading {
  /** Folders that the config names as services. */
  roots: string[];
  signal: AbortSignal;
  /** Takes in a body as far as it is allowed to be large. */
  take(body: AsyncIterable<Buffer>): Promise<Buffer>;
}

/** Answers a `file:` address with a regular file below a configured folder, links resolved; 404 when it is not there. */
export async function readFileUrl(url: string, { roots, signal, take }: Reading): Promise<HttpResponse> {
  const answer = { headers: {}, encoding: 'identity' } as const;
  try {
    const file = await fs.realpath(fileURLToPath(url));
    if (!(await isBelow(file, roots))) throw notOurs('The file does not lie below a configured folder.');
    // Opening a pipe would wait for somebody to write into it.
    const handle = await fs.open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!(await handle.stat()).isFile()) throw notOurs('This is no regular file.');
      return { ...answer, status: 200, body: await take(handle.createReadStream({ signal })) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!isSystemError(error, 'ENOENT')) throw error;
    return { ...answer, status: 404, body: Buffer.alloc(0) };
  }
}

async function isBelow(file: string, roots: string[]): Promise<boolean> {
  const folders = await Promise.all(roots.map(root => fs.realpath(root).catch(() => undefined)));
  return folders.some(folder => folder !== undefined && file.startsWith(path.join(folder, path.sep)));
}

const notOurs = (what: string): VieError =>
  new VieError('source', what, {
    hint: 'Only plain files below the folder under `services: {files: …}` in the config are read; put it there.',
  });
