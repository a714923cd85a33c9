import path from 'node:path';
import type { ExportJob, Extent } from '../../output/exporter.ts';
import { type Manifest, PUBLIC, writeRelease } from '../../output/release.ts';
import { type PublishedTable, publishedTables } from '../../transforms/tables.ts';
import { quoteText, type Row, type Warehouse } from '../../transforms/warehouse.ts';
import { forLaterFiles } from '../support/clean-up.ts';
import { tempFolder } from '../support/pipeline.ts';
import { PUBLISHER } from '../support/publisher.ts';
import { type Cell, goldWorld, type World } from '../support/warehouse.ts';

/**
 * The areas that people open, of the world of these tests: the group, its two gemeenten and the buurt in them, the country they are
 * compared with, and the benchmark of the goal.
 */
export const OPENED = ['BU00010101', 'GM0001', 'GM0002', 'GM0005', 'NL', 'RG-X'];

export const NOTICE = "LET OP: 'proef', met een ; erin";

/** Texts that files and spreadsheets stumble over, numbers of every kind, and holes. */
const AREAS = {
  GM0001: '=SOM(A1:A9)',
  GM0002: '-Buurt; "De Hoek", a\\b',
  GM0003: '+31 toren',
  GM0004: '@thuis',
  GM0005: 'Súdwest-Fryslân',
  GM0006: 'Boven\nOnder',
  GM0007: "'s-Gravenhage",
  BU00010101: 'Centrum',
  NL: 'Nederland',
};
const FIGURES = {
  GM0001: -0.3,
  GM0002: 12,
  GM0003: 0,
  GM0004: null,
  GM0005: 1_234_567.125,
  GM0006: 0.1,
  GM0007: -5,
  BU00010101: 7,
  NL: 3,
} as const;

export interface Written {
  world: World;
  job: ExportJob;
  manifest: Manifest;
}

/** Releases of one world, which the tests of this worker share. */
const written = new Map<string, Promise<Written>>();
let world: Promise<World> | undefined;

export function writtenRelease(csv: Extent | 'none' = 'all'): Promise<Written> {
  const known = written.get(csv) ?? forLaterFiles(() => writeOne(csv));
  written.set(csv, known);
  return known;
}

/** Does work on the tables of a release, and then takes back what it changed in them. */
export async function changing(release: Written, work: () => Promise<void>): Promise<void> {
  const { warehouse } = release.world;
  await warehouse.run('begin transaction');
  try {
    await work();
  } finally {
    await warehouse.run('rollback');
  }
}

async function writeOne(csv: Extent | 'none'): Promise<Written> {
  world ??= makeWorld();
  const { warehouse } = await world;
  const folder = await tempFolder('release');
  const job = {
    warehouse,
    folder,
    releaseId: '20260115-abc',
    notice: NOTICE,
    publisher: PUBLISHER,
    groups: [],
  };
  const inputs = { snapshots: [], declarations_sha256: 'd', code: { version: '0', sha256: 'c' } };
  return {
    world: await world,
    job,
    manifest: await writeRelease(job, inputs, { csv, onExport: () => undefined }),
  };
}

/** A row of each table that takes a country or a goal to have any: exporters are tested here, not analyses. */
const BY_HAND = [
  "gold.rounding by name select 'een' as indicator_id, 'buurt' as area_level, 2024 as area_vintage, '2020' as period",
  `gold.rank by name select 'een' as indicator_id, 'BU00010101' as area_code, 'buurt' as area_level, 1 as rank`,
  `gold.inequality by name select 'een' as indicator_id, 'buurt' as area_level, 'region' as extent`,
  `gold.goal_part by name
   select 'doel' as goal_id, 'een' as indicator_id, '2020' as period, 'gemeente' as part_level, 'GM0001' as area_code`,
];

async function makeWorld(): Promise<World> {
  const made = await analysed();
  for (const row of BY_HAND) await made.warehouse.run(`insert into ${row}`);
  return made;
}

