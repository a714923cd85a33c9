import { inDutch } from '../../transforms/tables.ts';
import type { Block, Page, Section, Text } from './blocks.ts';
import { knownFacts } from './blocks.ts';
import { coverageTables, filledLevels } from './coverage.ts';
import { dutchDate, dutchList, dutchPeriod, dutchUnit, sentences } from './dutch.ts';
import type { IndicatorFacts, IndicatorRow, PeriodRow, SourceRow } from './facts.ts';
import { KINDS } from './kinds.ts';
import { latestValues } from './latest.ts';

/** What pages need to know of the release that they are part of. */
export interface PageContext {
  releaseId: string;
  /** Area groups of the config, in its order; the first is the region itself. */
  groups: string[];
}

/** The page of one indicator. */
export function indicatorPage(facts: IndicatorFacts, context: PageContext): Page {
  const { indicator } = facts;
  return {
    name: indicator.indicator_id,
    title: indicator.name_nl,
    titleEn: indicator.name_en,
    labels: [
      inDutch('indicator.status', indicator.status),
      inDutch('indicator.value_kind', indicator.value_kind),
      inDutch('indicator.polarity', indicator.polarity),
      indicator.headline ? 'hoofdindicator' : '',
      indicator.access && indicator.access !== 'public' ? inDutch('indicator.access', indicator.access) : '',
    ],
    lead: indicator.definition ?? 'De definitie is die van de bron.',
    notice: indicator.notice,
    releaseId: context.releaseId,
    sections: [
      section('waarden', 'Laatste waarden', latestValues(facts, context.groups)),
      section('betekenis', 'Wat het cijfer meet', [meaning(facts)]),
      section('lezen', 'Hoe het cijfer te lezen', reading(facts)),
      section('plaats', 'Plaats in de set', [place(indicator)]),
      section('dekking', 'Niveaus en perioden', coverageTables(facts)),
      section('bronnen', 'Bron', sourceBlocks(facts)),
      section('gebruik', 'De cijfers zelf gebruiken', usage(indicator)),
    ],
  };
}

const section = (id: string, title: string, blocks: Block[]): Section => ({ id, title, blocks });

function meaning({ indicator, levels }: IndicatorFacts): Block {
  const filled = filledLevels(levels).map(level => inDutch('area.area_level', level));
  return knownFacts([
    ['Waarom in de set', indicator.rationale],
    ['Teller', indicator.numerator_text],
    ['Noemer', indicator.denominator_text],
    ['Eenheid', dutchUnit(indicator.unit)],
    ['Richting', inDutch('indicator.polarity', indicator.polarity)],
    ['Totstandkoming', indicator.measure ? inDutch('indicator.measure', indicator.measure) : null],
    ['Niveaus', filled.length ? dutchList(filled) : 'nog geen'],
    ['Nieuwste periode', indicator.last_period ? dutchPeriod(indicator.last_period) : 'nog geen'],
  ]);
}

function reading({ indicator, periods }: IndicatorFacts): Block[] {
  const kind = KINDS[indicator.value_kind];
  return [
    ...(kind
      ? [
          {
            kind: 'caution' as const,
            title: `Dit is een ${inDutch('indicator.value_kind', indicator.value_kind)}`,
            text: kind.about,
          },
          { kind: 'list' as const, title: 'Wel geschikt voor', items: kind.fit },
          { kind: 'list' as const, title: 'Niet geschikt voor', items: kind.unfit },
        ]
      : []),
    knownFacts([
      ['Interpretatie', indicator.interpretation],
      ['Vergelijkbaarheid', indicator.comparability],
      ['Reeksbreuken', periods.length ? breaksOf(periods) : null],
    ]),
  ];
}

/** Every break once, oldest first. */
function breaksOf(periods: PeriodRow[]): Text {
  const breaks = periods
    .filter(row => row.break_before)
    .map(row => `vanaf ${dutchPeriod(row.period)}: ${row.break_before}`);
  return [...new Set(breaks)].reverse().join('; ') || 'geen bekend in de geleverde perioden';
}

