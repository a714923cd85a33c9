import fs from 'node:fs/promises';
import path from 'node:path';
import { AREA_PREFIXES } from '../indicators/areas.ts';
import { termsOf } from '../indicators/term.ts';
import { NAME_SUFFIX } from '../sources/areas/match.ts';
import { type Declarations, declare, KINDS } from './declared.ts';
import { formsOf } from './forms.ts';
import type { Transform } from './graph.ts';
import { load } from './load/load.ts';
import { isDelivery, keyOf, type Loadable, type LoadContext } from './load/loadable.ts';
import { numberTopics } from './load/provenance.ts';
import { worded } from './sentences.ts';
import type { PublishedTable } from './tables.ts';
import type { Warehouse } from './warehouse.ts';

/** Makes the input tables: those of the declarations filled, those of the editions empty. */
export async function prepareInput(
  warehouse: Warehouse,
  folder: string,
  declarations: Declarations,
): Promise<void> {
  const script = async (name: string) => warehouse.script(await fs.readFile(path.join(folder, name), 'utf8'));
  await script('input.sql');
  const prefixes = Object.entries(AREA_PREFIXES).map(([prefix, area_level]) => ({ prefix, area_level }));
  await warehouse.insert('input.area_prefix', prefixes);
  await warehouse.insert('input.name_suffix', [{ pattern: NAME_SUFFIX }]);
  const terms = (declarations.indicator ?? []).flatMap(one =>
    termsOf(one).map(term => ({ indicator: one.id, ...term })),
  );
  const all: Declarations = { term: terms, ...declarations };
  for (const kind of KINDS) await declare(warehouse, kind, all[kind] ?? []);
  await script('declared.sql');
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
export async function prepareGold(warehouse: Warehouse, tables: PublishedTable[]): Promise<void> {
  for (const statement of formsOf(tables)) await warehouse.run(statement);
}

/** Makes the table (or, when its first line says so, the view) of one transform, with the texts of its header. */
export async function makeTable(
  warehouse: Warehouse,
  { sql, table }: Transform,
  published?: PublishedTable,
): Promise<void> {
  const kind = sql.startsWith('-- view') ? 'view' : 'table';
  await warehouse.run(`create ${kind} ${table} as ${worded(sql, published)}`);
}
