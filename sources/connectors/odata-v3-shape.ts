import { VieError } from '../../kernel/errors.ts';
import type { RowsFormat, TableShape } from '../connector.ts';
import type { Edition } from '../declaration.ts';
import { parsePeriod, periodStatus } from '../periods.ts';
import type { Snapshot } from '../snapshot.ts';
import { resolveTopics } from '../topics.ts';
import { columnsOf, type Item, item, MARGINS, parseValue, property } from './odata-v3-metadata.ts';

/** How a stored table is to be read; pure function of the snapshot and the declaration. */
export async function describe(edition: Edition, snapshot: Snapshot): Promise<TableShape> {
  const read = async (name: string) => snapshot.read(fileOf(snapshot, name));
  const properties = parseValue(await read('DataProperties.json'), property);
  const { area, period, margin, age_group, sex } = edition.dimensions;
  const items = async (name: string): Promise<Item[]> => {
    const pages = await Promise.all(filesOf(snapshot, name).map(file => snapshot.read(file)));
    return pages.flatMap(bytes => parseValue(bytes, item));
  };
  const available = columnsOf(properties);
  const periodItems = period ? await items(period) : [];
  const marginItems = margin ? await items(margin) : [];
  return {
    rows: jsonRows(snapshot, 'TypedDataSet'),
    columns: {
      area,
      ...(period ? { period } : {}),
      ...(margin ? { margin } : {}),
      ...(age_group ? { age_group: age_group.dimension } : {}),
      ...(sex ? { sex: sex.dimension } : {}),
    },
    keys: {
      period: periodKeys(edition, periodItems),
      age_group: new Map(Object.entries(age_group?.keys ?? {})),
      sex: new Map(Object.entries(sex?.keys ?? {})),
      margin: new Map(
        Object.entries(MARGINS).filter(([key]) => marginItems.some(one => one.Key.trim() === key)),
      ),
    },
    topics: resolveTopics(edition, available),
    available,
    areas: jsonRows(snapshot, area),
  };
}

function periodKeys(edition: Edition, items: Item[]): TableShape['keys']['period'] {
  const keys: TableShape['keys']['period'] = new Map();
  for (const { Key, Status } of items) {
    const period = parsePeriod(Key);
    if (!period) {
      throw new VieError('contract', `Period key '${Key}' is of a form we do not know.`, {
        hint: 'Extend the period grammar in sources/periods.ts.',
      });
    }
    if (edition.periods && !edition.periods.includes(period.period)) continue;
    keys.set(Key.trim(), { period, status: periodStatus(Status) });
  }
  return keys;
}

function filesOf(snapshot: Snapshot, set: string): string[] {
  const numbered = new RegExp(`^${set}-\\d{4}\\.json(\\.gz)?$`);
  return snapshot.meta.files.map(file => file.name).filter(name => numbered.test(name));
}

function fileOf(snapshot: Snapshot, name: string): string {
  return snapshot.meta.files.find(file => file.name === name || file.name === `${name}.gz`)?.name ?? name;
}

function jsonRows(snapshot: Snapshot, set: string): RowsFormat & { kind: 'json' } {
  const pages = filesOf(snapshot, set).map(name => {
    const { start = 0, end = 0 } = snapshot.pages.find(file => file.name === name)?.rows ?? {};
    return { name, start, end };
  });
  return { kind: 'json', pages };
}
