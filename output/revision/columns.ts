import { column, type PublishedTable } from '../published-table.ts';
import { AGAINST, type IndicatorDiff, type Revision } from './revision.ts';

type Cells = Record<string, string | number | null>;

/** The table `revision`; it stands beside a release, because it depends on what was published before. */
export const REVISION: PublishedTable = {
  name: 'revision',
  nl: 'Wat een publicatie verandert aan de cijfers van elke indicator, en waardoor',
  en: 'What a release changes in the figures of each indicator, and through what',
  key: ['release_id', 'against', 'indicator_id'],
  columns: [
    column('release_id', 'De publicatie', 'The release'),
    column(
      'against',
      'Waarmee is vergeleken: previous (vorige publicatie) of baseline (nulmeting)',
      'Compared with: previous (release) or (frozen) baseline',
    ),
    column('compared_release_id', 'De publicatie waarmee is vergeleken', 'The release compared with'),
    column('indicator_id', 'Indicator', 'Indicator'),
    column('name_nl', 'Naam', 'Name in Dutch'),
    column('unit', 'Eenheid', 'Unit'),
    column(
      'new_cells',
      'Nieuwe cijfers (een cijfer is één rij van indicator_value)',
      'New rows of indicator_value',
    ),
    column('gone_cells', 'Vervallen cijfers', 'Rows that are gone'),
    column(
      'changed_cells',
      'Cijfers met een andere waarde, ook als de waarde kwam of verviel',
      'Rows with another value, a value that came or went included',
    ),
    column(
      'lost_values',
      'Cijfers die een waarde hadden en nu leeg zijn (deel van changed_cells)',
      'Rows that had a value and have none now (part of changed_cells)',
    ),
    column('equal_cells', 'Gelijke cijfers', 'Rows with the same value'),
    column(
      'median_change',
      'Middelste verandering, in de eenheid, zonder teken, van cijfers met voor en na een waarde',
      'Median absolute change in the unit, of changed rows with a value in both',
    ),
    column('largest_change', 'Grootste verandering, in de eenheid, zonder teken', 'Largest absolute change'),
    column(
      'largest_relative_change',
      'Grootste verandering als deel van de oude waarde (0.1 = 10 %)',
      'Largest change as a share of the older value (0.1 = 10%)',
    ),
    column(
      'by_new_period',
      'Verschillen door een nieuwe periode of editie',
      'Differences by a new period or edition',
    ),
    column('by_source_revision', 'Verschillen door een herziene bron', 'Differences by a revised source'),
    column(
      'by_definition',
      'Verschillen door andere declaraties of programmatuur',
      'Differences by other declarations or code',
    ),
    column(
      'by_either',
      'Verschillen waarbij de bron en de declaratie van de indicator beide anders zijn: welke van de twee is niet te zeggen',
      'Differences where both the source and the declaration of the indicator changed: which of the two cannot be told',
    ),
    column(
      'revised_tables',
      'Herziene tabellen van de indicator, met oude → nieuwe inhoudshash',
      'Revised tables of the indicator, with old → new content hash',
    ),
    column(
      'cause',
      'new_period, source_revision, definition of mixed (meer dan een, of niet te scheiden); leeg als alles gelijk is',
      'new_period, source_revision, definition or mixed (more than one, or inseparable); empty when nothing differs',
    ),
    column('notice', 'Waarschuwing die bij het cijfer hoort', 'Warning that goes with the figure'),
  ],
};

/** One row per comparison and indicator, with the columns of the table in their order. */
export function revisionRows(revision: Revision): Cells[] {
  const { release_id, notice } = revision;
  return AGAINST.flatMap(against =>
    (revision[against]?.indicators ?? []).map(row => {
      const compared_release_id = revision[against]?.release_id ?? null;
      return inOrder({ release_id, against, compared_release_id, ...row, notice });
    }),
  );
}

const inOrder = (row: Cells & IndicatorDiff): Cells =>
  Object.fromEntries(REVISION.columns.map(({ name }) => [name, row[name] ?? null]));
