import { expect, test } from 'vitest';
import { z } from 'zod';
import { configSchema } from '../../indicators/config.ts';
import { goalSchema, indicatorSchema } from '../../indicators/declaration.ts';
import { interventionsSchema, programmeSchema } from '../../indicators/programme.ts';
import type { Declaration } from '../../kernel/declare.ts';
import { unresolved } from '../../kernel/references.ts';
import { countIndicators } from '../../pipelines/indicator-counts.ts';
import { kindsOf } from '../../pipelines/references.ts';
import { tooOpen } from '../../pipelines/rules.ts';
import { type SourceDeclaration, sourceSchema } from '../../sources/declaration.ts';
import { partnerSchema } from '../../sources/partners/declaration.ts';
import { contractGiven } from '../support/contract.ts';
import { indicator } from '../support/warehouse.ts';

type Declared = Parameters<typeof indicator>[0];

const declaration = <T>(value: T): Declaration<T> => ({
  file: 'x.yaml',
  value,
  where: path => ({ file: `x.yaml#${path.join('.')}` }),
});

const source = (id: string, area: string, topics: string[]): SourceDeclaration =>
  sourceSchema.parse({
    id,
    title: id,
    publisher: id,
    licence: 'x',
    citation: 'x',
    rhythm: 'x',
    connector: 'cbs-odata-v3',
    service: 'opendata',
    dimensions: { area },
    topics: Object.fromEntries(topics.map(topic => [topic, topic])),
    editions: {},
  });

const SOURCES = [
  source('kwb', 'WijkenEnBuurten', ['inwoners', 'huishoudens']),
  source('politie', 'WijkenEnBuurten', ['misdrijven']),
  source('monitor', 'RegioS', ['roken']),
];
const CONTRACT = contractGiven({
  id: 'peuters',
  access: 'partners',
  area: { column: 'wijk', levels: ['wijk'], vintage: 2024 },
  counts: { peuters: { column: 'peuters' }, met_plaats: { column: 'met_plaats', of: 'peuters' } },
});
const CRIMES: Declared = {
  id: 'misdrijven-per-1000',
  source: 'politie',
  measure: 'rate',
  numerator: 'misdrijven',
  denominator: 'kwb/inwoners',
};

const problems = (given: Declared) => {
  const one = declaration(indicator({ ...CRIMES, ...given }));
  const declared = {
    config: configSchema.parse({}),
    sources: SOURCES.map(declaration),
    indicators: [one],
    partners: [declaration(CONTRACT)],
    regions: [],
  };
  return [...unresolved(one, indicatorSchema, kindsOf(declared)), ...tooOpen(one, declared)];
};

test('a denominator of another source fits when that source has the concept', () => {
  expect(problems({})).toEqual([]);
});

test('an indicator is as closed as the delivery it is made of, or more', () => {
  const of = {
    source: 'peuters',
    measure: 'ratio',
    numerator: 'met_plaats',
    denominator: 'peuters',
  } as const;
  expect(problems({ ...of, access: 'owner' })).toEqual([]);
  expect(problems({ ...of, access: 'partners' })).toEqual([]);
  expect(problems({ ...of, access: 'public' })).toEqual([
    {
      message: "Access 'public' is wider than that of the delivery 'peuters', which is 'partners'.",
      where: { file: 'x.yaml#access' },
      hint: expect.stringContaining('`access: partners`'),
    },
  ]);
});

test('and as closed as the delivery whose count weighs it, for weighted means give counts away', () => {
  // Of 40 and 60 % the mean is 50 when the weights are equal: they are told by it.
  const of = { source: 'monitor', measure: 'published', value: 'roken', numerator: undefined } as const;
  const weighed = { ...of, denominator: undefined, weight: { concept: 'met_plaats' } };
  expect(problems({ ...weighed, access: 'partners' })).toEqual([]);
  expect(problems({ ...weighed, access: 'public' })).toMatchObject([
    {
      message: expect.stringContaining(
        "'peuters', which is 'partners' and whose count 'met_plaats' would weigh it",
      ),
    },
  ]);
});

test('a concept that the other source lacks is refused with its place and the concept that was meant', () => {
  expect(problems({ denominator: 'kwb/inwonrs' })).toEqual([
    {
      message: "Concept 'inwonrs' is not among the topics of source 'kwb'.",
      where: { file: 'x.yaml#denominator.0' },
      hint: expect.stringContaining("'inwoners'"),
    },
  ]);
});

