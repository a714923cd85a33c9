import { quoteName, quoteText, type Warehouse } from '../warehouse.ts';
import type { LoadableTable } from './loadable.ts';
import { isText, reasonOf } from './select.ts';

/** What table `stage` holds: a column per concept, and a row per area, period, sex, age group and margin. */
export interface Staged {
  no: number;
  numbers: string[];
  /** Concepts that describe areas, and are no figures. */
  texts: string[];
  margins: ReadonlySet<string>;
  /** Beside each figure stands why it is absent. */
  hasReasons: boolean;
  /** An area of which no figure is there does not exist in that year. */
  listsOtherYears: boolean;
}

export function stagedOf({ no, edition, shape }: LoadableTable): Staged {
  const named = (wanted: boolean) =>
    shape.topics.filter(topic => isText(topic) === wanted).map(topic => topic.concept);
  return {
    no,
    numbers: named(false),
    texts: named(true),
    margins: new Set(shape.keys.margin.values()),
    hasReasons: shape.rows.kind === 'json' && shape.rows.long !== undefined,
    listsOtherYears: edition.dimensions.area_list === 'historic',
  };
}

/** From one column per concept to one row per cell; the cells of a concept come together. */
export async function cellsFromStage(staged: Staged, warehouse: Warehouse): Promise<void> {
  const { no, numbers, texts, hasReasons, listsOtherYears } = staged;
  for (const concept of texts) {
    // A text topic holds a padded point when it is missing.
    await warehouse.run(
      `insert into input.area_text
       select ${no}, area_code, ${quoteText(concept)}, nullif(trim(${quoteName(concept)}), '.') from stage
       where margin = 'value'`,
    );
  }
  if (listsOtherYears) {
    await warehouse.run(`delete from stage where coalesce(${numbers.map(quoteName).join(', ')}) is null`);
  }
  await numberKeys(warehouse);
  await joinMargins(staged, warehouse);
  const ids = await warehouse.all<{ concept: string; topic_id: number }>(
    'select concept, topic_id from input.topic where edition_no = $1',
    [no],
  );
  const idOf = new Map(ids.map(({ concept, topic_id }) => [concept, topic_id]));
  const list = (items: unknown[]) => `unnest([${items.join(', ')}])`;
  const columns = ['', ' lower', ' upper'].map(margin =>
    list(numbers.map(concept => quoteName(`${concept}${margin}`))),
  );
  const reasons = hasReasons ? list(numbers.map(concept => quoteName(reasonOf(concept)))) : 'null';
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
async function joinMargins({ numbers, margins, hasReasons }: Staged, warehouse: Warehouse): Promise<void> {
  const column = (margin: 'lower' | 'upper', concept: string) =>
    `${margins.has(margin) ? `${margin}_row.${quoteName(concept)}` : 'null::double'} as ${quoteName(`${concept} ${margin}`)}`;
  const columns = numbers.flatMap(name => [
    `v.${quoteName(name)}`,
    column('lower', name),
    column('upper', name),
    ...(hasReasons ? [`v.${quoteName(reasonOf(name))}`] : []),
  ]);
  const join = (margin: 'lower' | 'upper') =>
    margins.has(margin)
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
