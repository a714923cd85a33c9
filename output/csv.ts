import fs from 'node:fs/promises';
import { listFiles } from '../kernel/files.ts';
import { writeZip } from '../kernel/zip.ts';
import type { PublishedTable } from '../transforms/tables.ts';
import { quoteName, quoteText } from '../transforms/warehouse.ts';
import { BYTE_ORDER_MARK, excelSelect } from './excel.ts';
import { type ExportJob, fileIn, openedRows, selectOpened, tablesOf } from './exporter.ts';

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
  // Names and words are looked up once, not once per indicator; the rows stay in order.
  await warehouse.run(`create temp table ${table.name} as ${select({ where: openedRows(table, job) })}`);
  const indicator = quoteName(`${BYTE_ORDER_MARK}indicator_id`);
  const rows = await warehouse.all<{ id: string }>(
    `select distinct ${indicator}::varchar as id from temp.${table.name} order by id`,
  );
  for (const { id } of rows) {
    const own = `select * from temp.${table.name} where ${indicator} = ${quoteText(id)}`;
    await copy(job, own, `excel/${table.name}/${id}.csv`);
  }
  await warehouse.run(`drop table temp.${table.name}`);
}

/** Packed and with commas for programs, plain and with semicolons for a Dutch Excel. */
async function copy(job: ExportJob, select: string, file: string): Promise<void> {
  const form = file.endsWith('.gz') ? "compression gzip, delimiter ','" : "compression none, delimiter ';'";
  await job.warehouse.run(
    `copy (${select}) to ${quoteText(fileIn(job, file))} (format csv, header true, ${form})`,
  );
}
