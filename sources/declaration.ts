import { z } from 'zod';
import { type Config, SERVICE_NAMES, type ServiceName } from '../indicators/config.ts';
import { ageGroup, concept, id } from '../indicators/words.ts';
import { type Declaration, type Problem, placeOf } from '../kernel/declare.ts';
import type { Where } from '../kernel/errors.ts';
import { among, unresolved } from '../kernel/references.ts';
import { dimensions, ownDimensions } from './dimensions.ts';

const topic = z
  .union([
    z.string(),
    z.strictObject({ topic: z.string(), group: z.string().optional(), unit: z.string().optional() }),
  ])
  .describe(
    'Key stem or trimmed title; where that is ambiguous, with `group` (a title on the path above it) or `unit`',
  );

const connector = z.enum([
  'cbs-odata-v3',
  'cbs-odata-v4',
  'statline-csv',
  'zip-csv',
  'ogc-features',
  'address-list',
]);
const service = z.enum(SERVICE_NAMES);
const ownConcept = concept.meta({ refers: 'own concept' });
const unverified = z
  .union([z.literal(true), z.array(ownConcept).min(1)])
  .describe('Not yet seen at the live service: the whole table (true), or the columns of these concepts');

const member = z
  .union([
    z.string(),
    z.strictObject({
      file: z.string(),
      area: z.string().optional().describe('Column with the area codes; default: dimensions.area'),
      name: z.string().optional().describe('Column with the area names, if there is one'),
    }),
  ])
  .describe("File within a zip ('*' and '?' stand for anything), or name of a collection");

const edition = z.strictObject({
  table: z.string().describe('Table id, exactly as published'),
  connector: connector.optional().describe('Protocol of this edition, where it is not that of the source'),
  service: service.optional(),
  unverified: unverified.optional(),
  file: z
    .string()
    .optional()
    .describe(
      'File name, for connectors that read files; for a table of CBS the StatLine CSV that stands in where no service has it',
    ),
  members: z
    .partialRecord(z.enum(['gemeente', 'wijk', 'buurt']), member)
    .optional()
    .describe('Parts of the download by area level, for connectors that read several'),
  within: z
    .array(z.string().regex(/^GM\d{4}$/, { message: "expected the code of a gemeente, such as 'GM0928'" }))
    .default([])
    .describe('Only the outlines within these gemeenten; default: of the whole country'),
  rows: z.int().positive().optional().describe('Rows of the file, for connectors that read files'),
  vintage: z.int().optional().describe('Year of the area classification; default: the edition id'),
  period: z
    .string()
    .optional()
    .describe('Period of a table without period dimension; default: the edition id'),
  periods: z.array(z.string()).optional().describe('Only these periods of the table'),
  status: z.string().optional().describe('Status of the figures where the table does not say'),
  dimensions: ownDimensions.optional().describe('Where they differ from those of the source'),
  topics: z.record(ownConcept, topic).default({}).describe('Aliases of this edition'),
  lacks: z.array(ownConcept).default([]).describe('Concepts that this edition does not have'),
  age_keys: z
    .record(z.string(), ageGroup)
    .optional()
    .describe('Ages of this edition, instead of the general ones'),
  gemeente_names: z
    .string()
    .meta({ refers: 'edition' })
    .optional()
    .describe("Where gemeente names are looked up: 'source/edition'"),
});

export const sourceSchema = z.strictObject({
  id,
  title: z.string(),
  publisher: z.string(),
  licence: z.string(),
  citation: z.string(),
  homepage: z.string().optional(),
  rhythm: z.string().describe('Expected rhythm of publication'),
  status: z
    .enum(['active', 'provisional', 'suspended', 'discontinued'])
    .default('active')
    .describe('Whether the publisher still stands by these figures and goes on with them'),
  status_note: z.string().optional().describe('Why the source is not active (in Dutch)'),
  connector,
  service,
  unverified: unverified.optional(),
  catalogue: z
    .string()
    .optional()
    .describe('Words that titles of all editions have in the catalogue of the service; default: the title'),
  contract: z
    .enum(['freeze', 'evolve'])
    .default('freeze')
    .describe('evolve: columns we do not use may change'),
  dimensions,
  age_group: ageGroup.default('total').describe('Age of all figures, when age is not a dimension'),
  empty_cell: z.enum(['not_published', 'suppressed']).default('not_published'),
  empty_topic: z
    .enum(['not_measured', 'awaiting_source'])
    .default('not_measured')
    .describe('What it means that no area at all has a value'),
  ignore_columns: z.array(z.string()).default([]),
  topics: z.record(concept, topic),
  editions: z.record(z.string(), edition),
});

export type SourceDeclaration = z.infer<typeof sourceSchema>;
export type TopicSpec = z.infer<typeof topic>;

/** A part of a download with the areas of one level. */
export interface EditionMember {
  level: 'gemeente' | 'wijk' | 'buurt';
  file: string;
  /** Column with the area codes. */
  area: string;
  /** Column with the area names, if there is one. */
  areaName: string | undefined;
}

