import path from 'node:path';
import { exists } from '../../../kernel/files.ts';
import { openWarehouse } from '../../support/warehouse.ts';

/** Who looks: at what is public, or also at what partners see beside it. */
export const VIEWERS = ['public', 'partner'] as const;
export type Viewer = (typeof VIEWERS)[number];

/**
 * Counts that a release prints, by `indicator/period/area`: numerator, and denominator. Neither where the area has no figure for want of
 * a denominator: that is no secret, and its count is the sum of others.
 */
export type PrintedCounts = ReadonlyMap<
  string,
  readonly [numerator: number | null, denominator: number | null]
>;

interface Row {
  key: string;
  numerator: number | null;
  denominator: number | null;
}

const PARTS: Record<Viewer, string[]> = {
  public: ['public'],
  partner: ['public', 'partners'],
};

/** All that a viewer reads in a release: percentages of a known number give the count back. */
export async function printedBy(viewer: Viewer, folder: string): Promise<PrintedCounts> {
  const warehouse = await openWarehouse();
  const found = new Map<string, readonly [number | null, number | null]>();
  for (const part of PARTS[viewer]) {
    const file = path.join(folder, part, 'indicator_value.parquet');
    if (!(await exists(file))) continue;
    const rows = await warehouse.all<Row>(
      `select concat_ws('/', indicator_id, concat_ws(' ', period, nullif(sex, 'total'), nullif(age_group, 'total')), area_code) as key,
         coalesce(numerator, round(value * denominator / 100))::double as numerator, denominator::double as denominator
       from read_parquet('${file}')
       where indicator_id <> 'inwoners' and (coalesce(numerator, value * denominator) is not null or missing_reason = 'no_denominator')`,
    );
    for (const { key, numerator, denominator } of rows) found.set(key, [numerator, denominator]);
  }
  return found;
}