test('another source that is not declared is refused with the source that was meant', () => {
  expect(problems({ denominator: 'kwbb/inwoners' })).toEqual([
    {
      message: "Source 'kwbb' is not declared.",
      where: { file: 'x.yaml#denominator.0' },
      hint: expect.stringContaining("'kwb'"),
    },
  ]);
});

test('an ingredient is a concept or an indicator; anything else is refused with the one that was meant', () => {
  expect(problems({ derived_from: ['huishoudens', 'misdrijven-per-1000'] })).toEqual([]);
  expect(problems({ derived_from: ['inwoners', 'huishoudns'] })).toMatchObject([
    {
      message: "Ingredient 'huishoudns' is not a concept of a source, nor an indicator.",
      where: { file: 'x.yaml#derived_from.1' },
      hint: expect.stringContaining("'huishoudens'"),
    },
  ]);
});

test('a whole is what some indicator measures; anything else is refused with the one that was meant', () => {
  expect(problems({ part_of: ['misdrijven-per-1000'] })).toEqual([]);
  expect(problems({ part_of: ['misdrijven-per-100'] })).toMatchObject([
    {
      message: "Construct 'misdrijven-per-100' is not what any indicator measures.",
      hint: expect.stringContaining("'misdrijven-per-1000'"),
    },
  ]);
});

test('every kind of reference that a form marks is looked up; what a file says of itself alone, in its own room', () => {
  const forms = [
    configSchema,
    sourceSchema,
    partnerSchema,
    indicatorSchema,
    goalSchema,
    programmeSchema,
    interventionsSchema,
  ];
  const marked = forms.flatMap(form => {
    const text = JSON.stringify(z.toJSONSchema(form, { unrepresentable: 'any' }));
    return [...text.matchAll(/"refers":"([^"]+)"/g)].map(([, kind]) => kind);
  });
  const nothing = { config: configSchema.parse({}), sources: [], indicators: [], partners: [], regions: [] };
  expect(new Set(marked)).toEqual(new Set([...Object.keys(kindsOf(nothing)), 'own concept', 'count']));
});

test('an indicator that waits for its source has nothing to check', () => {
  const waiting = { source: undefined, measure: undefined, numerator: undefined, denominator: undefined };
  expect(problems({ ...waiting, status: 'awaiting_source', status_note: 'wacht op de GGD' })).toEqual([]);
});

test('indicators are counted by domain and status, by tier and by area level', () => {
  const waiting = {
    source: undefined,
    measure: undefined,
    status: 'awaiting_source',
    status_note: 'wacht',
  } as const;
  const counts = countIndicators(
    [
      indicator({ ...CRIMES, domain: 'veiligheid' }),
      indicator({ source: 'monitor', value: 'roken', tier: 'extended' }),
      indicator({ ...waiting, tier: 'support', levels: ['wijk', 'gemeente'] }),
      indicator({ ...waiting, status: 'suspended' }),
      indicator({
        source: 'peuters',
        measure: 'published',
        value: 'peuters',
        tier: 'support',
        domain: 'onderwijs',
      }),
    ],
    { sources: SOURCES, contracts: [CONTRACT] },
  );
  const none = { active: 0, awaiting_source: 0, derived: 0, suspended: 0, discontinued: 0 };
  expect(counts.domains).toEqual([
    { ...none, domain: 'leefstijl', indicators: 3, active: 1, awaiting_source: 1, suspended: 1 },
    { ...none, domain: 'onderwijs', indicators: 1, active: 1 },
    { ...none, domain: 'veiligheid', indicators: 1, active: 1 },
  ]);
  expect(counts.tiers).toEqual({ core: 2, extended: 1, support: 2 });
  // Crimes: land, gemeente, wijk, buurt. Monitor: all but wijk and buurt. Waiting: gemeente, wijk. Counted by wijk, and added up
  // to gemeente and region: the delivery.
  expect(counts.levels).toMatchObject({
    land: 2,
    provincie: 1,
    ggd: 1,
    gemeente: 4,
    wijk: 3,
    buurt: 1,
    regio: 3,
  });
  expect(counts.without_metadata).toBe(0);
});

test('an indicator of which a text is blank counts as one without metadata', () => {
  const blank = { ...indicator({ source: 'monitor', value: 'roken' }), rationale: ' ' };
  expect(countIndicators([blank], { sources: SOURCES, contracts: [] }).without_metadata).toBe(1);
});
