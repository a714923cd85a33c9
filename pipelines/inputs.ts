import type { Indicator } from '../indicators/declaration.ts';
import { sha256 } from '../kernel/files.ts';
import type { Excerpt, ReleaseInputs } from '../output/release.ts';
import type { SnapshotMeta } from '../sources/snapshot.ts';
import { hashCode, hashDeclarations } from './hashes.ts';
import type { Project } from './project.ts';

/** Everything the release is a function of, in a fixed order. */
export async function inputsOf(
  project: Project,
  metas: SnapshotMeta[],
  excerpt?: Excerpt,
): Promise<ReleaseInputs> {
  return {
    snapshots: metas
      .map(inputOf)
      .sort((a, b) => (`${a.source}/${a.edition}` < `${b.source}/${b.edition}` ? -1 : 1)),
    declarations_sha256: await hashDeclarations(project),
    definitions: Object.fromEntries(project.indicators.map(({ value }) => [value.id, definitionOf(value)])),
    ...(excerpt ? { excerpt } : {}),
    code: { version: project.version, sha256: await hashCode() },
  };
}

/** Of a delivery no time: it is told to nobody but its owner. */
function inputOf(meta: SnapshotMeta): ReleaseInputs['snapshots'][number] {
  const { source, edition, table, snapshot_id, modified, licence } = meta;
  const retrieved_at = 'original_sha256' in meta ? '' : meta.retrieved_at;
  return { source, edition, table, snapshot_id, modified, retrieved_at, licence };
}

/** Parts of a declaration that decide the figures; its texts do not. */
const DECISIVE = [
  'source',
  'measure',
  'value',
  'numerator',
  'denominator',
  'per',
  'age_group',
  'weight',
  'levels',
  'value_kind',
  'status',
] as const;

const definitionOf = (indicator: Indicator): string =>
  sha256(JSON.stringify(DECISIVE.map(name => indicator[name] ?? null))).slice(0, 16);

/** `<date of the newest snapshot of an open source>-<hash of the inputs>`: the same inputs have the same id, on any day. */
export function releaseIdOf(inputs: ReleaseInputs): string {
  const newest = inputs.snapshots
    .map(snapshot => snapshot.retrieved_at)
    .reduce((a, b) => (a > b ? a : b), '1970-01-01');
  return `${newest.slice(0, 10).replaceAll('-', '')}-${sha256(JSON.stringify(inputs)).slice(0, 12)}`;
}
