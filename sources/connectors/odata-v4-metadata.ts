import { z } from 'zod';
import type { TopicColumn } from '../topics.ts';
import type { ItemForm } from './odata-pages.ts';
import type { ExpectedColumn } from './odata-rows.ts';

/** The singleton that describes a table. */
export const tableProperties = z.looseObject({
  Title: z.string(),
  Modified: z.string(),
  Version: z.string().nullish(),
  ObservationCount: z.number(),
});

const dimension = z.looseObject({ Identifier: z.string(), Kind: z.string() });

const code = z.looseObject({
  Identifier: z.string(),
  Title: z.string().nullish(),
  Status: z.string().nullish(),
});

const measure = z.looseObject({
  Identifier: z.string(),
  Title: z.string(),
  MeasureGroupId: z.string().nullish(),
  DataType: z.string(),
  Unit: z.string().nullish(),
  Decimals: z.number().nullish(),
});
export type Measure = z.infer<typeof measure>;

const group = z.looseObject({ Id: z.string(), Title: z.string(), ParentId: z.string().nullish() });
export type MeasureGroup = z.infer<typeof group>;

const form = <T extends { Identifier: string }>(schema: z.ZodType<T>): ItemForm<T> => ({
  schema,
  keyOf: item => item.Identifier,
});

/** The lists of a table, and what tells their items apart. */
export const FORMS = {
  dimension: form(dimension),
  code: form(code),
  measure: form(measure),
  group: { schema: group, keyOf: (one: MeasureGroup) => one.Id },
};

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
    defaultMeaning: '',
    isCoded: true,
  }));
}

/** One row per figure, whatever the table is about. */
export const OBSERVATION = {
  id: 'Id',
  measure: 'Measure',
  value: 'Value',
  text: 'StringValue',
  attribute: 'ValueAttribute',
} as const;

/** What every observation must have. */
export const expectedColumns = (dimensions: string[]): ExpectedColumn[] => [
  { key: OBSERVATION.id, kind: 'number' },
  { key: OBSERVATION.measure, kind: 'text' },
  { key: OBSERVATION.attribute, kind: 'text' },
  { key: OBSERVATION.value, kind: 'number' },
  { key: OBSERVATION.text, kind: 'text' },
  ...dimensions.map(key => ({ key, kind: 'text' as const })),
];
