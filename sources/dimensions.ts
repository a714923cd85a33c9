import { z } from 'zod';
import { AREA_PREFIXES } from '../indicators/areas.ts';
import { ageGroup, sex } from '../indicators/words.ts';

/** The dimensions of the tables of a source. */
export const dimensions = z.strictObject({
  area: z.string().describe('Dimension that holds the areas'),
  area_list: z
    .enum(['exact', 'historic'])
    .default('exact')
    .describe('historic: the list also holds areas of other years; only those with data exist'),
  leave_out: z
    .array(
      z
        .string()
        .regex(/^[A-Z]{2}$/, { message: "expected the two letters of a kind of area, such as 'RE'" })
        .refine(prefix => !(prefix in AREA_PREFIXES), {
          message: 'expected a kind of area without a level here: one that has a level is never left out',
        }),
    )
    .default([])
    .describe('Kinds of area in the table that have no level here'),
  period: z.string().optional(),
  margin: z.string().optional(),
  age_group: z
    .strictObject({ dimension: z.string(), keys: z.record(z.string(), ageGroup) })
    .optional()
    .describe(
      'What keys or titles of its items mean; several may mean the same, of which an edition has one',
    ),
  sex: z.strictObject({ dimension: z.string(), keys: z.record(z.string(), sex) }).optional(),
  fixed: z
    .record(z.string(), z.string())
    .default({})
    .describe('Dimensions held at one key, which may be given by its title'),
});

/** Dimensions that are called otherwise in one edition, or are not there. */
export const ownDimensions = z.strictObject({
  area: z.string().optional(),
  period: z.string().nullable().optional().describe('null: this edition has no period dimension'),
  fixed: z.record(z.string(), z.string()).optional().describe('Instead of those of the source'),
});
