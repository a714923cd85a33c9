import { makeTable, prepareGold } from './build.ts';
import { prepareStatistics } from './formulas/prepare.ts';
import { inOrder, neededFor, readTransforms, type Transform } from './graph.ts';
import { testHotSpots } from './hot-spots.ts';
import { simulateInequality } from './inequality-limits.ts';
import { worded } from './sentences.ts';
import { type PublishedTable, publishedTables } from './tables.ts';
import { quoteText, type Warehouse } from './warehouse.ts';

/** The indicators that come from a source and may be seen by all ($1) or by some, with the cells they are made of. */
const COUNTED = `
  select i.indicator_id as id, coalesce(sum(s.cells), 0)::integer as cells
  from input.indicator as i
  left join input.indicator_term as r on r.indicator_id = i.indicator_id
  left join input.edition as e on e.source_id = r.source_id
  left join input.topic as t on t.concept = r.concept and t.edition_no = e.edition_no
  left join silver.topic_slice as s on s.topic_id = t.topic_id
  where i.source_id is not null and (i.access = 'public') = $1
  group by i.indicator_id order by i.indicator_id`;

type OnTable = (table: string, done: number, total: number) => void;

interface ComputeOptions {
  onTable?: OnTable;
  /** Only these tables (`gold.trend`), and what they are made from. */
  only?: readonly string[] | undefined;
}

/** Makes the silver tables from the input tables. `folder`: the transforms. */
export async function computeSilver(
  warehouse: Warehouse,
  folder: string,
  { onTable = () => undefined, only }: ComputeOptions = {},
): Promise<void> {
  const ordered = await readTransforms(warehouse, folder, 'silver');
  await computeTables(warehouse, only ? neededFor(ordered, only) : ordered, { onTable, tables: [] });
}

interface GoldOptions extends ComputeOptions {
  /** Also the values that not everyone may see; default: when all tables are made. */
  restricted?: boolean;
}

/** Makes the gold tables from the silver ones, with the forms, statistics and shared analyses that they need. */
export async function computeGold(
  warehouse: Warehouse,
  folder: string,
  { onTable = () => undefined, only, restricted = !only }: GoldOptions = {},
): Promise<void> {
  const tables = publishedTables(folder);
  await prepareGold(warehouse, tables);
  await prepareStatistics(warehouse);
  const selects = await readTransforms(warehouse, folder, 'gold', 'analysis');
  const ordered = inOrder([...selects, ...OUTSIDE_SQL.keys()]);
  const needed = only ? neededFor(ordered, only) : ordered;
  await computeTables(warehouse, needed, { onTable, tables });
  const isLeftOut = ({ table }: Transform) =>
    stepOf(tables, table) !== undefined && !needed.some(one => one.table === table);
  for (const { table } of ordered.filter(isLeftOut)) await warehouse.run(`drop table ${table}`);
  const values = ordered.find(transform => transform.table === 'gold.indicator_value');
  if (values && restricted) await computeRestricted(warehouse, values, publishedAs(tables, values.table));
}

/** What SQL cannot count or draw: the table that each fills, from which. */
const OUTSIDE_SQL = new Map<Transform, (warehouse: Warehouse) => Promise<void>>([
  [
    {
      table: 'input.local_p',
      file: 'transforms/hot-spots.ts',
      sql: '',
      reads: ['analysis.related_figure', 'analysis.neighbour'],
    },
    testHotSpots,
  ],
  [
    {
      table: 'input.slope_limit',
      file: 'transforms/inequality-limits.ts',
      sql: '',
      reads: ['analysis.inequality_group', 'analysis.inequality_slice'],
    },
    simulateInequality,
  ],
]);

/** How many cells a step of a table takes at most in the default memory: with more memory steps are larger, and fewer. */
const stepOf = (tables: PublishedTable[], table: string): number | undefined =>
  publishedAs(tables, table)?.steps;

const publishedAs = (tables: PublishedTable[], table: string): PublishedTable | undefined =>
  tables.find(({ name }) => table === `gold.${name}`);

/** Runs the transforms in order; the largest some indicators at a time, the rest as a whole. */
async function computeTables(
  warehouse: Warehouse,
  transforms: Transform[],
  { onTable, tables }: { onTable: OnTable; tables: PublishedTable[] },
): Promise<void> {
  const roominess = await warehouse.roominess();
  for (const transform of transforms) {
    const published = publishedAs(tables, transform.table);
    const bound = published?.steps;
    if (bound === undefined) {
      onTable(transform.table, 1, 1);
      const fill = OUTSIDE_SQL.get(transform);
      await (fill ? fill(warehouse) : makeTable(warehouse, transform, published));
      continue;
    }
    const counted = await warehouse.all<{ id: string; cells: number }>(COUNTED, [true]);
    const steps = stepsOf(counted, bound * roominess);
    for (const [done, ids] of steps.entries()) {
      onTable(transform.table, done + 1, steps.length);
      await fillTable(warehouse, transform.table, { sql: worded(transform.sql, published), ids });
    }
  }
}

/** Adds the rows of some indicators to a table. */
async function fillTable(
  warehouse: Warehouse,
  table: string,
  { sql, ids }: { sql: string; ids: string[] },
): Promise<void> {
  await warehouse.run(`set variable indicator_ids = [${ids.map(quoteText).join(', ')}]`);
  await warehouse.asWritten(() => warehouse.run(`insert into ${table} by name ${sql}`));
}

/**
 * Makes `restricted.indicator_value`: the values that not everyone may see, by the same rules. No analysis reads them, so
 * that nothing of them can be worked out from what is public.
 */
async function computeRestricted(
  warehouse: Warehouse,
  transform: Transform,
  published: PublishedTable | undefined,
): Promise<void> {
  const sql = worded(transform.sql, published);
  await warehouse.run('create table restricted.indicator_value as from gold.indicator_value limit 0');
  const indicators = await warehouse.all<{ id: string; cells: number }>(COUNTED, [false]);
  for (const ids of stepsOf(indicators, published?.steps ?? 0)) {
    await fillTable(warehouse, 'restricted.indicator_value', { sql, ids });
  }
}

/** Neighbours together, as long as their cells stay below the bound. */
export function stepsOf(indicators: { id: string; cells: number }[], bound: number): string[][] {
  const steps: string[][] = [];
  let filled = Number.POSITIVE_INFINITY;
  for (const { id, cells } of indicators) {
    if (filled + cells > bound) {
      steps.push([]);
      filled = 0;
    }
    steps.at(-1)?.push(id);
    filled += cells;
  }
  return steps;
}
