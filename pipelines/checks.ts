import fs from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../indicators/config.ts';
import { listDir } from '../kernel/files.ts';
import { tablesIn } from '../transforms/graph.ts';
import { publishedTables } from '../transforms/tables.ts';
import { unwordedCodes } from '../transforms/unworded.ts';
import type { Warehouse } from '../transforms/warehouse.ts';

export type Severity = 'fail' | 'warn' | 'accepted';

/** One cell, or group of cells, that a check objects to. */
export interface Finding {
  severity: Severity;
  indicator_id: string | null;
  period: string | null;
  area_code: string | null;
  detail: string;
}

export interface CheckResult {
  check: string;
  title: string;
  result: 'pass' | 'warn' | 'fail';
  findings: number;
  /** The first findings, worst first. */
  shown: Finding[];
}

/** How many findings of a check are shown. */
export const SHOWN = 20;

/**
 * Runs every check of `pipelines/checks`: each is one select that returns what it objects to, with the columns
 * severity, indicator_id, period, area_code and detail. Its first comment line is its title. One more follows from the headers of the tables.
 */
export async function runChecks(
  warehouse: Warehouse,
  folder: string,
  config: Config,
): Promise<CheckResult[]> {
  const { magnitude_warn, magnitude_fail } = config.thresholds;
  await warehouse.run(`set variable magnitude_warn = ${magnitude_warn}`);
  await warehouse.run(`set variable magnitude_fail = ${magnitude_fail}`);
  await warehouse.run(`set variable has_publisher = ${config.publisher !== undefined}`);
  const results: CheckResult[] = [];
  for (const name of (await listDir(folder)).filter(file => file.endsWith('.sql'))) {
    const sql = await fs.readFile(path.join(folder, name), 'utf8');
    if (!(await canRun(warehouse, sql, name))) continue;
    results.push(await runCheck(warehouse, { check: path.basename(name, '.sql'), sql }, config));
  }
  results.push(await runCheck(warehouse, { check: 'code', sql: await codeCheck(warehouse) }, config));
  return results;
}

/** A release of some tables is held to the checks of those tables. */
async function canRun(warehouse: Warehouse, sql: string, file: string): Promise<boolean> {
  const made = await warehouse.all<{ name: string }>(
    "select table_schema || '.' || table_name as name from information_schema.tables",
  );
  const reads = (await tablesIn(warehouse, sql, file)).filter(table => /^(gold|analysis)\./.test(table));
  return reads.every(table => made.some(({ name }) => name === table));
}

/** The check that follows from the headers of the tables. */
async function codeCheck(warehouse: Warehouse): Promise<string> {
  const made = await warehouse.all<{ name: string }>(
    "select table_name as name from duckdb_tables() where schema_name = 'gold'",
  );
  const names = new Set(made.map(({ name }) => name));
  return `-- Every code in a published table is put in words
    select 'fail' as severity, null::varchar as indicator_id, null::varchar as period, null::varchar as area_code,
      place || ' holds ''' || code || ''', which its header does not put in words' as detail
    from (${unwordedCodes(publishedTables().filter(({ name }) => names.has(name)))})`;
}

async function runCheck(
  warehouse: Warehouse,
  { check, sql }: { check: string; sql: string },
  config: Config,
): Promise<CheckResult> {
  const title = /^--\s*(.+)$/m.exec(sql)?.[1] ?? check;
  await warehouse.run(`create or replace temp table finding as ${sql}`);
  for (const { indicator, period } of config.checks.accept.filter(accepted => accepted.check === check)) {
    await warehouse.run(
      "update finding set severity = 'accepted' where indicator_id::varchar = $1 and ($2 is null or period::varchar = $2)",
      [indicator, period ?? null],
    );
  }
  const counts = await warehouse.one<{ fails: number; warns: number; findings: number }>(
    `select count(*) filter (where severity = 'fail')::integer as fails,
       count(*) filter (where severity = 'warn')::integer as warns, count(*)::integer as findings
     from finding`,
  );
  const shown = await warehouse.all<Finding & Record<string, never>>(
    `select severity, indicator_id, period, area_code, detail from finding
     order by severity = 'fail' desc, severity = 'warn' desc, indicator_id, period, area_code, detail limit ${SHOWN}`,
  );
  const result = counts.fails > 0 ? 'fail' : counts.warns > 0 ? 'warn' : 'pass';
  return { check, title, result, findings: counts.findings, shown };
}
