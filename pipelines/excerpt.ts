import { VieError } from '../kernel/errors.ts';
import { tablesReadIn } from '../output/reads.ts';
import { EXPORTS, type Excerpt, type Manifest } from '../output/release.ts';
import { publishedTables } from '../transforms/tables.ts';
import { expectKnown } from './known.ts';
import { COMPARED_TABLES } from './previous.ts';

/** Tables that a form of a release is made of, where it is not made of any table. */
const MADE_OF: Record<string, string[]> = {
  geojson: ['intervention'],
  site: publishedIn('output/site', 'output/dictionary'),
};

function publishedIn(...folders: string[]): string[] {
  const read = tablesReadIn(...folders);
  return publishedTables().flatMap(({ name }) => (read.has(name) ? [name] : []));
}

interface Asked {
  tables?: string[] | undefined;
  exports?: string[] | undefined;
}

/** What a release of some tables in some forms holds; with the tables by which releases are compared, which no release lacks. */
export function excerptOf(asked: Asked): Excerpt | undefined {
  if (!asked.tables && !asked.exports) return undefined;
  const known = publishedTables().map(({ name }) => name);
  for (const name of asked.tables ?? []) expectKnown('table', name, known);
  for (const name of asked.exports ?? []) expectKnown('export', name, EXPORTS);
  const wanted = new Set([...COMPARED_TABLES, ...(asked.tables ?? known)]);
  const tables = known.filter(name => wanted.has(name));
  const lacking = (name: string) => (MADE_OF[name] ?? []).filter(table => !wanted.has(table));
  for (const name of asked.exports ?? []) refuseWithout(name, lacking(name));
  const isAsked = (name: string) => asked.exports?.includes(name) ?? lacking(name).length === 0;
  // Releases are compared by their Parquet files.
  return { tables, exports: EXPORTS.filter(name => name === 'parquet' || isAsked(name)) };
}

function refuseWithout(name: string, lacking: string[]): void {
  if (lacking.length === 0) return;
  throw new VieError('usage', `The export '${name}' is made of tables that were not asked for.`, {
    hint: `Add to --only-tables: ${lacking.join(',')}.`,
  });
}

/** An excerpt never takes the place of a whole release: whoever reads `latest` would find tables gone. */
export function refuseInPlaceOf(latest: Manifest | undefined): void {
  if (!latest || latest.inputs.excerpt) return;
  throw new VieError('usage', `Release ${latest.release_id} is whole; an excerpt would take its place.`, {
    hint: 'Give the excerpt a data folder of its own (--data), or run without --only-tables and --only-exports.',
  });
}
