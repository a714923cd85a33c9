import fs from 'node:fs/promises';
import path from 'node:path';
import papaparse from 'papaparse';
import { isNarrow } from '../../transforms/protect/audit.ts';
import { primaryCells } from '../../transforms/protect/primary.ts';
import { secondaryCells } from '../../transforms/protect/secondary.ts';
import type { CountTable, Hidden } from '../../transforms/protect/table.ts';
import { audit, type Interval } from './audit.ts';
import { GOLDEN } from './golden.ts';

type Row = Record<string, string>;

/** One table of the golden files: its published cells come first, then the inner cells, which are not printed. */
export interface GoldenTable {
  id: string;
  table: CountTable;
  /** Rows of `sdc_gauss.csv` by cell. */
  cells: Row[];
  summary: Row;
}

export async function goldenRows(file: string, folder = GOLDEN): Promise<Row[]> {
  const text = await fs.readFile(path.join(folder, `${file}.csv`), 'utf8');
  return papaparse.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
}

export async function goldenTables(folder = GOLDEN): Promise<GoldenTable[]> {
  const [gauss, structure, inner, summaries] = await Promise.all(
    ['sdc_gauss', 'sdc_structure', 'sdc_inner', 'sdc_summary'].map(file => goldenRows(file, folder)),
  );
  return (summaries ?? []).map(summary => {
    const id = summary['case_id'] ?? '';
    const of = (rows: Row[] | undefined) => (rows ?? []).filter(row => row['case_id'] === id);
    const cells = of(gauss);
    const places = new Map(of(inner).map((row, n) => [row['inner_cell'], cells.length + n]));
    const partsOf = new Map(
      of(structure).map(row => [row['cell'], (row['in_inner_cells'] ?? '').split('|')]),
    );
    const relations = cells.map((row, total) => ({
      total,
      parts: (partsOf.get(row['cell'] ?? '') ?? []).map(name => places.get(name) ?? -1),
    }));
    const table: CountTable = {
      counts: [...cells, ...of(inner)].map(row => Number(row['in_freq'])),
      relations,
      virtual: new Set(places.values()),
      threshold: Number(summary['in_threshold']),
      zerosUnsafe: cells[0]?.['in_protect_zeros'] === 'true',
    };
    return { id, table, cells, summary };
  });
}

/** Places of the cells of which a column is true. */
export const cellsWhere = (rows: Row[], column: string): Set<number> =>
  new Set([...rows.keys()].filter(at => rows[at]?.[column] === 'true'));

/** The attacker's intervals by our audit, and those of the reference, of the cells for which the reference has one. */
export async function intervals(
  { table, cells }: Pick<GoldenTable, 'table' | 'cells'>,
  columns: { hidden: string; low: string; high: string },
): Promise<{ found: object[]; wanted: object[] }> {
  const hidden = cellsWhere(cells, columns.hidden);
  const ours = await audit(table, hidden);
  const wanted = [...hidden].map(cell => ({
    cell,
    low: Number(cells[cell]?.[columns.low]),
    high: Number(cells[cell]?.[columns.high]),
  }));
  const round = (value: number) => Math.round(value * 1e6) / 1e6;
  const found = ours
    .filter(one => hidden.has(one.cell))
    .map(({ cell, low, high }) => ({ cell, low: round(low), high: round(high) }));
  return { found, wanted };
}

/** Primary cells, and how many cells Gaussian elimination alone adds to them, as the reference does without own knowledge. */
export function eliminationOnly(table: CountTable): { primaries: Set<number>; secondary: number } {
  const primaries = primaryCells(table);
  return {
    primaries: new Set(primaries.keys()),
    secondary: secondaryCells(table, primaries, { alone: false }).length,
  };
}

/** The protected cells that an attacker knows more closely than the threshold allows; empty when the table is safe. */
export async function leaks(table: CountTable, hidden: Hidden): Promise<Interval[]> {
  return (await audit(table, hidden)).filter(({ cell, low, high }) => isNarrow(table, cell, high - low));
}
