import { gemeenteOf, isAreaCode } from '../indicators/areas.ts';
import type { Config } from '../indicators/config.ts';
import type { Goal, Indicator } from '../indicators/declaration.ts';
import type { Kpi } from '../indicators/programme.ts';
import { conceptOf } from '../indicators/term.ts';
import type { Declaration } from '../kernel/declare.ts';
import { didYouMean } from '../kernel/near.ts';
import { among, type Resolve } from '../kernel/references.ts';
import type { Region } from '../sources/areas/declaration.ts';
import type { SourceDeclaration } from '../sources/declaration.ts';
import type { PartnerContract } from '../sources/partners/declaration.ts';

/** What can be referred to. */
export interface Declared {
  config: Config;
  sources: Declaration<SourceDeclaration>[];
  partners: Declaration<PartnerContract>[];
  indicators: Declaration<Indicator>[];
  regions: Region[];
}

/** For each kind of reference that the forms mark, what it may name; see `.meta({refers})` in the forms. */
export const kindsOf = (declared: Declared): Record<string, Resolve> => ({
  ...kindsOfIndicators(declared),
  ...kindsOfConcepts(declared),
  ...kindsOfEditions(declared),
  ...kindsOfAreas(declared),
});

function kindsOfIndicators({ indicators }: Declared): Record<string, Resolve> {
  const ages = new Map(indicators.map(({ value }) => [value.id, value.age_group]));
  return {
    indicator: among({
      what: 'Indicator',
      known: [...ages.keys()],
      otherwise: 'Use the id of an indicator file.',
    }),
    construct: among({
      what: 'Construct',
      known: indicators.map(({ value }) => value.construct ?? value.id),
      set: 'what any indicator measures',
      otherwise: 'Use the construct of an indicator, or its id where it declares none.',
    }),
    'indicator of this goal': reference => {
      const { indicators: known } = reference.within[0] as Goal;
      return among({ what: 'Indicator', known, set: 'one of this goal' })(reference);
    },
    'age group of the indicator': reference => {
      const { indicator } = reference.within.at(-1) as Kpi;
      const known = ages.get(indicator);
      const set = `among those of indicator '${indicator}'`;
      return known && among({ what: 'Age group', known, set })(reference);
    },
  };
}

/** Concepts of sources, counts of contracts: written alone, or as source/concept. */
function kindsOfConcepts({ sources, partners, indicators }: Declared): Record<string, Resolve> {
  const concepts = new Map([
    ...sources.map(({ value }) => [value.id, Object.keys(value.topics)] as const),
    ...partners.map(({ value }) => [value.id, Object.keys(value.counts ?? {})] as const),
  ]);
  const ofAnySource = [...concepts.values()].flat();
  const source = among({ what: 'Source', known: [...concepts.keys()] });
  const ofSource = (id: string): Resolve => {
    const set = `among the topics of source '${id}'`;
    const otherwise = `Add it to the topics of source '${id}'.`;
    return among({ what: 'Concept', known: concepts.get(id) ?? [], set, otherwise });
  };
  return {
    source,
    concept: reference => {
      const own = (reference.within[0] as Indicator).source ?? '';
      const term = conceptOf(reference.written, own);
      if (concepts.has(term.source)) return ofSource(term.source)({ ...reference, written: term.concept });
      // Of its own source it is said already.
      return term.source === own ? undefined : source({ ...reference, written: term.source });
    },
    'concept of any source': among({
      what: 'Concept',
      known: ofAnySource,
      set: 'among the topics of any source',
      otherwise: 'Add it to the topics of a source.',
    }),
    'concept of the source': reference => {
      const id = narrowed(reference.path);
      return concepts.has(id) ? ofSource(id)(reference) : undefined;
    },
    contract: among({ what: 'Contract', known: partners.map(({ value }) => value.id) }),
    'count of another contract': among({
      what: 'Count',
      known: partners.flatMap(({ value }) =>
        Object.keys(value.counts ?? {}).map(name => `${value.id}/${name}`),
      ),
      set: 'one of another contract',
    }),
    ingredient: among({
      what: 'Ingredient',
      known: [...ofAnySource, ...indicators.map(({ value }) => value.id)],
      set: 'a concept of a source, nor an indicator',
      otherwise: 'Name the concepts and indicators it is made of.',
    }),
  };
}

/** The source that a part of the config is about: `sources.<id>.…`. */
const narrowed = (path: PropertyKey[]): string => String(path[1]);

function kindsOfEditions({ sources }: Declared): Record<string, Resolve> {
  const ids = sources.map(({ value }) => value.id);
  const editionsOf = ({ value }: Declaration<SourceDeclaration>) => Object.keys(value.editions);
  const editions = sources.flatMap(one => editionsOf(one).map(id => `${one.value.id}/${id}`));
  return {
    'fetched source': among({ what: 'Source', known: ids }),
    edition: among({ what: 'Edition', known: editions, otherwise: 'Write it as source/edition.' }),
    'source or edition': among({
      what: 'Source or edition',
      known: [...ids, ...editions],
      otherwise: 'Write it as source or source/edition.',
    }),
    'edition of the source': reference => {
      const id = narrowed(reference.path);
      const source = sources.find(({ value }) => value.id === id);
      const set = `among those of source '${id}'`;
      return source && among({ what: 'Edition', known: editionsOf(source), set })(reference);
    },
  };
}

function kindsOfAreas({ config, regions }: Declared): Record<string, Resolve> {
  const groups = config.area_groups.map(group => group.code);
  const members = config.area_groups.flatMap(group => group.members.flatMap(({ areas }) => areas));
  const gemeenten = [
    ...members.filter(code => gemeenteOf(code) === code),
    ...regions.flatMap(region => region.gemeenten),
  ];
  const above = ['NL', ...regions.map(region => region.code)];
  const group = among({ what: 'Area group', known: groups, set: 'in the config' });
  return {
    'area group': group,
    'area or group': reference => (isAreaCode(reference.written) ? undefined : group(reference)),
    area: reference => {
      const code = reference.written;
      const gemeente = isAreaCode(code) ? gemeenteOf(code) : undefined;
      if (gemeente !== undefined) return inGemeente(code, gemeente, gemeenten);
      // A group of another region lets what names it sleep; one that is nearly a group of this config is a slip of the pen.
      if (/^[A-Z]{2}-/.test(code)) return didYouMean(code, groups) ? group(reference) : undefined;
      const otherwise = 'Use an area group of config.yaml or a code of sources/areas/regions.yaml.';
      return among({ what: 'Area', known: [...above, ...groups], set: 'known', otherwise })(reference);
    },
  };
}

/** Codes of wijken and buurten change with the year: of these the gemeente must be known, the year of the data tells the rest. */
const inGemeente = (code: string, gemeente: string, known: string[]): ReturnType<Resolve> =>
  known.includes(gemeente)
    ? undefined
    : {
        message: `Area '${code}' lies in no known gemeente: there is no '${gemeente}'.`,
        hint: didYouMean(gemeente, known) || 'Look the code up in table area of a release.',
      };
