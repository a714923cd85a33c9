import fs from 'node:fs/promises';
import path from 'node:path';
import type { HttpTransport } from '../../kernel/effects.ts';
import { readJson } from '../../kernel/files.ts';
import type { Edition } from '../declaration.ts';
import { DEMO_SERVICES, type RecordingIndex, servedBy } from './recorder.ts';

/** Answers every request from recorded answers, and 404 to anything else; no network. */
export async function replayTransport(folder: string): Promise<HttpTransport> {
  const index = (await readJson<RecordingIndex>(path.join(folder, 'index.json'))) ?? {};
  return async url => {
    const name = index[decodeURIComponent(url)];
    if (!name) return { status: 404, headers: {}, body: Buffer.alloc(0), encoding: 'identity' };
    return { status: 200, headers: {}, body: await fs.readFile(path.join(folder, name)), encoding: 'gzip' };
  };
}

/** The editions of which the recordings hold an answer. */
export async function recordedEditions(folder: string, editions: Edition[]): Promise<Edition[]> {
  const index = (await readJson<RecordingIndex>(path.join(folder, 'index.json'))) ?? {};
  const paths = Object.keys(index).map(url => `${url.replace('?', '/')}/`);
  return editions.filter(edition => {
    const base = `${DEMO_SERVICES[servedBy(edition)]}/`;
    return paths.some(url => url.startsWith(base) && url.includes(`/${edition.file ?? edition.table}/`));
  });
}
