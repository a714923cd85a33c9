import type { Indicator } from '../indicators/declaration.ts';
import { conceptOf, ROLES, sourcesOf } from '../indicators/term.ts';
import type { Declaration, Problem } from '../kernel/declare.ts';
import { didYouMean } from '../kernel/near.ts';
import type { SourceDeclaration } from '../sources/declaration.ts';
import type { PartnerContract } from '../sources/partners/declaration.ts';

interface Declared {
  sources: Declaration<SourceDeclaration>[];
  indicators: Declaration<Indicator>[];
  partners: Declaration<PartnerContract>[];
}

/** What an indicator speaks of and is not declared: sources, concepts and ingredients. */
export function indicatorProblems(declaration: Declaration<Indicator>, declared: Declared): Problem[] {
  const unknown = unknownSources(declaration, declared);
  if (unknown.length) return unknown;
  return [
    ...unknownConcepts(declaration, declared),
    ...unknownIngredients(declaration, declared),
    ...tooOpen(declaration, declared),
  ];
}

const FROM_OPEN_TO_CLOSED = ['public', 'partners', 'owner'];

/** What only some may see of a delivery, no others see as an indicator. */
function tooOpen({ value, where }: Declaration<Indicator>, { partners }: Declared): Problem[] {
  return partners
    .map(contract => contract.value)
    .filter(({ id }) => sourcesOf(value).includes(id))
    .filter(({ access }) => FROM_OPEN_TO_CLOSED.indexOf(value.access) < FROM_OPEN_TO_CLOSED.indexOf(access))
    .map(({ id, access }) => ({
      message: `Access '${value.access}' is wider than that of the delivery '${id}', which is '${access}'.`,
      where: where(['access']),
      hint: `Write \`access: ${access}\`, or agree on another access with the owner and change the contract.`,
    }));
}

/** The concepts that an indicator can name, by source or contract. */
const conceptsOf = ({ sources, partners }: Declared): Map<string, string[]> =>
  new Map([
    ...sources.map(({ value }) => [value.id, Object.keys(value.topics)] as const),
    ...partners.map(({ value }) => [value.id, Object.keys(value.counts ?? {})] as const),
  ]);

function unknownSources({ value, where }: Declaration<Indicator>, declared: Declared): Problem[] {
  const known = [...conceptsOf(declared).keys()];
  return sourcesOf(value)
    .filter(id => !known.includes(id))
    .map(id => ({
      message: `Source '${id}' is not declared.`,
      where: where([id === value.source ? 'source' : 'denominator']),
      hint: didYouMean(id, known) || `Sources: ${known.join(', ')}.`,
    }));
}

function unknownConcepts({ value, where }: Declaration<Indicator>, declared: Declared): Problem[] {
  const problems: Problem[] = [];
  const concepts = conceptsOf(declared);
  const expect = (concept: string, known: string[], place: PropertyKey[], owner: string) => {
    if (known.includes(concept)) return;
    const hint = didYouMean(concept, known) || `Add it to the topics of ${owner}.`;
    const message = `Concept '${concept}' is not among the topics of ${owner}.`;
    problems.push({ message, where: where(place), hint });
  };
  for (const role of ROLES) {
    for (const written of value[role] ?? []) {
      const { source, concept } = conceptOf(written, value.source ?? '');
      expect(concept, concepts.get(source) ?? [], [role], `source '${source}'`);
    }
  }
  if (value.weight)
    expect(value.weight.concept, [...concepts.values()].flat(), ['weight', 'concept'], 'any source');
  return problems;
}

function unknownIngredients({ value, where }: Declaration<Indicator>, declared: Declared): Problem[] {
  const known = [
    ...[...conceptsOf(declared).values()].flat(),
    ...declared.indicators.map(indicator => indicator.value.id),
  ];
  return value.derived_from.flatMap((name, at) =>
    known.includes(name)
      ? []
      : [
          {
            message: `'${name}' is neither a concept of a source nor an indicator.`,
            where: where(['derived_from', at]),
            hint: didYouMean(name, known) || 'Name the concepts and indicators it is made of.',
          },
        ],
  );
}
