import type { PartnerContract } from '../../sources/partners/declaration.ts';
import { ROWS } from '../../sources/partners/store.ts';
import { quoteName, quoteText, type Warehouse } from '../warehouse.ts';
import type { LoadableDelivery, LoadContext } from './loadable.ts';

/** Loads what a partner delivered, to where only its protection reads it, with the areas that it is about and those above. */
export async function loadDelivery(delivery: LoadableDelivery, { warehouse }: LoadContext): Promise<void> {
  const { no, contract } = delivery;
  const { id, partner, access, signals } = contract;
  await warehouse.insert('restricted.delivery', [
    {
      edition_no: no,
      source_id: id,
      partner,
      access,
      min_n: signals?.min_n ?? null,
      min_count: signals?.min_count ?? null,
      shows_extremes: signals ? signals.extremes === 'shown' : null,
    },
  ]);
  const inForce = await rowsInForce(delivery);
  if (signals) {
    await warehouse.run(
      `insert into restricted.signal select ${no}, area_code, period, question, answer, n, share ${inForce}`,
    );
  } else {
    // Listed side by side and not by UNPIVOT, which leaves out counts that are absent.
    const concepts = Object.keys(contract.counts ?? {});
    const list = (items: string[]) => `unnest([${items.join(', ')}])`;
    await warehouse.run(
      `insert into restricted.count
       select ${no}, area_code, period, sex, age_group, ${list(concepts.map(quoteText))}, ${list(concepts.map(quoteName))} ${inForce}`,
    );
  }
  await listAreas(no, warehouse);
}

/** The rows of the stored file, of the periods for which it is the newest, as the end of a select. */
async function rowsInForce({ contract, delivery, periods }: LoadableDelivery): Promise<string> {
  const file = await delivery.snapshot.file(ROWS);
  const columns = Object.entries(typesOf(contract)).map(
    ([column, type]) => `${quoteText(column)}: ${quoteText(type)}`,
  );
  const form = `header = true, delim = ',', quote = '"', escape = '"', columns = {${columns.join(', ')}}`;
  return `from read_csv(${quoteText(file)}, ${form}) where period in (${periods.map(quoteText).join(', ')})`;
}

const typesOf = ({ counts, signals }: PartnerContract): Record<string, string> => ({
  area_code: 'varchar',
  period: 'varchar',
  ...(signals
    ? { question: 'varchar', answer: 'varchar', n: 'bigint', share: 'double' }
    : { sex: 'varchar', age_group: 'varchar' }),
  ...Object.fromEntries(Object.keys(counts ?? {}).map(concept => [concept, 'bigint'])),
});

async function listAreas(no: number, warehouse: Warehouse): Promise<void> {
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
