import { parsePeriod, periodStatus } from '../../indicators/periods.ts';
import { VieError } from '../../kernel/errors.ts';
import type { AreaRows, RowsFormat, TableShape } from '../connector.ts';
import type { Edition } from '../declaration.ts';
import type { Snapshot } from '../snapshot.ts';
import { resolveTopics, type TopicColumn } from '../topics.ts';
import { MARGINS } from './odata-selection.ts';

/** What the metadata of a stored table say, in the form of any version of the protocol. */
export interface StoredTable {
  rows: RowsFormat;
  areas: AreaRows;
  available: TopicColumn[];
  periods: { key: string; status: string | null | undefined }[];
  margins: string[];
}

/** How a stored table is to be read. */
export function shapeOf(edition: Edition, stored: StoredTable): TableShape {
  const { area, period, margin, age_group, sex } = edition.dimensions;
  return {
    kind: 'cells',
    rows: stored.rows,
    columns: {
      area,
      ...(period ? { period } : {}),
      ...(margin ? { margin } : {}),
      ...(age_group ? { age_group: age_group.dimension } : {}),
      ...(sex ? { sex: sex.dimension } : {}),
    },
    keys: {
      period: periodKeys(edition, stored.periods),
      age_group: new Map(Object.entries(age_group?.keys ?? {})),
      sex: new Map(Object.entries(sex?.keys ?? {})),
      margin: new Map(Object.entries(MARGINS).filter(([key]) => stored.margins.includes(key))),
    },
    topics: resolveTopics(edition, stored.available),
    available: stored.available,
    areas: stored.areas,
  };
}

function periodKeys(edition: Edition, items: StoredTable['periods']): TableShape['keys']['period'] {
  const keys: TableShape['keys']['period'] = new Map();
  for (const { key, status } of items) {
    const period = parsePeriod(key);
    if (!period) {
      throw new VieError('contract', `Period key '${key}' is of a form we do not know.`, {
        hint: 'Extend the period grammar in sources/periods.ts.',
      });
    }
    if (edition.periods && !edition.periods.includes(period.period)) continue;
    keys.set(key.trim(), { period, status: periodStatus(status) });
  }
  return keys;
}

/** The bodies of a set, page by page. */
export async function readStored(snapshot: Snapshot, set: string): Promise<Buffer[]> {
  return Promise.all(filesOf(snapshot, set).map(name => snapshot.read(name)));
}

/** Where the rows of a set are in its stored pages. */
export function jsonRows(snapshot: Snapshot, set: string) {
  const pages = filesOf(snapshot, set).map(name => {
    const { start = 0, end = 0 } = snapshot.pages.find(file => file.name === name)?.rows ?? {};
    return { name, start, end };
  });
  return { kind: 'json' as const, pages };
}

function filesOf(snapshot: Snapshot, set: string): string[] {
  const numbered = new RegExp(`^${set}-\\d{4}\\.json(\\.gz)?$`);
  return snapshot.meta.files.map(file => file.name).filter(name => numbered.test(name));
}
