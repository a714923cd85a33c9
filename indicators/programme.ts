import { z } from 'zod';
import { areaOrGroup } from './areas.ts';
import { DOMAINS, PROGRAMME_LINES } from './declaration.ts';
import { parsePeriod } from './periods.ts';
import { id, text, year } from './words.ts';

export const PILLARS = ['fysiek', 'niet-fysiek', 'innovatiehub'] as const;
export const SES_THEMES = [
  'bevolking',
  'gezondheid en vitaliteit',
  'jongeren',
  'onderwijs',
  'werk en economie',
  'veiligheid',
  'wonen',
  'leefbaarheid',
] as const;

/** The ladder of RIVM (Loket Gezond Leven) for interventions, from nothing known to strong indications of effect. */
export const EVIDENCE_LEVELS = [
  'onbekend',
  'goed beschreven',
  'goed onderbouwd',
  'eerste aanwijzingen voor effectiviteit',
  'goede aanwijzingen voor effectiviteit',
  'sterke aanwijzingen voor effectiviteit',
] as const;
export const STAGES = ['output', 'result', 'effect'] as const;
export const VERDICTS = ['continue', 'adjust', 'stop'] as const;

const day = z.string().refine(given => /^\d{4}-\d{2}-\d{2}$/.test(given) && isDay(given), {
  message: "expected a date such as '2026-07-01'",
  params: { hint: 'Write year, month and day of a day that exists.' },
});

function isDay(given: string): boolean {
  const time = Date.parse(given);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(given);
}

const area = areaOrGroup.meta({ refers: 'area' });
const indicatorId = id.meta({ refers: 'indicator' });

/** Refuses what stands in a list for the second time; `member`: what tells its items apart, where they are maps. */
const once = (what: string, member?: string) => (given: readonly unknown[], context: Context) => {
  const names = given.map(one => (member === undefined ? one : (one as Record<string, unknown>)[member]));
  for (const [at, name] of names.entries()) {
    if (names.indexOf(name) === at) continue;
    const message = `${what} '${name}' stands here for the second time`;
    const path = member === undefined ? [at] : [at, member];
    report({ message, path, hint: `Give each ${what} once.` }, context);
  }
};

type Context = z.core.$RefinementCtx;

const report = (fault: { message: string; path: PropertyKey[]; hint: string }, context: Context): void =>
  context.addIssue({ code: 'custom', ...fault, params: { hint: fault.hint } });

/** What every intervention says of itself; a programme is one too. */
const described = {
  id,
  name_nl: text,
  name_en: text,
  status: z.enum(['draft', 'established']).describe('draft: an example, or not yet adopted'),
  status_note: text.optional().describe('What is still uncertain about it (in Dutch)'),
  owner: text.describe('Organisation that answers for it'),
  partners: z
    .array(text)
    .superRefine(once('organisation'))
    .default([])
    .describe('Organisations that carry it out with the owner, each by the name that it has elsewhere too'),
  target_group: text.describe('Whom it is for (in Dutch)'),
  areas: z
    .array(area)
    .min(1)
    .superRefine(once('area'))
    .describe('Where it runs: buurten, wijken, gemeenten or area groups'),
  area_vintage: year.describe('Year of the classification that these codes are of'),
  period: z
    .strictObject({ from: day, until: day.optional().describe('Last day; without it, no end is set') })
    .superRefine(({ from, until }, context) => {
      if (until === undefined || until >= from) return;
      const message = `it ends on ${until}, before it begins`;
      report({ message, path: ['until'], hint: 'Let `until` be later than `from`.' }, context);
    }),
  domains: z
    .array(z.enum(DOMAINS))
    .min(1)
    .superRefine(once('domain'))
    .describe('Domains of the indicator set that it works on'),
  evidence: z.enum(EVIDENCE_LEVELS).describe('Level of evidence after Loket Gezond Leven (RIVM)'),
};

const drafts = {
  message: "status 'draft' needs a status_note that says why",
  path: ['status'],
  params: { hint: 'Add `status_note`: what is an example, or not yet adopted.' },
};

const isExplained = ({ status, status_note }: { status: string; status_note?: string | undefined }) =>
  status !== 'draft' || Boolean(status_note);

export const interventionSchema = z.strictObject(described).refine(isExplained, drafts);

export const interventionsSchema = z.strictObject({ interventions: z.array(interventionSchema) });

