import { parsePeriod, periodStatus } from '../../indicators/periods.ts';
import { VieError } from '../../kernel/errors.ts';
import type { AreaRows, RowsFormat, TableShape } from '../connector.ts';
import type { Edition } from '../declaration.ts';
import type { Snapshot } from '../snapshot.ts';
import { resolveTopics, type TopicColumn } from '../topics.ts';
import { declaredForm } from './declared-dimensions.ts';
import type { Code } from './odata-metadata.ts';
import type { Get } from './odata-pages.ts';
import { MARGINS, meaningsOf } from './odata-selection.ts';

/** What the metadata of a stored table say, in the form of any version of the protocol. */
export interface StoredTable {
  rows: RowsFormat;
  areas: AreaRows;
  available: TopicColumn[];
  periods: Code[];
  margins: string[];
  ages: Code[];
  sexes: Code[];
}

/** How a stored table is to be read. */
export function shapeOf(edition: Edition, stored: StoredTable): TableShape {
  const { age_group, sex } = edition.dimensions;
  return {
    kind: 'cells',
    rows: stored.rows,
    columns: declaredForm(edition).columns,
    keys: {
      age_group: age_group ? meaningsOf(age_group, stored.ages) : new Map(),
      sex: sex ? meaningsOf<string>(sex, stored.sexes) : new Map(),
      period: periodKeys(edition, stored.periods),
      margin: new Map(Object.entries(MARGINS).filter(([key]) => stored.margins.includes(key))),
    },
    topics: resolveTopics(edition, stored.available),
    available: stored.available,
    areas: stored.areas,
  };
}

function periodKeys(edition: Edition, items: StoredTable['periods']): TableShape['keys']['period'] {
  const keys: TableShape['keys']['period'] = new Map();
  for (const { Identifier: key, Status } of items) {
    const period = parsePeriod(key);
    if (!period) {
      throw new VieError('contract', `Period key '${key}' is of a form we do not know.`, {
        hint: 'Correct `period` under `dimensions` of the source if this is no period; else the program has to learn this form.',
      });
    }
    if (edition.periods && !edition.periods.includes(period.period)) continue;
    keys.set(key.trim(), { period, status: periodStatus(Status) });
  }
  return keys;
}

/** Gets the bodies that describe a table out of its snapshot. */
export const stored =
  (snapshot: Snapshot): Get =>
  async (file, _url, interpret) => {
    const found = snapshot.meta.files.find(({ name }) => name === file || name === `${file}.gz`);
    return interpret(await snapshot.read(found?.name ?? file));
  };

/** Where the rows of a set are in its stored pages. */
export function jsonRows(snapshot: Snapshot, set: string) {
  const numbered = new RegExp(`^${set}-\\d{4}\\.json(\\.gz)?$`);
  const names = snapshot.meta.files.map(file => file.name).filter(name => numbered.test(name));
  const pages = names.map(name => {
    const { start = 0, end = 0 } = snapshot.pages.find(file => file.name === name)?.rows ?? {};
    return { name, start, end };
  });
  return { kind: 'json' as const, pages };
}
