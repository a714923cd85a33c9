import { inDutch } from '../../transforms/tables.ts';
import type { Block, TableBlock, TableColumn, Text } from './blocks.ts';
import { reasonsOfAbsence } from './coverage.ts';
import { dutchAge, dutchList, dutchNumber, dutchPeriod, dutchUnit, sentences } from './dutch.ts';
import type { IndicatorFacts, LatestRow } from './facts.ts';

export const BY_SEX = 'Mannen en vrouwen';

/** The latest values: country, area groups and the gemeenten of the region open, the other gemeenten folded. */
export function latestValues(facts: IndicatorFacts, groups: string[]): Block[] {
  const { latest } = facts;
  if (latest.length === 0) {
    return [{ kind: 'caution', title: 'Nog geen cijfers', text: whyAbsent(facts) }];
  }
  const [home = ''] = groups;
  const isNear = (row: LatestRow) => row.area_level !== 'gemeente' || groupsOf(row).includes(home);
  const totals = latest.filter(row => row.sex === 'total');
  const main = totals.length > 0 ? totals : latest;
  const bySex = latest.filter(row => isNear(row) && !main.includes(row));
  const far = main.filter(row => !isNear(row));
  const count = new Set(far.map(row => row.area_code)).size;
  const tables = tablesOf(facts);
  return [
    tables('Land, gebiedsgroepen en gemeenten van de regio', main, isNear),
    ...folded(BY_SEX, bySex.length, tables(BY_SEX, bySex)),
    ...folded(
      `Overige gemeenten (${count})`,
      count,
      tables('Overige gemeenten', main, row => !isNear(row)),
    ),
    { kind: 'text', text: legend(main) },
    ...methodsOf(main),
  ];
}

/** A table that opens on request, unless it is empty. */
const folded = (summary: string, count: number, table: Block): Block[] =>
  count > 0 ? [{ kind: 'more', summary, blocks: [table] }] : [];

/** What the cells say, or else the note on the delivery. */
function whyAbsent(facts: IndicatorFacts): string {
  const reasons = reasonsOfAbsence(facts);
  const note = facts.indicator.status_note ?? 'De bron heeft nog niets geleverd';
  const where = 'Voor land, gebiedsgroepen en gemeenten is er geen waarde';
  return reasons ? `${where}: ${reasons}.` : sentences(where, note);
}

/** How the figure of each area group came about. */
function methodsOf(rows: LatestRow[]): Block[] {
  const groups = rows.filter(row => row.area_level === 'regio' && row.value !== null && row.method);
  const facts = new Map(groups.map(row => [row.name ?? row.area_code, row.method ?? '']));
  if (facts.size === 0) return [];
  const blocks: Block[] = [{ kind: 'facts', facts: [...facts] }];
  return [{ kind: 'more', summary: 'Hoe de gebiedsgroepen zijn berekend', blocks }];
}

/** Makes tables of rows, all with the columns that these rows together need. */
function tablesOf({ latest }: IndicatorFacts) {
  return (
    caption: string,
    rows: LatestRow[],
    isShown: (row: LatestRow) => boolean = () => true,
  ): TableBlock => {
    const columns = columnsOf(rows, decimalsOf(latest));
    return {
      kind: 'table',
      caption: `${caption} in ${dutchPeriod(rows[0]?.period ?? '')}`,
      columns: columns.map(({ column }) => column),
      rows: rows.filter(isShown).map(row => columns.map(({ cell }) => cell(row))),
    };
  };
}

interface ValueColumn {
  column: TableColumn;
  cell: (row: LatestRow) => Text;
}

/** A column that would say the same in every row, or nothing at all, is left out. */
function columnsOf(rows: LatestRow[], decimals: number): ValueColumn[] {
  const differ = (of: (row: LatestRow) => string) => new Set(rows.map(of)).size > 1;
  const text = (label: string, cell: ValueColumn['cell']) => ({ column: { label }, cell });
  const number = (label: string, cell: ValueColumn['cell']) => ({
    column: { label, kind: 'number' as const },
    cell,
  });
  const value = (row: LatestRow) => (row.value === null ? '–' : dutchNumber(row.value, decimals));
  return [
    text('Gebied', row => row.name ?? row.area_code),
    ...(differ(row => row.age_group) ? [text('Leeftijd', row => dutchAge(row.age_group))] : []),
    ...(rows.some(row => row.sex !== 'total')
      ? [text('Geslacht', row => inDutch('indicator_value.sex', row.sex))]
      : []),
    number(`Waarde (${dutchUnit(rows[0]?.unit ?? '')})`, value),
    ...(rows.some(hasInterval) ? [number('95%-interval', row => interval(row, decimals))] : []),
    ...(classesOf(rows).length > 1 ? [text('Betrouwbaarheid', reliability)] : []),
    ...(rows.some(row => remarkOn(row) !== '') ? [text('Toelichting', remarkOn)] : []),
    text('Code', row => ({ code: row.area_code })),
  ];
}

