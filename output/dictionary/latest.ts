import type { Block, Cell, TableBlock, TableColumn, Text } from './blocks.ts';
import { reasonsOfAbsence } from './coverage.ts';
import { dutchAge, dutchList, dutchNumber, dutchPeriod, dutchUnit } from './dutch.ts';
import type { IndicatorFacts, LatestRow } from './facts.ts';
import { FIGURE_STATUS, INTERVAL_REASONS, inDutch, MISSING_REASONS } from './words.ts';

/** The latest values: country, area groups and the gemeenten of the region open, the other gemeenten folded. */
export function latestValues(facts: IndicatorFacts, groups: string[]): Block[] {
  const { indicator, latest } = facts;
  if (latest.length === 0) {
    const text = `Voor land, gebiedsgroepen en gemeenten is er geen waarde: ${reasonsOfAbsence(facts) || 'nog niet geleverd door de bron'}.`;
    return [{ kind: 'caution', title: 'Nog geen cijfers', text }];
  }
  const [home = ''] = groups;
  const isNear = (row: LatestRow) => row.area_level !== 'gemeente' || groupsOf(row).includes(home);
  const near = latest.filter(isNear);
  const far = latest.filter(row => !isNear(row));
  const decimals = decimalsOf(latest);
  const form: Form = {
    rows: latest,
    decimals,
    hasAges: new Set(latest.map(row => row.age_group)).size > 1,
    hasSexes: new Set(latest.map(row => row.sex)).size > 1,
    isDrawn: indicator.measure !== 'sum',
  };
  return [
    valueTable('Land, gebiedsgroepen en gemeenten van de regio', near, form),
    ...(far.length
      ? [
          {
            kind: 'more' as const,
            summary: `Overige gemeenten (${new Set(far.map(row => row.area_code)).size})`,
            blocks: [valueTable('Overige gemeenten', far, form)],
          },
        ]
      : []),
    { kind: 'text', text: legend(latest) },
    ...methodsOf(latest),
  ];
}

/** How the figure of each area group came about. */
function methodsOf(rows: LatestRow[]): Block[] {
  const groups = rows.filter(row => row.area_level === 'regio' && row.value !== null && row.method);
  const facts = new Map(groups.map(row => [row.name ?? row.area_code, row.method ?? '']));
  if (facts.size === 0) return [];
  const blocks: Block[] = [{ kind: 'facts', facts: [...facts] }];
  return [{ kind: 'more', summary: 'Hoe de gebiedsgroepen zijn berekend', blocks }];
}

/** What the tables of one indicator have in common. */
interface Form {
  rows: LatestRow[];
  decimals: number;
  hasAges: boolean;
  hasSexes: boolean;
  isDrawn: boolean;
}

const groupsOf = (row: LatestRow): string[] => (row.area_groups ?? '').split('|');

/** As many decimals as the source publishes, at most two; one where everything is computed. */
export function decimalsOf(rows: LatestRow[]): number {
  const published = rows.filter(row => row.value !== null && row.method?.startsWith('gepubliceerd'));
  if (published.length === 0) return rows.some(row => row.method?.startsWith('som van g')) ? 0 : 1;
  return Math.min(2, Math.max(...published.map(row => String(row.value).split('.')[1]?.length ?? 0)));
}

const hasInterval = (row: LatestRow): boolean => row.lower_95 !== null && row.upper_95 !== null;

