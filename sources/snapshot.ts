import fs from 'node:fs/promises';
import path from 'node:path';
import { VieError } from '../kernel/errors.ts';
import {
  CLOSED,
  exists,
  fsyncPath,
  listDir,
  makeClosed,
  PART,
  readJson,
  renameDurable,
  sha256,
  sha256File,
  sweep,
  toJson,
  writeDurable,
} from '../kernel/files.ts';
import { gunzip } from '../kernel/gzip.ts';
import type { Edition } from './declaration.ts';
import type { Fetched, HttpClient } from './http.ts';
import { withoutBom } from './json-page.ts';

/** One body of a snapshot, kept exactly as received. */
export interface StoredFile {
  name: string;
  url: string;
  sha256: string;
  bytes: number;
  /** Byte range of the rows in the decoded body, and how many there are (data pages only). */
  rows?: { start: number; end: number; count: number };
}

export interface SnapshotMeta {
  source: string;
  edition: string;
  table: string;
  /** Content hash: equal content gets an equal id, whatever the paging or the address it came from. Of a delivery, random. */
  snapshot_id: string;
  selection: string;
  modified: string;
  title: string;
  licence: string;
  url: string;
  retrieved_at: string;
  rows: number;
  files: StoredFile[];
}

/** What the source last said about an edition: which snapshot is its present content. */
interface Current {
  snapshot_id: string;
  modified: string;
  selection: string;
  checked_at: string;
}

/** What an unfinished download was asked for; another question starts it anew. */
export interface Ticket {
  address: string;
  selection: string;
  modified: string;
}

/** What a connector hands over when everything is downloaded and verified. */
export interface Draft {
  title: string;
  url: string;
  rows: number;
  digest: string;
  pages: Map<string, { start: number; end: number; count: number }>;
}

/** A complete download, ready to become a snapshot. */
export interface Completed {
  downloads: Downloads;
  draft: Draft;
  ticket: Ticket;
  now: Date;
}

export class Snapshot {
  readonly dir: string;
  readonly meta: SnapshotMeta;

  constructor(dir: string, meta: SnapshotMeta) {
    this.dir = dir;
    this.meta = meta;
  }

  /** The decoded body; refuses a file whose bytes are no longer those that were downloaded. */
  async read(name: string): Promise<Buffer> {
    const bytes = await fs.readFile(path.join(this.dir, name));
    const stored = this.meta.files.find(file => file.name === name);
    if (stored && sha256(bytes) === stored.sha256) return decode(name, bytes);
    throw new VieError('contract', `Snapshot file ${name} has changed since it was downloaded.`, {
      where: { file: path.join(this.dir, name), source: this.meta.source, table: this.meta.table },
      hint: `Run 'vie run --source ${this.meta.source} --refresh' to download it again.`,
    });
  }

  /** The path of a body that is too large to be read at once; refuses one whose bytes are no longer those that were stored. */
  async file(name: string): Promise<string> {
    const file = path.join(this.dir, name);
    const stored = this.meta.files.find(one => one.name === name);
    if (stored && (await sha256File(file).catch(() => '')) === stored.sha256) return file;
    throw new VieError('contract', `Snapshot file ${name} has changed since it was stored.`, {
      where: { file, source: this.meta.source, table: this.meta.table },
      hint: 'Restore this folder from a backup, or deliver the file again.',
    });
  }

  /** Names of the data pages, in order. */
  get pages(): StoredFile[] {
    return this.meta.files.filter(file => file.rows !== undefined);
  }
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

