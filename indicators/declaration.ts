import { z } from 'zod';
import { AREA_LEVELS } from '../sources/areas/declaration.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'expected lower-case-with-dashes' });
const concepts = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform(one => (typeof one === 'string' ? [one] : one))
  .describe('One concept of the source, or several to be added up');

export const DOMAINS = [
  'gezondheid & vitaliteit',
  'leefstijl',
  'mentale gezondheid & eenzaamheid',
  'zorg & ondersteuning',
  'kansrijke start & jeugd',
  'onderwijs',
  'werk & inkomen',
  'armoede & schulden',
  'wonen & leefomgeving',
  'veiligheid',
  'sociale samenhang & participatie',
  'bevolking & vergrijzing',
  'brede welvaart & SES',
] as const;

export const GOALS = ['RegioDeal-SES', 'Trendbreuk', 'Vie', 'NOVI'] as const;
export const PROGRAMME_LINES = ['gezonde jeugd', 'vitale wijken', 'vitaal ouder worden'] as const;
export const VALUE_KINDS = ['register', 'survey', 'model_estimate', 'partner_count', 'derived'] as const;

const weight = z
  .strictObject({
    concept: z.string().describe('Register count used as weight for area groups'),
    instead_of: z
      .string()
      .optional()
      .describe('The exact denominator, when it cannot be had (in Dutch); {age_group} stands for the age'),
  })
  .describe('Denominator of a published percentage or mean, for area groups');

export const indicatorSchema = z
  .strictObject({
    id,
    name_nl: z.string(),
    name_en: z.string(),
    tier: z.enum(['core', 'extended', 'support']),
    domain: z.enum(DOMAINS),
    programme_lines: z.array(z.enum(PROGRAMME_LINES)).default([]),
    goals: z.array(z.enum(GOALS)).default([]),
    pg_dimension: z.string().optional().describe('Dimension of Positieve Gezondheid'),
    headline: z.boolean().default(false).describe('Hoofdindicator, in the manner of Neimed'),
    unit: z.string(),
    polarity: z.enum(['higher_better', 'lower_better', 'neutral']),
    value_kind: z.enum(VALUE_KINDS),
    source: id.describe('Source of the concepts'),
    measure: z.enum(['published', 'sum', 'ratio', 'rate']),
    value: concepts.optional(),
    numerator: concepts.optional(),
    denominator: concepts.optional(),
    denominator_note: z.string().optional().describe('What the denominator stands in for (in Dutch)'),
    per: z.number().positive().optional().describe('Ratio x per; default 100 for a ratio, 1000 for a rate'),
    age_group: z
      .union([z.string(), z.array(z.string()).min(1)])
      .transform(one => (typeof one === 'string' ? [one] : one))
      .default(['total']),
    weight: weight.optional(),
    levels: z.array(z.enum(AREA_LEVELS)).optional().describe('Default: every level the source publishes'),
    range: z.tuple([z.number(), z.number()]).optional().describe('Least and largest possible value'),
    breaks: z
      .array(z.strictObject({ period: z.string(), reason: z.string() }))
      .default([])
      .describe('Periods that cannot be compared with those before'),
    definition: z.string().optional(),
    interpretation: z.string().optional(),
  })
  .superRefine((indicator, context) => {
    const needs =
      indicator.measure === 'ratio' || indicator.measure === 'rate'
        ? ['numerator', 'denominator']
        : ['value'];
    for (const key of ['value', 'numerator', 'denominator'] as const) {
      const given = indicator[key] !== undefined;
      if (given === needs.includes(key)) continue;
      const message = given
        ? `measure '${indicator.measure}' takes no ${key}`
        : `measure '${indicator.measure}' needs a ${key}`;
      context.addIssue({ code: 'custom', message, path: given ? [key] : ['measure'] });
    }
    if (indicator.measure === 'published' && (indicator.value?.length ?? 1) > 1) {
      context.addIssue({ code: 'custom', message: "measure 'published' takes one concept", path: ['value'] });
    }
  });

export type Indicator = z.output<typeof indicatorSchema>;

export const goalSchema = z.strictObject({
  id,
  name_nl: z.string(),
  name_en: z.string(),
  goal: z.enum(GOALS),
  population: z.string().describe('Area or area group whose people the goal is about'),
  benchmark: z.union([
    z.strictObject({ area: z.string() }),
    z.strictObject({ rest_of: z.string().describe('The area, minus the population') }),
  ]),
  rule: z.enum(['close_gap', 'reach', 'at_least', 'parity']),
  share: z.number().positive().max(1).optional().describe('Part of the gap to be closed, for close_gap'),
  baseline: z.string().optional().describe('Period of the baseline'),
  deadline: z.string().optional(),
  indicators: z.array(id).min(1),
});

export type Goal = z.output<typeof goalSchema>;
