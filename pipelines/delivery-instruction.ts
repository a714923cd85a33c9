import { LEVELS } from '../sources/partners/answer.ts';
import { columnsOf, type DeclaredColumn, type PartnerContract } from '../sources/partners/declaration.ts';
import { fill, Raw, TO_FILL_IN } from './scaffold.ts';

interface Instructed {
  contract: PartnerContract;
  instruction: string;
  handover: string | undefined;
  period: string;
  /** Name of the file that is delivered. */
  file: string;
  /** What is to be covered, where that is known. */
  asked: { name: string; codes: string[] } | undefined;
  example: string | undefined;
}

/** One page for the partner, in Dutch; what is not declared is said to be still to fill in. */
export function instructionFor(given: Instructed): string {
  const { contract, handover, period, file, asked } = given;
  const { title, rhythm, partner, area, min_cell, reference, due, contact } = contract;
  const level = area.levels[0] ?? 'buurt';
  const typed = columnsOf(contract).filter(({ role }) => TYPED.has(role));
  const values = {
    title,
    rhythm,
    partner,
    file,
    period,
    min_cell,
    vintage: area.vintage,
    level,
    areas: LEVELS[level][1],
    region: asked?.name ?? open('welke gebieden'),
    number: asked?.codes.length ?? open('hoeveel gebieden'),
    typed: typed.map(({ column }) => `\`${column}\``).join(', '),
    reference: reference ?? open('peildatum (`reference` van de afspraak)'),
    due: due ?? open('uiterste datum (`due` van de afspraak)'),
    contact: contact ?? open('wie vragen beantwoordt (`contact` van de afspraak)'),
    handover: handover ?? open('hoe het bestand veilig in de inbox komt (`handover` in config.yaml)'),
    columns: columnsOf(contract)
      .flatMap(one => [row(one, given), ...(one.role === 'area' ? [nameRow(contract)] : [])])
      .join('\n'),
    rows: contract.signals ? ROW_PER_ANSWER : ROW_PER_AREA,
    definitions: definitionsOf(contract).join('\n'),
    corrections: CORRECTIONS[contract.corrections],
  };
  const texts = Object.entries(values).map(([name, value]) => [name, new Raw(String(value))]);
  return fill(given.instruction, Object.fromEntries(texts));
}

const TYPED: ReadonlySet<DeclaredColumn['role']> = new Set(['question', 'answer', 'n', 'share', 'count']);
const open = (what: string): string => `${TO_FILL_IN}: ${what}`;

const ROW_PER_AREA =
  'Laat geen rij weg en voeg er geen toe. Is een aantal nul, schrijf dan 0. Zonder alle gebieden is er geen cijfer voor de gemeente en de regio waar zij in liggen.';
const ROW_PER_ANSWER =
  'Maak van elke rij er een per antwoord op een vraag: kopieer haar. Laat geen gebied weg waar de vraag is gesteld.';

const CORRECTIONS: Record<PartnerContract['corrections'], string> = {
  complete: 'Zij moet dezelfde gebieden hebben: een levering waarin er ontbreken wordt geweigerd.',
  replace: 'Gebieden die er niet meer in staan, vervallen.',
};

/** What is counted, and what is not. */
function definitionsOf({ counts = {} }: PartnerContract): string[] {
  const all = Object.values(counts);
  if (all.length === 0) return ['Iedereen die de vraag beantwoordde.'];
  return all.map(
    ({ column, definition }) =>
      `- \`${column}\`: ${definition ?? open(`wat meetelt en wat niet (\`definition\` van \`${column}\`)`)}`,
  );
}

const nameRow = ({ area }: PartnerContract): string =>
  `| \`${area.name}\` | naam van het gebied, ter controle; mag weg |`;

const row = (one: DeclaredColumn, given: Instructed): string =>
  `| \`${one.column}\` | ${meaningOf(one, given)} |`;

function meaningOf(
  { role, concept = '' }: DeclaredColumn,
  { contract, example, period: newest }: Instructed,
): string {
  const { area, age_group, sex, counts = {} } = contract;
  const meanings: Record<DeclaredColumn['role'], () => string> = {
    area: () => `CBS-code van de ${area.levels.join(' of ')}${example ? `, zoals ${example}` : ''}`,
    period: () => `periode, zoals ${newest}`,
    age_group: () => `een van: ${Object.keys(age_group?.keys ?? {}).join(', ')}`,
    sex: () => `een van: ${Object.keys(sex?.keys ?? {}).join(', ')}`,
    question: () => 'de vraag, overal gelijk geschreven',
    answer: () => 'het antwoord, overal gelijk geschreven; een rij per antwoord',
    n: () => 'aantal mensen dat de vraag beantwoordde, als heel getal',
    share: () => 'percentage van hen dat dit antwoord gaf, zoals 61,5',
    count: () => {
      const { unit, of, optional } = counts[concept] ?? {};
      const whole = of === undefined ? '' : `; niet groter dan \`${counts[of]?.column ?? ''}\``;
      return `aantal${unit ? ` ${unit}` : ''}, als heel getal${whole}${optional ? '; mag leeg zijn' : ''}`;
    },
  };
  return meanings[role]();
}
