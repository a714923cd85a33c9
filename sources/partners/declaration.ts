import { z } from 'zod';
import { areaCode } from '../../indicators/areas.ts';
import { ageGroup, concept, id, sex } from '../../indicators/words.ts';
import type { Declaration, Problem } from '../../kernel/declare.ts';
import { fileNames } from '../../kernel/files.ts';
import { among, unresolved } from '../../kernel/references.ts';
import { headingSign } from './person-headers.ts';

const column = z.string().trim().min(1).describe('Heading of the column, as the partner writes it');
const level = z.enum(['buurt', 'wijk', 'gemeente']);

const PERIOD_FORMS = ['year', 'quarter', 'month', 'date', 'school_year'] as const;
export type PeriodForm = (typeof PERIOD_FORMS)[number];

const linked = z
  .string()
  .regex(/^[^/]+\/[^/]+$/, 'expected contract/count')
  .meta({ refers: 'count of another contract' })
  .optional();

const count = z.strictObject({
  column,
  unit: z.string().optional().describe('What is counted, in Dutch'),
  definition: z.string().optional().describe('Who or what counts and who or what does not, in Dutch'),
  of: concept
    .meta({ refers: 'count' })
    .optional()
    .describe('Count of this contract that this one is a part of, and may not exceed'),
  same_as: linked.describe('Count of another contract (contract/count) that counts the same'),
  part_of: linked.describe('Count of another contract that this one is a part of'),
  complement_of: linked.describe(
    'Count of another contract that this one is the rest of, both of the same whole',
  ),
  replaces: z
    .array(concept)
    .optional()
    .describe('What the same count was called in earlier deliveries; [] where it is another count'),
  rare: z
    .boolean()
    .default(false)
    .describe('Few have it, so that a share below 10 % says nothing of each of a group'),
  optional: z.boolean().default(false).describe('A cell may be empty: the partner withholds it'),
  thousands: z
    .enum(['.', ' '])
    .optional()
    .describe("Sign between thousands; without it '1.234' is refused as ambiguous"),
});

const signals = z
  .strictObject({
    question: column,
    answer: column,
    n: column.describe('Respondents to the question'),
    share: column.describe('Percentage of them that gave this answer'),
    min_n: z.int().min(1).default(10).describe('Fewest respondents of whom a share may be shown'),
    min_count: z
      .int()
      .min(1)
      .default(10)
      .describe(
        'Fewest people, of those who gave an answer and of those who did not, of whom a share may be shown',
      ),
    extremes: z
      .enum(['hidden', 'shown'])
      .default('hidden')
      .describe('Whether an answer that nobody gave, or everybody, is shown'),
  })
  .describe('Resident survey: a share per question and answer');

export const partnerSchema = z
  .strictObject({
    id: id.describe('Also the source id that indicators name'),
    title: z.string(),
    partner: id.describe('Folder of this partner in the inbox'),
    owner: z.string(),
    licence: z.string(),
    citation: z.string(),
    rhythm: z.string().describe('Expected rhythm of delivery'),
    replaces: z
      .array(id)
      .optional()
      .describe('Contracts that counted the same before; [] where it counts something else than they did'),
    reference: z.string().optional().describe('Of which day or time the counts are, in Dutch'),
    due: z.string().optional().describe('By when a delivery is expected, in Dutch'),
    contact: z.string().optional().describe('Whom the partner asks: name, address, telephone'),
    access: z
      .enum(['public', 'partners', 'owner'])
      .default('partners')
      .describe('Who may see the figures that follow'),
    min_cell: z.int().min(5).default(10).describe('Smallest count that may be shown; below 10 by agreement'),
    sensitive: z
      .boolean()
      .default(true)
      .describe(
        'No share above 90 % or below 10 % may be certain, of an area, of areas together or of a rest',
      ),
    population: z
      .string()
      .optional()
      .describe(
        'Who or what is counted from, in Dutch; of contracts without it, counts of one unit may be of the same people',
      ),
    unrelated_to: z
      .array(id.meta({ refers: 'contract' }))
      .default([])
      .describe('Contracts that count other people, though of the same unit'),
    retention_years: z.int().min(1).max(30).default(10),
    file: z
      .string()
      .default('*.csv')
      .describe(
        "Which files of the folder ('*' and '?' stand for anything), as CSV; a workbook has .xlsx in its place",
      ),
    area: z.strictObject({
      column,
      name: column
        .default('gebiedsnaam')
        .describe(
          "Heading of a column with the names of the areas ('buurtnaam' and the like too), which may be there and is not kept",
        ),
      levels: z.array(level).min(1).default(['buurt']),
      vintage: z.int().min(1990).max(2100).describe('Year of the area classification of the codes'),
      within: z
        .array(areaCode)
        .min(1)
        .optional()
        .describe('Gemeenten, wijken or buurten of which all areas are asked for; default: the region'),
    }),
    corrections: z
      .enum(['complete', 'replace'])
      .default('complete')
      .describe(
        'complete: a correction that lacks areas that were delivered before is refused; replace: it removes them',
      ),
    period: z.strictObject({ column, form: z.enum(PERIOD_FORMS) }),
    age_group: z.strictObject({ column, keys: z.record(z.string(), ageGroup) }).optional(),
    sex: z.strictObject({ column, keys: z.record(z.string(), sex) }).optional(),
    counts: z.record(concept, count).optional(),
    signals: signals.optional(),
  })
  .refine(({ counts, signals }) => (counts === undefined) !== (signals === undefined), {
    message: 'expected either counts or signals',
    params: { hint: 'Write `counts:` for numbers of people or things, `signals:` for a resident survey.' },
  });

