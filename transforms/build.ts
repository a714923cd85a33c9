import fs from 'node:fs/promises';
import path from 'node:path';
import { AREA_PREFIXES } from '../indicators/areas.ts';
import { termsOf } from '../indicators/term.ts';
import { type Declarations, declare, KINDS } from './declared.ts';
import type { Transform } from './graph.ts';
import { loadEdition } from './load.ts';
import type { LoadableEdition, LoadContext } from './loadable.ts';
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
  const terms = (declarations.indicator ?? []).flatMap(one =>
    termsOf(one).map(term => ({ indicator: one.id, ...term })),
  );
  const all: Declarations = { term: terms, ...declarations };
  for (const kind of KINDS) await declare(warehouse, kind, all[kind] ?? []);
  await script('declared.sql');
}

/** Loads every edition; those that lend gemeente names to others come first. */
export async function loadEditions(
  loadables: LoadableEdition[],
  context: LoadContext,
  onEdition: (key: string) => void,
): Promise<void> {
  await numberTopics(loadables, context.warehouse);
  const inOrder = [...loadables].sort(
    (a, b) => rank(a) - rank(b) || (a.edition.key < b.edition.key ? -1 : 1),
  );
  for (const loadable of inOrder) {
    onEdition(loadable.edition.key);
    await loadEdition(loadable, context);
  }
}

/** Numbers the topics by source, concept and edition. */
async function numberTopics(loadables: LoadableEdition[], warehouse: Warehouse): Promise<void> {
  const topics = loadables
    .flatMap(({ no, edition, shape }) => shape.topics.map(topic => ({ no, edition, topic })))
    .map(item => ({ ...item, order: `${item.edition.source.id}/${item.topic.concept}/${item.edition.id}` }))
    .sort((a, b) => (a.order < b.order ? -1 : 1));
  await warehouse.insert(
    'input.topic',
    topics.map(({ no, edition, topic }, topic_id) => ({
      topic_id,
      edition_no: no,
      concept: topic.concept,
      topic_key: topic.key,
      title: topic.title,
      topic_group: topic.path.join(' > '),
      unit: topic.unit,
      decimals: topic.decimals,
      datatype: topic.datatype,
      default_meaning: topic.defaultMeaning,
      is_unverified: edition.unverified.has(topic.concept),
    })),
  );
}

const rank = ({ edition }: LoadableEdition): number => (edition.gemeenteNames ? 1 : 0);

/** Gives the tables that are filled piece by piece their form, once the values of their texts are known. */
export async function prepareGold(warehouse: Warehouse, folder: string): Promise<void> {
  await warehouse.script(await fs.readFile(path.join(folder, 'gold.sql'), 'utf8'));
}

/** Makes the table (or, when its first line says so, the view) of one transform. */
export async function makeTable(warehouse: Warehouse, transform: Transform): Promise<void> {
  const kind = transform.sql.startsWith('-- view') ? 'view' : 'table';
  await warehouse.run(`create ${kind} ${transform.table} as ${transform.sql}`);
}
