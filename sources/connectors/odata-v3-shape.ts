import type { TableShape } from '../connector.ts';
import type { Edition } from '../declaration.ts';
import type { Snapshot } from '../snapshot.ts';
import { parseValue } from './odata-pages.ts';
import { jsonRows, readStored, shapeOf } from './odata-shape.ts';
import { columnsOf, item, property } from './odata-v3-metadata.ts';

/** How a stored table is to be read; pure function of the snapshot and the declaration. */
export async function describe(edition: Edition, snapshot: Snapshot): Promise<TableShape> {
  const { area, period, margin } = edition.dimensions;
  const properties = parseValue(await snapshot.read(fileOf(snapshot, 'DataProperties.json')), property);
  const items = async (name: string) =>
    (await readStored(snapshot, name)).flatMap(bytes => parseValue(bytes, item));
  const periods = period ? await items(period) : [];
  const margins = margin ? await items(margin) : [];
  return shapeOf(edition, {
    rows: jsonRows(snapshot, 'TypedDataSet'),
    areas: {
      ...jsonRows(snapshot, area),
      columns: { code: 'Key', title: 'Title', gemeente: 'Municipality' },
    },
    available: columnsOf(properties),
    periods: periods.map(({ Key, Status }) => ({ key: Key, status: Status })),
    margins: margins.map(({ Key }) => Key.trim()),
  });
}

function fileOf(snapshot: Snapshot, name: string): string {
  return snapshot.meta.files.find(file => file.name === name || file.name === `${name}.gz`)?.name ?? name;
}
