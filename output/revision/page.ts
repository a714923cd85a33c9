import type { Block, Page, Section, TableBlock } from '../dictionary/blocks.ts';
import { dutchDate, dutchList, dutchNumber, dutchPeriod } from '../dictionary/dutch.ts';
import { REVISION } from './columns.ts';
import { type Cause, type Comparison, differs, type LargestChange, type Revision } from './revision.ts';

const CAUSES: Record<Cause, string> = {
  new_period: 'nieuwe periode of editie',
  source_revision: 'herziene bron',
  definition: 'andere declaraties of programmatuur',
  mixed: 'meer dan een oorzaak',
};

/** Words for the four counts by cause. */
const COUNTED = [
  ['by_source_revision', CAUSES.source_revision],
  ['by_definition', CAUSES.definition],
  ['by_either', 'bron en declaratie beide anders'],
  ['by_new_period', CAUSES.new_period],
] as const;

/** The revision of a release on one page, for an analyst. */
export function revisionPage(revision: Revision): Page {
  const { previous, baseline, baseline_note, notice, release_id } = revision;
  return {
    name: 'revision',
    title: 'Revisie van de cijfers',
    titleEn: 'Revision of the figures',
    labels: [`publicatie ${release_id}`],
    lead: 'Wat er aan de cijfers veranderde sinds de vorige publicatie en sinds de nulmeting, en waardoor.',
    notice,
    releaseId: release_id,
    isAlone: true,
    sections: [
      section('vorige', 'Sinds de vorige publicatie', previous, 'Dit is de eerste publicatie.'),
      section(
        'nulmeting',
        `Sinds de nulmeting${baseline_note ? ` (${baseline_note})` : ''}`,
        baseline,
        revision.baseline_problem ?? 'Er is geen nulmeting vastgelegd.',
      ),
      { id: 'lezen', title: 'Hoe dit te lezen', blocks: readingBlocks() },
    ],
  };
}

function section(id: string, title: string, comparison: Comparison | null, without: string): Section {
  if (!comparison) return { id, title, blocks: [{ kind: 'text', text: without }] };
  const blocks = [
    { kind: 'text' as const, text: summary(comparison) },
    ...caution(comparison),
    ...causeTable(comparison),
    ...editionTable(comparison),
    ...largestTable(comparison),
    ...indicatorTable(comparison),
  ];
  return { id, title, blocks };
}

const count = (n: number): string => dutchNumber(n, 0);

type Counted = 'new_cells' | 'gone_cells' | 'changed_cells' | 'lost_values' | 'equal_cells';

function summary({ release_id, indicators }: Comparison): string {
  const sum = (field: Counted) => indicators.reduce((total, row) => total + row[field], 0);
  const different = indicators.filter(differs).length;
  const against = `Vergeleken met publicatie ${release_id}: `;
  if (different === 0) return `${against}alle ${count(sum('equal_cells'))} cijfers zijn gelijk.`;
  return (
    `${against}bij ${different} van ${indicators.length} indicatoren verschillen cijfers. ` +
    `${count(sum('new_cells'))} cijfers zijn nieuw, ${count(sum('changed_cells'))} gewijzigd ` +
    `(waarvan ${count(sum('lost_values'))} hun waarde verloren), ${count(sum('gone_cells'))} vervallen ` +
    `en ${count(sum('equal_cells'))} gelijk.`
  );
}

/** Where both a source and the definitions changed, figures cannot tell which of the two it was. */
function caution(comparison: Comparison): Block[] {
  const { declarations_changed, code_changed, indicators } = comparison;
  const changed = [
    ...(declarations_changed ? ['declaraties'] : []),
    ...(code_changed ? ['programmatuur'] : []),
  ];
  if (changed.length === 0 || !indicators.some(row => row.by_source_revision > 0)) return [];
  return [
    {
      kind: 'caution',
      title: 'Twee oorzaken tegelijk',
      text: `Ook de ${dutchList(changed)} zijn anders dan toen. Een deel van wat hier onder een herziene bron staat, kan daarvan komen. Indicatoren waarvan de eigen declaratie veranderde, zijn apart geteld.`,
    },
  ];
}

const heading = (...labels: string[]): TableBlock['columns'] =>
  labels.map(label => (label.startsWith('#') ? { label: label.slice(1), kind: 'number' } : { label }));

function causeTable({ indicators }: Comparison): Block[] {
  const rows = COUNTED.flatMap(([field, words]) => {
    const own = indicators.filter(row => row[field] > 0);
    const cells = own.reduce((total, row) => total + row[field], 0);
    return cells ? [[words, count(own.length), count(cells)]] : [];
  });
  const columns = heading('Oorzaak', '#Indicatoren', '#Cijfers');
  return rows.length ? [{ kind: 'table', caption: 'Waardoor cijfers verschillen', columns, rows }] : [];
}

