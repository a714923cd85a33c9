import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Effects } from '../../kernel/effects.ts';
import { VieError } from '../../kernel/errors.ts';
import {
  CLOSED,
  fsyncPath,
  listDir,
  makeClosed,
  PART,
  readJson,
  renameDurable,
  sweep,
  toJson,
  writeDurable,
} from '../../kernel/files.ts';
import { Snapshot, type SnapshotMeta, type StoredFile } from '../snapshot.ts';
import { CanonicalRows, canonicalHeader } from './canonical.ts';
import type { PartnerContract } from './declaration.ts';
import { chooseDelimiter } from './header.ts';
import { packer } from './packed.ts';
import { readRows, Unreadable } from './records.ts';
import { RowChecker } from './row-checker.ts';
import { PersonData } from './rules.ts';
import type { Survey } from './survey.ts';

export const ORIGINAL = 'original.csv.gz';
export const ROWS = 'rows.csv.gz';
const CLOSED_FILE = { mode: CLOSED.file };

/** What is kept of a delivery beside its files. */
export interface DeliveryMeta extends SnapshotMeta {
  /** Random: it is published, and a hash would let anyone confirm a guess of the counts that are hidden. */
  snapshot_id: string;
  /** Of the file as it was received. */
  original_sha256: string;
  periods: string[];
}

/** A delivery that was accepted; nothing of it changes any more. */
export interface Delivery {
  /** `0001`, `0002` … in order of acceptance. */
  id: string;
  snapshot: Snapshot;
  /** In our form, sorted. */
  periods: string[];
  acceptedAt: string;
  /** sha256 of the file as it was received. */
  sha256: string;
}

export interface Accepted {
  survey: Survey;
  rows: number;
  periods: string[];
  /** The rows in our form, where they were kept. */
  packed?: Buffer[] | undefined;
}

export interface StoreContext {
  dataDir: string;
  contract: PartnerContract;
  known: ReadonlySet<string>;
  now: Date;
  randomId: Effects['randomId'];
  signal?: AbortSignal | undefined;
}

export const deliveriesFolder = (dataDir: string, { id }: Pick<PartnerContract, 'id'>): string =>
  path.join(dataDir, 'raw', id);

/** The accepted deliveries of a contract, oldest first. */
export async function acceptedDeliveries(
  dataDir: string,
  contract: Pick<PartnerContract, 'id'>,
): Promise<Delivery[]> {
  const folder = deliveriesFolder(dataDir, contract);
  const ids = (await listDir(folder)).filter(name => /^\d{4,}$/.test(name));
  const found = await Promise.all(ids.map(id => readDelivery(path.join(folder, id), id)));
  return found.filter(one => one !== undefined).sort((a, b) => Number(a.id) - Number(b.id));
}

async function readDelivery(folder: string, id: string): Promise<Delivery | undefined> {
  const current = await readJson<{ snapshot_id: string }>(path.join(folder, 'current.json'));
  const dir = path.join(folder, current?.snapshot_id ?? '');
  const meta = current && (await readJson<DeliveryMeta>(path.join(dir, 'meta.json')));
  if (!meta) return undefined;
  const { periods, retrieved_at: acceptedAt, original_sha256: sha256 } = meta;
  if (sha256.startsWith(meta.snapshot_id)) throw tellsItsContent(folder);
  return { id, snapshot: new Snapshot(dir, meta), periods, acceptedAt, sha256 };
}

const tellsItsContent = (folder: string): VieError =>
  new VieError('contract', 'A delivery was stored by an earlier version, under a hash of its content.', {
    where: { file: folder },
    hint: 'Releases would show that hash, which gives hidden counts away: remove the folder and deliver the file again.',
  });

/** Which periods each delivery still gives: the newest one that holds a period wins, whole. */
export function periodsInForce(
  deliveries: readonly Pick<Delivery, 'id' | 'periods'>[],
): Map<string, string[]> {
  const newest = new Map<string, string>();
  for (const { id, periods } of deliveries) for (const period of periods) newest.set(period, id);
  return new Map(
    deliveries.map(({ id, periods }) => [id, periods.filter(period => newest.get(period) === id)]),
  );
}

/** Removes what an interrupted take-up left. */
export const sweepDeliveries = (dataDir: string, contract: Pick<PartnerContract, 'id'>): Promise<string[]> =>
  sweep(deliveriesFolder(dataDir, contract));

/**
 * Stores an accepted file as the next delivery, with one rename at the end; undefined when the file changed while it
 * was read, and then nothing is left of it.
 */
