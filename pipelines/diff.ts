import fs from 'node:fs/promises';
import path from 'node:path';
import type { Warehouse } from '../transforms/warehouse.ts';

/** How one indicator differs between two releases. */
export interface IndicatorDiff {
  indicator_id: string;
  new_cells: number;
  gone_cells: number;
  changed_cells: number;
  /** Cells that had a value and have none now. */
  lost_values: number;
  equal_cells: number;
  largest_change: number | null;
  /** Tables whose snapshot changed between the two. */
  revised_tables: string | null;
}

/** Compares `gold.indicator_value` with `previous.indicator_value`; only indicators that differ are returned. */
export async function diffReleases(warehouse: Warehouse, root: string): Promise<IndicatorDiff[]> {
  const sql = await fs.readFile(path.join(root, 'pipelines/diff.sql'), 'utf8');
  const rows = await warehouse.all(sql);
  return rows.map(row => ({
    indicator_id: String(row['indicator_id']),
    new_cells: Number(row['new_cells']),
    gone_cells: Number(row['gone_cells']),
    changed_cells: Number(row['changed_cells']),
    lost_values: Number(row['lost_values']),
    equal_cells: Number(row['equal_cells']),
    largest_change: row['largest_change'] === null ? null : Number(row['largest_change']),
    revised_tables: row['revised_tables'] === null ? null : String(row['revised_tables']),
  }));
}