function valueTable(caption: string, rows: LatestRow[], form: Form): TableBlock {
  const [first] = form.rows;
  const remarks = form.rows.some(row => remarkOn(row) !== '');
  const intervals = form.rows.some(hasInterval);
  const columns: TableColumn[] = [
    { label: 'Gebied' },
    ...(form.hasAges ? [{ label: 'Leeftijd' }] : []),
    ...(form.hasSexes ? [{ label: 'Geslacht' }] : []),
    { label: `Waarde (${dutchUnit(first?.unit ?? '')})`, kind: 'number' },
    ...(intervals ? [{ label: '95%-interval', kind: 'number' as const }] : []),
    ...(form.isDrawn ? [{ label: 'Ligging', kind: 'plot' as const }] : []),
    ...(remarks ? [{ label: 'Toelichting' }] : []),
    { label: 'Code' },
  ];
  const cellsOf = (row: LatestRow): Cell[] => [
    row.name ?? row.area_code,
    ...(form.hasAges ? [dutchAge(row.age_group)] : []),
    ...(form.hasSexes ? [SEXES[row.sex] ?? row.sex] : []),
    row.value === null ? '–' : dutchNumber(row.value, form.decimals),
    ...(intervals ? [interval(row, form.decimals)] : []),
    ...(form.isDrawn ? [plotOf(row, form.rows)] : []),
    ...(remarks ? [remarkOn(row)] : []),
    { code: row.area_code },
  ];
  const period = first ? ` in ${dutchPeriod(first.period)}` : '';
  return {
    kind: 'table',
    caption: `${caption}${period}`,
    columns,
    rows: rows.map(cellsOf),
    ...(form.isDrawn
      ? {
          drawn: `Ligging: stip = waarde, ${intervals ? 'streep = 95%-interval, ' : ''}verticale lijn = land.`,
        }
      : {}),
  };
}

const SEXES: Record<string, string> = { total: 'totaal', m: 'mannen', v: 'vrouwen' };

/** The bounds, or in words why there are none. */
function interval(row: LatestRow, decimals: number): Text {
  const { lower_95: lower, upper_95: upper } = row;
  if (lower === null || upper === null) {
    return row.value === null ? '–' : inDutch(INTERVAL_REASONS, row.interval_missing_reason ?? '');
  }
  return `${dutchNumber(lower, decimals)} tot ${dutchNumber(upper, decimals)}`;
}

/** Why the value is absent, and how much of a group it covers when that is not everything. */
function remarkOn(row: LatestRow): string {
  const reason = row.value === null ? inDutch(MISSING_REASONS, row.missing_reason ?? '') : '';
  const isPart = row.coverage !== null && row.coverage < 1;
  return [reason, isPart ? `dekking ${dutchNumber(100 * (row.coverage ?? 0), 0)}%` : '']
    .filter(Boolean)
    .join('; ');
}

function plotOf(row: LatestRow, all: LatestRow[]): Cell {
  const numbers = all.flatMap(({ value, lower_95, upper_95 }) =>
    [value, lower_95, upper_95].filter(number => number !== null),
  );
  const country = all.find(one => one.area_level === 'land' && one.age_group === row.age_group);
  return {
    plot: {
      value: row.value,
      lower: row.lower_95,
      upper: row.upper_95,
      from: Math.min(...numbers),
      to: Math.max(...numbers),
      mark: country?.value ?? null,
    },
  };
}

function legend(rows: LatestRow[]): string {
  const ages = [...new Set(rows.map(row => row.age_group))];
  const statuses = [...new Set(rows.map(row => row.status))].map(status => inDutch(FIGURE_STATUS, status));
  const reasons = [...new Set(rows.map(row => row.interval_missing_reason ?? ''))]
    .filter(reason => reason && reason !== 'no_value')
    .map(reason => inDutch(INTERVAL_REASONS, reason));
  const tables = [...new Set(rows.map(row => `${row.table_id}, gebiedsindeling ${row.area_vintage}`))];
  return [
    `Leeftijd: ${dutchList(ages.map(dutchAge))}.`,
    `Status van de cijfers: ${dutchList(statuses)}.`,
    `Tabel: ${dutchList(tables)}.`,
    rows.some(hasInterval) || reasons.length === 0 ? '' : `Zonder marges: ${reasons.join('; ')}.`,
  ]
    .filter(Boolean)
    .join(' ');
}
