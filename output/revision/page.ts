import type { Block, Page, Section } from '../dictionary/blocks.ts';
import { dutchList } from '../dictionary/dutch.ts';
import { type Comparison, describedRevision, differs, type Revision } from './revision.ts';
import { causeTable, count, editionTable, heading, indicatorTable, largestTable } from './tables.ts';

/** The revision of a release on one page, for an analyst. */
export function revisionPage(revision: Revision): Page {
  const { previous, baseline, baseline_note, notice, release_id } = revision;
  const isSame = baseline !== null && baseline.release_id === previous?.release_id;
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
      section(
        { id: 'vorige', title: 'Sinds de vorige publicatie' },
        previous,
        'Dit is de eerste publicatie.',
      ),
      section(
        { id: 'nulmeting', title: `Sinds de nulmeting${baseline_note ? ` (${baseline_note})` : ''}` },
        isSame ? null : baseline,
        isSame ? 'De vorige publicatie is zelf de nulmeting; zie hierboven.' : withoutBaseline(revision),
      ),
      { id: 'lezen', title: 'Hoe dit te lezen', blocks: readingBlocks() },
    ],
  };
}

const withoutBaseline = ({ baseline_problem }: Revision): string =>
  baseline_problem ?? 'Er is geen nulmeting vastgelegd.';

function section(
  head: Pick<Section, 'id' | 'title'>,
  comparison: Comparison | null,
  without: string,
): Section {
  if (!comparison) return { ...head, blocks: [{ kind: 'text', text: without }] };
  const blocks = [
    { kind: 'text' as const, text: summary(comparison) },
    ...caution(comparison),
    ...causeTable(comparison),
    ...editionTable(comparison),
    ...largestTable(comparison),
    ...indicatorTable(comparison),
  ];
  return { ...head, blocks };
}

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
      text: `Ook anders dan toen: ${dutchList(changed)}. Een deel van wat hier onder een herziene bron staat, kan daarvan komen. Indicatoren waarvan de eigen declaratie veranderde, zijn apart geteld.`,
    },
  ];
}

function readingBlocks(): Block[] {
  const table = describedRevision();
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
          caption: `revision – ${table.nl} (${table.en})`,
          columns: heading('Kolom', 'Betekenis', 'Meaning'),
          rows: table.columns.map(({ name, nl, en }) => [{ code: name }, nl, en]),
        },
      ],
    },
  ];
}