const groupsOf = (row: LatestRow): string[] => (row.area_groups ?? '').split('|');

/** As many decimals as the source publishes, at most two; one where everything is computed. */
export function decimalsOf(rows: LatestRow[]): number {
  const published = rows.filter(row => row.value !== null && row.computation === 'published');
  if (published.length === 0) return rows.some(row => row.computation === 'published_sum') ? 0 : 1;
  return Math.min(2, Math.max(...published.map(row => String(row.value).split('.')[1]?.length ?? 0)));
}

const hasInterval = (row: LatestRow): boolean => row.lower_95 !== null && row.upper_95 !== null;

/** The bounds, or in words why there are none. */
function interval(row: LatestRow, decimals: number): Text {
  const { lower_95: lower, upper_95: upper } = row;
  if (lower === null || upper === null) {
    return row.value === null
      ? '–'
      : inDutch('indicator_value.interval_missing_reason', row.interval_missing_reason ?? '');
  }
  return `${dutchNumber(lower, decimals)} tot ${dutchNumber(upper, decimals)}`;
}

/** The class of the figure, with what decides it. */
function reliability({ reliability: found, reliability_reason: reason }: LatestRow): string {
  if (found === null) return '–';
  const letter = found === 'unknown' ? inDutch('indicator_value.reliability', found) : found;
  return reason === null ? letter : `${letter}: ${inDutch('indicator_value.reliability_reason', reason)}`;
}

/** The classes of the figures that there are, each once. */
const classesOf = (rows: LatestRow[]): string[] => [
  ...new Set(rows.filter(row => row.value !== null && row.reliability !== null).map(reliability)),
];

/** Why the value is absent, what a rounded 0 may be, and how much of a group it covers when that is not everything. */
function remarkOn(row: LatestRow): string {
  const reason =
    row.value === null ? inDutch('indicator_value.missing_reason', row.missing_reason ?? '') : '';
  const isPart = row.coverage !== null && row.coverage < 1;
  const zero = row.zero_up_to ? `afgerond aantal: 0 tot en met ${row.zero_up_to}` : '';
  return [reason, zero, isPart ? `dekking ${dutchNumber(100 * (row.coverage ?? 0), 0)}%` : '']
    .filter(Boolean)
    .join('; ');
}

function legend(rows: LatestRow[]): string {
  const ages = [...new Set(rows.map(row => row.age_group))];
  const statuses = [...new Set(rows.map(row => row.status))].map(status =>
    inDutch('indicator_value.status', status),
  );
  const reasons = [...new Set(rows.map(row => row.interval_missing_reason ?? ''))]
    .filter(reason => reason && reason !== 'no_value')
    .map(reason => inDutch('indicator_value.interval_missing_reason', reason));
  const letters = [...new Set(rows.flatMap(row => row.reliability ?? []))]
    .filter(one => one !== 'unknown')
    .sort();
  const classes = letters.map(one => `${one} = ${inDutch('indicator_value.reliability', one)}`);
  const [only, ...more] = classesOf(rows);
  const tables = [...new Set(rows.map(row => `${row.table_id}, gebiedsindeling ${row.area_vintage}`))];
  return [
    `Leeftijd: ${dutchList(ages.map(dutchAge))}.`,
    `Status van de cijfers: ${dutchList(statuses)}.`,
    only && more.length === 0 ? `Betrouwbaarheid van alle cijfers: ${only}.` : '',
    classes.length > 0 ? `Betrouwbaarheid: ${classes.join(', ')}.` : '',
    `Tabel: ${dutchList(tables)}.`,
    rows.some(hasInterval) || reasons.length === 0 ? '' : `Zonder marges: ${reasons.join('; ')}.`,
  ]
    .filter(Boolean)
    .join(' ');
}
