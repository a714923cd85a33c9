import path from 'node:path';
import { DOMAINS } from '../../indicators/declaration.ts';
import { projectRoot } from '../../kernel/root.ts';
import { loadProject } from '../../pipelines/project.ts';
import { type DemoArea, demoCountry, withParts } from '../../sources/demo/areas.ts';
import { prepareInput } from '../../transforms/build.ts';
import { computeGold, computeSilver } from '../../transforms/compute.ts';
import { normalDraws, type Random, seededRandom } from '../../transforms/formulas/random.ts';
import { IN_MEMORY, Warehouse } from '../../transforms/warehouse.ts';
import { kpi, programme } from '../transforms/gold/programmes.ts';
import { type Cell, declared, type Figure, type Given } from './given.ts';
import { editionRows } from './given-rows.ts';

/** Tables with findings, which is all that is made of a world. */
const FINDING_TABLES = ['comparison', 'trend', 'hot_spot', 'co_occurrence', 'cumulation', 'programme_effect'];
const YEARS = ['2021', '2022', '2023', '2024', '2025'];
/** The same share everywhere and always, of all inhabitants or of those who were asked. */
const COUNTED = [0.02, 0.08, 0.2, 0.35, 0.5];
const ASKED = [0.1, 0.25, 0.5];
const STRUCTURES = 6;

export interface NullPlace {
  country: DemoArea;
  given: Pick<Given, 'config' | 'regions' | 'indicators' | 'programmes'>;
}

/** The places of the demo, with indicators and a programme in which nothing is to be found. */
export async function nullPlace(root: string): Promise<NullPlace> {
  const { loaded, regions, programmes } = await loadProject({ root, env: {} });
  const { control: _, ...config } = loaded.config;
  const ids = [...COUNTED.keys()].map(at => `telling-${at}`);
  const asked = [...ASKED.keys()].map(at => `vraag-${at}`);
  const started = programmes.find(({ value }) => value.id === 'beweegprogrammas')?.value;
  const about = (at: number) => ({
    domain: DOMAINS[at] ?? 'leefstijl',
    polarity: 'lower_better' as const,
  });
  const reach = kpi({
    indicator: 'telling-0',
    baseline: '2023',
    target: { value: 90, by: '2027-12-31' },
    outcomes: [...ids.slice(1), ...asked],
  });
  return {
    country: (await demoCountry(root)).country,
    given: {
      config: { ...config, ranking: [] },
      regions,
      indicators: [
        ...ids.map((id, at) => {
          return { id, ...about(at), measure: 'ratio' as const, numerator: id, denominator: 'inwoners' };
        }),
        ...asked.map((id, at) => ({
          id,
          ...about(at + COUNTED.length),
          value: id,
          value_kind: 'survey' as const,
        })),
        ...Array.from({ length: STRUCTURES }, (__, at) => {
          return { id: `opbouw-${at}`, value: `opbouw-${at}`, structural: true };
        }),
      ],
      programmes: [
        programme({
          areas: started?.areas ?? [],
          period: { from: '2024-01-01' },
          control_group: 'gelijkende wijken',
          kpis: [reach],
        }),
      ],
    },
  };
}

/** A world in which areas, years and indicators differ by chance alone, with the tables that could say otherwise. */
export async function nullWorld({ country, given }: NullPlace, seed: number): Promise<Warehouse> {
  const { config, areas, indicators, themes, programmes } = declared({ ...given, editions: [] });
  const warehouse = await Warehouse.open(IN_MEMORY, { threads: 1, memory_limit: '1GB' });
  await prepareInput(warehouse, TRANSFORMS, {
    config: [config],
    region: areas.regions,
    indicator: indicators,
    theme: themes,
    programme: programmes,
  });
  const edition = { id: '2025', vintage: 2025, margins: true, figures: figuresOf(country, seed) };
  for (const [table, rows] of Object.entries(editionRows([edition]))) await warehouse.insert(table, rows);
  await computeSilver(warehouse, TRANSFORMS);
  await computeGold(warehouse, TRANSFORMS, { only: FINDING_TABLES.map(name => `gold.${name}`) });
  return warehouse;
}

const TRANSFORMS = path.join(projectRoot(), 'transforms');

function figuresOf(country: DemoArea, seed: number): Figure[] {
  const random = seededRandom(seed);
  const normal = normalDraws(random);
  const areas = withParts(country);
  const figure = (concept: string, period: string, cellOf: (area: DemoArea) => Cell): Figure => {
    return { concept, period, of: Object.fromEntries(areas.map(area => [area.code, cellOf(area)])) };
  };
  return YEARS.flatMap(period => [
    figure('inwoners', period, area => area.inhabitants),
    ...COUNTED.map((share, at) => {
      const counts = countsIn(country, share, random);
      return figure(`telling-${at}`, period, area => counts.get(area.code) ?? null);
    }),
    ...ASKED.map((share, at) => figure(`vraag-${at}`, period, area => answered(area, share, random))),
    ...Array.from({ length: period === '2025' ? STRUCTURES : 0 }, (_, at) =>
      figure(`opbouw-${at}`, period, () => Math.round(100 + 15 * normal())),
    ),
  ]);
}

/** Counts of the buurten, and of what is made of them. */
function countsIn(country: DemoArea, share: number, random: Random): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (area: DemoArea): number => {
    const persons =
      area.parts.length === 0
        ? binomial(area.inhabitants, share, random)
        : area.parts.reduce((sum, part) => sum + count(part), 0);
    counts.set(area.code, persons);
    return persons;
  };
  count(country);
  return counts;
}

/** A fifth of the inhabitants, at most 2,000 (of the country many more): a percentage with its Wilson interval. */
function answered({ code, inhabitants }: DemoArea, share: number, random: Random): Cell {
  const n = Math.round(Math.min(code === 'NL' ? 100_000 : 2000, inhabitants / 5));
  if (n < 10) return null;
  const p = binomial(n, share, random) / n;
  const z = 1.959964;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const printed = (part: number) => Number((100 * part).toFixed(1));
  return [printed(p), printed(middle - half), printed(middle + half)];
}

/** A binomial draw: the waits for the next one are geometric (Devroye 1986, X.4.3); of many as good as normal. */
function binomial(n: number, share: number, random: Random): number {
  const variance = n * share * (1 - share);
  if (variance > 200) return Math.round(n * share + Math.sqrt(variance) * normalDraws(random)());
  const scale = Math.log(1 - share);
  let drawn = 0;
  for (let at = Math.floor(Math.log(1 - random()) / scale); at < n; drawn++)
    at += 1 + Math.floor(Math.log(1 - random()) / scale);
  return drawn;
}
