import path from 'node:path';
import type { z } from 'zod';
import { computeGold, computeSilver } from '../../indicators/compute.ts';
import { configSchema } from '../../indicators/config.ts';
import { DOMAINS, goalSchema, type Indicator, indicatorSchema } from '../../indicators/declaration.ts';
import { parsePeriod } from '../../indicators/periods.ts';
import { interventionsSchema, programmeSchema } from '../../indicators/programme.ts';
import { themesSchema } from '../../indicators/themes.ts';
import { projectRoot } from '../../kernel/root.ts';
import type { Followed, Recode, Region } from '../../sources/areas/declaration.ts';
import { prepareInput } from '../../transforms/build.ts';
import { type Row, type Scalar, Warehouse } from '../../transforms/warehouse.ts';
import { onFileEnd } from './clean-up.ts';
import { tempFolder } from './pipeline.ts';

export const SETTINGS = { threads: 1, memory_limit: '256MB' };
export const TRANSFORMS = path.join(projectRoot(), 'transforms');

/** A database in a folder of its own, closed when the tests of the file are done. */
export async function openWarehouse(): Promise<Warehouse> {
  const warehouse = await Warehouse.open(path.join(await tempFolder('warehouse'), 'test.duckdb'), SETTINGS);
  onFileEnd(() => warehouse.close());
  return warehouse;
}

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
  /** Gold tables to be made; default: the values. */
  tables?: string[] | 'all';
  /** The theme of a domain; default: one theme of all. */
  themeOf?: (domain: string) => string;
  /** Weights of domains other than 1. */
  weights?: Record<string, number>;
  /** Rows of tables of the schema `restricted`. */
  restricted?: Record<string, Row[]>;
}

