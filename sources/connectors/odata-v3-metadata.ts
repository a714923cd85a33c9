import { z } from 'zod';
import type { Edition } from '../declaration.ts';
import type { TopicColumn } from '../topics.ts';
import type { ExpectedColumn } from './odata-rows.ts';
import { checkDimensions } from './odata-selection.ts';

export const property = z.looseObject({
  ID: z.number(),
  ParentID: z.number().nullable(),
  Type: z.string(),
  Key: z.string(),
  Title: z.string(),
  Datatype: z.string().nullish(),
  Unit: z.string().nullish(),
  Decimals: z.number().nullish(),
  Default: z.string().nullish(),
});
export type Property = z.infer<typeof property>;

export const tableInfo = z.looseObject({
  Identifier: z.string(),
  Title: z.string(),
  Modified: z.string(),
  RecordCount: z.number(),
});

export const item = z.looseObject({
  Key: z.string(),
  Title: z.string().nullish(),
  Status: z.string().nullish(),
});

export const DIMENSION_TYPES = new Set(['Dimension', 'TimeDimension', 'GeoDimension', 'GeoDetail']);

/** Names of the dimensions of the table; each must be declared, and each declared one must be there. */
export function dimensionsOf(properties: Property[], edition: Edition): string[] {
  const present = properties.filter(p => DIMENSION_TYPES.has(p.Type)).map(p => p.Key);
  checkDimensions(present, edition);
  return present;
}

export function columnsOf(properties: Property[]): TopicColumn[] {
  const byId = new Map(properties.map(p => [p.ID, p]));
  const pathTo = (p: Property): string[] => {
    const parent = p.ParentID === null ? undefined : byId.get(p.ParentID);
    return parent ? [...pathTo(parent), parent.Title.trim()] : [];
  };
  return properties
    .filter(p => p.Type === 'Topic')
    .map(p => ({
      key: p.Key,
      title: p.Title.trim(),
      path: pathTo(p),
      unit: p.Unit?.trim().replace(/\s+/g, ' ') ?? '',
      decimals: p.Decimals ?? 0,
      datatype: p.Datatype ?? 'String',
      defaultMeaning: p.Default ?? '',
    }));
}

export function expectedColumns(properties: Property[], dimensions: string[]): ExpectedColumn[] {
  return [
    { key: 'ID', kind: 'number' },
    ...dimensions.map(key => ({ key, kind: 'text' as const })),
    ...properties
      .filter(p => p.Type === 'Topic')
      .map(p => ({ key: p.Key, kind: p.Datatype === 'String' ? ('text' as const) : ('number' as const) })),
  ];
}
