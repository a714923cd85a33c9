import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row } from '../../../transforms/warehouse.ts';
import { type Cell, type Given, goldWorld, type indicator } from '../../support/warehouse.ts';
import { type Gold, supports } from './finding-support.ts';
import { intervention } from './programmes.ts';

type Declared = Parameters<typeof indicator>[0];

const GEMEENTEN = ['GM0001', 'GM0002', 'GM0003'];
const BUURTEN = GEMEENTEN.flatMap(code => ['01', '02', '03', '04'].map(at => `BU${code.slice(2)}01${at}`));
const WIJKEN = GEMEENTEN.map(code => `WK${code.slice(2)}01`);
const ELSEWHERE = Array.from({ length: 20 }, (_, at) => `GM01${at + 10}`);
const AREAS = ['NL', ...GEMEENTEN, ...WIJKEN, ...BUURTEN, ...ELSEWHERE];
const DOMAINS = ['leefstijl', 'onderwijs', 'veiligheid'] as const;
const YEARS = ['2020', '2021', '2022', '2023', '2024'];

/** A value around a level, with an interval, without one, or none at all. */
const cell = (level: number): fc.Arbitrary<Cell> =>
  fc
    .record({
      by: fc.double({ min: -0.8, max: 0.8, noNaN: true }),
      // The last are so wide that the figure is unreliable.
      width: fc.oneof(
        { weight: 6, arbitrary: fc.double({ min: 0.01, max: 0.3, noNaN: true }) },
        { weight: 1, arbitrary: fc.double({ min: 1, max: 2, noNaN: true }) },
      ),
      kind: fc.integer({ min: 0, max: 9 }),
    })
    .map(({ by, width, kind }): Cell => {
      const value = level * (1 + by);
      if (kind === 0) return null;
      return kind === 1 ? value : [value, value * (1 - width), value * (1 + width)];
    });

const figures = (level: number): fc.Arbitrary<Record<string, Cell>> =>
  fc
    .tuple(...AREAS.map(() => cell(level)))
    .map(cells => Object.fromEntries(AREAS.map((area, at) => [area, cells[at] ?? null])));

/** An indicator with the cells of its years. */
const drawn = fc
  .record({
    domain: fc.constantFrom(...DOMAINS),
    polarity: fc.constantFrom('lower_better', 'lower_better', 'higher_better', 'neutral'),
    value_kind: fc.constantFrom('survey', 'register', 'survey', 'model_estimate'),
    construct: fc.constantFrom('een', undefined, undefined, undefined),
    years: fc.integer({ min: 1, max: YEARS.length }),
    level: fc.constantFrom(2, 30),
  })
  .chain(({ years, level, construct, ...more }) =>
    fc
      .tuple(...YEARS.slice(-years).map(() => figures(level)))
      .map(cells => ({ declared: { ...more, ...(construct ? { construct } : {}) }, cells })),
  );
type Drawn = { declared: Declared; cells: Record<string, Cell>[] };

const idOf = (at: number): string => `figuur-${at}`;

const goal = (id: string, population: string, rule: 'close_gap' | 'parity', indicators: string[]) => ({
  id,
  name_nl: id,
  name_en: id,
  goal: 'Vie' as const,
  population,
  benchmark: { area: 'NL' },
  rule,
  ...(rule === 'close_gap' ? { share: 0.25, baseline: '2020', deadline: '2030' } : {}),
  indicators,
});

function world(list: Drawn[]): Given {
  const measured = list.flatMap(({ declared }, at) =>
    declared.value_kind === 'model_estimate' || declared.polarity === 'neutral' ? [] : [idOf(at)],
  );
  return {
    tables: ['finding', 'indicator'],
    config: {
      area_groups: [{ code: 'RG-X', name_nl: 'X', name_en: 'X', members: [{ areas: GEMEENTEN }] }],
      region: 'RG-X',
      thresholds: { min_population: 0 },
      benchmarks: [
        { code: 'NL', name_nl: 'Nederland', name_en: 'The Netherlands', area: 'NL' },
        { code: 'VORIGE', name_nl: 'vorige', name_en: 'before', own: 'previous' },
      ],
    },
    editions: [
      {
        source: 'kwb',
        id: '2024',
        figures: [{ concept: 'inwoners', of: Object.fromEntries(AREAS.map(a => [a, 1000])) }],
      },
      ...YEARS.map((id, year) => ({
        id,
        vintage: 2024,
        margins: true,
        figures: list.flatMap(({ cells }, at) => {
          const of = cells[year - YEARS.length + cells.length];
          return of ? [{ concept: idOf(at), of }] : [];
        }),
      })),
    ],
    indicators: list.map(({ declared }, at) => ({
      ...declared,
      id: idOf(at),
      value: idOf(at),
      weight: { concept: 'inwoners' },
      people: { nl: 'mensen', en: 'people' },
    })),
    goals: [goal('een', 'GM0001', 'parity', measured), goal('twee', 'RG-X', 'close_gap', measured)],
    interventions: [intervention('loopt', { areas: ['GM0002', 'BU00010101'], domains: ['leefstijl'] })],
  };
}

const TABLES = [
  'comparison',
  'excess_persons',
  'cumulation',
  'domain_breadth',
  'intervention_gap',
  'trend',
  'goal_progress',
  'goal_part',
  'hot_spot',
  'indicator',
];

async function goldOf(list: Drawn[]): Promise<Gold & { finding: Row[]; areas: string[] }> {
  const { warehouse } = await goldWorld(world(list));
  const tables: Gold = {};
  for (const name of TABLES) tables[name] = await warehouse.all(`select * from gold.${name}`);
  const finding = await warehouse.all('select * from gold.finding order by area_code, place');
  const areas = await warehouse.all<{ area_code: string }>('select area_code from analysis.judged_area');
  return { ...tables, finding, areas: areas.map(one => one.area_code) } as Gold & {
    finding: Row[];
    areas: string[];
  };
}

test('whatever the figures, each finding stands in the table it comes from, with that verdict', async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    // One world holds all the cases of a run.
    fc.asyncProperty(fc.array(drawn, { minLength: 24, maxLength: 24 }), async list => {
      const { finding, areas, ...gold } = await goldOf(list);
      for (const row of finding) {
        expect({ row, why: supports(row, gold) }).toEqual({ row, why: [] });
        seen.set(String(row['finding']), (seen.get(String(row['finding'])) ?? 0) + 1);
      }
      for (const area of areas) {
        const own = finding.filter(row => row['area_code'] === area);
        expect(own.map(row => row['place'])).toEqual(own.map((_, at) => at + 1));
        expect(own.length).toBeGreaterThan(0);
        expect(own.length).toBeLessThanOrEqual(12);
        const scores = own.map(row => Number(row['score']));
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }
    }),
    { numRuns: 1, endOnFailure: true },
  );
  // What is generated brings these kinds, so that the check is put to them.
  for (const kind of ['figure', 'excess', 'since_previous'])
    expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(0);
}, 120_000);
