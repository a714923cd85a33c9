import { z } from 'zod';
import { AREA_LEVELS } from './areas.ts';
import { faultsOf } from './faults.ts';
import { id, text } from './words.ts';

const concepts = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform(one => (typeof one === 'string' ? [one] : one))
  .pipe(z.array(z.string().meta({ refers: 'concept' })))
  .describe('One concept of the source, or several to be added up');
const counted = text.refine(given => !/^n\.?v\.?t\.?$/i.test(given), {
  message: "expected the reason too, as in 'n.v.t. (overlevingstafel)'",
});

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
export const STATUSES = ['active', 'awaiting_source', 'derived', 'suspended', 'discontinued'] as const;

const weight = z
  .strictObject({
    concept: z
      .string()
      .meta({ refers: 'concept of any source' })
      .describe('Register count used as weight for area groups'),
    instead_of: z
      .string()
      .optional()
      .describe('The exact denominator, when it cannot be had (in Dutch); {age_group} stands for the age'),
    by_age_group: z
      .literal(true)
      .optional()
      .describe('The exact denominator is the inhabitants of the age group of the figure'),
    from_age: z.int().min(0).optional().describe('The exact denominator is the inhabitants from this age'),
    until_age: z.int().positive().optional().describe('… and below this age'),
    near: z
      .literal(true)
      .optional()
      .describe('It counts nearly the same people as the exact denominator: fit to say how many a share is'),
  })
  .refine(
    ({ by_age_group, from_age, until_age }) =>
      !by_age_group || (from_age === undefined && until_age === undefined),
    'takes by_age_group or ages of its own, not both',
  )
  .refine(({ from_age = 0, until_age = 999 }) => from_age < until_age, 'from_age must be below until_age')
  .describe('Denominator of a published percentage or mean, for area groups');

const figureInWords = text.refine(given => given.includes('{value}'), {
  message: "expected {value} where the figure stands, as in 'rookt {value} van de volwassenen'",
});

export const indicatorSchema = z
  .strictObject({
    id,
    name_nl: z.string(),
    name_en: z.string(),
    statement: z
      .strictObject({ nl: figureInWords, en: figureInWords })
      .optional()
      .describe("What the figure says, after 'In Heerlen'; {value} stands for it. Default: its name"),
    people: z
      .strictObject({ nl: text, en: text })
      .optional()
      .describe('Whom the numerator counts, in few words; without it no number of people is told'),
    tier: z.enum(['core', 'extended', 'support']),
    domain: z.enum(DOMAINS),
    programme_lines: z.array(z.enum(PROGRAMME_LINES)).default([]),
    goals: z.array(z.enum(GOALS)).default([]),
    pg_dimension: z.string().optional().describe('Dimension of Positieve Gezondheid'),
    headline: z.boolean().default(false).describe('Hoofdindicator, in the manner of Neimed'),
    structural: z
      .boolean()
      .default(false)
      .describe('What policy does not change: areas are alike when these are (at most ten indicators)'),
    unit: z.string(),
    is_score: z
      .boolean()
      .default(false)
      .describe('The zero of the figure stands anywhere: no part of it says anything'),
    polarity: z.enum(['higher_better', 'lower_better', 'neutral']),
    value_kind: z.enum(VALUE_KINDS),
    status: z
      .enum(STATUSES)
      .default('active')
      .describe('derived: computed by an analysis of this project, not from a source'),
    status_note: text.optional().describe('Why the indicator is not active (in Dutch)'),
    access: z.enum(['public', 'partners', 'owner']).default('public').describe('Who may see the figures'),
    source: id.meta({ refers: 'source' }).optional().describe('Source of the concepts'),
    measure: z.enum(['published', 'sum', 'ratio', 'rate']).optional(),
    value: concepts.optional(),
    numerator: concepts.optional(),
    denominator: concepts
      .optional()
      .describe(
        'Concepts of the source, or all of one other source as source/concept, of the same sex and age',
      ),
    denominator_note: z.string().optional().describe('What the denominator stands in for (in Dutch)'),
    per: z.number().positive().optional().describe('Ratio x per; default 100 for a ratio, 1000 for a rate'),
    age_group: z
      .union([z.string(), z.array(z.string()).min(1)])
      .transform(one => (typeof one === 'string' ? [one] : one))
      .pipe(z.array(z.string()))
      .default(['total']),
    age_bridges: z
      .record(z.string(), z.string())
      .default({})
      .describe(
        'Where the age limit of the source changed: the age group before, whose figures are the period before of this one',
      ),
    weight: weight.optional(),
    levels: z.array(z.enum(AREA_LEVELS)).optional().describe('Default: every level the source publishes'),
    range: z.tuple([z.number(), z.number()]).optional().describe('Least and largest possible value'),
    breaks: z
      .array(z.strictObject({ period: z.string(), reason: z.string() }))
      .default([])
      .describe('Periods that cannot be compared with those before'),
    definition: text.describe('What is measured, as the source defines it (in Dutch)'),
    rationale: text.describe('Why it is in the set (in Dutch)'),
    interpretation: text.describe('What a difference means, and what it does not mean (in Dutch)'),
    numerator_nl: counted.describe('Numerator in words'),
    denominator_nl: counted.describe('Denominator in words'),
    comparability: text.optional().describe('Breaks, editions and vintages in words (in Dutch)'),
    construct: id
      .optional()
      .describe(
        'What is measured, where several indicators measure it (a survey and an estimate, two tables): of these one speaks at each level, and they are no evidence of each other. Default: the id',
      ),
    part_of: z
      .array(id.meta({ refers: 'construct' }))
      .default([])
      .describe('Constructs that this one is a part of, as obesity is of overweight'),
    fitted_on: id
      .meta({ refers: 'source' })
      .optional()
      .describe('Source of the survey that an estimate is fitted on: no evidence beside any figure of it'),
    derived_from: z
      .array(z.string().meta({ refers: 'ingredient' }))
      .default([])
      .describe(
        'Concepts and indicators it is made of or estimated from: never independent evidence of these',
      ),
  })
  .superRefine((indicator, context) => {
    for (const { message, path } of faultsOf(indicator)) {
      context.addIssue({ code: 'custom', message, path });
    }
  });

