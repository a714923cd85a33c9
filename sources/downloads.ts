import fs from 'node:fs/promises';
import path from 'node:path';
import { CLOSED, exists, fsyncPath, PART, sha256File } from '../kernel/files.ts';
import { gunzip } from '../kernel/gzip.ts';
import type { Fetched, HttpClient } from './http.ts';
import { withoutBom } from './json-page.ts';

/** One body of a snapshot, kept exactly as received. */
export interface StoredFile {
  name: string;
  url: string;
  sha256: string;
  bytes: number;
  /** Byte range of the rows in the decoded body, and how many there are (data pages only). */
  rows?: RowRange;
}

interface RowRange {
  start: number;
  end: number;
  count: number;
}

/** What is made of a decoded body; throws when it is not as it should be. */
type Interpret<T> = (bytes: Buffer) => T | Promise<T>;

/** Bodies of one edition while they come in; what an interrupted run left is taken up again. */
export class Downloads {
  readonly dir: string;
  readonly #http: HttpClient;
  readonly #urls = new Map<string, string>();
  readonly #underWay = new Set<Promise<unknown>>();
  #closed = false;

  constructor(dir: string, http: HttpClient) {
    this.dir = dir;
    this.#http = http;
  }

  /** The interpreted body: from disk when it is there already and whole, else downloaded, verified and stored. */
  async obtain<T>(name: string, url: string, interpret: Interpret<T>): Promise<T> {
    if (this.#closed) throw new Error('This download was given up.');
    const work = this.#obtain(name, url, interpret);
    this.#underWay.add(work);
    return work.finally(() => this.#underWay.delete(work));
  }

  /** Takes in nothing more and waits for what is under way: a straggler must not end up in the next download. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#underWay);
  }

  async #obtain<T>(name: string, url: string, interpret: Interpret<T>): Promise<T> {
    const stored = await this.#stored(name);
    const before = stored && (await this.#reuse(stored, interpret));
    if (before) {
      this.#urls.set(stored, url);
      return before.result;
    }
    const { fetched, result } = await this.#http.get(url, ({ bytes }) => interpret(bytes));
    await this.#put(name, fetched);
    return result;
  }

  get http(): HttpClient {
    return this.#http;
  }

  async files(pages: ReadonlyMap<string, RowRange>): Promise<StoredFile[]> {
    const names = [...this.#urls.keys()].sort();
    return Promise.all(
      names.map(async name => {
        const file = path.join(this.dir, name);
        const rows = pages.get(name.replace(/\.gz$/, ''));
        const { size: bytes } = await fs.stat(file);
        await fsyncPath(file);
        const url = this.#urls.get(name) ?? '';
        return { name, url, sha256: await sha256File(file), bytes, ...(rows ? { rows } : {}) };
      }),
    );
  }

  async #stored(name: string): Promise<string | undefined> {
    for (const candidate of [name, `${name}.gz`]) {
      if (await exists(path.join(this.dir, candidate))) return candidate;
    }
    return undefined;
  }

  /** A body that a power cut left half written does not decode; it is fetched again. */
  async #reuse<T>(stored: string, interpret: Interpret<T>): Promise<{ result: T } | undefined> {
    const file = path.join(this.dir, stored);
    try {
      return { result: await interpret(await decode(stored, await fs.readFile(file))) };
    } catch {
      await fs.rm(file, { force: true });
      return undefined;
    }
  }

  /** Bodies reach the disk for good when the snapshot is committed. */
  async #put(name: string, fetched: Fetched): Promise<void> {
    const file = fetched.encoding === 'gzip' ? `${name}.gz` : name;
    const target = path.join(this.dir, file);
    await fs.writeFile(`${target}${PART}`, fetched.received, { mode: CLOSED.file });
    await fs.rename(`${target}${PART}`, target);
    this.#urls.set(file, fetched.url);
  }
}

/** The body itself, of a file as it was received. */
export const decode = async (name: string, bytes: Buffer): Promise<Buffer> =>
  withoutBom(name.endsWith('.gz') ? await gunzip(bytes) : bytes);
