import { areaForm } from '../indicators/areas.ts';
import type { Config } from '../indicators/config.ts';
import { connectorFor } from '../sources/connectors/index.ts';
import type { Edition } from '../sources/declaration.ts';
import type { KnownAreas } from '../sources/partners/verdict.ts';
import type { SnapshotStore } from '../sources/snapshot.ts';

const CODE = new RegExp(areaForm('gemeente', 'wijk', 'buurt'));

/**
 * The gemeenten, wijken and buurten of a classification, from the area lists of the tables that were fetched; undefined
 * as long as no table with buurten of that year is there.
 */
export function knownAreasOf(editions: Edition[], store: SnapshotStore, config: Config): KnownAreas {
  const found = new Map<number, Promise<ReadonlySet<string> | undefined>>();
  return vintage => {
    const before = found.get(vintage) ?? gather(vintage, { editions, store, config });
    found.set(vintage, before);
    return before;
  };
}

async function gather(
  vintage: number,
  { editions, store, config }: { editions: Edition[]; store: SnapshotStore; config: Config },
): Promise<ReadonlySet<string> | undefined> {
  for (const edition of editions.filter(one => one.vintage === vintage)) {
    const current = await store.current(edition);
    if (!current) continue;
    const { snapshot } = current;
    const shape = await connectorFor(edition.connector, config.services).describe(edition, snapshot);
    if (shape.kind !== 'cells' || !shape.areas) continue;
    const codes = new Set<string>();
    for (const { name } of shape.areas.pages) {
      // Keys are padded with spaces.
      for (const [, key = ''] of (await snapshot.read(name))
        .toString('utf8')
        .matchAll(/"((?:GM|WK|BU)[0-9A-Z]+) *"/g)) {
        if (CODE.test(key)) codes.add(key);
      }
    }
    if ([...codes].some(code => code.startsWith('BU'))) return codes;
  }
  return undefined;
}
