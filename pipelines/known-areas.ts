import { z } from 'zod';
import { areaForm, areasAbove, gemeenteOf } from '../indicators/areas.ts';
import type { Config } from '../indicators/config.ts';
import type { Recode } from '../sources/areas/declaration.ts';
import { connectorFor } from '../sources/connectors/index.ts';
import type { Edition } from '../sources/declaration.ts';
import type { AreaGuide, Areas } from '../sources/partners/area-hints.ts';
import type { KnownAreas } from '../sources/partners/verdict.ts';
import type { SnapshotStore } from '../sources/snapshot.ts';
import type { Project } from './project.ts';

const CODE = new RegExp(areaForm('gemeente', 'wijk', 'buurt'));
const page = z.object({ value: z.array(z.record(z.string(), z.unknown())) });

/**
 * The gemeenten, wijken and buurten of a classification with their names, from the area lists of the tables that were fetched; undefined
 * as long as no table with buurten of that year is there.
 */
export function knownAreasOf(editions: Edition[], store: SnapshotStore, config: Config): KnownAreas {
  const found = new Map<number, Promise<Areas | undefined>>();
  return vintage => {
    const before = found.get(vintage) ?? gather(vintage, { editions, store, config });
    found.set(vintage, before);
    return before;
  };
}

async function gather(
  vintage: number,
  { editions, store, config }: { editions: Edition[]; store: SnapshotStore; config: Config },
): Promise<Areas | undefined> {
  for (const edition of editions.filter(one => one.vintage === vintage)) {
    const current = await store.current(edition);
    if (!current) continue;
    const { snapshot } = current;
    const shape = await connectorFor(edition.connector, config.services).describe(edition, snapshot);
    if (shape.kind !== 'cells' || !shape.areas) continue;
    const { pages, columns } = shape.areas;
    const names = new Map<string, string>();
    for (const { name } of pages) {
      const { value } = page.parse(JSON.parse((await snapshot.read(name)).toString('utf8')));
      for (const row of value) {
        // Keys are padded with spaces.
        const code = String(row[columns.code] ?? '').trim();
        if (CODE.test(code)) names.set(code, String(row[columns.title] ?? '').trim());
      }
    }
    if ([...names.keys()].some(code => code.startsWith('BU'))) return names;
  }
  return undefined;
}

/** The region of the config, and the codes that took the place of older ones. */
export const guideOf = ({ loaded: { config }, recodes }: Pick<Project, 'loaded' | 'recodes'>): AreaGuide => ({
  region: regionOf(config),
  successorOf: (code, vintage) => successorOf(code, vintage, recodes),
});

/** Undefined without a region, and of one that is made of more than gemeenten, wijken and buurten. */
function regionOf({ area_groups, region }: Config): AreaGuide['region'] {
  const group = area_groups.find(one => one.code === region);
  const isSmall = (code: string) => gemeenteOf(code) !== undefined;
  if (!group?.members.every(({ areas }) => areas.every(isSmall))) return undefined;
  return {
    name: group.name_nl,
    has(code, vintage) {
      const then = group.members.filter(
        ({ from = vintage, until = vintage }) => from <= vintage && vintage <= until,
      );
      const members = then.flatMap(({ areas }) => areas);
      return [code, ...areasAbove(code)].some(one => members.includes(one));
    },
  };
}

/** Buurten keep their last two digits, wijken and gemeenten have their line in the list of recodes. */
function successorOf(code: string, vintage: number, recodes: Recode[]): string | undefined {
  for (const recode of recodes.filter(one => one.vintage <= vintage)) {
    const wijk = recode.wijken[`WK${code.slice(2, 8)}`];
    if (wijk && code.startsWith('BU')) return `BU${wijk.slice(2)}${code.slice(8)}`;
    const now = code.startsWith('WK') ? wijk : recode.gemeenten[code];
    if (now) return now;
  }
  return undefined;
}