export type PartnerContract = z.infer<typeof partnerSchema>;

/** A column that a contract declares, and what is in it. */
export interface DeclaredColumn {
  column: string;
  role: 'area' | 'period' | 'age_group' | 'sex' | 'question' | 'answer' | 'count' | 'n' | 'share';
  /** The concept, of a count. */
  concept?: string;
}

/** Every declared column, in the order of a template: keys first. */
export function columnsOf(contract: PartnerContract): DeclaredColumn[] {
  const { area, period, age_group, sex, counts = {}, signals } = contract;
  return [
    { column: area.column, role: 'area' },
    { column: period.column, role: 'period' },
    ...(age_group ? [{ column: age_group.column, role: 'age_group' } as const] : []),
    ...(sex ? [{ column: sex.column, role: 'sex' } as const] : []),
    ...Object.entries(counts).map(([concept, { column }]) => ({ column, role: 'count' as const, concept })),
    ...(signals
      ? (['question', 'answer', 'n', 'share'] as const).map(role => ({ column: signals[role], role }))
      : []),
  ];
}

const RESERVED = ['area_code', 'period', 'sex', 'age_group'];

/** What is wrong with a contract that its form alone does not show. */
export function partnerProblems({ value, where }: Declaration<PartnerContract>): Problem[] {
  const problems: Problem[] = [];
  const columns = [
    ...columnsOf(value),
    { column: value.area.name, role: 'area' as const, concept: undefined },
  ];
  const seen = new Set<string>();
  for (const { column, role, concept } of columns) {
    const at = where(concept ? ['counts', concept] : role in value ? [role] : ['signals', role]);
    if (seen.has(column.toLowerCase())) {
      problems.push({
        message: `Column '${column}' is declared twice.`,
        where: at,
        hint: 'Give each its own column.',
      });
    }
    seen.add(column.toLowerCase());
    if (headingSign(column)) {
      problems.push({
        message: `A column '${column}' would hold personal data, which is never taken in.`,
        where: at,
        hint: 'Ask for counts per area. If the column holds something else, have it called otherwise.',
      });
    }
  }
  for (const name of Object.keys(value.counts ?? {}).filter(one => RESERVED.includes(one))) {
    const hint = 'Choose another name, such as the plural of what is counted.';
    problems.push({
      message: `'${name}' is a column of every delivery.`,
      where: where(['counts', name]),
      hint,
    });
  }
  return [...problems, ...partProblems({ value, where }), ...sumProblems({ value, where })];
}

/** `of` names another count, and does not lead back to itself. */
function partProblems(contract: Pick<Declaration<PartnerContract>, 'value' | 'where'>): Problem[] {
  const { counts = {} } = contract.value;
  const known = Object.keys(counts);
  const inCircles = known.filter(name => {
    const above = new Set<string>();
    let next = counts[name]?.of;
    for (; next !== undefined && !above.has(next); next = counts[next]?.of) above.add(next);
    return next !== undefined;
  });
  return [
    ...unresolved(contract, partnerSchema, { count: among({ what: 'Count', known }) }),
    ...inCircles.map(name => ({
      message: `Count '${name}' ends up being a part of itself.`,
      where: contract.where(['counts', name, 'of']),
      hint: `Counts: ${known.join(', ')}.`,
    })),
  ];
}

/** Counts are added up from one level and are not delivered as sums too: what a total and its parts say together is not protected. */
function sumProblems({ value, where }: Pick<Declaration<PartnerContract>, 'value' | 'where'>): Problem[] {
  const problems: Problem[] = [];
  const refuse = (message: string, path: PropertyKey[], hint: string) =>
    problems.push({ message, where: where(path), hint });
  if (value.counts && value.area.levels.length > 1) {
    const hint = 'Ask for the smallest areas: wijken, gemeenten and the region are added up from them.';
    refuse('Counts are delivered of one level of areas.', ['area', 'levels'], hint);
  }
  for (const part of ['age_group', 'sex'] as const) {
    const meanings = Object.values(value[part]?.keys ?? {});
    if (meanings.length > 1 && meanings.includes('total')) {
      refuse(`A total is delivered beside its parts (${part}).`, [part, 'keys'], 'Ask for the parts alone.');
    }
  }
  const ages = Object.values(value.age_group?.keys ?? {})
    .map(agesOf)
    .sort((a, b) => a.from - b.from);
  if (ages.some(({ from }, at) => at > 0 && from < (ages[at - 1]?.until ?? 0))) {
    refuse('Age groups overlap.', ['age_group', 'keys'], 'Ask for groups that exclude each other.');
  }
  return problems;
}

function agesOf(group: string): { from: number; until: number } {
  if (group === 'total') return { from: 0, until: 0 };
  const [from = 0, last = 999] = group.replace('+', '').split('-').map(Number);
  return { from, until: last + 1 };
}

/** Whether a file name belongs to the contract; a workbook is called as the CSV would be. */
export const isFileOf = ({ file }: Pick<PartnerContract, 'file'>, name: string): boolean =>
  fileNames(file).test(name.replace(/\.(xls[xmb]?|ods)$/i, '.csv'));
