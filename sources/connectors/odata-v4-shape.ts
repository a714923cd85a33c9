import type { TableShape } from '../connector.ts';
import type { Edition } from '../declaration.ts';
import type { Snapshot } from '../snapshot.ts';
import { type ItemForm, parseValue } from './odata-pages.ts';
import { jsonRows, readStored, shapeOf } from './odata-shape.ts';
import { columnsOf, FORMS, OBSERVATION } from './odata-v4-metadata.ts';

/** How a stored table is to be read; pure function of the snapshot and the declaration. */
export async function describe(edition: Edition, snapshot: Snapshot): Promise<TableShape> {
  const { area, period, margin } = edition.dimensions;
  const items = async <T>(set: string, form: ItemForm<T>) =>
    (await readStored(snapshot, set)).flatMap(bytes => parseValue(bytes, form.schema));
  const groups = await items('MeasureGroups', FORMS.group);
  const periods = period ? await items(`${period}Codes`, FORMS.code) : [];
  const margins = margin ? await items(`${margin}Codes`, FORMS.code) : [];
  const { measure, value, text, attribute } = OBSERVATION;
  const shape = shapeOf(edition, {
    rows: { ...jsonRows(snapshot, 'Observations'), long: { measure, value, text, attribute } },
    areas: {
      ...jsonRows(snapshot, `${area}Codes`),
      columns: { code: 'Identifier', title: 'Title', gemeente: 'DimensionGroupId' },
    },
    available: columnsOf(await items('MeasureCodes', FORMS.measure), groups),
    periods: periods.map(({ Identifier, Status }) => ({ key: Identifier, status: Status })),
    margins: margins.map(({ Identifier }) => Identifier.trim()),
  });
  return { ...shape, platform: 'v4' };
}
