import fs from 'node:fs/promises';
import path from 'node:path';
import { VieError } from '../kernel/errors.ts';
import {
  exists,
  fsyncPath,
  listDir,
  makeClosed,
  OPEN,
  PART,
  PASSAGE,
  readJson,
  renameDurable,
  sha256File,
  swapLink,
  sweep,
  toJson,
  writeDurable,
} from '../kernel/files.ts';
import { storedHashes } from '../output/duckdb.ts';
import { MANIFEST, type Manifest, ofInputs, PUBLIC, together } from '../output/release.ts';
import { quoteText, type Warehouse } from '../transforms/warehouse.ts';
import { frozenReleases } from './baseline-record.ts';
import type { Folders } from './folders.ts';

/** The id of the release that `latest` points at. */
export async function latestRelease(folders: Folders): Promise<string | undefined> {
  const target = await fs.readlink(folders.latest).catch(() => undefined);
  const id = target
    ? path.basename(path.dirname(target))
    : (await readJson<{ release_id: string }>(`${folders.latest}.json`))?.release_id;
  if (id && (await exists(path.join(releaseFolder(folders, id), MANIFEST)))) throw ofBefore(folders, id);
  return id && (await exists(path.join(publicFolder(folders, id), MANIFEST))) ? id : undefined;
}

const ofBefore = (folders: Folders, id: string): VieError =>
  new VieError('contract', `Release ${id} was made by an earlier version, with one manifest for all of it.`, {
    where: { file: releaseFolder(folders, id) },
    hint: 'That manifest gives hashes of confidential files away: move the data folder to where nobody reads it, and begin another.',
  });

export const releaseFolder = (folders: Folders, id: string): string => path.join(folders.releases, id);

/** What everyone may read of a release. */
export const publicFolder = (folders: Folders, id: string): string =>
  path.join(releaseFolder(folders, id), PUBLIC);

/** The manifests of the parts as one; the manifest of a part that is lost is listed as a file, which is then missing. */
export async function readManifest(folders: Folders, id: string): Promise<Manifest | undefined> {
  const open = await readJson<Manifest>(path.join(publicFolder(folders, id), MANIFEST));
  if (!open) return undefined;
  // A damaged manifest may not even name its own part.
  const { parts = [PUBLIC] } = open;
  const found = parts.map(async part => {
    const own = await readJson<Manifest>(path.join(releaseFolder(folders, id), part, MANIFEST));
    return { ...open, parts, outputs: own?.outputs ?? [{ path: MANIFEST }] };
  });
  return together(await Promise.all(found));
}

/** The files with the manifests of a release. */
export async function manifestFiles(folders: Folders, id: string): Promise<string[]> {
  const { parts = [] } = (await readManifest(folders, id)) ?? {};
  return parts.map(part => path.join(releaseFolder(folders, id), part, MANIFEST));
}

/** An empty folder for an unfinished release; what an interrupted run left there is removed. */
export async function openPart(folders: Folders, id: string): Promise<string> {
  await sweep(folders.releases);
  const part = path.join(folders.releases, `${PART}-${id}`);
  await makeClosed(part);
  return part;
}

/** Opens a finished release and puts it in its place; `latest` still points at the one before. */
export async function place(folders: Folders, part: string, id: string): Promise<void> {
  await fs.chmod(part, PASSAGE);
  await fsyncPath(part);
  await fs.rm(releaseFolder(folders, id), { recursive: true, force: true });
  await renameDurable(part, releaseFolder(folders, id));
}

/** Makes a release the latest one: the only commit point of a run. */
export async function pointLatest(folders: Folders, id: string): Promise<void> {
  await swapLink(folders.latest, path.join('releases', id, PUBLIC));
  const named = { release_id: id, path: `releases/${id}/${PUBLIC}` };
  await writeDurable(`${folders.latest}.json`, toJson(named), OPEN.file);
}

/** Removes all but the newest releases; the latest one and what was frozen as a baseline always stay. */
export async function retire(folders: Folders, keep: number): Promise<string[]> {
  const frozen = await frozenReleases(folders);
  // Which release is the baseline cannot be read: nothing goes until it can.
  if (!frozen) return [];
  const latest = await latestRelease(folders);
  const ids = (await listDir(folders.releases)).filter(name => !name.startsWith(PART));
  const ages = await Promise.all(
    ids.map(async id => ({ id, at: (await fs.stat(releaseFolder(folders, id))).mtimeMs })),
  );
  const old = ages
    .sort((a, b) => b.at - a.at)
    .slice(keep)
    .map(({ id }) => id)
    .filter(id => id !== latest && !frozen.includes(id));
  for (const id of old) await fs.rm(releaseFolder(folders, id), { recursive: true, force: true });
  return old;
}

/**
 * Names of files that are missing or no longer hold the bytes (the database: the tables) that the manifest says; `only`:
 * these files alone.
 */
export async function damagedFiles(
  warehouse: Warehouse,
  { folders, id, only }: { folders: Folders; id: string; only?: string[] | undefined },
): Promise<string[]> {
  const manifest = await readManifest(folders, id);
  if (!manifest)
    throw new VieError('usage', `There is no release ${id}.`, { hint: "'vie status' lists the releases." });
  const damaged: string[] = [];
  for (const { path: name, sha256, tables } of manifest.outputs) {
    if (only && !only.includes(name)) continue;
    const file = path.join(releaseFolder(folders, id), name);
    const isSound =
      (await exists(file)) &&
      (tables ? await holdsTables(file, tables, warehouse) : (await sha256File(file)) === sha256);
    if (!isSound) damaged.push(name);
  }
  return damaged;
}

/** Whether a database can be read from end to end, and holds these tables. */
async function holdsTables(file: string, tables: object, warehouse: Warehouse): Promise<boolean> {
  try {
    await warehouse.run(`attach ${quoteText(file)} as published (read_only)`);
    const stored = await storedHashes(warehouse, 'published.main', Object.keys(tables));
    return JSON.stringify(stored) === JSON.stringify(tables);
  } catch {
    return false;
  } finally {
    await warehouse.run('detach database if exists published');
  }
}

/** Files whose bytes (or, for the database, table hashes) differ between two manifests. */
export function differingFiles(a: Manifest, b: Manifest): string[] {
  const content = (manifest: Manifest) =>
    new Map(ofInputs(manifest).map(file => [file.path, file.sha256 ?? JSON.stringify(file.tables)]));
  const [left, right] = [content(a), content(b)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter(name => left.get(name) !== right.get(name))
    .sort();
}
