import { AREA_LEVELS } from '../../indicators/areas.ts';
import { inDutch } from '../../transforms/tables.ts';
import type { Block, Text } from './blocks.ts';
import { dutchNumber, dutchPeriod } from './dutch.ts';
import type { IndicatorFacts, LevelRow, PeriodRow } from './facts.ts';

/** Which levels and periods the release holds, how full they are, and in words why values are absent. */
export function coverageTables({ levels, periods }: IndicatorFacts): Block[] {
  if (periods.length === 0) {
    return [
      { kind: 'text', text: 'De bron heeft nog niets geleverd: er zijn geen cellen in deze publicatie.' },
    ];
  }
  const totals = totalsOf(periods);
  const older = totals.filter(isOlder);
  return [
    levelTable(levels),
    periodTable(
      'Perioden',
      totals.filter(total => !isOlder(total)),
    ),
    ...(older.length
      ? [
          {
            kind: 'more' as const,
            summary: 'Dezelfde perioden in oudere uitgaven, niet voor analyses',
            blocks: [periodTable('Perioden in oudere uitgaven', older)],
          },
        ]
      : []),
  ];
}

/** In words why there is no value at all. */
export function reasonsOfAbsence({ periods }: IndicatorFacts): string {
  const reasons = new Set(periods.map(row => row.missing_reason ?? '').filter(Boolean));
  return [...reasons].map(reason => inDutch('indicator_value.missing_reason', reason)).join('; ');
}

/** The levels that have a value, from large to small. */
export const filledLevels = (levels: LevelRow[]): string[] =>
  inOrder(levels)
    .filter(level => level.cells_with_value > 0)
    .map(level => level.area_level);

const LEVEL_ORDER: readonly string[] = AREA_LEVELS;

const inOrder = (levels: LevelRow[]): LevelRow[] =>
  [...levels].sort((a, b) => LEVEL_ORDER.indexOf(a.area_level) - LEVEL_ORDER.indexOf(b.area_level));

function levelTable(levels: LevelRow[]): Block {
  return {
    kind: 'table',
    caption: 'Niveaus',
    columns: [
      { label: 'Niveau' },
      { label: 'Cellen', kind: 'number' },
      { label: 'Met waarde', kind: 'number' },
      { label: 'Nieuwste periode met waarde' },
    ],
    rows: inOrder(levels).map(level => [
      inDutch('area.area_level', level.area_level),
      dutchNumber(level.cells, 0),
      dutchNumber(level.cells_with_value, 0),
      level.last_period ? dutchPeriod(level.last_period) : '–',
    ]),
  };
}

/** A period in one table: its cells by reason. */
interface PeriodTotal extends PeriodRow {
  filled: number;
  reasons: Map<string, number>;
}

function totalsOf(rows: PeriodRow[]): PeriodTotal[] {
  const totals = new Map<string, PeriodTotal>();
  for (const row of rows) {
    const key = `${row.period} ${row.table_id} ${row.area_vintage}`;
    const total = totals.get(key) ?? { ...row, cells: 0, filled: 0, reasons: new Map() };
    total.cells += row.cells;
    if (row.missing_reason) total.reasons.set(row.missing_reason, row.cells);
    else total.filled += row.cells;
    totals.set(key, total);
  }
  return [...totals.values()];
}

/** A newer edition has the period too. */
const isOlder = ({ is_preferred, filled }: PeriodTotal): boolean => !is_preferred && filled > 0;

function periodTable(caption: string, totals: PeriodTotal[]): Block {
  return {
    kind: 'table',
    caption,
    columns: [
      { label: 'Periode' },
      { label: 'Tabel (indeling)' },
      { label: 'Cellen', kind: 'number' },
      { label: 'Met waarde', kind: 'number' },
      { label: 'Ontbreekt omdat' },
      { label: 'Status' },
    ],
    rows: totals.map(total => [
      dutchPeriod(total.period),
      `${total.table_id} (${total.area_vintage})`,
      dutchNumber(total.cells, 0),
      dutchNumber(total.filled, 0),
      reasonsOf(total),
      total.filled > 0 ? inDutch('indicator_value.status', total.status) : '–',
    ]),
  };
}

const reasonsOf = ({ reasons }: PeriodTotal): Text =>
  [...reasons]
    .map(
      ([reason, cells]) => `${inDutch('indicator_value.missing_reason', reason)} (${dutchNumber(cells, 0)})`,
    )
    .join('; ') || '–';
