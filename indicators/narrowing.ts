import { z } from 'zod';

const ownEdition = z.string().meta({ refers: 'edition of the source' });
const periods = z.array(z.string()).optional();

const copy = z.strictObject({
  lacks: z
    .array(z.string().meta({ refers: 'concept of the source' }))
    .default([])
    .describe('Concepts that it does not hold'),
  periods: periods.describe('Only these periods of it'),
  vintage: z.int().optional().describe('Year of its area classification, where it is another'),
  area_list: z
    .literal('historic')
    .optional()
    .describe('It lists areas that it has no data of; only those with data exist'),
});

/** What of a source a project uses. */
export const narrowing = z.strictObject({
  enabled: z.boolean().default(true),
  editions: z.array(ownEdition).optional().describe('Only these editions of the source'),
  periods: periods.describe("Only these periods, such as '2020'"),
  copies: z
    .record(ownEdition, copy)
    .default({})
    .describe('What the copy of an edition at hand is, where it is not the whole table'),
});
