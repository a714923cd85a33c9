import { z } from 'zod';
import type { TopicColumn } from '../topics.ts';

/** The forms of the newest version of the protocol, into which the metadata of the other are translated on reading. */
export const code = z.looseObject({
  Identifier: z.string(),
  Title: z.string().nullish(),
  Status: z.string().nullish(),
});
export type Code = z.infer<typeof code>;

export const measure = z.looseObject({
  Identifier: z.string(),
  Title: z.string(),
  MeasureGroupId: z.string().nullish(),
  DataType: z.string(),
  Unit: z.string().nullish(),
  Decimals: z.number().nullish(),
  /** What an absent cell means, where the table says so. */
  Default: z.string().nullish(),
});
export type Measure = z.infer<typeof measure>;

export const measureGroup = z.looseObject({
  Id: z.string(),
  Title: z.string(),
  ParentId: z.string().nullish(),
});
export type MeasureGroup = z.infer<typeof measureGroup>;

/** Measures as columns: a group names the group above it, outermost first in the path. */
export function columnsOf(measures: Measure[], groups: MeasureGroup[]): TopicColumn[] {
  const byId = new Map(groups.map(one => [one.Id, one]));
  const pathTo = (id: string | null | undefined): string[] => {
    const found = id ? byId.get(id) : undefined;
    return found ? [...pathTo(found.ParentId), found.Title.trim()] : [];
  };
  return measures.map(one => ({
    key: one.Identifier,
    title: one.Title.trim(),
    path: pathTo(one.MeasureGroupId),
    unit: one.Unit?.trim().replace(/\s+/g, ' ') ?? '',
    decimals: one.Decimals ?? 0,
    datatype: one.DataType,
    defaultMeaning: one.Default ?? '',
  }));
}
