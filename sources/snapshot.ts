import fs from 'node:fs/promises';
import path from 'node:path';
import { VieError } from '../kernel/errors.ts';
import {
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
import type { Edition } from './declaration.ts';
import { Downloads, decode, type StoredFile } from './downloads.ts';
import type { HttpClient } from './http.ts';

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

  /** Names of the bodies that are lost, or no longer hold the bytes that were stored. */
  async damaged(): Promise<string[]> {
    const checked = this.meta.files.map(async ({ name, sha256: stored }) => {
      const found = await sha256File(path.join(this.dir, name)).catch(() => '');
      return found === stored ? [] : [name];
    });
    return (await Promise.all(checked)).flat();
  }

  /** Names of the data pages, in order. */
  get pages(): StoredFile[] {
    return this.meta.files.filter(file => file.rows !== undefined);
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
      await fs.rm(path.join(downloads.dir, 'ticket.json'));
      await writeDurable(path.join(downloads.dir, 'meta.json'), toJson(meta));
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
  return meta !== undefined && (await new Snapshot(dir, meta).damaged()).length === 0;
}
