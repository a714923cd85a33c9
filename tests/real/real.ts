import { spawnSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../kernel/root.ts';
import { table } from '../../pipelines/table.ts';
import { Warehouse } from '../../transforms/warehouse.ts';
import { hasShared, serviceEnvironment, sharedFolder } from '../support/shared.ts';
import { spawnSimulator } from '../support/simulator-process.ts';
import { analyses } from './analyses.ts';
import { answers } from './answers.ts';
import { coverage } from './coverage.ts';
import { compareEverything } from './everything.ts';
import { KNOWN_FIGURES, type KnownFigure } from './figures.ts';
import { goals } from './goals.ts';
import { siteOf } from './site.ts';

const root = projectRoot();
const cli = path.join(root, 'dist/pipelines/cli.js');
const config = path.join(root, 'tests/real/config.yaml');

/** `npm run real [-- --data DIR]`: the whole pipeline on real published data, held against known figures. */
async function main(): Promise<number> {
  if (!hasShared) {
    process.stdout.write(`There is no real data beside the project (${sharedFolder}); nothing was run.\n`);
    return 0;
  }
  const at = process.argv.indexOf('--data');
  const kept = at > 0 ? process.argv[at + 1] : undefined;
  const data = kept ? path.resolve(kept) : await fs.mkdtemp(path.join(os.tmpdir(), 'vie-real-'));
  const simulator = await spawnSimulator();
  try {
    const env = { ...process.env, ...serviceEnvironment(simulator.base) };
    const run = spawnSync(process.execPath, [cli, 'run', '--config', config, '--data', data], {
      env,
      stdio: 'inherit',
    });
    if (run.status !== 0) return run.status ?? 1;
    return (await report(data)) ? 0 : 1;
  } finally {
    simulator.stop();
    if (!kept) await fs.rm(data, { recursive: true, force: true });
  }
}

/** Prints every comparison; true when all are equal. */
async function report(data: string): Promise<boolean> {
  const scratch = await fs.mkdtemp(path.join(os.tmpdir(), 'vie-compare-'));
  const warehouse = await Warehouse.open(path.join(scratch, 'compare.duckdb'), {
    threads: 2,
    memory_limit: '1GB',
  });
  try {
    const latest = path.join(data, 'latest');
    const values = path.join(latest, 'indicator_value.parquet');
    const figures = [];
    for (const known of KNOWN_FIGURES) figures.push(await compare(warehouse, values, known));
    process.stdout.write(`\nKnown figures (${KNOWN_FIGURES.length}):\n`);
    const heading = ['', 'indicator', 'area', 'period', 'column', 'expected', 'found', 'as printed in'];
    process.stdout.write(
      `${table(
        heading,
        figures.map(figure => figure.cells),
      ).join('\n')}\n`,
    );
    const everything = await compareEverything(warehouse, latest);
    process.stdout.write('\nWhole tables against the source files:\n');
    for (const { what, compared, different, example } of everything) {
      process.stdout.write(
        `  ${different === 0 ? 'equal' : 'DIFFERENT'}  ${what}: ${compared.toLocaleString('en')} compared, ${different} different${example ? ` (${example})` : ''}\n`,
      );
    }
    const covered = await coverage(warehouse, latest);
    process.stdout.write('\nAreas of each indicator against those its table lists:\n');
    for (const line of covered.lines) process.stdout.write(`  ${line}\n`);
    for (const gap of covered.gaps) process.stdout.write(`  GAP  ${gap}\n`);
    process.stdout.write('\nColumns that the copies of these tables do not have:\n');
    for (const line of covered.without) process.stdout.write(`  ${line}\n`);
    process.stdout.write(
      '\nGoals: the gap of Zuid-Limburg in self-rated health (positive = behind; changes since 2016, negative = less gap):\n',
    );
    process.stdout.write(`${(await goals(warehouse, latest)).join('\n')}\n`);
    const analysed = await analyses(warehouse, latest);
    process.stdout.write('\nAnalyses of the region:\n');
    for (const line of analysed.lines) process.stdout.write(`  ${line}\n`);
    for (const gap of analysed.gaps) process.stdout.write(`  GAP  ${gap}\n`);
    const site = await siteOf(latest);
    process.stdout.write('\nWhat the site shows of known figures:\n');
    for (const line of site.lines) process.stdout.write(`  ${line}\n`);
    const ok =
      site.ok &&
      analysed.gaps.length === 0 &&
      covered.lines.length > 1 &&
      covered.gaps.length === 0 &&
      figures.every(figure => figure.equal) &&
      everything.every(one => one.different === 0 && one.compared > 0);
    process.stdout.write(`${(await answers(warehouse, latest)).join('\n')}\n`);
    process.stdout.write(`\n${ok ? 'All equal.' : 'NOT EQUAL.'}\n`);
    return ok;
  } finally {
    await warehouse.close();
    await fs.rm(scratch, { recursive: true, force: true });
  }
}

async function compare(warehouse: Warehouse, file: string, known: KnownFigure) {
  const rows = await warehouse.all<{ found: number | null }>(
    `select ${known.column} as found from read_parquet('${file}')
     where indicator_id = $1 and area_code = $2 and period = $3 and ($4 is null or age_group = $4) and case when $5 is null then is_preferred else table_id = $5 end`,
    [known.indicator, known.area, known.period, known.age ?? null, known.table ?? null],
  );
  const found = rows.length === 1 ? (rows[0]?.found ?? null) : null;
  const equal = found !== null && Math.abs(found - known.expected) <= known.tolerance + 1e-9;
  const tolerance = known.tolerance ? ` ± ${known.tolerance}` : '';
  const shown = found === null ? `${rows.length} rows` : Number(found.toFixed(4)).toString();
  const { indicator, area, period, column, expected, printed } = known;
  return {
    equal,
    cells: [
      equal ? 'equal' : 'DIFFERENT',
      indicator,
      area,
      period,
      column,
      `${expected}${tolerance}`,
      shown,
      printed,
    ],
  };
}

process.exitCode = await main();
