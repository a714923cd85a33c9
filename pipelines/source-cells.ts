import { projectText } from '../kernel/root.ts';
import { quoteText, type Row, Warehouse } from '../transforms/warehouse.ts';

/** What the last build holds of the source of an indicator. */
export interface SourceCells {
  /** The column of each edition that holds a term of the indicator. */
  columns: Row[];
  /** Cells as received, behind the newest values of the members of one area group. */
  rows: Row[];
}

/** Columns and cells of the source behind an indicator, from the build that the last release was made of. */
export async function sourceCells(
  file: string,
  settings: Parameters<typeof Warehouse.open>[1],
  { indicator, group }: { indicator: string; group: string },
): Promise<SourceCells> {
  const warehouse = await Warehouse.open(file, settings, true);
  try {
    await warehouse.run(`set variable asked_indicator = ${quoteText(indicator)}`);
    await warehouse.run(`set variable asked_group = ${quoteText(group)}`);
    const rowsOf = (name: string) => warehouse.all(projectText(`pipelines/${name}.sql`));
    return { columns: await rowsOf('source-columns'), rows: await rowsOf('source-cells') };
  } finally {
    await warehouse.close();
  }
}