const rule = z
  .strictObject({
    by: day.describe('Day on which the rule is held against the facts'),
    threshold: z.number().optional().describe('Value that the indicator must have reached by then'),
    question: text
      .optional()
      .describe('Question that people answer, where a number does not say it (in Dutch)'),
    answer: z
      .strictObject({ holds: z.boolean(), date: day, by: text, note: text.optional() })
      .optional()
      .describe('Answer to the question, with its date and who gave it'),
    otherwise: z.enum(['adjust', 'stop']).describe('What is proposed when the rule does not hold'),
  })
  .refine(({ threshold, question }) => (threshold === undefined) !== (question === undefined), {
    message: 'a rule is either a threshold or a question',
    params: { hint: 'Write `threshold: 60` or `question: …`, and the date as `by: 2026-07-01`.' },
  })
  .refine(({ threshold, question, answer }) => !answer || question !== undefined || threshold === undefined, {
    message: 'only a question takes an answer',
    path: ['answer'],
    params: { hint: 'A threshold is answered by the figures: remove `answer`.' },
  })
  .describe('A go/no-go rule: a threshold or a question, with its date');

const period = z
  .string()
  .refine(given => periodEnd(given) !== undefined, {
    message: "expected a period such as '2024', '2024KW01' or '2021/2024'",
    params: { hint: 'Write it as table period of a release does, in quotes.' },
  })
  .transform(given => ({ period: given, end: periodEnd(given) }))
  .pipe(z.object({ period: z.string(), end: z.string() }));

const kpi = z
  .strictObject({
    id,
    name_nl: text,
    name_en: text,
    stage: z.enum(STAGES).describe('Place in the chain: output (reach), result (what changes first), effect'),
    indicator: indicatorId.describe('Indicator whose values measure it'),
    age_group: z
      .string()
      .meta({ refers: 'age group of the indicator' })
      .optional()
      .describe('Age group of the indicator; default: all ages, or else its first'),
    areas: z
      .array(area)
      .min(1)
      .superRefine(once('area'))
      .optional()
      .describe('Where it is measured; default: the areas of the programme'),
    direction: z.enum(['at_least', 'at_most']).describe('at_least: higher is better'),
    target: z.strictObject({ value: z.number(), by: day }),
    baseline: period.describe('Period from which progress is counted'),
    outcomes: z
      .array(indicatorId)
      .superRefine(once('outcome'))
      .default([])
      .describe('Outcome indicators that the KPI should move in the end'),
    rules: z.array(rule).default([]),
  })
  .superRefine(({ indicator, outcomes }, context) => {
    const own = outcomes.indexOf(indicator);
    if (own < 0) return;
    const message = `'${indicator}' measures the KPI itself and is no outcome of it`;
    const hint = 'Name indicators that the KPI should move in the end.';
    report({ message, path: ['outcomes', own], hint }, context);
  });

const verdict = z.strictObject({ date: day, verdict: z.enum(VERDICTS), by: text, reason: text });

export const programmeSchema = z
  .strictObject({
    ...described,
    line: z.enum(PROGRAMME_LINES),
    pillar: z.enum(PILLARS),
    ses_theme: z.enum(SES_THEMES).describe('Theme of the Regio Deal (socio-economic structure)'),
    control_group: text
      .optional()
      .describe(
        'Areas or groups without the programme that it is compared with (in Dutch); without, no effect',
      ),
    kpis: z
      .array(kpi)
      .min(1)
      .superRefine(once('KPI', 'id'))
      .refine(kpis => kpis.some(({ stage }) => stage === 'output'), {
        message: 'the chain of KPIs has no output',
        params: {
          hint: 'Begin with a KPI of `stage: output`: whom the programme reaches. Without it, no result can be ascribed.',
        },
      })
      .describe('The chain output, result, effect'),
    verdicts: z
      .array(verdict)
      .superRefine(once('verdict', 'date'))
      .default([])
      .describe('What was decided, newest last'),
  })
  .refine(isExplained, drafts);

export type Intervention = z.output<typeof interventionSchema>;
export type Programme = z.output<typeof programmeSchema>;
export type Kpi = Programme['kpis'][number];

/** Last day of a published period code ('2024', '2024KW01', '2021/2024'); undefined for anything else. */
function periodEnd(period: string): string | undefined {
  const [, , last] = /^(\d{4})\/(\d{4})$/.exec(period) ?? [];
  return last ? `${last}-12-31` : parsePeriod(period)?.end;
}