const analysed = (): Promise<World> =>
  goldWorld({
    tables: 'all',
    restricted: {
      delivery: [
        {
          edition_no: 0,
          source_id: 'peiling',
          partner: 'gemeente',
          access: 'public',
          min_cell: 10,
          min_n: 25,
        },
      ],
      signal: [
        {
          edition_no: 0,
          area_code: 'GM0001',
          period: '2020',
          question: '=Vraag?',
          answer: 'ja; "soms"',
          n: 100,
          share: 62.5,
        },
        {
          edition_no: 0,
          area_code: 'GM0002',
          period: '2020',
          question: '=Vraag?',
          answer: 'ja; "soms"',
          n: 10,
          share: 50,
        },
      ],
    },
    config: {
      notice: NOTICE,
      thresholds: { min_population: 0 },
      area_groups: [
        { code: 'RG-X', name_nl: 'Groep', name_en: 'Group', members: [{ areas: ['GM0001', 'GM0002'] }] },
      ],
    },
    regions: [{ code: 'NL', level: 'land', name: 'Nederland', labels: [], gemeenten: [] }],
    editions: [
      {
        id: '2024',
        margins: true,
        status: 'provisional',
        areas: AREAS,
        figures: [
          { concept: 'x', period: '2020', unit: '%', of: { ...FIGURES, GM0001: [-0.3, -1.25, 0.75] } },
          { concept: 'x', period: '2024', unit: '%', of: { ...FIGURES, GM0003: 100 } },
          { concept: 'y', period: '2020', unit: 'aantal', of: FIGURES },
          ...[2016, 2017, 2018, 2019, 2020].map(year => ({
            concept: 'z',
            age: '5-6',
            period: String(year),
            of: { GM0001: [year - 2000, year - 2001, year - 1999] as Cell, NL: 5 },
          })),
        ],
      },
      { id: '2020', areas: AREAS, figures: [{ concept: 'x', unit: '%', of: FIGURES }] },
    ],
    indicators: [
      {
        id: 'een',
        value: 'x',
        polarity: 'lower_better',
        structural: true,
        definition: '-1 of meer; "aanhaling"',
        interpretation: '= lager is beter',
        breaks: [{ period: '2024', reason: '-15 % door een andere vraag' }],
      },
      { id: 'twee', measure: 'ratio', numerator: 'y', denominator: 'x', name_nl: '@naam' },
      { id: 'vijf', value: 'z', age_group: '5-6', polarity: 'lower_better' },
      { id: 'leeg', value: 'bestaat-niet', headline: true },
    ],
    programmes: [
      {
        id: 'programma',
        name_nl: '+Programma; "een"',
        name_en: 'Programme',
        status: 'draft',
        status_note: '=voorbeeld',
        line: 'vitale wijken',
        pillar: 'fysiek',
        ses_theme: 'wonen',
        owner: '@gemeente',
        target_group: 'Iedereen',
        areas: ['GM0001', 'RG-X'],
        area_vintage: 2024,
        period: { from: '2020-01-01' },
        domains: ['leefstijl'],
        evidence: 'onbekend',
        kpis: [
          {
            id: 'bereik',
            name_nl: 'Bereik <b>',
            name_en: 'Reach',
            stage: 'output',
            indicator: 'een',
            direction: 'at_most',
            target: { value: 0, by: '2028-12-31' },
            baseline: '2020',
            outcomes: ['vijf'],
            rules: [{ threshold: -5, by: '2020-12-31', otherwise: 'stop' }],
          },
        ],
        verdicts: [{ date: '2025-01-01', verdict: 'adjust', by: 'Stuurgroep', reason: '-1' }],
      },
    ],
    goals: [
      {
        id: 'doel',
        name_nl: '=Doel; "een"',
        name_en: 'Goal',
        goal: 'Vie',
        population: 'GM0001',
        benchmark: { area: 'GM0005' },
        rule: 'at_least',
        baseline: '2020',
        indicators: ['een', 'twee'],
        printed: [
          { indicator: 'een', area: 'GM0002', period: '2020', value: 12, source: 'Nota', difference: 'Geen' },
        ],
      },
    ],
  });

export const fileOf = (written: Written, ...parts: string[]): string =>
  path.join(written.job.folder, PUBLIC, ...parts);

/** The rows of a Parquet file in the order in which they stand. */
export const parquetRows = (warehouse: Warehouse, file: string): Promise<Row[]> =>
  warehouse.all(
    `select * exclude (file_row_number) from read_parquet(${quoteText(file)}, file_row_number = true)
     order by file_row_number`,
  );

export const namesOf = (table: PublishedTable): string[] => table.columns.map(column => column.name);

export const TABLES = publishedTables().map(table => [table.name, table] as const);