export interface World {
  warehouse: Warehouse;
  indicators: Indicator[];
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

/** The input tables filled by hand, and the silver tables made from them. */
export async function silverWorld(given: Given): Promise<World> {
  const warehouse = await openWarehouse();
  const config = configSchema.parse(given.config ?? {});
  const indicators = (given.indicators ?? []).map(indicator);
  const { regions = [], recodes = [], followed = [], addresses = [] } = given;
  await prepareInput(warehouse, TRANSFORMS, {
    config: [config],
    region: regions,
    recode: recodes,
    followed,
    indicator: indicators,
    goal: (given.goals ?? []).map(goal => goalSchema.parse(goal)),
    theme: themes(given),
    programme: (given.programmes ?? []).map(programme => programmeSchema.parse(programme)),
    intervention: interventionsSchema.parse({ interventions: given.interventions ?? [] }).interventions,
  });
  await insertEditions(warehouse, given.editions);
  await warehouse.insert('input.address', addresses.flatMap(addressRows));
  await computeSilver(warehouse, TRANSFORMS);
  return { warehouse, indicators };
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

/** What nearly every test looks at; planning all analyses anew takes seconds. */
const VALUES = ['indicator_value', 'indicator_series', 'indicator', 'area', 'source'];

/** The gold tables on top: those of values, or the tables given, or all. */
export async function goldWorld(given: Given): Promise<World> {
  const world = await silverWorld(given);
  const { tables = VALUES } = given;
  const only = tables === 'all' ? undefined : tables.map(name => `gold.${name}`);
  for (const [table, rows] of Object.entries(given.restricted ?? {}))
    await world.warehouse.insert(`restricted.${table}`, rows);
  await computeGold(world.warehouse, TRANSFORMS, { only });
  return world;
}

export interface ValueRow extends Row {
  area_code: string;
  period: string;
  value: number | null;
  missing_reason: string | null;
  coverage: number | null;
  method: string;
}

/** Rows of gold.indicator_value, by area and period. */
export const valuesOf = ({ warehouse }: World, where = 'true'): Promise<ValueRow[]> =>
  warehouse.all<ValueRow>(
    `select * from gold.indicator_value where ${where} order by area_code, area_vintage, period, sex, age_group`,
  );

/** The one row that meets a condition. */
export async function rowOf(world: World, where: string): Promise<ValueRow> {
  const rows = await valuesOf(world, where);
  if (rows.length === 1 && rows[0]) return rows[0];
  throw new Error(`${rows.length} rows where ${where}`);
}

const figuresOf = ({ figures = [] }: GivenEdition): Figure[] => figures;
const periodOf = (figure: Figure, edition: GivenEdition): string => figure.period ?? edition.id;

const addressRows = ({ vintage, of }: { vintage: number; of: Record<string, string[]> }): Row[] =>
  Object.entries(of).flatMap(([buurt_code, list]) =>
    list.map(address => {
      const [pc6 = '', number] = address.split(' ');
      return { area_vintage: vintage, pc6, house_number: Number(number), buurt_code };
    }),
  );

async function insertEditions(warehouse: Warehouse, editions: GivenEdition[]): Promise<void> {
  const areaNo = numbering();
  const sliceNo = numbering();
  const topicNo = numbering();
  for (const [edition_no, edition] of editions.entries()) {
    await describe(warehouse, edition_no, edition);
    const cells: Row[] = [];
    const topics = new Map<number, Row>();
    for (const figure of figuresOf(edition)) {
      const { concept, sex = 'total', age = 'total', of } = figure;
      const topic_id = topicNo(`${edition_no}/${concept}`);
      const { unit = '%', decimals = null } = figure;
      topics.set(topic_id, { topic_id, edition_no, concept, topic_key: concept, unit, decimals });
      const slice_no = sliceNo([periodOf(figure, edition), sex, age].join('|'));
      for (const [area, cell] of Object.entries(of)) {
        const [value, lower_95, upper_95] = Array.isArray(cell)
          ? cell
          : [typeof cell === 'string' ? null : cell, null, null];
        const reason = typeof cell === 'string' ? cell : null;
        cells.push({ topic_id, slice_no, area_no: areaNo(area), value, lower_95, upper_95, reason });
      }
    }
    await warehouse.insert('input.topic', [...topics.values()]);
    await warehouse.insert('input.cell', cells);
  }
  await warehouse.insert(
    'input.area_key',
    areaNo.all().map(([area_code, area_no]) => ({ area_no, area_code })),
  );
  await warehouse.insert(
    'input.slice',
    sliceNo.all().map(([key, slice_no]) => {
      const [period = '', sex = '', age_group = ''] = key.split('|');
      return { slice_no, period, sex, age_group };
    }),
  );
}

async function describe(warehouse: Warehouse, edition_no: number, edition: GivenEdition): Promise<void> {
  const { source = 'bron', id, table = `T${id}`, vintage = Number(id) } = edition;
  const about: Record<string, Scalar> = {
    edition_no,
    edition_key: `${source}/${id}`,
    source_id: source,
    edition_id: id,
    table_id: table,
    area_vintage: vintage,
    snapshot_id: `snapshot-${table}`,
    retrieved_at: '2026-01-15T04:30:00.000Z',
    licence: 'CC BY 4.0',
    citation: source,
    rhythm: 'jaarlijks',
    row_count: 1,
    empty_cell: edition.empty_cell ?? 'not_published',
    empty_topic: edition.empty_topic ?? 'not_measured',
    area_list: edition.area_list ?? 'exact',
    has_margins: edition.margins ?? false,
  };
  await warehouse.insert('input.edition', [about]);
  const figures = figuresOf(edition);
  const codes = new Set(figures.flatMap(figure => Object.keys(figure.of)));
  const names = edition.areas ?? Object.fromEntries([...codes].map(code => [code, code]));
  await warehouse.insert(
    'input.area_item',
    Object.entries(names).map(([area_code, name]) => {
      return { edition_no, area_code, name, municipality: edition.municipalities?.[area_code] ?? null };
    }),
  );
  await warehouse.insert(
    'input.area_text',
    Object.entries({ indelingswijziging: edition.flags ?? {}, ...edition.texts }).flatMap(
      ([concept, texts]) =>
        Object.entries(texts).map(([area_code, text]) => ({ edition_no, area_code, concept, text })),
    ),
  );
  const periods = new Set(figures.map(figure => periodOf(figure, edition)));
  await warehouse.insert(
    'input.period_item',
    [...periods].map(period => {
      const years = { start: `${period.slice(0, 4)}-01-01`, end: `${period.slice(-4)}-12-31`, kind: 'year' };
      const { start: period_start, end: period_end, kind } = parsePeriod(period) ?? years;
      return { edition_no, period, period_start, period_end, kind, status: edition.status ?? 'final' };
    }),
  );
}

function numbering() {
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
    return numbers.get(key) ?? 0;
  };
  return Object.assign(numberOf, { all: () => [...numbers] });
}