  async files(pages: Draft['pages']): Promise<StoredFile[]> {
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

export class SnapshotStore {
  readonly root: string;

  constructor(dataDir: string) {
    this.root = path.join(dataDir, 'raw');
  }

  folder(edition: Pick<Edition, 'key'>): string {
    return path.join(this.root, edition.key);
  }

  /** The snapshot that holds the present content of the edition. */
  async current(edition: Pick<Edition, 'key'>): Promise<{ snapshot: Snapshot; said: Current } | undefined> {
    const folder = this.folder(edition);
    const said = await readJson<Current>(path.join(folder, 'current.json'));
    const snapshots = await this.#snapshots(folder);
    const newest = snapshots.reduce<Snapshot | undefined>(
      (best, next) => (best && best.meta.retrieved_at >= next.meta.retrieved_at ? best : next),
      undefined,
    );
    if (!newest) return undefined;
    const named = snapshots.find(snapshot => snapshot.meta.snapshot_id === said?.snapshot_id);
    // A crash between storing a snapshot and naming it leaves a newer one unnamed: that one counts.
    if (said && named && newest.meta.retrieved_at <= said.checked_at) return { snapshot: named, said };
    const { snapshot_id, modified, selection, retrieved_at } = newest.meta;
    return { snapshot: newest, said: { snapshot_id, modified, selection, checked_at: retrieved_at } };
  }

  /** Opens the downloads of an edition: with what is there when the same question was being answered, else empty. */
  async open(edition: Edition, ticket: Ticket, http: HttpClient): Promise<Downloads> {
    const dir = path.join(this.folder(edition), 'incoming');
    const text = toJson(ticket);
    const before = await readJson<Ticket>(path.join(dir, 'ticket.json'));
    if (toJson(before ?? null) !== text) await fs.rm(dir, { recursive: true, force: true });
    await makeClosed(dir);
    await sweep(dir);
    await writeDurable(path.join(dir, 'ticket.json'), text);
    return new Downloads(dir, http);
  }

  async discard(edition: Edition): Promise<void> {
    await fs.rm(path.join(this.folder(edition), 'incoming'), { recursive: true, force: true });
  }

  /** Turns complete downloads that `accept` does not refuse into a snapshot; the same content makes no new one. */
  async commit(
    edition: Edition,
    { downloads, draft, ticket, now }: Completed,
    accept: (candidate: Snapshot) => Promise<void>,
  ): Promise<{ snapshot: Snapshot; isNew: boolean }> {
    const folder = this.folder(edition);
    const snapshot_id = draft.digest.slice(0, 16);
    const dir = path.join(folder, snapshot_id);
    const isNew = !(await isWhole(dir));
    if (isNew) {
      const { source, id, table } = edition;
      const meta: SnapshotMeta = {
        source: source.id,
        edition: id,
        table,
        snapshot_id,
        selection: ticket.selection,
        modified: ticket.modified,
        title: draft.title,
        licence: source.licence,
        url: draft.url,
        retrieved_at: now.toISOString(),
        rows: draft.rows,
        files: await downloads.files(draft.pages),
      };
      await accept(new Snapshot(downloads.dir, meta));
      await writeDurable(path.join(downloads.dir, 'meta.json'), toJson(meta));
      await fs.rm(path.join(downloads.dir, 'ticket.json'));
      await fs.rm(dir, { recursive: true, force: true });
      await renameDurable(downloads.dir, dir);
    } else {
      await this.discard(edition);
    }
    await this.confirm(edition, { snapshot_id, ...ticket, checked_at: now.toISOString() });
    const meta = (await readJson<SnapshotMeta>(path.join(dir, 'meta.json'))) as SnapshotMeta;
    return { snapshot: new Snapshot(dir, meta), isNew };
  }

  /** Notes which snapshot is the present content of the edition according to its source. */
  async confirm(edition: Edition, { snapshot_id, modified, selection, checked_at }: Current): Promise<void> {
    const current = { snapshot_id, modified, selection, checked_at };
    await writeDurable(path.join(this.folder(edition), 'current.json'), toJson(current));
  }

  /** Removes what interrupted writes left behind; unfinished downloads stay, they are taken up again. */
  async sweep(): Promise<void> {
    for (const source of await listDir(this.root)) {
      for (const edition of await listDir(path.join(this.root, source))) {
        await sweep(path.join(this.root, source, edition));
      }
    }
  }

  async #snapshots(folder: string): Promise<Snapshot[]> {
    const found: Snapshot[] = [];
    for (const name of await listDir(folder)) {
      if (name === 'incoming' || name.endsWith(PART) || name.endsWith('.json')) continue;
      const dir = path.join(folder, name);
      const meta = await readJson<SnapshotMeta>(path.join(dir, 'meta.json'));
      if (meta) found.push(new Snapshot(dir, meta));
    }
    return found;
  }
}

/** True when the snapshot is there with every byte as it was downloaded; a damaged one is to be replaced. */
async function isWhole(dir: string): Promise<boolean> {
  const meta = await readJson<SnapshotMeta>(path.join(dir, 'meta.json'));
  if (!meta) return false;
  const hashes = await Promise.all(
    meta.files.map(({ name }) => sha256File(path.join(dir, name)).catch(() => '')),
  );
  return meta.files.every((file, at) => file.sha256 === hashes[at]);
}

const decode = async (name: string, bytes: Buffer): Promise<Buffer> =>
  withoutBom(name.endsWith('.gz') ? await gunzip(bytes) : bytes);
