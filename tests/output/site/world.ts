import fs from 'node:fs/promises';
import path from 'node:path';
import type { ExportJob } from '../../../output/exporter.ts';
import type { Comparison, IndicatorDiff, Revision } from '../../../output/revision/revision.ts';
import { writeSite } from '../../../output/site/write.ts';
import { forLaterFiles } from '../../support/clean-up.ts';
import { tempFolder } from '../../support/pipeline.ts';
import { PUBLISHER } from '../../support/publisher.ts';
import { type Cell, type Figure, type Given, goldWorld, type World } from '../../support/warehouse.ts';
import { intervention, kpi, programme } from '../../transforms/gold/programmes.ts';

export const HOSTILE = '<script>alert("x")</script> & \'co\'';
export const LONG_NAME = 'Bedrijventerrein Ooster-Nieuwenhagerbeeklaan en omgevingen II';
export const NOTICE = 'Proefgegevens & "verzonnen"';

/** Every reason for which there may be no figure. */
export const REASONS = [
  'not_measured',
  'not_published',
  'not_applicable',
  'not_comparable',
  'suppressed',
  'below_coverage',
  'awaiting_source',
  'zero_denominator',
  'no_denominator',
  'rounding',
] as const;

/** Nothing is known of the first, and everything of the second is suppressed. */
export const EMPTY_BUURT = 'BU09170203';
export const SECRET_BUURT = 'BU09280103';

const GEMEENTEN = { GM0917: 'Heerlen', GM0928: 'Kerkrade' };
const WIJKEN = {
  WK091701: 'Wijk 01 Centrum',
  WK091702: 'Wijk 02 Noord',
  WK092800: 'Wijk 00 Kerkrade-West',
  WK092801: `Wijk 01 ${HOSTILE}`,
};
const BUURTEN = Object.fromEntries(
  Object.keys(WIJKEN).flatMap(wijk =>
    [0, 1, 2, 3].map(n => [`${wijk.replace('WK', 'BU')}0${n}`, `Buurt ${wijk.slice(-2)}-${n}`]),
  ),
);
const NAMES: Record<string, string> = {
  NL: 'Nederland',
  ...GEMEENTEN,
  ...WIJKEN,
  ...BUURTEN,
  BU09280000: LONG_NAME,
  BU09280001: 'Buurt "De Hoek"',
  [EMPTY_BUURT]: 'Niemandsland',
  [SECRET_BUURT]: 'Geheim',
};
const PLACES = Object.keys(NAMES).filter(code => code !== EMPTY_BUURT);

/** A value with its margin for every area but those of which nothing may be seen. */
const everywhere = (of: (code: string, n: number) => Cell): Record<string, Cell> =>
  Object.fromEntries(PLACES.map((code, n) => [code, code === SECRET_BUURT ? 'suppressed' : of(code, n)]));

const about = (value: number, margin: number): Cell => [value, value - margin, value + margin];
const steps = (nl: number, step: number, margin: number) =>
  everywhere((code, n) => (code === 'NL' ? about(nl, 0.1) : about(nl + ((n % 7) - 3) * step, margin)));

const yearly = (concept: string, years: number[], of: (year: number) => Record<string, Cell>): Figure[] =>
  years.map(year => ({ concept, period: String(year), of: of(year) }));

const FIGURES: Figure[] = [
  ...yearly('roken', [2018, 2019, 2020, 2021, 2022, 2023, 2024], year => steps(18 - (year - 2018), 1.5, 2)),
  ...yearly('gezond', [2012, 2016, 2020, 2024], year => steps(76 + (year - 2012) / 4, 3, 4)),
  { concept: 'eenzaam', of: steps(45, 2.5, 3) },
  { concept: 'bijstand', unit: 'per 1.000', of: everywhere((code, n) => (code === 'NL' ? 40 : 30 + 5 * n)) },
  { concept: 'grijs', of: steps(20, 2, 1) },
  { concept: 'ses', unit: 'score', decimals: 3, of: steps(0, 0.2, 0.05) },
  {
    concept: 'gaten',
    of: everywhere((code, n) =>
      code.startsWith('BU') ? (REASONS[n - 7] ?? about(10, 1)) : code === 'NL' ? about(9, 0.1) : about(8, 2),
    ),
  },
  { concept: 'mensen', unit: 'aantal', of: everywhere((_, n) => 1200 + 100 * n) },
];

