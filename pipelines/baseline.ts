import fs from 'node:fs/promises';
import { VieError } from '../kernel/errors.ts';
import { sha256 } from '../kernel/files.ts';
import type { Warehouse } from '../transforms/warehouse.ts';
import {
  type BaselineRecord,
  baselineFile,
  frozenReleases,
  readBaseline,
  writeBaseline,
} from './baseline-record.ts';
import type { Folders } from './folders.ts';
import { damagedFiles, manifestFiles, releaseFolder } from './publish.ts';

export interface Freezing {
  note: string | null;
  /** Another baseline may be in place; it goes to the history. */
  replace: boolean;
  now: Date;
}

/** Freezes a release, of which every byte is as published, as the baseline; the same one again changes nothing. */
export async function freeze(
  warehouse: Warehouse,
  { folders, id }: { folders: Folders; id: string },
  { note, replace, now }: Freezing,
): Promise<BaselineRecord> {
  const present = await readBaseline(folders);
  if (present?.release_id === id) {
    await requireBaseline(warehouse, present, { folders });
    return present;
  }
  if (present && !replace) {
    throw new VieError(
      'usage',
      `The baseline is frozen: release ${present.release_id}, since ${present.frozen_at}.`,
      {
        where: { file: baselineFile(folders) },
        hint: "Compare with it by 'vie diff --baseline'. Only when the region agreed on another one: --replace.",
      },
    );
  }
  const damaged = await damagedFiles(warehouse, { folders, id });
  if (damaged.length) {
    throw new VieError('contract', `Release ${id} is damaged: ${damaged.join(', ')}.`, {
      where: { file: releaseFolder(folders, id) },
      hint: "Freeze one that is whole; 'vie check' verifies the latest release.",
    });
  }
  const frozen_at = now.toISOString();
  const baseline: BaselineRecord = {
    release_id: id,
    manifest_sha256: (await manifestHash(folders, id)) ?? '',
    frozen_at,
    note,
    history: present ? historyOf(present, frozen_at) : [],
  };
  await writeBaseline(folders, baseline);
  return baseline;
}

/** One hash over the manifests of all parts; undefined when one is not there. */
async function manifestHash(folders: Folders, id: string): Promise<string | undefined> {
  const files = await manifestFiles(folders, id);
  const texts = await Promise.all(files.map(file => fs.readFile(file))).catch(() => []);
  return texts.length ? sha256(Buffer.concat(texts)) : undefined;
}

const historyOf = ({ history, ...moment }: BaselineRecord, replaced_at: string) => [
  { ...moment, replaced_at },
  ...history,
];

/** Throws `contract` unless the frozen release is there as it was frozen; `only`: the files that are about to be read. */
export async function requireBaseline(
  warehouse: Warehouse,
  { release_id, manifest_sha256 }: BaselineRecord,
  { folders, only }: { folders: Folders; only?: string[] | undefined },
): Promise<void> {
  const hash = await manifestHash(folders, release_id);
  if (hash === undefined) throw lost(folders, release_id, 'is missing');
  if (hash !== manifest_sha256) throw lost(folders, release_id, 'is damaged: manifest.json');
  const damaged = await damagedFiles(warehouse, { folders, id: release_id, only });
  if (damaged.length) throw lost(folders, release_id, `is damaged: ${damaged.join(', ')}`);
}

const lost = (folders: Folders, id: string, what: string): VieError =>
  new VieError('contract', `The frozen baseline, release ${id}, ${what}.`, {
    where: { file: releaseFolder(folders, id) },
    hint: "Restore this folder from a backup. If there is none, freeze another release with 'vie baseline <release> --replace'.",
  });

/** The frozen baseline, of which the files that are compared are whole; undefined when none was frozen. */
export async function soundBaseline(
  folders: Folders,
  warehouse: Warehouse,
  only?: string[],
): Promise<BaselineRecord | undefined> {
  const baseline = await readBaseline(folders);
  if (baseline) await requireBaseline(warehouse, baseline, { folders, only });
  return baseline;
}

/** Whether a release must stay as it is: it is frozen (or that cannot be known), and whole. */
export async function mustStay(folders: Folders, id: string, warehouse: Warehouse): Promise<boolean> {
  const frozen = await frozenReleases(folders);
  if (frozen && !frozen.includes(id)) return false;
  return (await damagedFiles(warehouse, { folders, id })).length === 0;
}
