import path from 'node:path';
import { DOMAINS, type Indicator, indicatorSchema } from '../indicators/declaration.ts';
import { parseDeclaration } from '../kernel/declare.ts';
import { VieError } from '../kernel/errors.ts';
import { didYouMean } from '../kernel/near.ts';
import type { SourceDeclaration } from '../sources/declaration.ts';
import type { PartnerContract } from '../sources/partners/declaration.ts';
import { expectKnown } from './known.ts';
import type { Project } from './project.ts';
import { fill, TO_FILL_IN } from './scaffold.ts';

export interface IndicatorWish {
  id: string;
  source: string;
  /** Value, or numerator when there is a denominator. */
  concept: string[];
  denominator?: string[] | undefined;
  measure?: string | undefined;
  /** A domain, or the name of its folder. */
  domain: string;
  name?: string | undefined;
  unit?: string | undefined;
}

const MEASURES = ['published', 'sum', 'ratio', 'rate'];
const UNITS: Record<string, string> = { ratio: '%', rate: 'per 1 000 inwoners', sum: 'aantal' };

/** File and text of a declaration that is valid as it is, with what only a person knows marked as still to be written. */
export function draftIndicator(
  project: Project,
  wish: IndicatorWish,
  template: string,
): { file: string; text: string } {
  const indicators = project.indicators.map(indicator => indicator.value);
  expectFree(project, wish.id);
  const origins = originsOf(project);
  const source = expectOne(origins, { kind: 'source', name: wish.source }, one => one.id);
  const { denominator, concept } = wish;
  for (const name of [...concept, ...(denominator ?? [])]) {
    expectOne(source.concepts, { kind: `concept of ${source.id}`, name }, one => one);
  }
  const wanted = wish.measure ?? (denominator ? 'ratio' : 'published');
  const measure = expectOne(MEASURES, { kind: 'measure', name: wanted }, one => one);
  const { domain, folder } = domainOf(project, wish.domain);
  const text = fill(template, {
    ...wish,
    name_nl: wish.name ?? `${TO_FILL_IN}: naam`,
    name_en: `${TO_FILL_IN}: Engelse naam`,
    domain,
    unit: wish.unit ?? UNITS[measure] ?? `${TO_FILL_IN}: eenheid`,
    value_kind: measure === 'ratio' ? 'derived' : kindOf(source, indicators),
    measure,
    value: denominator ? undefined : single(concept),
    numerator: denominator ? single(concept) : undefined,
    denominator: denominator && single(denominator),
    age_group: source.age,
    weight: measure === 'published' ? weightOf(origins) : undefined,
    access: source.access,
  });
  const file = path.join('indicators', folder, `${wish.id}.yaml`);
  parseDeclaration(text, indicatorSchema, file);
  return { file, text };
}

function expectFree(project: Project, id: string): void {
  const taken = project.indicators.find(indicator => indicator.value.id === id);
  if (taken) {
    throw new VieError('usage', `Indicator '${id}' is declared already, in ${taken.file}.`, {
      hint: 'Choose another id, or change that file.',
    });
  }
}

const single = (names: string[]): string | string[] => (names.length === 1 ? (names[0] ?? '') : names);

function expectOne<T>(known: T[], asked: { kind: string; name: string }, nameOf: (one: T) => string): T {
  expectKnown(asked.kind, asked.name, known.map(nameOf));
  return known.find(one => nameOf(one) === asked.name) as T;
}

/** A domain and the folder in which its indicators are; a domain without indicators gets the folder of its first word. */
function domainOf({ indicators }: Project, asked: string): { domain: string; folder: string } {
  const domains = DOMAINS.map(domain => {
    const one = indicators.find(indicator => indicator.value.domain === domain);
    const folder = one ? path.basename(path.dirname(one.file)) : (/^[a-z]+/.exec(domain)?.[0] ?? domain);
    return { domain, folder };
  });
  const found = domains.find(({ domain, folder }) => asked === domain || asked === folder);
  if (found) return found;
  const known = domains.map(({ folder }) => folder);
  throw new VieError('usage', `There is no domain '${asked}'.`, {
    hint:
      didYouMean(asked, [...known, ...DOMAINS]) ||
      `Give a folder or a domain: ${domains.map(({ domain, folder }) => `${folder} (${domain})`).join(', ')}.`,
  });
}

/** What an indicator can be made of: a source that is fetched, or what a partner delivers. */
interface Origin {
  id: string;
  concepts: string[];
  /** Of all figures, when it is not everybody. */
  age?: string | undefined;
  /** Of a delivery: who may see what follows. */
  access?: PartnerContract['access'];
}

const originsOf = ({ sources, partners }: Project): Origin[] => [
  ...sources.map(({ value }) => ({ id: value.id, concepts: Object.keys(value.topics), age: ageOf(value) })),
  ...partners.map(({ value: { id, counts = {}, access } }) => ({
    id,
    concepts: Object.keys(counts),
    access,
  })),
];

/** The kind of most figures of the source. */
function kindOf({ id, access }: Origin, indicators: Indicator[]): Indicator['value_kind'] {
  if (access) return 'partner_count';
  const kinds = indicators.filter(one => one.source === id).map(one => one.value_kind);
  const count = (kind: string) => kinds.filter(one => one === kind).length;
  return [...kinds].sort((a, b) => count(b) - count(a))[0] ?? 'register';
}

function ageOf({ dimensions, age_group }: SourceDeclaration): string | undefined {
  const first = dimensions.age_group ? Object.values(dimensions.age_group.keys)[0] : age_group;
  return first === 'total' ? undefined : first;
}

/** Inhabitants weigh the members of an area group, where nothing nearer is known. */
const weightOf = (origins: Origin[]): { concept: string } | undefined =>
  origins.some(({ concepts }) => concepts.includes('inwoners')) ? { concept: 'inwoners' } : undefined;