/** One table (or file) to be fetched and read, with everything the connector needs to know about it. */
export interface Edition {
  /** `source/edition`, unique. */
  key: string;
  source: SourceDeclaration;
  id: string;
  table: string;
  file: string | undefined;
  members: EditionMember[];
  /** Gemeenten to which outlines are restricted; empty = the whole country. */
  within: string[];
  expectedRows: number | undefined;
  vintage: number;
  period: string;
  status: string;
  topics: Map<string, TopicSpec>;
  /** Where its topic for a concept is declared, or is to be. */
  topicAt(concept: string): Where;
  dimensions: SourceDeclaration['dimensions'];
  /** Only these periods, or all. */
  periods: string[] | undefined;
  gemeenteNames: string | undefined;
  connector: SourceDeclaration['connector'];
  service: ServiceName;
  /** Concepts whose columns were not yet seen at the live service: a release may do without them. */
  unverified: ReadonlySet<string>;
  /** Nothing of this table was yet seen at the live service: a release may do without it. */
  isUnverified: boolean;
}

/** What an edition is called in messages. */
export const placeOfEdition = ({ source, id, table }: Pick<Edition, 'source' | 'id' | 'table'>) => ({
  source: source.id,
  edition: id,
  table,
});

/** The editions that are to be used, after the narrowing of the config. */
export function editionsOf(declaration: Declaration<SourceDeclaration>, config: Config): Edition[] {
  const source = declaration.value;
  const narrowed = config.sources[source.id];
  if (narrowed?.enabled === false) return [];
  const isAmongOnly = (key: string) =>
    config.only?.some(one => one === source.id || one === `${source.id}/${key}`) ?? true;
  return Object.entries(source.editions)
    .filter(([key]) => isAmongOnly(key) && (narrowed?.editions?.includes(key) ?? true))
    .map(([key]) => toEdition(declaration, key, config));
}

function toEdition(declaration: Declaration<SourceDeclaration>, key: string, config: Config): Edition {
  const source = declaration.value;
  const narrowed = config.sources[source.id];
  const edition = source.editions[key] as SourceDeclaration['editions'][string];
  const copy = narrowed?.copies[key];
  const lacks = new Set([...edition.lacks, ...(copy?.lacks ?? [])]);
  const topics = new Map(Object.entries({ ...source.topics, ...edition.topics }));
  for (const name of lacks) topics.delete(name);
  const unseen = edition.unverified ?? source.unverified ?? [];
  return {
    key: `${source.id}/${key}`,
    source,
    id: key,
    table: edition.table,
    file: edition.file,
    members: membersOf(edition, source),
    within: edition.within,
    expectedRows: edition.rows,
    vintage: copy?.vintage ?? edition.vintage ?? Number(key),
    period: edition.period ?? key,
    status: edition.status ?? 'unspecified',
    topics,
    topicAt: concept => topicAt(declaration, key, concept),
    dimensions: dimensionsOf(source, edition, copy?.area_list),
    periods: copy?.periods ?? narrowed?.periods ?? edition.periods,
    gemeenteNames: edition.gemeente_names,
    connector: edition.connector ?? source.connector,
    service: edition.service ?? source.service,
    unverified: new Set(unseen === true ? topics.keys() : unseen),
    isUnverified: unseen === true,
  };
}

/** The alias of the edition; else the edition, where one is to be added; the topic of the source when this edition is its only one. */
function topicAt(declaration: Declaration<SourceDeclaration>, key: string, concept: string): Where {
  const isOnly = Object.keys(declaration.value.editions).length === 1;
  return placeOf(
    declaration,
    ['editions', key, 'topics', concept],
    ...(isOnly ? [['topics', concept]] : []),
    ['editions', key],
  );
}

function membersOf(
  { members = {} }: SourceDeclaration['editions'][string],
  { dimensions }: SourceDeclaration,
): EditionMember[] {
  const levels = ['gemeente', 'wijk', 'buurt'] as const;
  return levels.flatMap(level => {
    const given = members[level];
    if (given === undefined) return [];
    const { file, area, name } =
      typeof given === 'string' ? { file: given, area: undefined, name: undefined } : given;
    return [{ level, file, area: area ?? dimensions.area, areaName: name }];
  });
}

function dimensionsOf(
  { dimensions }: SourceDeclaration,
  { dimensions: own, age_keys }: SourceDeclaration['editions'][string],
  area_list = dimensions.area_list,
): SourceDeclaration['dimensions'] {
  const { period, age_group: age, ...rest } = dimensions;
  const ownPeriod = own?.period === undefined ? period : own.period;
  return {
    ...rest,
    area: own?.area ?? dimensions.area,
    area_list,
    fixed: own?.fixed ?? dimensions.fixed,
    ...(ownPeriod ? { period: ownPeriod } : {}),
    ...(age ? { age_group: age_keys ? { ...age, keys: age_keys } : age } : {}),
  };
}

/** What is wrong with a source that its form alone does not show. */
export function sourceProblems(declaration: Declaration<SourceDeclaration>): Problem[] {
  const { value: source, where } = declaration;
  const unplaced = Object.entries(source.editions)
    .filter(([key, { vintage }]) => vintage === undefined && !/^\d{4}$/.test(key))
    .map(([key]) => ({
      message: `Edition '${key}' needs a vintage: its id is not a year.`,
      where: where(['editions', key]),
      hint: 'Add `vintage: 2024` (the year of the area classification of the table).',
    }));
  const topics = among({
    what: 'Concept',
    known: Object.keys(source.topics),
    set: `among the topics of source '${source.id}'`,
    otherwise: 'Add it to `topics` first.',
  });
  return [...unplaced, ...unresolved(declaration, sourceSchema, { 'own concept': topics })];
}
