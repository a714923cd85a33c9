import { DOMAINS } from '../../indicators/declaration.ts';
import { projectText } from '../../kernel/root.ts';
import { quoteText, type Warehouse } from '../../transforms/warehouse.ts';
import { type IndicatorFacts, readFacts } from '../dictionary/facts.ts';
import { decimalsOf } from '../dictionary/latest.ts';
import { grouped } from '../grouped.ts';
import type { Outline } from './draw/map.ts';
import { drawOutlines, type OutlineRow } from './outlines.ts';
import { type GapRow, type ProgrammeFacts, readGaps, readProgrammes } from './programme-facts.ts';
import type {
  AreaRow,
  BreadthRow,
  CumulationRow,
  ExcessRow,
  FigureRow,
  FindingRow,
  GoalRow,
  HotSpotRow,
  InterventionRow,
  NodeRow,
  PostcodeRow,
  RedRedRow,
  RelationRow,
  SeriesRow,
} from './rows.ts';

/** Everything the pages are made of: the figures of the region only. */
export interface SiteFacts {
  areas: AreaRow[];
  indicators: IndicatorFacts[];
  /** Dutch name of each indicator. */
  names: ReadonlyMap<string, string>;
  decimals: ReadonlyMap<string, number>;
  /** By area, then by indicator. */
  figures: ReadonlyMap<string, ReadonlyMap<string, FigureRow>>;
  /** By level and indicator, from low to high. */
  values: ReadonlyMap<string, number[]>;
  series: ReadonlyMap<string, SeriesRow[]>;
  nodes: ReadonlyMap<string, NodeRow[]>;
  cumulation: ReadonlyMap<string, CumulationRow>;
  breadth: BreadthRow[];
  goals: GoalRow[];
  hotSpots: ReadonlyMap<string, HotSpotRow[]>;
  findings: ReadonlyMap<string, FindingRow[]>;
  excess: ReadonlyMap<string, ExcessRow[]>;
  redRed: ReadonlyMap<string, RedRedRow[]>;
  interventions: ReadonlyMap<string, InterventionRow[]>;
  programmes: ProgrammeFacts[];
  gaps: GapRow[];
  relations: RelationRow[];
  /** None where no list of addresses was fetched. */
  postcodes: PostcodeRow[];
  outlines: ReadonlyMap<string, Outline>;
  /** Vintage of the outlines; null where there are none. */
  outlineVintage: number | null;
}

/** Asks the tables for everything that the pages show; `region`: of another area group than the region of the config. */
export async function readSite(warehouse: Warehouse, groups: string[], region?: string): Promise<SiteFacts> {
  await warehouse.run(`set variable shown_region = ${region ? quoteText(region) : 'null::varchar'}`);
  const rowsOf = <T>(name: string) => warehouse.all<T>(projectText(`output/site/facts/${name}.sql`));
  const areas = await rowsOf<AreaRow>('areas');
  await warehouse.run(
    `create or replace temp table shown_area as ${projectText('output/site/facts/areas.sql').replace(/\n*$/, '')}`,
  );
  const indicators = inOrder(await readFacts(warehouse, { groups }));
  const outlines = await rowsOf<OutlineRow>('outlines');
  const figures = await rowsOf<FigureRow>('figures');
  const facts = {
    areas,
    indicators,
    names: new Map(indicators.map(({ indicator }) => [indicator.indicator_id, indicator.name_nl])),
    decimals: new Map(
      indicators.map(({ indicator, latest }) => [indicator.indicator_id, decimalsOf(latest)]),
    ),
    figures: nested(figures),
    values: valuesOf(figures, areas),
    series: grouped(await rowsOf<SeriesRow>('series'), row => row.indicator_id),
    nodes: grouped(await rowsOf<NodeRow>('nodes'), row => row.area_code),
    cumulation: new Map(
      (await rowsOf<CumulationRow>('cumulation')).map(row => [row.area_code, row] as const),
    ),
    breadth: await rowsOf<BreadthRow>('breadth'),
    goals: await rowsOf<GoalRow>('goals'),
    hotSpots: grouped(await rowsOf<HotSpotRow>('hot-spots'), row => row.area_code),
    findings: grouped(await rowsOf<FindingRow>('findings'), row => row.area_code),
    excess: grouped(await rowsOf<ExcessRow>('excess'), row => row.area_code),
    redRed: grouped(await rowsOf<RedRedRow>('red-red'), row => row.area_code),
    interventions: grouped(await rowsOf<InterventionRow>('interventions'), row => row.area_code),
    programmes: await readProgrammes(warehouse),
    gaps: await readGaps(warehouse),
    relations: await rowsOf<RelationRow>('relations'),
    postcodes: await rowsOf<PostcodeRow>('postcodes'),
    outlines: drawOutlines(outlines, partsOf(areas)),
    outlineVintage: outlines[0]?.area_vintage ?? null,
  };
  await warehouse.run('drop table shown_area');
  return facts;
}

/** By domain, headlines first, then by name. */
const inOrder = (all: IndicatorFacts[]): IndicatorFacts[] =>
  all
    .map(one => ({
      one,
      key: [(DOMAINS as readonly string[]).indexOf(one.indicator.domain), one.indicator.headline ? 0 : 1],
      name: one.indicator.name_nl,
    }))
    .sort(
      (a, b) =>
        (a.key[0] ?? 0) - (b.key[0] ?? 0) || (a.key[1] ?? 0) - (b.key[1] ?? 0) || (a.name < b.name ? -1 : 1),
    )
    .map(({ one }) => one);

/** The buurten of each wijk and gemeente. */
function partsOf(areas: AreaRow[]): Map<string, string[]> {
  const parts = new Map<string, string[]>();
  for (const { area_code, wijk_code, gemeente_code } of areas)
    for (const parent of [wijk_code, gemeente_code])
      if (parent) parts.set(parent, [...(parts.get(parent) ?? []), area_code]);
  return parts;
}

function valuesOf(figures: FigureRow[], areas: AreaRow[]): Map<string, number[]> {
  const levels = new Map(areas.map(area => [area.area_code, area.area_level]));
  const known = figures.filter(row => row.value !== null);
  const byLevel = grouped(known, row => `${levels.get(row.area_code)} ${row.indicator_id}`);
  return new Map(
    [...byLevel].map(([key, own]) => [key, own.map(row => row.value ?? 0).sort((a, b) => a - b)]),
  );
}

const nested = (rows: FigureRow[]): Map<string, Map<string, FigureRow>> =>
  new Map(
    [...grouped(rows, row => row.area_code)].map(([code, own]) => [
      code,
      new Map(own.map(row => [row.indicator_id, row])),
    ]),
  );