function place(indicator: IndicatorRow): Block {
  const listed = (codes: string | null) => (codes ?? '').split('|').filter(Boolean);
  return knownFacts([
    ['Domein', indicator.domain],
    ['Doelen', dutchList(listed(indicator.goals).map(goal => inDutch('indicator.goals', goal))) || 'geen'],
    ['Programmalijnen', dutchList(listed(indicator.programme_lines)) || 'geen'],
    ['Positieve Gezondheid', indicator.pg_dimension ?? 'geen dimensie'],
    ['Hoofdindicator', indicator.headline ? 'ja' : 'nee'],
    ['Deel van de set', inDutch('indicator.tier', indicator.tier)],
    ['Begrip', construct(indicator)],
    ['Gemaakt of geschat uit', derivedFrom(indicator)],
    ['Toegang', indicator.access ? inDutch('indicator.access', indicator.access) : null],
    ['Levering', withNote(inDutch('indicator.status', indicator.status), indicator.status_note)],
    ['Status van de set', indicator.set_status],
  ]);
}

const withNote = (words: string, note: string | null): string => (note ? sentences(words, note) : words);

/** What it measures, and where it speaks for that. */
function construct({ construct: name, part_of, voice_levels }: IndicatorRow): string | null {
  const listed = (codes: string | null) => dutchList((codes ?? '').split('|').filter(Boolean));
  const part = part_of ? `, een deel van ${listed(part_of)}` : '';
  const speaks = voice_levels ? `; dit cijfer spreekt ervoor op niveau ${listed(voice_levels)}` : '';
  return `${name}${part}${speaks}`;
}

/** Never independent evidence of what it is made of. */
function derivedFrom({ derived_from }: IndicatorRow): string | null {
  const parts = (derived_from ?? '').split('|').filter(Boolean);
  return parts.length ? `${dutchList(parts)}; geen onafhankelijk bewijs daarvan` : null;
}

function sourceBlocks({ sources, periods }: IndicatorFacts): Block[] {
  const [newest] = sources;
  if (!newest) return [{ kind: 'text', text: 'Er is nog geen bron opgehaald voor deze indicator.' }];
  const name = newest.source_title ?? newest.source_id;
  return [
    knownFacts([
      ['Bron', newest.homepage ? { text: name, href: newest.homepage } : name],
      ['Uitgever', newest.publisher],
      ['Licentie', newest.licence],
      ['Ritme', newest.rhythm],
      ['Status van de bron', sourceStatus(newest)],
    ]),
    {
      kind: 'table',
      caption: 'Uitgaven',
      columns: [
        { label: 'Tabel' },
        { label: 'Titel en bronvermelding' },
        { label: 'Indeling' },
        { label: 'Gewijzigd door de bron' },
        { label: 'Opgehaald' },
        { label: 'Levert deze indicator' },
      ],
      rows: sources.map(source => [
        { code: source.table_id },
        titleAndCitation(source),
        String(source.area_vintage),
        source.modified ? dutchDate(source.modified) : 'niet vermeld',
        source.retrieved_at ? dutchDate(source.retrieved_at) : 'niet vermeld',
        deliveryOf(source, periods),
      ]),
    },
  ];
}

const sourceStatus = ({ source_status, source_status_note }: SourceRow): string | null =>
  source_status && withNote(inDutch('source.source_status', source_status), source_status_note);

/** Whether an edition brings values of the indicator, has only its column, or neither. */
function deliveryOf({ table_id }: SourceRow, periods: PeriodRow[]): string {
  const own = periods.filter(row => row.table_id === table_id);
  if (own.length === 0) return 'nee';
  return own.some(row => row.missing_reason === null) ? 'ja' : 'nog leeg';
}

const titleAndCitation = ({ table_title, citation }: SourceRow): Text =>
  [table_title, citation].filter(Boolean).join('. Bronvermelding: ');

function usage({ indicator_id }: IndicatorRow): Block[] {
  return [
    {
      kind: 'text',
      text: [
        'Sleutel ',
        { code: indicator_id },
        ' in tabel ',
        { code: 'indicator_value' },
        '. Neem voor analyses alleen rijen met ',
        { code: 'is_preferred' },
        '; een leeg ',
        { code: 'value' },
        ' is geen nul: ',
        { code: 'missing_reason' },
        ' zegt waarom het ontbreekt.',
      ],
    },
    {
      kind: 'code',
      code: [
        'select area_code, area_level, period, value, lower_95, upper_95, missing_reason',
        "from 'indicator_value.parquet'",
        `where indicator_id = '${indicator_id}' and is_preferred`,
        'order by area_code, period',
      ].join('\n'),
    },
  ];
}