function editionTable({ editions }: Comparison): Block[] {
  const day = (modified: string | null) => (modified ? dutchDate(modified) : '–');
  const rows = editions.map(one => [
    one.edition,
    one.table,
    one.old_snapshot ? (one.new_snapshot ? 'herzien' : 'niet meer gebruikt') : 'nieuw',
    `${one.old_snapshot ?? '–'} → ${one.new_snapshot ?? '–'}`,
    `${day(one.old_modified)} → ${day(one.new_modified)}`,
  ]);
  const columns = heading('Editie', 'Tabel', 'Wat', 'Inhoudshash', 'Gewijzigd volgens de bron');
  return rows.length ? [{ kind: 'table', caption: 'Bronnen die veranderden', columns, rows }] : [];
}

/** As many decimals as tell the two figures apart, and no more than a reader needs. */
function figures(...values: number[]): string[] {
  const decimals = [0, 1, 2].find(n => values.every(value => Number(value.toFixed(n)) === value)) ?? 3;
  return values.map(value => dutchNumber(value, decimals));
}

const share = (value: number | null): string => (value === null ? '–' : `${dutchNumber(value * 100, 1)} %`);

function largestRow(one: LargestChange) {
  const [was = '', is = '', by = ''] = figures(
    one.old_value,
    one.new_value,
    round(one.new_value - one.old_value),
  );
  const who = [one.sex, one.age_group].filter(part => part !== 'total').join(', ');
  return [
    `${one.name_nl}${who ? ` (${who})` : ''}`,
    `${one.area_name} (${one.area_code}, ${one.area_vintage})`,
    dutchPeriod(one.period),
    was,
    is,
    by,
    share(one.relative_change),
  ];
}

const round = (value: number): number => Number(value.toPrecision(10));

function largestTable({ largest }: Comparison): Block[] {
  if (largest.length === 0) return [];
  const columns = heading('Indicator', 'Gebied', 'Periode', '#Was', '#Is', '#Verschil', '#Relatief');
  const caption = 'Grootste wijziging per indicator, de relatief grootste eerst';
  return [{ kind: 'table', caption, columns, rows: largest.map(largestRow) }];
}

function indicatorTable({ indicators }: Comparison): Block[] {
  const rows = indicators
    .filter(differs)
    .map(row => [
      row.name_nl ?? row.indicator_id,
      ...[row.new_cells, row.changed_cells, row.lost_values, row.gone_cells].map(count),
      row.median_change === null ? '–' : (figures(round(row.median_change))[0] ?? ''),
      row.largest_change === null ? '–' : (figures(round(row.largest_change))[0] ?? ''),
      row.unit ?? '',
      row.cause ? CAUSES[row.cause] : '',
    ]);
  if (rows.length === 0) return [];
  const labels = [
    'Indicator',
    '#Nieuw',
    '#Gewijzigd',
    '#Waarde kwijt',
    '#Vervallen',
    '#Middelste',
    '#Grootste',
  ];
  const columns = heading(...labels, 'Eenheid', 'Oorzaak');
  const caption = 'Verschillen per indicator';
  const table: Block = { kind: 'table', caption, columns, rows };
  return [{ kind: 'more', summary: `Alle ${rows.length} indicatoren met verschillen`, blocks: [table] }];
}

function readingBlocks(): Block[] {
  return [
    {
      kind: 'facts',
      facts: [
        [
          'Herziene bron',
          'De opgehaalde tabel van het cijfer, of die van zijn noemer of gewicht, heeft een andere inhoud.',
        ],
        [
          'Declaraties of programmatuur',
          'De tabellen zijn dezelfde; de manier van berekenen of de keuze van cijfers is anders.',
        ],
        ['Nieuwe periode of editie', 'De periode of de tabel was er nog niet.'],
      ],
    },
    {
      kind: 'text',
      text: 'Een herziening van de bron is geen ontwikkeling in het gebied: vergelijk perioden altijd binnen één publicatie. Alleen waarden zijn vergeleken, geen marges.',
    },
    {
      kind: 'more',
      summary: 'Kolommen van revision.csv',
      blocks: [
        {
          kind: 'table',
          caption: `revision – ${REVISION.nl} (${REVISION.en})`,
          columns: heading('Kolom', 'Betekenis', 'Meaning'),
          rows: REVISION.columns.map(({ name, nl, en }) => [{ code: name }, nl, en]),
        },
      ],
    },
  ];
}
