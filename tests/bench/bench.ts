import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../kernel/root.ts';
import { table } from '../../pipelines/table.ts';
import { hasShared, serviceEnvironment, sharedFolder } from '../support/shared.ts';
import { spawnSimulator } from '../support/simulator-process.ts';
import { disclosure } from './disclosure.ts';
import { falseFindings } from './false-findings.ts';
import { remembered } from './remembered.ts';

const root = projectRoot();
const compiled = (file: string) => path.join(root, 'dist', file);
const config = path.join(root, 'tests/bench/config.yaml');
const ROUNDS = 5;

/**
 * `npm run bench`: speed and memory on real national tables, as ratios to the physical limit in the same run, how time grows
 * with generated sets, the protection of counts, and the take-up of a large delivery. `npm run bench -- real`, `-- scale`,
 * `-- disclosure`, `-- ledger` or `-- inbox` measures one of them; `-- false-findings` counts what analyses find where nothing is.
 */
async function main(): Promise<void> {
  const [wanted, ...sizes] = process.argv.slice(2);
  const isWanted = (part: string) => wanted === undefined || wanted === part;
  if (isWanted('real')) await real();
  if (isWanted('disclosure')) await disclosure();
  if (isWanted('ledger')) await remembered();
  if (isWanted('scale')) await scale(sizes);
  if (isWanted('inbox')) await inbox();
  if (wanted === 'false-findings') await falseFindings(Number(sizes[0] ?? 200));
}

/** How many national sets, and the memory that DuckDB is given for them: four times the default of the config. */
const SIZES = [
  { times: 1, memory_limit: '1GB' },
  { times: 3, memory_limit: '1GB' },
  { times: 10, memory_limit: '1GB' },
];

/** Tables that hold what sources say; all other gold tables are analyses of these. */
const VALUES = [
  'gold.indicator_value',
  'gold.indicator_series',
  'gold.indicator',
  'gold.area',
  'gold.period',
];

interface Measured extends Record<'rows' | 'silver' | 'gold' | 'parquet' | 'rss', number> {
  /** Seconds per table of gold. */
  steps: Record<string, number>;
}

/**
 * 14,500 buurten x 80 indicators x 12 years, and several times as many buurten, from loaded cells to Parquet. A line comes as
 * soon as it is measured: the last takes a quarter of an hour. `-- scale 1 3` measures those sizes only.
 */
async function scale(wanted: string[]): Promise<void> {
  process.stdout.write('\nGenerated national set: 14,500 buurten x 80 indicators x 12 years\n');
  const heading = [
    ...[
      '',
      'rows',
      'limit',
      'silver s',
      'values s',
      'analyses s',
      'parquet s',
      'total s',
      'rows/s',
      'growth',
    ],
    'peak MB',
  ];
  const line = (cells: string[]) =>
    process.stdout.write(`${cells.map(cell => cell.padStart(12)).join('')}\n`);
  line(heading);
  let first = 0;
  for (const { times, memory_limit } of SIZES) {
    if (wanted.length > 0 && !wanted.includes(String(times))) continue;
    const { rows, silver, gold, parquet, rss, steps } = await measureScale(times, memory_limit);
    const total = silver + gold + parquet;
    const values = VALUES.reduce((sum, name) => sum + (steps[name] ?? 0), 0);
    first ||= total;
    line([
      `${times}x`,
      rows.toLocaleString('en'),
      memory_limit,
      ...[silver, values, gold - values, parquet, total].map(seconds => seconds.toFixed(1)),
      Math.round(rows / total).toLocaleString('en'),
      (total / first).toFixed(2),
      rss.toFixed(0),
    ]);
    const longest = Object.entries(steps).sort(([, a], [, b]) => b - a);
    const shown = longest.map(([name, seconds]) => `${name.replace('gold.', '')} ${seconds.toFixed(1)}`);
    process.stdout.write(`${' '.repeat(12)}gold, s per table: ${shown.join(', ')}\n`);
  }
}

async function measureScale(times: number, memory: string): Promise<Measured> {
  const scratch = await fs.mkdtemp(path.join(os.tmpdir(), 'vie-scale-'));
  try {
    const program = compiled('tests/bench/scale-once.js');
    return JSON.parse(execFileSync(process.execPath, [program, String(times), memory, scratch]).toString());
  } finally {
    await fs.rm(scratch, { recursive: true, force: true });
  }
}