export type Indicator = z.output<typeof indicatorSchema>;

const indicatorId = id.meta({ refers: 'indicator' });
const areaName = z.string().meta({ refers: 'area' });

export const goalSchema = z
  .strictObject({
    id,
    name_nl: z.string(),
    name_en: z.string(),
    goal: z.enum(GOALS),
    population: areaName.describe('Area or area group whose people the goal is about'),
    benchmark: z.union([
      z.strictObject({ area: areaName }),
      z.strictObject({ rest_of: areaName.describe('The area, minus the population') }),
    ]),
    rule: z.enum(['close_gap', 'reach', 'at_least', 'parity']),
    share: z.number().positive().max(1).optional().describe('Part of the gap to be closed, for close_gap'),
    baseline: z.string().optional().describe('Period of the baseline'),
    baselines: z
      .record(id.meta({ refers: 'indicator of this goal' }), z.string())
      .default({})
      .describe('Period of the baseline of an indicator that has another one'),
    path_from: z
      .string()
      .regex(/^\d{4}$/, { message: "expected a year such as '2021'" })
      .optional()
      .describe(
        'Year in which the programme starts, and the path with it; what is measured earlier is not judged',
      ),
    deadline: z.string().optional(),
    indicators: z.array(indicatorId).min(1),
    printed: z
      .array(
        z.strictObject({
          indicator: indicatorId,
          area: areaName,
          period: z.string().describe('Period of our figure that comes nearest'),
          value: z.number(),
          source: text.describe('Where it is printed, and what is said of it there (in Dutch)'),
          difference: text.describe('Why ours may differ (in Dutch)'),
        }),
      )
      .default([])
      .describe('Figures that the programme printed, to be shown beside ours'),
  })
  .refine(({ rule, share }) => rule !== 'close_gap' || share !== undefined, {
    message: "rule 'close_gap' needs a share",
    path: ['rule'],
    params: { hint: 'Add `share: 0.25`: the part of the gap that is to be closed.' },
  })
  .refine(({ path_from, deadline }) => !path_from || !deadline || path_from < deadline.slice(0, 4), {
    message: 'the path starts when the goal is due already',
    path: ['path_from'],
    params: { hint: 'Give a year before the deadline.' },
  });

export type Goal = z.output<typeof goalSchema>;