export async function storeDelivery(
  file: string,
  accepted: Accepted,
  context: StoreContext,
): Promise<string | undefined> {
  const folder = deliveriesFolder(context.dataDir, context.contract);
  const id = await nextId(folder);
  const part = path.join(folder, `${id}${PART}`);
  const snapshotId = context.randomId(`${context.contract.id}/${id}`);
  const dir = path.join(part, snapshotId);
  await fs.rm(part, { recursive: true, force: true });
  await makeClosed(dir);
  const isSame = await writeFiles(file, dir, accepted, context).catch(async error => {
    await fs.rm(part, { recursive: true, force: true });
    throw error;
  });
  if (!isSame) {
    await fs.rm(part, { recursive: true, force: true });
    return undefined;
  }
  const meta = await metaOf(id, dir, accepted, context);
  await writeDurable(path.join(dir, 'meta.json'), toJson(meta));
  const { modified, selection, retrieved_at: checked_at } = meta;
  await writeDurable(
    path.join(part, 'current.json'),
    toJson({ snapshot_id: snapshotId, modified, selection, checked_at }),
  );
  await fsyncPath(path.dirname(folder));
  await renameDurable(part, path.join(folder, id));
  return id;
}

/** Counts on from every folder that is there, also a damaged one. */
async function nextId(folder: string): Promise<string> {
  const taken = (await listDir(folder)).filter(name => /^\d{4,}$/.test(name)).map(Number);
  return String(Math.max(0, ...taken) + 1).padStart(4, '0');
}

/** Writes the bytes as received and the rows in our form; false when they are not those that were accepted. */
async function writeFiles(
  file: string,
  dir: string,
  accepted: Accepted,
  context: StoreContext,
): Promise<boolean> {
  const stop = new AbortController();
  const signal = context.signal ? AbortSignal.any([context.signal, stop.signal]) : stop.signal;
  const both = [
    copyOriginal(file, path.join(dir, ORIGINAL), signal),
    writeRows(file, path.join(dir, ROWS), accepted, { ...context, signal }),
  ];
  try {
    const [copied, read] = await Promise.all(both);
    const { sha256 } = accepted.survey;
    return copied === sha256 && read === sha256;
  } catch (error) {
    stop.abort();
    await Promise.allSettled(both);
    // What was accepted a moment ago is not of this kind: the file was changed.
    if (error instanceof PersonData || error instanceof Unreadable) return false;
    throw error;
  }
}

/** The sha256 of what was copied. */
async function copyOriginal(file: string, target: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const hashed = new Transform({
    transform(block: Buffer, _encoding, done) {
      hash.update(block);
      done(null, block);
    },
  });
  const source = createReadStream(file, { highWaterMark: 1024 * 1024 });
  await pipeline(source, hashed, packer(), createWriteStream(target, CLOSED_FILE), { signal });
  return hash.digest('hex');
}

/** The sha256 of the file that the rows are of. */
async function writeRows(
  file: string,
  target: string,
  { survey, rows, packed }: Accepted,
  { contract, known, now, signal }: StoreContext,
): Promise<string> {
  if (packed) {
    await pipeline(Readable.from(packed), createWriteStream(target, CLOSED_FILE), signal ? { signal } : {});
    return survey.sha256;
  }
  const hash = createHash('sha256');
  const checker = new RowChecker({ contract, known, now });
  const canonical = new CanonicalRows(checker, contract);
  async function* text() {
    yield canonical.heading;
    for await (const batch of readRows(file, survey, chooseDelimiter(contract), { signal, hash })) {
      yield canonical.take(batch);
    }
  }
  await pipeline(text(), packer(), createWriteStream(target, CLOSED_FILE), signal ? { signal } : {});
  const isSame = !checker.findings.any && checker.rows === rows;
  return isSame ? hash.digest('hex') : '';
}

async function metaOf(
  id: string,
  dir: string,
  { survey, rows, periods }: Accepted,
  { contract, now }: StoreContext,
): Promise<DeliveryMeta> {
  return {
    source: contract.id,
    edition: id,
    table: contract.id,
    snapshot_id: path.basename(dir),
    selection: canonicalHeader(contract),
    modified: '',
    title: contract.title,
    licence: contract.licence,
    url: '',
    retrieved_at: now.toISOString(),
    rows,
    files: [await storedFile(dir, ORIGINAL), await storedFile(dir, ROWS)],
    original_sha256: survey.sha256,
    periods,
  };
}

async function storedFile(dir: string, name: string): Promise<StoredFile> {
  const file = path.join(dir, name);
  await fsyncPath(file);
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return { name, url: '', sha256: hash.digest('hex'), bytes: (await fs.stat(file)).size };
}