/** A valid delivery of just below 64 MB, the largest that is read, without and with quotes; bounds: 30 s and 650 MB. */
async function inbox(): Promise<void> {
  process.stdout.write('\nTaking up a delivery of 63 MB\n');
  const program = compiled('tests/bench/inbox-once.js');
  const rows: string[][] = [];
  for (const form of ['plain', 'quoted']) {
    const scratch = await fs.mkdtemp(path.join(os.tmpdir(), 'vie-inbox-'));
    try {
      execFileSync(process.execPath, [program, 'make', form, scratch]);
      const out = execFileSync(process.execPath, [program, 'take', form, scratch]).toString();
      const taken = JSON.parse(out) as Record<'rows' | 'seconds' | 'cpu' | 'rss', number>;
      const { seconds, cpu, rss } = taken;
      rows.push([form, taken.rows.toLocaleString('en'), seconds.toFixed(1), cpu.toFixed(1), rss.toFixed(0)]);
    } finally {
      await fs.rm(scratch, { recursive: true, force: true });
    }
  }
  process.stdout.write(`${table(['', 'rows', 'wall s', 'cpu s', 'peak MB'], rows).join('\n')}\n`);
}

async function real(): Promise<void> {
  if (!hasShared) {
    process.stdout.write(
      `There is no real data beside the project (${sharedFolder}); nothing was measured.\n`,
    );
    return;
  }
  const scratch = await fs.mkdtemp(path.join(os.tmpdir(), 'vie-bench-'));
  const simulator = await spawnSimulator();
  const env = { ...process.env, ...serviceEnvironment(simulator.base) };
  try {
    process.stdout.write(
      'Fetch, verify, store and load KWB 2020 (17,341 x 118) against plain curl of the same pages\n',
    );
    await downloads(simulator.base, env, scratch);
    process.stdout.write('\nWhole runs (KWB 2020, 50090NED 2012 and 2020, 50120NED)\n');
    const data = path.join(scratch, 'data');
    const rows = [
      ['first run', ...(await measure(['run', '--config', config, '--data', data], env, scratch))],
      ['no-change run', ...(await measure(['run', '--config', config, '--data', data], env, scratch))],
      [
        'rebuild from snapshots',
        ...(await measure(['rebuild', '--config', config, '--data', data], env, scratch)),
      ],
      ['vie --help', ...(await measure(['--help'], env, scratch))],
    ];
    process.stdout.write(`${table(['', 'wall s', 'cpu s', 'peak MB'], rows).join('\n')}\n`);
  } finally {
    simulator.stop();
    await fs.rm(scratch, { recursive: true, force: true });
  }
}

async function downloads(base: string, env: NodeJS.ProcessEnv, scratch: string): Promise<void> {
  const first = `${base}/opendata/ODataFeed/odata/84799NED/TypedDataSet?$format=json`;
  const pages = [first, `${first}&$skip=10000`];
  const curl = (...flags: string[]) => {
    const started = performance.now();
    execFileSync('curl', ['-s', '-f', ...flags, ...pages.flatMap(page => ['-o', '/dev/null', page])]);
    return (performance.now() - started) / 1000;
  };
  curl();
  const rounds: Record<'plain' | 'gzip' | 'fetch' | 'load' | 'total', number>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [plain, gzip] = [curl(), curl('--compressed')];
    const data = path.join(scratch, `load-${round}`);
    const out = execFileSync(
      process.execPath,
      [compiled('tests/bench/load-once.js'), 'kwb/2020', config, data],
      { env },
    );
    const { fetch, load } = JSON.parse(out.toString()) as { fetch: number; load: number };
    await fs.rm(data, { recursive: true, force: true });
    rounds.push({ plain, gzip, fetch, load, total: fetch + load });
  }
  const median = (field: 'plain' | 'gzip' | 'fetch' | 'load' | 'total') =>
    rounds.map(round => round[field]).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  const cells = (['plain', 'gzip', 'fetch', 'load', 'total'] as const).map(field => {
    const all = rounds.map(round => round[field]);
    return [field, ...[Math.min(...all), median(field), Math.max(...all)].map(seconds => seconds.toFixed(2))];
  });
  const names: Record<string, string> = {
    plain: 'curl',
    gzip: 'curl --compressed',
    fetch: 'vie: fetch, verify, store',
    load: 'vie: load',
    total: 'vie: both',
  };
  process.stdout.write(
    `${table(
      ['seconds', 'min', 'median', 'max'],
      cells.map(([field = '', ...rest]) => [names[field] ?? field, ...rest]),
    ).join('\n')}\n`,
  );
  const ratio = (against: 'plain' | 'gzip') =>
    rounds.map(round => round.total / round[against]).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
  process.stdout.write(
    `ratio to curl: ${ratio('plain')?.toFixed(2)}; to curl --compressed (the same bytes): ${ratio('gzip')?.toFixed(2)}\n`,
  );
}

async function measure(args: string[], env: NodeJS.ProcessEnv, scratch: string): Promise<string[]> {
  const result = path.join(scratch, 'measured.json');
  const child = spawnSync(process.execPath, [compiled('tests/bench/measured.js'), result, ...args], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`vie ${args.join(' ')} ended with ${child.status}`);
  const { wall, cpu, rss } = JSON.parse(await fs.readFile(result, 'utf8')) as Record<
    'wall' | 'cpu' | 'rss',
    number
  >;
  return [wall.toFixed(2), cpu.toFixed(2), rss.toFixed(0)];
}

await main();
