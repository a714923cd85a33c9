import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Effects } from '../../kernel/effects.ts';
import { VieError } from '../../kernel/errors.ts';
import {
  listDir,
  makeClosed,
  PART,
  readJson,
  renameDurable,
  sha256,
  sweep,
  toJson,
  writeDurable,
} from '../../kernel/files.ts';
import type { StoredFile } from '../downloads.ts';
import { Snapshot, type SnapshotMeta } from '../snapshot.ts';
import { canonicalColumns } from './canonical.ts';
import { type Held, heldBy } from './coverage.ts';
import type { PartnerContract } from './declaration.ts';
import type { DeliveredFile } from './file.ts';
import type { Sound } from './verdict.ts';

const ORIGINAL = 'original.csv.gz';
export const ROWS = 'rows.csv.gz';

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

/** A delivery, with the periods for which it is the newest of its contract. */
export interface DeliveryInForce {
  contract: PartnerContract;
  delivery: Delivery;
  periods: string[];
}

/** A delivery that is as agreed, and is to be kept. */
export interface Acceptance {
  contract: PartnerContract;
  file: DeliveredFile;
  sound: Sound;
  at: Date;
  randomId: Effects['randomId'];
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

/** What the deliveries of a contract give together: of each period the newest that has it. */
export async function heldInForce(deliveries: Delivery[], contract: PartnerContract): Promise<Held> {
  const held: Held = new Map();
  const inForce = periodsInForce(deliveries);
  for (const { id, snapshot } of deliveries) {
    const periods = inForce.get(id) ?? [];
    if (periods.length === 0) continue;
    const own = heldBy(await snapshot.read(ROWS), contract);
    for (const period of periods) held.set(period, own.get(period) ?? new Map());
  }
  return held;
}

/** Removes what an interrupted take-up left. */
export const sweepDeliveries = (dataDir: string, contract: Pick<PartnerContract, 'id'>): Promise<string[]> =>
  sweep(deliveriesFolder(dataDir, contract));

/** Stores an accepted file as the next delivery, with one rename at the end; returns its id. */
export async function storeDelivery(dataDir: string, acceptance: Acceptance): Promise<string> {
  const { contract, file, sound, randomId } = acceptance;
  const folder = deliveriesFolder(dataDir, contract);
  const id = await nextId(folder);
  const part = path.join(folder, `${id}${PART}`);
  const snapshotId = randomId(`${contract.id}/${id}`);
  const dir = path.join(part, snapshotId);
  await fs.rm(part, { recursive: true, force: true });
  await makeClosed(dir);
  const files = [await keep(dir, ORIGINAL, file.bytes), await keep(dir, ROWS, sound.csv)];
  const meta = metaOf(acceptance, { id, snapshotId, files });
  await writeDurable(path.join(dir, 'meta.json'), toJson(meta));
  const { modified, selection, retrieved_at: checked_at } = meta;
  await writeDurable(
    path.join(part, 'current.json'),
    toJson({ snapshot_id: snapshotId, modified, selection, checked_at }),
  );
  await renameDurable(part, path.join(folder, id));
  return id;
}

/** Counts on from every folder that is there, also a damaged one. */
async function nextId(folder: string): Promise<string> {
  const taken = (await listDir(folder)).filter(name => /^\d{4,}$/.test(name)).map(Number);
  return String(Math.max(0, ...taken) + 1).padStart(4, '0');
}

async function keep(dir: string, name: string, content: Buffer): Promise<StoredFile> {
  const packed = await promisify(gzip)(content);
  await writeDurable(path.join(dir, name), packed);
  return { name, url: '', sha256: sha256(packed), bytes: packed.length };
}

function metaOf(
  { contract, file, sound, at }: Acceptance,
  { id, snapshotId, files }: { id: string; snapshotId: string; files: StoredFile[] },
): DeliveryMeta {
  return {
    source: contract.id,
    edition: id,
    table: contract.id,
    snapshot_id: snapshotId,
    selection: canonicalColumns(contract).join(','),
    modified: '',
    title: contract.title,
    licence: contract.licence,
    url: '',
    retrieved_at: at.toISOString(),
    rows: sound.rows,
    files,
    original_sha256: file.sha256,
    periods: sound.periods,
  };
}
