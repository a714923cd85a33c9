import fs from 'node:fs/promises';
import { listFiles } from '../kernel/files.ts';
import { writeZip } from '../kernel/zip.ts';
import type { PublishedTable } from '../transforms/tables.ts';
import { quoteName, quoteText, type Warehouse } from '../transforms/warehouse.ts';
import {
  columnTypes,
  type ExportJob,
  fileIn,
  openedRows,
  type Selection,
  selectOpened,
  selectTable,
  tablesOf,
} from './exporter.ts';

/** The published tables as CSV for programs (UTF-8 with commas, gzip), and once more for a Dutch Excel, in one zip. */
export async function writeCsv(job: ExportJob): Promise<void> {
  await fs.mkdir(fileIn(job, 'excel'), { recursive: true });
  for (const table of tablesOf(job)) {
    await copy(job, selectOpened(table, job), `${table.name}.csv.gz`);
    await writeExcel(job, table);
  }
  const packing = packExcel(job);
  if (!job.aside) return packing;
  // A failure is told where it is waited for.
  packing.catch(() => undefined);
  job.aside.push(packing);
}

/** Takes a processor, and nothing of the database. */
async function packExcel(job: ExportJob): Promise<void> {
  const files = await listFiles(fileIn(job, 'excel'));
  await writeZip(
    fileIn(job, 'excel.zip'),
    files.map(name => ({ name, file: fileIn(job, 'excel', name) })),
  );
  await fs.rm(fileIn(job, 'excel'), { recursive: true });
}

const PER_INDICATOR = new Set(['indicator_value', 'indicator_series']);

/** Excel holds 1,048,576 rows: values and series go in one file per indicator, the other tables whole. */
async function writeExcel(job: ExportJob, table: PublishedTable): Promise<void> {
  const { warehouse } = job;
  const select = await excelSelect(warehouse, table);
  if (!PER_INDICATOR.has(table.name))
    return copy(job, select({ where: openedRows(table, job) }), `excel/${table.name}.csv`);
  await fs.mkdir(fileIn(job, 'excel', table.name), { recursive: true });
  // Looked for and written out once, not once per indicator.
  await warehouse.run(`create temp table ${table.name} as ${select({ where: openedRows(table, job) })}`);
  const indicator = quoteName(`${BYTE_ORDER_MARK}indicator_id`);
  const ids = await warehouse.all<{ id: string }>(
    `select distinct ${indicator} as id from temp.${table.name} order by id`,
  );
  for (const { id } of ids) {
    const rows = `from temp.${table.name} where ${indicator} = ${quoteText(id)}`;
    await copy(job, rows, `excel/${table.name}/${id}.csv`);
  }
  await warehouse.run(`drop table temp.${table.name}`);
}

const BYTE_ORDER_MARK = '\uFEFF';

/** What a spreadsheet would take for a formula at the start of a text. */
const FORMULA = "'^[=+@\\t\\r-]'";

/** Decimal comma, a byte order mark before the first heading, and text that cannot be taken for a formula. */
async function excelSelect(
  warehouse: Warehouse,
  table: PublishedTable,
): Promise<(selection: Selection) => string> {
  const types = await columnTypes(warehouse, table.name);
  const formulas = await columnsWithFormulas(warehouse, table, types);
  const expressions = new Map<string, string>();
  for (const [name, type] of types) {
    const quoted = quoteName(name);
    if (type === 'DOUBLE') expressions.set(name, decimalComma(quoted));
    else if (formulas.has(name)) {
      expressions.set(
        name,
        `case when regexp_matches(${quoted}::varchar, ${FORMULA}) then '''' || ${quoted}::varchar else ${quoted}::varchar end`,
      );
    }
  }
  const [first] = table.columns;
  const expression = (name: string) => expressions.get(name) ?? quoteName(name);
  return selection =>
    selectTable(table, { ...selection, expression }).replace(
      ` as ${quoteName(first?.name ?? '')}`,
      ` as ${quoteName(`${BYTE_ORDER_MARK}${first?.name}`)}`,
    );
}

const decimalComma = (column: string): string =>
  `case when ${column} = floor(${column}) and abs(${column}) < 1e15 then ${column}::bigint::varchar
     else replace(${column}::varchar, '.', ',') end`;

/** The text columns with a value that looks like a formula; of an enumeration its values tell, not the rows. */
async function columnsWithFormulas(
  warehouse: Warehouse,
  table: PublishedTable,
  types: ReadonlyMap<string, string>,
): Promise<Set<string>> {
  const isFormula = (text: string) => `coalesce(bool_or(regexp_matches(${text}, ${FORMULA})), false)`;
  const found = [...types].flatMap(([name, type]) => {
    if (type === 'VARCHAR') return `${isFormula(quoteName(name))} as ${quoteName(name)}`;
    if (!type.startsWith('ENUM')) return [];
    return `(select ${isFormula('text')} from (select unnest(enum_range(null::${type}))::varchar as text)) as ${quoteName(name)}`;
  });
  if (found.length === 0) return new Set();
  const row = await warehouse.one<Record<string, boolean>>(
    `select ${found.join(', ')} from gold.${table.name}`,
  );
  return new Set(Object.keys(row).filter(name => row[name]));
}

/** Packed and with commas for programs, plain and with semicolons for a Dutch Excel. */
async function copy(job: ExportJob, select: string, file: string): Promise<void> {
  const form = file.endsWith('.gz') ? "compression gzip, delimiter ','" : "compression none, delimiter ';'";
  await job.warehouse.run(
    `copy (${select}) to ${quoteText(fileIn(job, file))} (format csv, header true, ${form})`,
  );
}