const GIVEN: Given = {
  tables: 'all',
  config: {
    programme: 'Proefprogramma',
    notice: NOTICE,
    region: 'RG-X',
    thresholds: { min_population: 0 },
    area_groups: [
      { code: 'RG-X', name_nl: 'Proefregio', name_en: 'Region', members: [{ areas: ['GM0917', 'GM0928'] }] },
      { code: 'RG-OOST', name_nl: 'Oostkant', name_en: 'East', members: [{ areas: ['GM0928'] }] },
    ],
  },
  regions: [{ code: 'NL', level: 'land', name: 'Nederland', labels: [], gemeenten: [] }],
  editions: [{ id: '2024', margins: true, status: 'provisional', areas: NAMES, figures: FIGURES }],
  indicators: [
    {
      id: 'roken',
      name_nl: `Roken ${HOSTILE}`,
      value: 'roken',
      value_kind: 'survey',
      polarity: 'lower_better',
      headline: true,
    },
    {
      id: 'gezond',
      name_nl: 'Ervaren gezondheid',
      domain: 'gezondheid & vitaliteit',
      value: 'gezond',
      value_kind: 'survey',
      polarity: 'higher_better',
      headline: true,
      breaks: [{ period: '2024', reason: 'een andere vraag' }],
    },
    {
      id: 'eenzaam',
      name_nl: 'Eenzaamheid',
      domain: 'mentale gezondheid & eenzaamheid',
      value: 'eenzaam',
      value_kind: 'model_estimate',
      polarity: 'lower_better',
    },
    {
      id: 'bijstand',
      name_nl: 'Bijstand',
      domain: 'werk & inkomen',
      unit: 'per 1.000',
      value: 'bijstand',
      polarity: 'lower_better',
    },
    { id: 'grijs', name_nl: '65 jaar of ouder', domain: 'bevolking & vergrijzing', value: 'grijs' },
    {
      id: 'ses',
      name_nl: 'Score',
      domain: 'brede welvaart & SES',
      unit: 'score',
      value: 'ses',
      polarity: 'higher_better',
    },
    { id: 'gaten', name_nl: 'Met gaten', domain: 'veiligheid', value: 'gaten', polarity: 'lower_better' },
    { id: 'mensen', name_nl: 'Mensen', domain: 'bevolking & vergrijzing', unit: 'aantal', value: 'mensen' },
    { id: 'leeg', name_nl: 'Nog zonder bron', domain: 'onderwijs', value: 'bestaat-niet' },
  ],
  goals: [
    {
      id: 'inlopen',
      name_nl: `Achterstand ${HOSTILE}`,
      name_en: 'Gap',
      goal: 'Trendbreuk',
      population: 'GM0928',
      benchmark: { area: 'NL' },
      rule: 'close_gap',
      share: 0.25,
      baseline: '2018',
      path_from: '2019',
      deadline: '2030-12-31',
      indicators: ['roken'],
    },
    {
      id: 'later',
      name_nl: 'Nog niet te meten',
      name_en: 'Later',
      goal: 'NOVI',
      population: 'RG-X',
      benchmark: { area: 'NL' },
      rule: 'at_least',
      indicators: ['leeg'],
    },
  ],
  programmes: [
    programme({
      name_nl: `Bewegen ${HOSTILE}`,
      owner: '<b>Gemeente</b>',
      areas: ['GM0928'],
      kpis: [kpi({ indicator: 'roken', outcomes: ['gezond'], target: { value: 10, by: '2026-12-31' } })],
    }),
  ],
  interventions: [
    intervention('maatje', { name_nl: 'Maatje', areas: ['WK092801'], domains: ['werk & inkomen'] }),
    intervention('ploeg', { name_nl: 'Oostploeg', areas: ['RG-OOST'] }),
  ],
};

/** Buurten as squares side by side, a row per wijk; levels above are merged from them. */
const outlines = () =>
  Object.keys(BUURTEN).map((code, n) => {
    const [x, y] = [6 + 0.01 * (n % 4), 50.8 + 0.01 * Math.floor(n / 4)];
    const ring = [
      [x, y],
      [x, y + 0.01],
      [x + 0.01, y + 0.01],
      [x + 0.01, y],
      [x, y],
    ];
    return {
      area_vintage: 2024,
      area_code: code,
      longitude: x + 0.005,
      latitude: y + 0.005,
      geometry: JSON.stringify({ type: 'Polygon', coordinates: [ring] }),
    };
  });

