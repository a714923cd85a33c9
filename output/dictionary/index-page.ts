import { DOMAINS } from '../../indicators/declaration.ts';
import type { Column } from '../../transforms/columns.ts';
import { inDutch, type PublishedTable, publishedTables } from '../../transforms/tables.ts';
import type { Block, Page, Section } from './blocks.ts';
import { filledLevels } from './coverage.ts';
import { capital, dutchDate, dutchPeriod } from './dutch.ts';
import type { IndicatorFacts, LevelRow } from './facts.ts';
import type { PageContext } from './indicator-page.ts';
import { KINDS } from './kinds.ts';

/** The first page of the dictionary: the set by domain, the tables of the release, the word lists. */
export function indexPage(all: IndicatorFacts[], context: PageContext & { notice: string | null }): Page {
  const delivered = all.filter(({ indicator }) => indicator.cells_with_value > 0).length;
  return {
    name: 'index',
    title: 'Datawoordenboek',
    titleEn: 'Data dictionary of the shared Vie indicator set',
    labels: [`${all.length} indicatoren`, `${delivered} met cijfers`, setStatus(all)],
    lead: 'Wat elke indicator van de gedeelde set betekent, waar het cijfer vandaan komt, hoe het te lezen is en hoe niet.',
    notice: context.notice,
    releaseId: context.releaseId,
    sections: [
      { id: 'status', title: 'Status van de set', blocks: statusBlocks(all) },
      ...DOMAINS.map((domain, at) => domainSection(domain, at, all)).filter(one => one.blocks.length > 0),
      { id: 'soorten', title: 'Soorten cijfers', blocks: [kindTable()] },
      { id: 'tabellen', title: 'Tabellen en kolommen', blocks: tableBlocks() },
      { id: 'woordenlijst', title: 'Woordenlijst', blocks: vocabularyBlocks() },
    ],
  };
}

const setStatus = ([first]: IndicatorFacts[]): string => first?.indicator.set_status ?? '';

function statusBlocks(all: IndicatorFacts[]): Block[] {
  const retrieved = all.flatMap(({ sources }) => sources.map(source => source.retrieved_at ?? '')).sort();
  const newest = retrieved.at(-1);
  return [
    {
      kind: 'caution',
      title: `De set is een ${setStatus(all) || 'concept'}`,
      text: 'De gedrukte Bijlage 1 van het regionale uitvoeringsprogramma was niet beschikbaar. De set is afgeleid uit de doelen en teksten van het programma en uit verwante monitors; de regio kan elke indicator verbeteren, vervangen of schrappen.',
    },
    ...(newest
      ? [{ kind: 'text' as const, text: `De nieuwste bron is opgehaald op ${dutchDate(newest)}.` }]
      : []),
  ];
}

function domainSection(domain: string, at: number, all: IndicatorFacts[]): Section {
  const own = all.filter(({ indicator }) => indicator.domain === domain);
  const title = capital(domain);
  if (own.length === 0) return { id: `domein-${at + 1}`, title, blocks: [] };
  const rows = own.map(({ indicator, levels }) => [
    [
      { text: indicator.name_nl, page: indicator.indicator_id },
      indicator.headline ? ' · hoofdindicator' : '',
    ],
    inDutch('indicator.value_kind', indicator.value_kind),
    inDutch('indicator.status', indicator.status),
    levelsOf(levels),
    indicator.last_period ? dutchPeriod(indicator.last_period) : '–',
  ]);
  const columns = ['Indicator', 'Soort cijfer', 'Levering', 'Niveaus', 'Periode'];
  return {
    id: `domein-${at + 1}`,
    title,
    blocks: [{ kind: 'table', caption: title, columns: columns.map(label => ({ label })), rows }],
  };
}

/** Short names where the general ones are long. */
const SHORT: Record<string, string> = { corop: 'COROP', ggd: 'GGD' };

/** Area groups are left out: they are there wherever gemeenten are. */
export const levelsOf = (levels: LevelRow[]): string =>
  filledLevels(levels)
    .filter(level => level !== 'regio')
    .map(level => SHORT[level] ?? inDutch('area.area_level', level))
    .join(', ') || '–';

const kindTable = (): Block => ({
  kind: 'table',
  caption: 'Wat een soort cijfer wel en niet kan',
  columns: ['Soort', 'Wat het is', 'Wel geschikt voor', 'Niet geschikt voor'].map(label => ({ label })),
  rows: Object.entries(KINDS).map(([code, kind]) => [
    inDutch('indicator.value_kind', code),
    kind.about,
    kind.fit.join('; '),
    kind.unfit.join('; '),
  ]),
});

function tableBlocks(): Block[] {
  return [
    {
      kind: 'text',
      text: [
        'Elke tabel staat als Parquet en CSV in deze publicatie, en samen in ',
        { code: 'vie.duckdb' },
        '. Namen van tabellen en kolommen zijn vast: er komen alleen kolommen bij.',
      ],
    },
    { kind: 'more', summary: 'Alle tabellen met hun kolommen', blocks: publishedTables().map(columnTable) },
  ];
}

const columnTable = (table: PublishedTable): Block => ({
  kind: 'table',
  caption: `${table.name} – ${table.nl} (${table.en})`,
  columns: ['Kolom', 'Betekenis', 'Meaning'].map(label => ({ label })),
  rows: table.columns.map(({ name, nl, en }) => [
    table.key.includes(name) ? [{ code: name }, ' (sleutel)'] : { code: name },
    nl,
    en,
  ]),
});

/** One table for each column that lists codes. */
const vocabularyBlocks = (): Block[] => [
  {
    kind: 'more',
    summary: 'Alle codes met hun betekenis',
    blocks: publishedTables().flatMap(table =>
      table.columns.filter(column => column.isOwnList).map(column => wordTable(table.name, column)),
    ),
  },
];

const wordTable = (table: string, { name, nl, en, words = {} }: Column): Block => ({
  kind: 'table',
  caption: `${table}.${name} – ${nl} (${en})`,
  columns: ['Code', 'Betekenis', 'Meaning'].map(label => ({ label })),
  rows: Object.entries(words).map(([code, word]) => [{ code }, word.nl, word.en]),
});
