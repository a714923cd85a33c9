import { stringify } from 'csv-stringify/sync';
import { columnsOf, type DeclaredColumn, type PartnerContract } from '../sources/partners/declaration.ts';
import { PERIOD_EXAMPLES } from '../sources/partners/periods.ts';
import { fill, Raw } from './scaffold.ts';

/** By file name, what a partner gets to start from: an empty table, a filled one, and one page that says how. */
export function deliveryTemplate(contract: PartnerContract, instruction: string): Record<string, string> {
  const columns = columnsOf(contract).map(one => ({ column: one.column, ...explained(one, contract) }));
  const heading = columns.map(({ column }) => column);
  const lines = columns.map(({ column, meaning }) => `| \`${column}\` | ${meaning} |`);
  const { title, rhythm, file, partner, area, min_cell } = contract;
  const values = { title, rhythm, file, partner, vintage: area.vintage, min_cell, columns: lines.join('\n') };
  const texts = Object.entries(values).map(([name, value]) => [name, new Raw(String(value))]);
  return {
    [`${contract.id}-leeg.csv`]: csv([heading]),
    [`${contract.id}-voorbeeld.csv`]: csv([heading, columns.map(({ example }) => example)]),
    'instructie.md': fill(instruction, Object.fromEntries(texts)),
  };
}

/** As a Dutch Excel writes it: UTF-8 with mark, semicolons. */
const csv = (rows: string[][]): string =>
  stringify(rows, { delimiter: ';', bom: true, record_delimiter: '\r\n' });

interface Explained {
  example: string;
  meaning: string;
}

function explained({ role, concept = '' }: DeclaredColumn, contract: PartnerContract): Explained {
  const { area, period, age_group, sex } = contract;
  const explanations: Record<DeclaredColumn['role'], () => Explained> = {
    area: () => ofArea(area.levels),
    period: () => ({
      example: PERIOD_EXAMPLES[period.form],
      meaning: `periode, zoals ${PERIOD_EXAMPLES[period.form]}`,
    }),
    age_group: () => oneOf(age_group?.keys),
    sex: () => oneOf(sex?.keys),
    question: () => ({
      example: 'Hoe tevreden bent u met uw buurt?',
      meaning: 'de vraag, overal gelijk geschreven',
    }),
    answer: () => ({ example: 'tevreden', meaning: 'het antwoord, overal gelijk geschreven' }),
    n: () => ({ example: '120', meaning: 'aantal mensen dat de vraag beantwoordde, als heel getal' }),
    share: () => ({ example: '61,5', meaning: 'percentage van hen dat dit antwoord gaf, zoals 61,5' }),
    count: () => ofCount(concept, contract.counts ?? {}),
  };
  return explanations[role]();
}

const AREAS = { buurt: 'BU09280003', wijk: 'WK092800', gemeente: 'GM0928' } as const;

const ofArea = (levels: PartnerContract['area']['levels']): Explained => ({
  example: AREAS[levels[0] ?? 'buurt'],
  meaning: `CBS-code van de ${levels.join(' of ')}, zoals ${levels.map(level => AREAS[level]).join(' of ')}`,
});

const oneOf = (keys: Record<string, string> = {}): Explained => ({
  example: Object.keys(keys)[0] ?? '',
  meaning: `een van: ${Object.keys(keys).join(', ')}`,
});

type Counts = NonNullable<PartnerContract['counts']>;

function ofCount(concept: string, counts: Counts): Explained {
  const { unit, of, optional } = counts[concept] ?? {};
  const whole = of === undefined ? '' : `; niet groter dan \`${counts[of]?.column ?? ''}\``;
  return {
    example: String(Math.floor(120 / 3 ** depthOf(concept, counts))),
    meaning: `aantal${unit ? ` ${unit}` : ''}, als heel getal${whole}${optional ? '; mag leeg zijn' : ''}`,
  };
}

function depthOf(concept: string, counts: Counts): number {
  const above = counts[concept]?.of;
  return above === undefined ? 0 : 1 + depthOf(above, counts);
}