/** Each postcode with the buurt of its house numbers 1, 2 and so on. */
export const POSTCODES: Record<string, string[]> = {
  '6461AB': ['BU09280000', 'BU09280000', 'BU09280000'],
  '6461AC': ['BU09280000', 'BU09280001'],
  // A single address; and one of a buurt that has no page.
  '6461ZZ': ['BU09280100'],
  '1011AA': ['BU03630000', 'BU03630000'],
};

const ADDRESSES = Object.entries(POSTCODES).flatMap(([pc6, places]) =>
  places.flatMap((buurt_code, n) =>
    // In another year the same code was another area.
    [2024, 2019].map(area_vintage => ({
      area_vintage,
      pc6: area_vintage === 2024 ? pc6 : '6461XX',
      house_number: n + 1,
      buurt_code,
    })),
  ),
);

async function makeWorld(): Promise<World> {
  const world = await goldWorld(GIVEN);
  await world.warehouse.insert('input.area_geometry', outlines());
  await world.warehouse.insert('input.address', ADDRESSES);
  return world;
}

const revised: IndicatorDiff = {
  indicator_id: 'roken',
  name_nl: `Roken ${HOSTILE}`,
  unit: '%',
  revised_tables: 'T2024 (k1 → k2)',
  cause: 'source_revision',
  ...{ new_cells: 0, gone_cells: 1, changed_cells: 3, lost_values: 1, equal_cells: 90 },
  ...{ by_new_period: 0, by_source_revision: 4, by_definition: 0, by_either: 0 },
  ...{ median_change: 0.5, largest_change: 2, largest_relative_change: 0.1 },
};

const compared: Comparison = {
  release_id: '20250115-voor',
  declarations_changed: true,
  code_changed: false,
  editions: [
    {
      ...{ edition: 'proef/2024', table: 'T2024', old_snapshot: 'k1', new_snapshot: 'k2' },
      ...{ old_modified: '2025-01-01', new_modified: '2026-01-01' },
    },
  ],
  indicators: [revised],
  largest: [
    {
      ...{ indicator_id: 'roken', name_nl: `Roken ${HOSTILE}`, unit: '%' },
      ...{ area_code: 'BU09280000', area_name: LONG_NAME, area_vintage: 2024, period: '2024' },
      ...{ sex: 'total', age_group: 'total', old_value: 20, new_value: 22, relative_change: 0.1 },
    },
  ],
};

/** A release that differs from the one before, and has a baseline that is another one. */
const REVISION: Revision = {
  release_id: '20260115-abc',
  notice: NOTICE,
  previous: compared,
  baseline: { ...compared, release_id: '20240115-nul', indicators: [], largest: [], editions: [] },
  baseline_note: 'Nulmeting',
  baseline_problem: null,
};

export interface WrittenSite {
  world: World;
  job: ExportJob;
  /** Folder of the site. */
  folder: string;
}

let written: Promise<WrittenSite> | undefined;

/** The site of a small region in which everything occurs that a page must be able to show; one for all tests of this worker. */
export const writtenSite = (): Promise<WrittenSite> => {
  written ??= forLaterFiles(async () => {
    const world = await makeWorld();
    const folder = await tempFolder('site');
    const job: ExportJob = {
      warehouse: world.warehouse,
      folder,
      releaseId: '20260115-abc',
      notice: NOTICE,
      programme: 'Proefprogramma',
      publisher: PUBLISHER,
      revision: REVISION,
      groups: ['RG-X'],
    };
    await writeSite(job);
    return { world, job, folder: path.join(folder, 'site') };
  });
  return written;
};

/** Every page of the site, with its path below it. */
export async function pagesOf({ folder }: WrittenSite): Promise<{ path: string; text: string }[]> {
  const names = (await fs.readdir(folder, { recursive: true })).filter(name => name.endsWith('.html'));
  return Promise.all(
    names
      .sort()
      .map(async name => ({ path: name, text: await fs.readFile(path.join(folder, name), 'utf8') })),
  );
}
