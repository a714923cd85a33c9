import type { TableShape } from '../sources/connector.ts';
import type { LoadableEdition } from './loadable.ts';
import { isText, reasonOf } from './select.ts';
import { quoteName, quoteText, type Warehouse } from './warehouse.ts';

/** From one column per concept to one row per cell; the cells of a concept come together. */
export async function cellsFromStage(
  { no, edition, shape }: LoadableEdition,
  warehouse: Warehouse,
): Promise<void> {
  const numbers = shape.topics.filter(topic => !isText(topic)).map(topic => topic.concept);
  for (const { concept } of shape.topics.filter(isText)) {
    // A text topic holds a padded point when it is missing.
    await warehouse.run(
      `insert into input.area_text
       select ${no}, area_code, ${quoteText(concept)}, nullif(trim(${quoteName(concept)}), '.') from stage
       where margin = 'value'`,
    );
  }
  if (edition.dimensions.area_list === 'historic') {
    await warehouse.run(`delete from stage where coalesce(${numbers.map(quoteName).join(', ')}) is null`);
  }
  await numberKeys(warehouse);
  await joinMargins(shape, numbers, warehouse);
  const ids = await warehouse.all<{ concept: string; topic_id: number }>(
    'select concept, topic_id from input.topic where edition_no = $1',
    [no],
  );
  const idOf = new Map(ids.map(({ concept, topic_id }) => [concept, topic_id]));
  const list = (items: unknown[]) => `unnest([${items.join(', ')}])`;
  const columns = ['', ' lower', ' upper'].map(margin =>
    list(numbers.map(concept => quoteName(`${concept}${margin}`))),
  );
  const reasons = hasReasons(shape) ? list(numbers.map(concept => quoteName(reasonOf(concept)))) : 'null';
  if (numbers.length) {
    await warehouse.run(
      `insert into input.cell
       select * from (
         select ${list(numbers.map(concept => idOf.get(concept)))} as topic_id, slice_no, area_no, ${columns.join(', ')}, ${reasons}
         from wide
       ) order by topic_id`,
    );
  }
  await warehouse.run('drop table wide');
  await warehouse.run('drop table stage');
}

/** Tables in long form tell per figure why it is absent, and so do protected deliveries. */
const hasReasons = ({ rows }: TableShape): boolean =>
  rows.kind === 'delivery' || (rows.kind === 'json' && rows.long !== undefined);

/** Gives areas and slices that were not seen before a number. */
async function numberKeys(warehouse: Warehouse): Promise<void> {
  await warehouse.run(
    `insert into input.area_key
     select (select coalesce(max(area_no), 0) from input.area_key) + row_number() over (order by area_code), area_code
     from (select distinct area_code from stage anti join input.area_key using (area_code))`,
  );
  await warehouse.run(
    `insert into input.slice
     select (select coalesce(max(slice_no), 0) from input.slice) + row_number() over (order by period, sex, age_group),
       period, sex, age_group
     from (select distinct period, sex, age_group from stage anti join input.slice using (period, sex, age_group))`,
  );
}

/** Margins are rows at the source; here they come beside the value they belong to. */
async function joinMargins(shape: TableShape, concepts: string[], warehouse: Warehouse): Promise<void> {
  const present = new Set(shape.keys.margin.values());
  const column = (margin: 'lower' | 'upper', concept: string) =>
    `${present.has(margin) ? `${margin}_row.${quoteName(concept)}` : 'null::double'} as ${quoteName(`${concept} ${margin}`)}`;
  const columns = concepts.flatMap(name => [
    `v.${quoteName(name)}`,
    column('lower', name),
    column('upper', name),
    ...(hasReasons(shape) ? [`v.${quoteName(reasonOf(name))}`] : []),
  ]);
  const join = (margin: 'lower' | 'upper') =>
    present.has(margin)
      ? `left join stage as ${margin}_row on ${margin}_row.margin = '${margin}' and ${margin}_row.area_code = v.area_code
           and ${margin}_row.period = v.period and ${margin}_row.sex = v.sex and ${margin}_row.age_group = v.age_group`
      : '';
  await warehouse.run(
    `create or replace temp table wide as
     select s.slice_no, k.area_no, ${columns.join(', ')}
     from stage as v
     join input.area_key as k on k.area_code = v.area_code
     join input.slice as s on s.period = v.period and s.sex = v.sex and s.age_group = v.age_group
     ${join('lower')} ${join('upper')}
     where v.margin = 'value'`,
  );
}
