import fs from 'node:fs/promises';
import path from 'node:path';
import { VieError } from '../../kernel/errors.ts';
import { Archive } from '../../sources/archive.ts';
import type { AddressFile } from '../../sources/connector.ts';
import { textOf } from '../../sources/connectors/zip-member.ts';
import { quoteName, type Warehouse } from '../warehouse.ts';
import { readCsv } from './csv.ts';
import type { LoadableEdition, LoadContext } from './loadable.ts';

/** Loads the buurt of each address; the file goes from the zip to the disk in pieces (9 million rows, 270 MB). */
export async function loadAddresses(
  { edition, snapshot }: LoadableEdition,
  addresses: AddressFile,
  { warehouse, scratch }: LoadContext,
): Promise<void> {
  const archive = await Archive.open(await snapshot.read(addresses.name));
  const file = path.join(scratch, 'addresses.csv');
  try {
    await fs.writeFile(file, textOf(archive, addresses.member, 'utf-8'));
    await refuseSecond(edition.vintage, 'input.address', warehouse);
    await warehouse.run(
      `insert into input.address select distinct $1::integer, ${cells(addresses)} from ${readCsv(file, addresses)}`,
      [edition.vintage],
    );
    await checkOneBuurt(warehouse, edition.vintage, { addresses, file });
  } finally {
    await fs.rm(file, { force: true });
  }
}

/** Codes are written as numbers: without leading zeros, and without `BU`. */
function cells({ columns }: AddressFile): string {
  const [pc6, number, buurt] = [columns.pc6, columns.house_number, columns.buurt].map(quoteName);
  return `upper(replace(${pc6}, ' ', '')) as pc6, ${number}::integer as house_number,
    'BU' || lpad(regexp_replace(${buurt}, '^BU', ''), 8, '0') as buurt_code`;
}

/** An address in two buurten cannot be counted in either; names it with the rows that say so. */
async function checkOneBuurt(
  warehouse: Warehouse,
  vintage: number,
  { addresses, file }: { addresses: AddressFile; file: string },
): Promise<void> {
  const [twice] = await warehouse.all<{ pc6: string; house_number: number }>(
    `select pc6, house_number from input.address where area_vintage = $1
     group by pc6, house_number having count(*) > 1 order by pc6, house_number limit 1`,
    [vintage],
  );
  if (!twice) return;
  await warehouse.run('set preserve_insertion_order = true');
  const rows = await warehouse.all<{ csv_row: number; buurt_code: string }>(
    `with numbered as (
       select ${cells(addresses)}, (row_number() over () + 1)::integer as csv_row from ${readCsv(file, addresses)}
     )
     select min(csv_row) as csv_row, buurt_code from numbered where pc6 = $1 and house_number = $2
     group by buurt_code order by 1 limit 5`,
    [twice.pc6, twice.house_number],
  );
  await warehouse.run('set preserve_insertion_order = false');
  const list = rows.map(row => `${row.buurt_code} (row ${row.csv_row})`).join(', ');
  throw new VieError('contract', `One postcode and house number lies in several buurten: ${list}.`, {
    where: { file: addresses.member, row: rows.at(-1)?.csv_row ?? 0, field: addresses.columns.buurt },
    hint: 'The list is refused as a whole; ask its publisher, or use the list of another year.',
  });
}

/** Two editions of one vintage would contradict or double each other. */
export async function refuseSecond(
  vintage: number,
  table: 'input.address' | 'input.area_geometry',
  warehouse: Warehouse,
): Promise<void> {
  const found = await warehouse.all(`select 1 as found from ${table} where area_vintage = $1 limit 1`, [
    vintage,
  ]);
  if (found.length === 0) return;
  throw new VieError('contract', `There already is an edition of this kind for the areas of ${vintage}.`, {
    hint: 'Keep one of the editions, or correct the vintage of the other.',
  });
}
