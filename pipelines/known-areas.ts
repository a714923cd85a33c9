import type { PageRanges, TableShape } from '../sources/connector.ts';
import { connectorFor } from '../sources/connectors/index.ts';
import type { FetchOutcome } from '../sources/fetch.ts';
import type { Snapshot } from '../sources/snapshot.ts';
import type { Project } from './project.ts';

/** The codes of a classification, as a fetched table lists its areas; undefined when there is none of that year. */
export function areasOf(
  project: Project,
  outcomes: readonly FetchOutcome[],
): (vintage: number) => Promise<ReadonlySet<string> | undefined> {
  const found = new Map<number, Promise<ReadonlySet<string> | undefined>>();
  const search = async (vintage: number) => {
    for (const { edition, snapshot } of outcomes) {
      if (edition.vintage !== vintage || edition.dimensions.area_list !== 'exact' || !snapshot) continue;
      const shape = await connectorFor(edition.connector, project.loaded.config.services).describe(
        edition,
        snapshot,
      );
      const codes = await listedCodes(snapshot, shape);
      if (codes && [...codes].some(code => code.startsWith('BU'))) return codes;
    }
    return undefined;
  };
  return vintage => {
    const known = found.get(vintage) ?? search(vintage);
    found.set(vintage, known);
    return known;
  };
}

async function listedCodes(snapshot: Snapshot, { areas }: TableShape): Promise<Set<string> | undefined> {
  if (areas?.kind !== 'json') return undefined;
  const codes = new Set<string>();
  for (const page of areas.pages)
    for (const code of await codesOn(snapshot, page, areas.columns.code)) codes.add(code);
  return codes;
}

async function codesOn(
  snapshot: Snapshot,
  { name, start, end }: PageRanges[number],
  column: string,
): Promise<string[]> {
  const body = await snapshot.read(name);
  const rows = JSON.parse(body.toString('utf8', start, end)) as Record<string, unknown>[];
  return rows.map(row => String(row[column]).trim());
}
