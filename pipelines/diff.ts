import fs from 'node:fs/promises';
import path from 'node:path';
import type { ReleaseInputs } from '../output/release.ts';
import {
  type Comparison,
  differs,
  type IndicatorDiff,
  type LargestChange,
  type MovedEdition,
  SMALL,
} from '../output/revision/revision.ts';
import { quoteText, type Warehouse } from '../transforms/warehouse.ts';

/** A release, by what it was made of. */
export interface Made {
  release_id: string;
  inputs: ReleaseInputs;
}

/** Holds the tables that schema `gold` shows against those that schema `previous` shows. */
export async function compareReleases(
  warehouse: Warehouse,
  root: string,
  { older, newer }: { older: Made; newer: Made },
): Promise<Comparison> {
  const declarations_changed = older.inputs.declarations_sha256 !== newer.inputs.declarations_sha256;
  const code_changed = older.inputs.code.sha256 !== newer.inputs.code.sha256;
  const indicators = await compareIndicators(warehouse, root, {
    isChanged: declarations_changed || code_changed,
    redefined: declarations_changed ? redefinedIn(older.inputs, newer.inputs) : [],
  });
  await warehouse.run(`set variable small = ${SMALL}`);
  return {
    release_id: older.release_id,
    declarations_changed,
    code_changed,
    editions: movedEditions(older.inputs, newer.inputs),
    indicators,
    largest: await warehouse.all<LargestChange>(await sqlOf(root, 'largest-change')),
  };
}

/** How the definitions of two releases differ. */
export interface Definitions {
  /** Declarations or code are not those of the older one. */
  isChanged: boolean;
  /** Indicators whose own declaration is another one; null when the older release does not say. */
  redefined: string[] | null;
}

function redefinedIn(
  { definitions: before }: ReleaseInputs,
  { definitions: after }: ReleaseInputs,
): string[] | null {
  if (!before || !after) return null;
  return Object.keys({ ...before, ...after }).filter(id => before[id] !== after[id]);
}

/** Every indicator of one of the two. */
export async function compareIndicators(
  warehouse: Warehouse,
  root: string,
  { isChanged, redefined }: Definitions,
): Promise<IndicatorDiff[]> {
  const listed = redefined ? `[${redefined.map(quoteText).join(', ')}]` : 'null';
  await warehouse.run(`set variable definitions_changed = ${isChanged}`);
  await warehouse.run(`set variable redefined = ${listed}::varchar[]`);
  await warehouse.run(`create or replace temp table cell_change as ${await sqlOf(root, 'cell-change')}`);
  return warehouse.all<IndicatorDiff>(await sqlOf(root, 'revision'));
}

/** The indicators of a comparison that are not the same in both. */
export const differing = (comparison: Comparison | null): IndicatorDiff[] =>
  comparison?.indicators.filter(differs) ?? [];

const sqlOf = (root: string, name: string): Promise<string> =>
  fs.readFile(path.join(root, 'output/revision', `${name}.sql`), 'utf8');

/** Editions that came, went, or got another snapshot between two releases. */
export function movedEditions(older: ReleaseInputs, newer: ReleaseInputs): MovedEdition[] {
  const byKey = ({ snapshots }: ReleaseInputs) =>
    new Map(snapshots.map(snapshot => [`${snapshot.source}/${snapshot.edition}`, snapshot]));
  const [before, after] = [byKey(older), byKey(newer)];
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap(edition => {
    const [old, now] = [before.get(edition), after.get(edition)];
    if (old?.snapshot_id === now?.snapshot_id) return [];
    return {
      edition,
      table: now?.table ?? old?.table ?? '',
      old_snapshot: old?.snapshot_id ?? null,
      new_snapshot: now?.snapshot_id ?? null,
      old_modified: old?.modified ?? null,
      new_modified: now?.modified ?? null,
    };
  });
}
