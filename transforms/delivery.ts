import type { LoadableEdition, LoadContext } from './loadable.ts';
import { quoteName, quoteText } from './warehouse.ts';

/** Loads what a partner delivered, to where only its protection reads it, with the areas that it is about and those above. */
export async function loadDelivery(
  { no, edition, snapshot }: LoadableEdition,
  name: string,
  { warehouse }: LoadContext,
): Promise<void> {
  const { contract } = edition;
  if (!contract) throw new Error(`Edition ${edition.key} has no contract.`);
  const { id, partner, access, min_cell, sensitive, counts, signals } = contract;
  await warehouse.insert('restricted.delivery', [
    {
      edition_no: no,
      source_id: id,
      partner,
      access,
      min_cell,
      is_sensitive: sensitive,
      min_n: signals?.min_n ?? null,
    },
  ]);
  const file = await snapshot.file(name);
  const concepts = Object.keys(counts ?? {});
  const types = signals
    ? {
        area_code: 'varchar',
        period: 'varchar',
        question: 'varchar',
        answer: 'varchar',
        n: 'bigint',
        share: 'double',
      }
    : {
        area_code: 'varchar',
        period: 'varchar',
        sex: 'varchar',
        age_group: 'varchar',
        ...Object.fromEntries(concepts.map(concept => [concept, 'bigint'])),
      };
  const columns = Object.entries(types).map(([column, type]) => `${quoteText(column)}: ${quoteText(type)}`);
  const periods = (edition.periods ?? []).map(quoteText).join(', ');
  const rows = `read_csv(${quoteText(file)}, header = true, delim = ',', quote = '"', escape = '"', columns = {${columns.join(', ')}})`;
  const inForce = `from ${rows} where period in (${periods || "''"})`;
  if (signals) {
    await warehouse.run(
      `insert into restricted.signal select ${no}, area_code, period, question, answer, n, share ${inForce}`,
    );
  } else {
    // Listed side by side and not by UNPIVOT, which leaves out counts that are absent.
    const list = (items: string[]) => `unnest([${items.join(', ')}])`;
    await warehouse.run(
      `insert into restricted.count
       select ${no}, area_code, period, sex, age_group, ${list(concepts.map(quoteText))}, ${list(concepts.map(quoteName))} ${inForce}`,
    );
  }
  await warehouse.run(
    `insert into input.area_item
     with delivered as (
       select distinct area_code from restricted.count where edition_no = ${no}
     ),
     above as (
       select area_code from delivered
       union select 'WK' || substr(area_code, 3, 6) from delivered where left(area_code, 2) = 'BU'
       union select 'GM' || substr(area_code, 3, 4) from delivered where left(area_code, 2) in ('BU', 'WK')
     )
     select ${no}, area_code, area_code, null from above`,
  );
}
