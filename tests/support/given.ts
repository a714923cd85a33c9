import type { z } from 'zod';
import { type Config, configSchema } from '../../indicators/config.ts';
import {
  DOMAINS,
  type Goal,
  goalSchema,
  type Indicator,
  indicatorSchema,
} from '../../indicators/declaration.ts';
import {
  type Intervention,
  interventionsSchema,
  type Programme,
  programmeSchema,
} from '../../indicators/programme.ts';
import { type Theme, themesSchema } from '../../indicators/themes.ts';
import type { Followed, Recode, Region } from '../../sources/areas/declaration.ts';
import type { Declarations } from '../../transforms/declared.ts';
import type { Row } from '../../transforms/warehouse.ts';

/** Null = no value; a word = no value, and why according to the source; three numbers = value with its interval. */
export type Cell = number | null | string | [value: number, lower: number, upper: number];

/** The cells of one concept: area code to value. */
export interface Figure {
  concept: string;
  period?: string;
  sex?: string;
  age?: string;
  unit?: string;
  /** Printed decimals; without them, a figure is taken as exact. */
  decimals?: number;
  of: Record<string, Cell>;
}

/** What one edition brings, as the loader would leave it. */
export interface GivenEdition {
  source?: string;
  id: string;
  table?: string;
  vintage?: number;
  margins?: boolean;
  empty_cell?: 'not_published' | 'suppressed';
  empty_topic?: 'not_measured' | 'awaiting_source';
  area_list?: 'exact' | 'historic';
  status?: string;
  /** Names of the areas it lists; default: the areas with cells, under their codes. */
  areas?: Record<string, string>;
  municipalities?: Record<string, string>;
  flags?: Record<string, string>;
  /** Texts about areas, by concept and area: `{ggd_code: {GM0363: 'GG3406'}}`. */
  texts?: Record<string, Record<string, string>>;
  figures?: Figure[];
}

export interface Given {
  config?: z.input<typeof configSchema>;
  regions?: Region[];
  recodes?: Recode[];
  followed?: Followed[];
  /** Addresses per buurt and vintage: postcode with house number, as `6411AA 1`. */
  addresses?: { vintage: number; of: Record<string, string[]> }[];
  editions: GivenEdition[];
  indicators?: Partial<z.input<typeof indicatorSchema>>[];
  goals?: z.input<typeof goalSchema>[];
  programmes?: z.input<typeof programmeSchema>[];
  interventions?: z.input<typeof interventionsSchema>['interventions'];
  /** Contracts of partners, as far as they say who delivers. */
  partners?: Partner[];
  /** Gold tables to be made; default: the values. */
  tables?: string[] | 'all';
  /** The theme of a domain; default: one theme of all. */
  themeOf?: (domain: string) => string;
  /** Weights of domains other than 1. */
  weights?: Record<string, number>;
  /** Rows of tables of the schema `restricted`. */
  restricted?: Record<string, Row[]>;
}

type Partner = NonNullable<Declarations['partner']>[number];

/** What is given, read as the project reads declarations: with every default filled in. */
export interface Declared {
  config: Config;
  areas: { regions: Region[]; recodes: Recode[]; followed: Followed[] };
  indicators: Indicator[];
  goals: Goal[];
  themes: Theme[];
  programmes: Programme[];
  interventions: Intervention[];
  partners: Partner[];
  addresses: NonNullable<Given['addresses']>;
  editions: GivenEdition[];
  restricted: Record<string, Row[]>;
}

/** A declared indicator with everything filled in that a test does not speak of. */
export function indicator(given: Partial<z.input<typeof indicatorSchema>>): Indicator {
  return indicatorSchema.parse({
    id: 'test',
    name_nl: 'Test',
    name_en: 'Test',
    tier: 'core',
    domain: 'leefstijl',
    unit: '%',
    polarity: 'neutral',
    value_kind: 'register',
    source: 'bron',
    measure: 'published',
    definition: 'Wat het is',
    rationale: 'Waarom het telt',
    interpretation: 'Wat een verschil betekent',
    numerator_nl: 'wie het betreft',
    denominator_nl: 'iedereen',
    ...given,
  });
}

export function declared(given: Given): Declared {
  const { regions = [], recodes = [], followed = [] } = given;
  return {
    config: configSchema.parse(given.config ?? {}),
    areas: { regions, recodes, followed },
    indicators: (given.indicators ?? []).map(indicator),
    goals: (given.goals ?? []).map(goal => goalSchema.parse(goal)),
    themes: themes(given),
    programmes: (given.programmes ?? []).map(programme => programmeSchema.parse(programme)),
    interventions: interventionsSchema.parse({ interventions: given.interventions ?? [] }).interventions,
    partners: given.partners ?? [],
    addresses: given.addresses ?? [],
    editions: given.editions,
    restricted: given.restricted ?? {},
  };
}

function themes({ themeOf = () => 'alles', weights = {} }: Given) {
  const ids = [...new Set(DOMAINS.map(themeOf))];
  const domainsOf = (id: string) =>
    DOMAINS.filter(domain => themeOf(domain) === id).map(domain => ({
      domain,
      name_en: domain,
      weight: weights[domain],
    }));
  return themesSchema.parse({
    themes: ids.map(id => ({ id, name_nl: id, name_en: id, domains: domainsOf(id) })),
  }).themes;
}
