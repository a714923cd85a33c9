import type { Block, TableBlock } from '../dictionary/blocks.ts';
import { dutchDate, dutchNumber, dutchPeriod } from '../dictionary/dutch.ts';
import { type Comparison, describedRevision, differs, type LargestChange, SMALL } from './revision.ts';

const causeInDutch = (code: string): string =>
  describedRevision().columns.find(({ name }) => name === 'cause')?.words?.[code]?.nl ?? code;

/** The four counts by cause; of one alone there is no code. */
const COUNTED = [
  ['by_source_revision', 'source_revision'],
  ['by_definition', 'definition'],
  ['by_either', 'bron en declaratie beide anders'],
  ['by_new_period', 'new_period'],
] as const;

export const count = (n: number): string => dutchNumber(n, 0);

export const heading = (...labels: string[]): TableBlock['columns'] =>
  labels.map(label => (label.startsWith('#') ? { label: label.slice(1), kind: 'number' } : { label }));

export function causeTable({ indicators }: Comparison): Block[] {
  const rows = COUNTED.flatMap(([field, cause]) => {
    const own = indicators.filter(row => row[field] > 0);
    const cells = own.reduce((total, row) => total + row[field], 0);
    return cells ? [[causeInDutch(cause), count(own.length), count(cells)]] : [];
  });
  const columns = heading('Oorzaak', '#Indicatoren', '#Cijfers');
  return rows.length ? [{ kind: 'table', caption: 'Waardoor cijfers verschillen', columns, rows }] : [];
}

export function editionTable({ editions }: Comparison): Block[] {
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

/** Figures that differ by `difference`, with as many decimals as show it, and no more than they have. */
function figures(difference: number, ...values: number[]): string[] {
  const own = [0, 1, 2].find(n => values.every(value => Number(value.toFixed(n)) === value)) ?? 9;
  const needed = difference === 0 ? 1 : 1 - Math.floor(Math.log10(Math.abs(difference)));
  const decimals = Math.min(own, Math.max(1, needed), 6);
  return values.map(value => dutchNumber(value, decimals));
}

const share = (value: number | null): string => (value === null ? '–' : `${dutchNumber(value * 100, 1)} %`);

function largestRow(one: LargestChange) {
  const difference = round(one.new_value - one.old_value);
  const [was = '', is = '', by = ''] = figures(difference, one.old_value, one.new_value, difference);
  const who = [one.sex, one.age_group].filter(part => part !== 'total' && !one.name_nl.includes(part));
  return [
    `${one.name_nl}${who.length ? ` (${who.join(', ')})` : ''}`,
    `${one.area_name} (${one.area_code}, ${one.area_vintage})`,
    dutchPeriod(one.period),
    was,
    is,
    by,
    share(one.relative_change),
  ];
}

/** A size with three decimals at most; what they do not show is no zero. */
function size(value: number | null): string {
  if (value === null) return '–';
  return value > 0 && value < 0.0005 ? '< 0,001' : (figures(round(value), round(value))[0] ?? '');
}

const round = (value: number): number => Number(value.toPrecision(10));

export function largestTable({ largest, indicators }: Comparison): Block[] {
  const columns = heading('Indicator', 'Gebied', 'Periode', '#Was', '#Is', '#Verschil', '#Relatief');
  const caption = 'Grootste wijziging per indicator, de relatief grootste eerst';
  const small = indicators.filter(row => (row.largest_relative_change ?? 1) < SMALL).length;
  return [
    ...(largest.length ? [{ kind: 'table' as const, caption, columns, rows: largest.map(largestRow) }] : []),
    ...(small
      ? [{ kind: 'text' as const, text: `Bij ${small} indicatoren is elke wijziging kleiner dan 0,1 %.` }]
      : []),
  ];
}

export function indicatorTable({ indicators }: Comparison): Block[] {
  const rows = indicators
    .filter(differs)
    .map(row => [
      row.name_nl ?? row.indicator_id,
      ...[row.new_cells, row.changed_cells, row.lost_values, row.gone_cells].map(count),
      size(row.median_change),
      size(row.largest_change),
      row.unit ?? '',
      row.cause ? causeInDutch(row.cause) : '',
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
