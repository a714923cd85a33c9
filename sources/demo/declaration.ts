import { z } from 'zod';
import { year } from '../../indicators/words.ts';

const code = z.string().regex(/^[A-Z]{2}/, { message: "expected the code of an area, such as 'GM0928'" });

/** How a figure depends on the area: `slope` is the effect of one standard deviation of burden. */
const level = { base: z.number(), slope: z.number() };

const count = z.strictObject({
  share: z.number().describe('Part of the inhabitants'),
  slope: z.number().default(0).describe('More of it where the burden is higher'),
  draw: z.string().optional().describe('Word of the draw by which buurten differ by up to a tenth'),
  year: year.optional().describe('Counted in this year, whatever the period'),
  from: z.number().default(0).describe('Areas with fewer inhabitants have no figure'),
  buurt_step: z.number().default(1).describe('Rounded to this within each buurt'),
  step: z.number().optional().describe('Rounded to this; default: 5 in wijken and buurten, else 1'),
  per: z.number().optional().describe('Published in this many'),
  margin: z.number().default(0).describe('Half of the interval, as part of the count'),
  at: z
    .record(z.string(), z.strictObject({ share: z.number(), slope: z.number() }))
    .default({})
    .describe('Otherwise at this key of a dimension'),
});

const mean = z.strictObject({
  ...level,
  per_year: z.number().default(0).describe('Change per year, from 2024'),
  least: z.number().default(0.1),
  from: z.number().default(100).describe('Areas with fewer inhabitants have no figure'),
  gemeente_from: z.number().default(0).describe('The same, of gemeenten'),
});

const health = z.strictObject({
  ...level,
  first: year.default(2012).describe('First year that was measured'),
});

const survey = z.strictObject({
  ...level,
  within: z.record(code, z.number()).default({}).describe('Added within these regions'),
});

const life = z.strictObject({
  ...level,
  at: z
    .record(z.string(), z.strictObject(level))
    .default({})
    .describe('Otherwise at this key of a dimension'),
});

const TEXTS = ['name', 'level', 'code', 'changed', 'provincie', 'corop', 'ggd', 'landsdeel'] as const;

const column = z.strictObject({
  title: z.string().optional(),
  stem: z.string().optional().describe('Key without its number, where the source has the title only'),
  group: z.string().optional(),
  unit: z.string().optional(),
  decimals: z.int().optional(),
  since: year.optional().describe('First edition that has it'),
  until: year.optional().describe('Last edition that has it'),
  awaited: year.optional().describe('First edition that has it without any figure yet'),
  text: z.enum(TEXTS).optional(),
  width: z.int().default(1).describe('Characters of a text, with spaces at the end'),
  count: count.optional(),
  mean: mean.optional().describe('Goes with the burden; of an area with parts it is the mean of theirs'),
  health: health.optional().describe('Percentage: older people and the corona year carry more burden'),
  survey: survey.optional().describe('Percentage of the area itself'),
  life: life.optional().describe('Years of life by sex'),
});

const table = z.strictObject({
  title: z.string().optional(),
  modified: z.iso.date().optional().describe('Day of the last release'),
  group: z.string().optional().describe('Of columns that name none'),
  areas: z
    .array(z.string())
    .optional()
    .describe('Kinds of area, in their order; default: all of the country'),
  names: z.record(code, z.string()).optional().describe('Names that this table has otherwise'),
  withheld: z.array(code).optional().describe('Areas without any figure'),
  keys: z.record(z.string(), z.record(z.string(), z.string())).optional().describe('Instead of the general'),
  periods: z.array(z.string()).optional(),
  period: z.string().optional().describe('Period by which a table without periods is drawn'),
  final: z.boolean().optional().describe('The figures of the last period are final too'),
  columns: z.record(z.string(), column).optional(),
});

