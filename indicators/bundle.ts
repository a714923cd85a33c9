import { z } from 'zod';

/** What a body gets a number of times a year, as the config declares it. */
export const bundle = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, { message: "expected a name such as 'stuurgroep'" }),
  title: z.string().describe('Dutch title of the cover'),
  times_a_year: z.int().min(1).max(12).describe('The year is divided evenly; in each part one is due'),
  region: z
    .string()
    .meta({ refers: 'area' })
    .describe('Area group that it is about; a bundle about a group of another config sleeps'),
  also: z
    .array(z.string().meta({ refers: 'area' }))
    .default([])
    .describe('Area groups that get a report beside it'),
  gemeenten: z.boolean().default(false).describe('Also a report of each gemeente'),
  levels: z
    .array(z.enum(['regio', 'gemeente', 'wijk', 'buurt']))
    .min(1)
    .default(['regio', 'gemeente', 'wijk', 'buurt'])
    .describe('Levels of which it has figures'),
  headlines: z
    .array(z.string().meta({ refers: 'indicator' }))
    .optional()
    .describe('Hoofdindicatoren of its reports; default: those of the config'),
  baseline: z.boolean().default(false).describe('Figures stand beside those of the frozen baseline'),
});

export type BundleDeclaration = z.infer<typeof bundle>;
