import path from 'node:path';
import { z } from 'zod';
import { toVieError, VieError } from '../kernel/errors.ts';
import { readJson, toJson, writeDurable } from '../kernel/files.ts';
import type { Folders } from './folders.ts';

const moment = z.object({
  release_id: z.string().min(1),
  /** Hash of the manifests, which hold the hash of every file: what was frozen, to the byte. */
  manifest_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  frozen_at: z.string(),
  note: z.string().nullable(),
});

const record = moment.extend({
  /** Baselines that were replaced, newest first; their releases are kept too. */
  history: z.array(moment.extend({ replaced_at: z.string() })),
});

/** A measurement moment that was frozen. */
export type Moment = z.infer<typeof moment>;
export type BaselineRecord = z.infer<typeof record>;

export const baselineFile = (folders: Folders): string => path.join(folders.data, 'baseline.json');

/** What is frozen as the baseline, or undefined; throws `contract` when the file cannot be read. */
export async function readBaseline(folders: Folders): Promise<BaselineRecord | undefined> {
  const file = baselineFile(folders);
  const found = await readJson<unknown>(file).catch(error => {
    if (error instanceof SyntaxError) return {};
    throw toVieError(error);
  });
  if (found === undefined) return undefined;
  const parsed = record.safeParse(found);
  if (parsed.success) return parsed.data;
  throw new VieError('contract', 'The file that names the baseline is damaged.', {
    where: { file },
    hint: "Restore it from a backup; or move it away and freeze the release again with 'vie baseline <release>'.",
    cause: parsed.error.issues[0] && new Error(parsed.error.issues[0].message),
  });
}

export const writeBaseline = (folders: Folders, baseline: BaselineRecord): Promise<void> =>
  writeDurable(baselineFile(folders), toJson(baseline));

/** Releases that are never removed: the baseline and those before it; undefined when that cannot be known. */
export async function frozenReleases(folders: Folders): Promise<string[] | undefined> {
  try {
    const baseline = await readBaseline(folders);
    return baseline ? [baseline, ...baseline.history].map(one => one.release_id) : [];
  } catch {
    return undefined;
  }
}
