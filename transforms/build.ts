import fs from 'node:fs/promises';
import path from 'node:path';
import { AREA_PREFIXES } from '../indicators/areas.ts';
import type { Config } from '../indicators/config.ts';
import type { Followed, Recode, Region } from '../sources/areas/declaration.ts';
import type { Transform } from './graph.ts';
import { load } from './load.ts';
import { isDelivery, keyOf, type Loadable, type LoadContext } from './loadable.ts';
import { numberTopics } from './provenance.ts';
import type { Row, Warehouse } from './warehouse.ts';

export interface AreaDeclarations {
  regions: Region[];
  recodes: Recode[];
  followed: Followed[];
}

/** Makes the empty input tables and fills those that come from the config and the area declarations. */
export async function prepareInput(
  warehouse: Warehouse,
  folder: string,
  config: Config,
  areas: AreaDeclarations,
): Promise<void> {
  await warehouse.script(await fs.readFile(path.join(folder, 'input.sql'), 'utf8'));
  await warehouse.insert('input.setting', [
    {
      ...config.thresholds,
      region_code: config.region ?? null,
      control_indicator: config.control ?? null,
      notice: config.notice,
    },
  ]);
  await warehouse.insert('input.benchmark', config.benchmarks.map(benchmarkRow));
  const prefixes = Object.entries(AREA_PREFIXES).map(([prefix, area_level]) => ({ prefix, area_level }));
  await warehouse.insert('input.area_prefix', prefixes);
  await warehouse.insert('input.region', areas.regions.map(regionRow));
  await warehouse.insert('input.region_gemeente', areas.regions.flatMap(memberRows));
  await warehouse.insert('input.recode', areas.recodes.flatMap(recodeRows));
  await warehouse.insert('input.area_unchanged', areas.followed.flatMap(unchangedRows));
  await insertGroups(warehouse, config);
}

const benchmarkRow = ({ code, name_nl, name_en, area, without, own }: Config['benchmarks'][number]): Row => ({
  benchmark_code: code,
  name_nl,
  name_en,
  kind: own ? `own_${own}` : without ? 'rest' : 'area',
  area_code: area ?? null,
  without_code: without ?? null,
});

const regionRow = (region: Region): Row => ({
  area_code: region.code,
  area_level: region.level,
  name: region.name,
  valid_from: region.from ?? 0,
  valid_until: region.until ?? 9999,
  unchanged_since: region.unchanged_since ?? null,
});

const memberRows = (region: Region): Row[] =>
  region.gemeenten.map(gemeente_code => ({
    area_code: region.code,
    area_level: region.level,
    gemeente_code,
  }));

const recodeRows = ({ vintage, gemeenten, wijken }: Recode): Row[] =>
  Object.entries({ ...gemeenten, ...wijken }).map(([old_code, new_code]) => ({
    vintage,
    old_code,
    new_code,
  }));

function unchangedRows({ from, until, gemeenten, changes }: Followed): Row[] {
  const changed = new Set(
    changes.flatMap(change => change.gemeenten.map(code => `${code}/${change.vintage}`)),
  );
  const vintages = Array.from({ length: until - from + 1 }, (_, years) => from + years);
  return gemeenten
    .flatMap(area_code => vintages.map(vintage => ({ area_code, vintage })))
    .filter(({ area_code, vintage }) => !changed.has(`${area_code}/${vintage}`));
}

async function insertGroups(warehouse: Warehouse, config: Config): Promise<void> {
  const groups = config.area_groups;
  await warehouse.insert(
    'input.area_group',
    groups.map(({ code, name_nl, name_en }) => ({ group_code: code, name_nl, name_en })),
  );
  await warehouse.insert(
    'input.area_group_published',
    groups.flatMap(({ code, published_as }) =>
      published_as.map((area_code, preference) => ({ group_code: code, area_code, preference })),
    ),
  );
  await warehouse.insert(
    'input.area_group_member',
    groups.flatMap(({ code, members }) =>
      members.flatMap(({ from = 0, until = 9999, areas }) =>
        areas.map(area_code => ({ group_code: code, valid_from: from, valid_until: until, area_code })),
      ),
    ),
  );
}

/** Loads every edition and delivery; those that lend gemeente names to others come first. */
export async function loadAll(
  loadables: Loadable[],
  context: LoadContext,
  onLoad: (key: string) => void,
): Promise<void> {
  await numberTopics(loadables, context.warehouse);
  const inOrder = [...loadables].sort((a, b) => rank(a) - rank(b) || (keyOf(a) < keyOf(b) ? -1 : 1));
  for (const loadable of inOrder) {
    onLoad(keyOf(loadable));
    await load(loadable, context);
  }
}

const rank = (loadable: Loadable): number =>
  !isDelivery(loadable) && loadable.edition.gemeenteNames ? 1 : 0;

/** Gives the tables that are filled piece by piece their form, once the values of their texts are known. */
export async function prepareGold(warehouse: Warehouse, folder: string): Promise<void> {
  await warehouse.script(await fs.readFile(path.join(folder, 'gold.sql'), 'utf8'));
}

/** Makes the table (or, when its first line says so, the view) of one transform. */
export async function makeTable(warehouse: Warehouse, transform: Transform): Promise<void> {
  const kind = transform.sql.startsWith('-- view') ? 'view' : 'table';
  await warehouse.run(`create ${kind} ${transform.table} as ${transform.sql}`);
}
