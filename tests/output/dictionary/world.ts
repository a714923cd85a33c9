import fs from 'node:fs/promises';
import path from 'node:path';
import { readFacts } from '../../../output/dictionary/facts.ts';
import { writeDictionary } from '../../../output/dictionary/write.ts';
import type { ExportJob } from '../../../output/exporter.ts';
import { pageHtml } from '../../../output/site/page.ts';
import { indicatorPage } from '../../../output/site/pages/indicator.ts';
import { listPage } from '../../../output/site/pages/list.ts';
import { tempFolder } from '../../support/pipeline.ts';
import { PUBLISHER } from '../../support/publisher.ts';
import { goldWorld, type World } from '../../support/warehouse.ts';
import { area, contextOf } from '../site/given.ts';

export const NOTICE = 'PROEF & <b>niet echt</b>';
export const HOMEPAGE = 'https://bron.example/tabel?a=1&b=2';
export const HOSTILE = '<script>alert("x")</script> & \'co\' | *ster* [los](http://elders.example)';

/** A region of two gemeenten in a wider one of three; every kind of figure, and every way to be absent. */
export function dictionaryWorld(): Promise<World> {
  return goldWorld({
    tables: ['indicator_value', 'indicator_series', 'indicator', 'area', 'source'],
    config: {
      notice: NOTICE,
      area_groups: [
        {
          code: 'RG-THUIS',
          name_nl: 'Thuisregio',
          name_en: 'Home',
          members: [{ areas: ['GM0001', 'GM0002'] }],
        },
        {
          code: 'RG-WIJD',
          name_nl: 'Wijde regio',
          name_en: 'Wide',
          members: [{ areas: ['GM0001', 'GM0002', 'GM0003'] }],
        },
      ],
    },
    regions: [{ code: 'NL', level: 'land', name: 'Nederland', labels: [], gemeenten: [] }],
    editions: [
      {
        id: '2024',
        margins: true,
        status: 'provisional',
        empty_cell: 'suppressed',
        areas: { GM0001: 'Aalst <A>', GM0002: 'Beek', GM0003: 'Ceder', NL: 'Nederland' },
        figures: [
          {
            concept: 'aandeel',
            of: { GM0001: [61.2, 58.1, 64.3], GM0002: null, GM0003: 70, NL: [75.25, 75, 75.5] },
          },
          { concept: 'mensen', unit: 'aantal', of: { GM0001: 100, GM0002: 300, GM0003: 0, NL: 1_234_567 } },
          { concept: 'verschil', unit: 'punten', of: { GM0001: -0.5, GM0002: 2, GM0003: 0, NL: 0 } },
          {
            concept: 'verschil',
            sex: 'm',
            unit: 'punten',
            of: { GM0001: 1.5, GM0002: 2.5, GM0003: 3, NL: 3 },
          },
          { concept: 'later', of: { GM0001: null, GM0002: null, GM0003: null, NL: null } },
        ],
      },
      { id: '2020', figures: [{ concept: 'aandeel', of: { GM0001: 60, GM0002: 80, GM0003: 70, NL: 75 } }] },
    ],
    indicators: [
      {
        id: 'aandeel',
        name_nl: HOSTILE,
        value: 'aandeel',
        value_kind: 'model_estimate',
        headline: true,
        goals: ['Trendbreuk'],
        weight: { concept: 'mensen' },
        breaks: [{ period: '2024', reason: 'andere vraag' }],
        definition: 'Het aandeel <i>mensen</i>.',
      },
      {
        id: 'mensen',
        name_nl: 'Mensen',
        measure: 'sum',
        value: 'mensen',
        unit: 'aantal',
        domain: 'bevolking & vergrijzing',
      },
      { id: 'verschil', name_nl: 'Verschil', value: 'verschil', value_kind: 'derived', unit: 'punten' },
      { id: 'later', name_nl: 'Later', value: 'later', polarity: 'lower_better' },
      {
        id: 'nooit',
        name_nl: 'Nooit',
        source: undefined,
        measure: undefined,
        value_kind: 'partner_count',
        status: 'awaiting_source',
        status_note: 'Wacht op de eerste levering.',
        access: 'partners',
        rationale: 'Omdat het telt',
        numerator_nl: 'wie komt',
        denominator_nl: 'wie kan komen',
        comparability: 'Alleen met zichzelf',
        derived_from: ['mensen', 'verschil'],
      },
    ],
  });
}

export interface Pages {
  world: World;
  job: ExportJob;
  /** The text of every file, by its name. */
  files: Map<string, string>;
}

/** The dictionary of that world: its Markdown as written, and the pages of the site that it is part of. */
export async function writtenPages(world: World): Promise<Pages> {
  await world.warehouse.run(
    `update gold.source set homepage = '${HOMEPAGE}', licence = 'CC BY 4.0', source_status = 'discontinued',
       source_status_note = 'vervangen door een andere tabel'`,
  );
  const folder = await tempFolder('dictionary');
  const job = {
    warehouse: world.warehouse,
    folder,
    releaseId: '20260115-abc',
    notice: NOTICE,
    publisher: PUBLISHER,
    groups: ['RG-THUIS', 'RG-WIJD'],
  };
  await writeDictionary(job);
  const files = new Map<string, string>();
  for (const name of (await fs.readdir(path.join(folder, 'dictionary'))).sort()) {
    files.set(name, await fs.readFile(path.join(folder, 'dictionary', name), 'utf8'));
  }
  for (const [name, text] of await sitePages(job)) files.set(`${name}.html`, text);
  return { world, job, files };
}

/** The pages of the indicators and their list, of a site without figures of its own. */
async function sitePages({
  warehouse,
  groups,
  headlines = [],
  ...about
}: ExportJob): Promise<[string, string][]> {
  const indicators = await readFacts(warehouse, { groups });
  const [region, ...others] = groups.map((code, n) => area(code, { is_region: n === 0 }));
  const { facts, ...context } = contextOf([]);
  const areas = [region, ...others].flatMap(one => one ?? []);
  const below = {
    ...context,
    ...about,
    headlines,
    region,
    facts: { ...facts, areas, indicators },
    up: '../',
  };
  const top = { ...below, up: '' };
  return [
    ['index', pageHtml(listPage(top), top)],
    ...indicators.map((one): [string, string] => [
      one.indicator.indicator_id,
      pageHtml(indicatorPage(one, below), below),
    ]),
  ];
}