const country = z.strictObject({
  inhabitants: z
    .strictObject({
      mean: z.number(),
      spread: z.number(),
      elsewhere: z.number().describe('As many times in a buurt that is not listed'),
    })
    .describe('Of a buurt'),
  burden: z
    .strictObject({ gemeente: z.number(), wijk: z.number(), buurt: z.number() })
    .describe('How much areas differ from the one that they lie in'),
  places: z.record(code, z.number()).describe('Burden of an area and all within it, instead of the draw'),
  former: z.array(code),
  regions: z.array(code),
  landsdelen: z.record(code, z.array(code)),
});

const position = z.tuple([z.number(), z.number()]).describe('Longitude and latitude');

const outlines = z.strictObject({
  border: z.array(position).min(3).describe('Corners of the part that is drawn; convex'),
  towns: z.record(code, position).describe('Gemeenten that are drawn, each about this place'),
});

const delivered = z.strictObject({
  share: z.number().describe('Part of the count that it is of, or of the inhabitants'),
  slope: z.number().default(0).describe('More of it where the burden is higher'),
  least: z.number().default(0).describe('Smallest burden that counts'),
  per_year: z.number().default(0).describe('Change per year, from the first period'),
  per_age: z.number().default(0).describe('Change from one age to the next'),
  draw: z.string().describe('Word of the draw'),
  joined: z
    .strictObject({ share: z.number(), per_year: z.number() })
    .optional()
    .describe('Share of the areas that take part; the others have none'),
});

const planted = z.strictObject({
  finding: z.enum([
    'piles_up',
    'gemeente_wide',
    'region_wide',
    'increasing',
    'decreasing',
    'break',
    'hot_spot',
    'suppressed',
    'effect',
    'no_effect',
  ]),
  indicator: z.string().optional().describe('By which it is to be found; none: by all'),
  areas: z.array(code).min(1).describe('Areas that it is true of, with all within them'),
  in: z
    .record(z.string(), z.array(z.string()))
    .default({})
    .describe('Columns that it is put in, by source or contract; none: in all, by the burden of the areas'),
  burden: z.number().default(0).describe('Added burden'),
  per_year: z.number().default(0).describe('Change per year since `from`, as a part of the figure'),
  from: z.number().default(0).describe('First year in which it is so'),
  count: z.number().optional().describe('Number of persons, whatever the burden'),
});

const share = z.strictObject({ share: z.number(), slope: z.number() });

const delivery = z.strictObject({
  file: z.string(),
  delimiter: z.enum([';', ',', '\t']).default(';'),
  encoding: z.enum(['utf8', 'latin1']).default('utf8'),
  periods: z
    .record(z.string(), z.string())
    .describe('As this partner writes them, by the word of their draws'),
  counts: z.record(z.string(), delivered).default({}),
  survey: z
    .strictObject({
      question: z.string(),
      n: delivered,
      first: share.describe('Who gave the first answer'),
      last: share,
      answers: z.array(z.string()).length(3),
    })
    .optional(),
});

export const demoSchema = z.strictObject({
  country,
  outlines,
  planted: z.array(planted).describe('Facts that the analyses are to find'),
  titles: z.record(z.string(), z.string()),
  keys: z.record(z.string(), z.record(z.string(), z.string())),
  sources: z.record(z.string(), table.extend({ editions: z.record(z.string(), table) })),
  deliveries: z.strictObject({ gemeenten: z.array(code), contracts: z.record(z.string(), delivery) }),
});

export type DemoDeclaration = z.infer<typeof demoSchema>;
export type CountryDeclaration = z.infer<typeof country>;
export type OutlinesDeclaration = z.infer<typeof outlines>;
export type TableDeclaration = z.infer<typeof table>;
export type Column = z.infer<typeof column>;
export type Count = z.infer<typeof count>;
export type Mean = z.infer<typeof mean>;
export type Health = z.infer<typeof health>;
export type Survey = z.infer<typeof survey>;
export type Life = z.infer<typeof life>;
export type Planted = z.infer<typeof planted>;
export type Delivered = z.infer<typeof delivered>;
export type DemoDelivery = z.infer<typeof delivery>;
