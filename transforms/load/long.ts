import { VieError } from '../../kernel/errors.ts';
import type { LongForm } from '../../sources/connector.ts';
import { quoteName, quoteText, type Warehouse } from '../warehouse.ts';
import type { LoadableTable, LoadContext } from './loadable.ts';
import { eachDecodedBatch, type PageRange, readJson } from './pages.ts';
import { areaCode, dimensionColumns, IS_READ, isText, reasonOf } from './select.ts';

/** What the source says of a figure that is not there, in our words; anything else is not published. */
const REASONS: Record<string, string> = { Impossible: 'not_applicable', Confidential: 'suppressed' };

/** Lays rows of one figure each out as the table `stage`, one column per concept, with the reason of what is absent. */
export async function stageLong(
  loadable: LoadableTable,
  rows: { pages: PageRange[]; long: LongForm },
  { warehouse, scratch }: LoadContext,
): Promise<void> {
  const { columns, topics } = loadable.shape;
  const { measure, value, text, attribute } = rows.long;
  const read: Record<string, string> = { [value]: 'DOUBLE' };
  for (const name of [measure, text, attribute, ...Object.values(columns)]) read[name] = 'VARCHAR';
  const wanted = topics.map(topic => quoteText(topic.key)).join(', ');
  await warehouse.run(
    `create or replace temp table figure (area_code varchar, period varchar, sex varchar, age_group varchar,
       margin varchar, measure varchar, value double, text varchar, reason varchar)`,
  );
  const select = [
    ...dimensionColumns(loadable, areaCode(quoteName(columns.area))),
    `trim(${quoteName(measure)}) as measure`,
    ...figureColumns(quoteName(value), quoteName(text), quoteName(attribute)),
  ];
  await eachDecodedBatch({ snapshot: loadable.snapshot, pages: rows.pages, scratch }, files =>
    warehouse.run(
      `insert into figure select ${select.join(', ')} from ${readJson(files, read)}
       where ${IS_READ} and measure in (${wanted})`,
    ),
  );
  await refuseTwice(warehouse);
  await pivot(loadable, warehouse);
  await addEmptyAreas(loadable, warehouse);
  await warehouse.run('drop table figure');
}

/** A figure counts when nothing is said about it; what is said otherwise is the reason that it is absent. */
function figureColumns(value: string, text: string, attribute: string): string[] {
  const isGiven = `coalesce(trim(${attribute}), 'None') = 'None'`;
  const cases = Object.entries(REASONS).map(
    ([word, reason]) => `when ${quoteText(word)} then ${quoteText(reason)}`,
  );
  return [
    `case when ${isGiven} then ${value} end as value`,
    `case when ${isGiven} then ${text} end as text`,
    `case when not ${isGiven} then case trim(${attribute}) ${cases.join(' ')} else 'not_published' end end as reason`,
  ];
}

/** Two figures for one cell would leave it to chance which of them is published. */
async function refuseTwice(warehouse: Warehouse): Promise<void> {
  const [twice] = await warehouse.all<{ measure: string; area_code: string; period: string }>(
    `select measure, area_code, period from figure
     group by measure, area_code, period, sex, age_group, margin having count(*) > 1
     order by measure, area_code, period limit 1`,
  );
  if (!twice) return;
  throw new VieError(
    'contract',
    `Measure ${twice.measure} has more than one figure for ${twice.area_code} in ${twice.period}.`,
    {
      where: { field: twice.measure },
      hint: 'Two keys of a dimension have the same meaning in the source declaration, or the table is being re-released.',
    },
  );
}

async function pivot({ shape }: LoadableTable, warehouse: Warehouse): Promise<void> {
  const columns = shape.topics.flatMap(topic => {
    const of = (what: string, name: string) =>
      `any_value(${what}) filter (where measure = ${quoteText(topic.key)}) as ${quoteName(name)}`;
    if (isText(topic)) return [of('text', topic.concept)];
    return [of('value', topic.concept), of('reason', reasonOf(topic.concept))];
  });
  await warehouse.run(
    `create or replace temp table stage as
     select area_code, period, sex, age_group, margin, ${columns.join(', ')}
     from figure group by area_code, period, sex, age_group, margin`,
  );
}

/** A listed area without any row has cells too: empty ones. */
async function addEmptyAreas({ no }: LoadableTable, warehouse: Warehouse): Promise<void> {
  await warehouse.run(
    `insert into stage (area_code, period, sex, age_group, margin)
     select area.area_code, slice.period, slice.sex, slice.age_group, slice.margin
     from (select distinct area_code from input.area_item where edition_no = ${no}) as area
     cross join (select distinct period, sex, age_group, margin from stage where margin = 'value') as slice
     anti join stage as present using (area_code, period, sex, age_group, margin)`,
  );
}
