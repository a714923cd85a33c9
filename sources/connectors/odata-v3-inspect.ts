import { dimensionKind, type InspectedDimension, type Inspection, type Revision } from '../connector.ts';
import type { HttpClient } from '../http.ts';
import { parseValue } from './odata-pages.ts';
import { columnsOf, DIMENSION_TYPES, item, property } from './odata-v3-metadata.ts';

interface Questions {
  revision: Revision;
  http: HttpClient;
  /** Address of an entity set of the table. */
  addressOf: (set: string) => string;
}

/** Columns, dimensions and their keys of a v3 table; areas are not listed. */
export async function inspectTable({ revision, http, addressOf }: Questions): Promise<Inspection> {
  const { result: properties } = await http.get(addressOf('DataProperties'), ({ bytes }) =>
    parseValue(bytes, property),
  );
  const dimensions: InspectedDimension[] = [];
  for (const { Key: name, Type } of properties.filter(one => DIMENSION_TYPES.has(one.Type))) {
    const kind = dimensionKind(Type);
    if (kind === 'area') {
      dimensions.push({ name, kind });
      continue;
    }
    const { result } = await http.get(addressOf(name), ({ bytes }) => parseValue(bytes, item));
    dimensions.push({
      name,
      kind,
      keys: result.map(({ Key, Title }) => ({ key: Key.trim(), title: Title?.trim() ?? '' })),
    });
  }
  return { revision, columns: columnsOf(properties), dimensions };
}
